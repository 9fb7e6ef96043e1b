import { NEVER, Observable, tap, type MonoTypeOperatorFunction } from 'rxjs';
import { shareLinger, type ShareLingerConfig } from './share-linger';

export interface ShareCurrentConfig extends ShareLingerConfig {
  /** Each emission means that the current value is current no more (the link it came by is lost). */
  readonly forgetOn?: Observable<unknown>;
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
  <T>({ forgetOn = NEVER, ...linger }: ShareCurrentConfig = {}): MonoTypeOperatorFunction<T> =>
  (source) => {
    let current: { readonly value: T } | null = null;
    const shared = new Observable<T>((subscriber) => {
      subscriber.add(() => {
        current = null;
      });
      const remembered = source.pipe(
        tap((value) => {
          current = { value };
        }),
      );
      subscriber.add(remembered.subscribe(subscriber));
      subscriber.add(
        forgetOn.subscribe(() => {
          current = null;
        }),
      );
    }).pipe(shareLinger(linger));
    return new Observable<T>((subscriber) => {
      if (current !== null) subscriber.next(current.value);
      return shared.subscribe(subscriber);
    });
  };
