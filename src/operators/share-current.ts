import { defer, NEVER, Observable, type MonoTypeOperatorFunction, type Subscription } from 'rxjs';
import { multicast } from './multicast';
import type { ShareLingerConfig } from './share-linger';

export interface ShareCurrentConfig<T> extends ShareLingerConfig {
  /** Each emission says that the current value is outdated, for example because its link is lost. */
  readonly forgetOn?: Observable<unknown>;
  /** Decides whether a value stays current after `forgetOn`. By default none does. */
  readonly survives?: (value: T) => boolean;
  /** Returns the current values after a new one. By default that is only the new value. */
  readonly fold?: (current: readonly T[], value: T) => readonly T[];
}

/**
 * Shares one subscription, and immediately gives a late subscriber the current value, if there is one.
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
      // A value may cause the next one while it is passed on. The loop passes that one on too; otherwise it would be lost.
      let emitted: readonly T[] = [];
      while (emitted !== current && !subscriber.closed) {
        const before = emitted;
        emitted = current;
        for (const value of emitted) if (!before.includes(value)) subscriber.next(value);
      }
      return shared.subscribe(subscriber);
    });
  };
