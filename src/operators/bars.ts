import { Observable, Subscription, type OperatorFunction, type SchedulerLike } from 'rxjs';
import { candleTypes, type Candle, type CandleType } from '../model/candle';
import { closeTimeOf, openTimeOf } from '../model/candle-interval';
import { configError } from '../model/errors';
import { longestDelay } from '../model/longest-delay';
import type { Trade } from '../model/trade';
import { addTrade, firstBar, rollBar } from './bar';
import { clockOf } from './clock';
import { learnTime, readTime, unknownTime } from './venue-time';

export interface BarsConfig {
  readonly type: CandleType;
  /** The time in ms for which a bar waits after its end, for trades that are still on their way. */
  readonly grace?: number;
  readonly scheduler?: SchedulerLike;
}

/**
 * Builds bars from trades. It emits the open bar after each trade, and the closed bar when its time is over. A bar without a
 * trade carries the last close, for up to 50,000 bars in a row. A trade that comes too late for its bar is left out. Throws a
 * `ConfigError` for a type that the venue does not have.
 *
 * Time is the venue's: it is read from the trades, and the clock only counts on from the latest one.
 *
 * ```
 * trades:               -a-b----------c--     a, b, c at 0:20, 0:40, 2:30
 * bars({type:'1min'})   -1-1--(1|2)-(2|3)3--  bar 1 open, open, closed; bar 2 carried, closed; bar 3
 * ```
 *
 * @example
 * ```ts
 * import { createDataClient } from 'rx-bitbank';
 * import { bars } from 'rx-bitbank/operators';
 *
 * createDataClient().trades$('btc_jpy').pipe(bars({ type: '1min' })).subscribe(console.log);
 * ```
 */
export const bars = ({ type, grace = 1_500, scheduler }: BarsConfig): OperatorFunction<Trade, Candle> => {
  if (!candleTypes.includes(type)) throw configError('type', `one of ${candleTypes.join(', ')}`, type);
  return (source) =>
    new Observable<Candle>((subscriber) => {
      const clock = clockOf(scheduler);
      let bar: Candle | null = null;
      let learnt = unknownTime;
      let atEnd = Subscription.EMPTY;

      const show = (next: Candle): void => {
        bar = next;
        subscriber.next(next);
      };

      const rollTo = (time: number): void => {
        if (bar === null || closeTimeOf(type, bar.openTime) > time) return;
        const { closed, open } = rollBar(bar, time);
        for (const candle of closed) subscriber.next(candle);
        show(open);
      };

      const awaitEnd = (): void => {
        atEnd.unsubscribe();
        const now = readTime(learnt, clock.elapsed());
        if (bar === null || now === null) return;
        const due = closeTimeOf(type, bar.openTime) + grace - now;
        atEnd = clock.schedule(
          () => {
            rollTo((readTime(learnt, clock.elapsed()) ?? now) - grace);
            awaitEnd();
          },
          Math.min(Math.max(0, due), longestDelay),
        );
      };

      subscriber.add(() => atEnd.unsubscribe());
      subscriber.add(
        source.subscribe({
          next: (trade) => {
            learnt = learnTime(learnt, trade.timestamp, clock.elapsed());
            if (bar === null) show(firstBar(type, openTimeOf(type, trade.timestamp), trade));
            else {
              rollTo(trade.timestamp);
              if (trade.timestamp >= bar.openTime) show(addTrade(bar, trade));
            }
            awaitEnd();
          },
          error: (error: unknown) => subscriber.error(error),
          complete: () => subscriber.complete(),
        }),
      );
    });
};
