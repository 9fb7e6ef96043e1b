import type { MonoTypeOperatorFunction, SchedulerLike } from 'rxjs';
import { multicast } from './multicast';

export interface ShareLingerConfig {
  /** The time in ms for which the source is kept after the last unsubscription; by default one tick of the scheduler. */
  readonly linger?: number;
  readonly scheduler?: SchedulerLike;
}

/**
 * Shares one subscription among all subscribers, and keeps it for a while after the last subscriber has left.
 *
 * With plain `share()`, a `switchMap` from one feed to the next closes and opens everything underneath, because the old
 * subscriber leaves before the new one comes.
 *
 * ```
 * source:                 ^-a-b-c-d-e-!
 * first subscriber:       ^-a-b!
 * second subscriber:      ------^c-d!
 * shareLinger({linger:2}) one subscription, ended 2 after the last unsubscription
 * ```
 *
 * @example
 * ```ts
 * import { interval, switchMap, timer } from 'rxjs';
 * import { shareLinger } from 'rx-bitbank/operators';
 *
 * const shared$ = interval(100).pipe(shareLinger({ linger: 1000 }));
 * timer(0, 500).pipe(switchMap(() => shared$)).subscribe();
 * ```
 */
export const shareLinger =
  <T>(config: ShareLingerConfig = {}): MonoTypeOperatorFunction<T> =>
  (source) =>
    multicast(source, config);
