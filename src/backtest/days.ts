import { availableParallelism } from 'node:os';
import { defer, from, map, mergeMap, type Observable } from 'rxjs';
import { dayLength } from '../data/candle-dates';
import { configError } from '../model/errors';
import { recordedEnd } from '../recording/index';
import { backtestOf, type BacktestProgress } from './backtest';
import type { BacktestResult } from './result/result';
import { type BacktestOptions, readBacktestOptions } from './run/options';

/** An event of one day of a recording. */
export interface BacktestDay {
  /** The day in UTC, such as `2026-11-28`. */
  readonly day: string;
  readonly event: BacktestProgress | BacktestResult;
}

/** Returns the days that a recording touches, each as the span of it that is played. */
const daysOf = (start: number, end: number): readonly (readonly [number, number])[] => {
  const days: (readonly [number, number])[] = [];
  for (let begin = start; begin <= end;) {
    const next = (Math.floor(begin / dayLength) + 1) * dayLength;
    days.push([begin, next]);
    begin = next;
  }
  return days;
};

/**
 * Command: runs a backtest of each day (UTC) of a recording by itself, without positions and with the same balances at
 * the beginning. As many run at the same time as the machine has processors. It emits the events of `backtest`, each
 * with its day; days end in any order. Open orders and positions do not go on to the next day, and `warmUp` is taken
 * from each day. It throws and errors like `backtest`; the first day that fails ends all.
 *
 * @example
 * ```ts
 * import { backtestDays } from 'rx-bitbank/backtest';
 * import { recordedMarket } from 'rx-bitbank/simulator';
 *
 * const market = recordedMarket('recordings', { pairs: ['btc_jpy'] });
 * backtestDays({ strategy: './strategy.mjs', market, balances: { jpy: '1000000' }, band: false }).subscribe(
 *   ({ day, event }) => event.type === 'result' && console.log(day, event.profit),
 * );
 * ```
 */
export const backtestDays = (options: BacktestOptions): Observable<BacktestDay> => {
  const { config, hasBand } = readBacktestOptions(options);
  const { recorded, to = Infinity } = config.market;
  if (typeof recorded === 'object' && 'events' in recorded)
    throw configError('market', 'a recording of files', 'events');
  return defer(() => {
    const end = Math.min(recordedEnd(recorded) ?? 0, to - 1);
    return from(daysOf(options.market.start, end));
  }).pipe(
    mergeMap(([begin, next]): Observable<BacktestDay> => {
      const day = new Date(begin).toISOString().slice(0, 10);
      // A later day has rules of its own, if the recording has some there.
      const market = { ...config.market, from: begin, to: Math.min(next, to) };
      return backtestOf({ ...config, market }, hasBand).pipe(map((event) => ({ day, event })));
    }, availableParallelism()),
  );
};
