import { availableParallelism } from 'node:os';
import { defer, from, map, mergeMap, type Observable } from 'rxjs';
import { configError } from '../model/errors';
import { recordedEnd } from '../recording/index';
import { backtestOf, type BacktestProgress } from './backtest';
import type { BacktestResult } from './result/result';
import { type BacktestOptions, readBacktestOptions } from './run/options';

/** What is told of one day of a recording. */
export interface BacktestDay {
  /** UTC, as `2026-11-28`. */
  readonly day: string;
  readonly event: BacktestProgress | BacktestResult;
}

const dayLength = 86_400_000;

/** The days that a recording touches, each as what is played of it. */
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
 * Command: a backtest of each day (UTC) of a recording by itself, from flat, with the balances of the first; as many at once
 * as the machine has processors. Emits what `backtest` emits, and of which day; days end in any order. Open orders and what
 * was bought do not go on to the next day, and `warmUp` is taken from each day. Throws and errors as `backtest`; the first
 * day that fails ends all.
 *
 * @example
 * ```ts
 * import { backtestDays } from 'rx-bitbank/backtest';
 * import { recordedMarket } from 'rx-bitbank/simulator';
 *
 * const market = recordedMarket('recordings', { pairs: ['btc_jpy'] });
 * backtestDays({ strategy: './strategy.js', market, balances: { jpy: '1000000' }, band: false }).subscribe(
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
      // The rules of a later day are its own, where it has some.
      const market = { ...config.market, from: begin, to: Math.min(next, to) };
      return backtestOf({ ...config, market }, hasBand).pipe(map((event) => ({ day, event })));
    }, availableParallelism()),
  );
};
