import { defer, NEVER, Observable, type MonoTypeOperatorFunction, type Subscription } from 'rxjs';
import { multicast } from './multicast';
import type { ShareLingerConfig } from './share-linger';

export interface ShareCurrentConfig<T> extends ShareLingerConfig {
  /** Each emission means that what is current is so no more (the link it came by is lost). */
  readonly forgetOn?: Observable<unknown>;
  /** The values that outlive a `forgetOn`; by default none. */
  readonly survives?: (value: T) => boolean;
  /** What is current after a value; by default that value alone. */
  readonly fold?: (current: readonly T[], value: T) => readonly T[];
}

/**
 * Shares one subscription, and gives a late subscriber the current value at once, as long as it is current.
 *
 * Unlike `shareReplay(1)` it forgets: when `forgetOn` emits, and when the last subscriber has gone.
 *
 * ```
 * source:            -a---b-------c--
 * forgetOn:          --------x-------
 * late subscriber:   ------(^b)---c--
 * later subscriber:  ----------^--c--
 * ```
 *
 * @example
 * ```ts
 * import { interval, Subject } from 'rxjs';
 * import { shareCurrent } from 'rx-bitbank/operators';
 *
 * const disconnected$ = new Subject<void>();
 * const price$ = interval(1000).pipe(shareCurrent({ forgetOn: disconnected$ }));
 * price$.subscribe();
 * ```
 */
export const shareCurrent =
  <T>({
    forgetOn = NEVER,
    survives = () => false,
    fold = (_, value) => [value],
    ...linger
  }: ShareCurrentConfig<T> = {}): MonoTypeOperatorFunction<T> =>
  (source) => {
    let current: readonly T[] = [];
    let forgetting: Subscription | undefined;
    const shared = multicast<T>(
      defer(() => {
        forgetting = forgetOn.subscribe(() => {
          current = current.filter(survives);
        });
        return source;
      }),
      {
        ...linger,
        onNext: (value) => {
          current = fold(current, value);
        },
        onEnd: () => {
          forgetting?.unsubscribe();
          current = [];
        },
      },
    );
    return new Observable<T>((subscriber) => {
      // Telling a value may bring about the next one, which then is told too: before the subscription it would be lost.
      let told: readonly T[] = [];
      while (told !== current && !subscriber.closed) {
        const before = told;
        told = current;
        for (const value of told) if (!before.includes(value)) subscriber.next(value);
      }
      return shared.subscribe(subscriber);
    });
  };
