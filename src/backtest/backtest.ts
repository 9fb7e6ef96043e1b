import { filter, map, mergeMap, type Observable, of, toArray } from 'rxjs';
import { type Latency, queue, through, touch } from '../simulator/index';
import type { RunFacts } from './result/facts';
import { type BacktestResult, bandRunOf, type BandRun, resultOf } from './result/result';
import type { BacktestConfig } from './run/config';
import { type BacktestOptions, readBacktestOptions } from './run/options';
import { inThread } from './worker/thread';

export interface BacktestProgress {
  readonly type: 'progress';
  /** The position of the run in the recording: Unix time, ms. */
  readonly at: number;
  /** The share of the recording's time that is over, from 0 to 1. */
  readonly share: number;
  readonly frames: number;
}

const twice = (latency: Latency): Latency => {
  if (typeof latency === 'number') return latency * 2;
  const doubled = Object.entries(latency).map(([way, delay]) => [
    way,
    typeof delay === 'number' ? delay * 2 : (delay as readonly number[] | undefined)?.map((ms) => ms * 2),
  ]);
  return Object.fromEntries(doubled) as Latency;
};

/** Returns the variants of the run for the band. */
const others = (config: BacktestConfig): readonly (readonly [BandRun['name'], BacktestConfig])[] => [
  ['touch', { ...config, fills: touch() }],
  ['through', { ...config, fills: through() }],
  ['queue', { ...config, fills: queue() }],
  ['twice the latency', { ...config, latency: twice(config.latency) }],
];

/** The number of threads at the same time beside that of the run itself. */
const atOnce = 2;

const isSame = (a: BacktestConfig, b: BacktestConfig): boolean =>
  JSON.stringify([a.fills, a.latency]) === JSON.stringify([b.fills, b.latency]);

/** Runs the band. If the run itself is one of its runs, it need not run again. */
const bandOf = (config: BacktestConfig, facts: RunFacts): Observable<readonly BandRun[]> =>
  of(...others(config)).pipe(
    mergeMap(
      ([name, other]) =>
        isSame(config, other)
          ? of(bandRunOf(name, resultOf(config, facts)))
          : inThread(other).pipe(
              filter((message) => message.type === 'facts'),
              map((message) => bandRunOf(name, resultOf(other, message.facts))),
            ),
      atOnce,
    ),
    toArray(),
    map((runs) => others(config).flatMap(([name]) => runs.filter((run) => run.name === name))),
  );

/** Makes a run and, if requested, the runs that show how reliable it is. */
export const backtestOf = (
  config: BacktestConfig,
  hasBand: boolean,
): Observable<BacktestProgress | BacktestResult> =>
  inThread(config).pipe(
    mergeMap((message): Observable<BacktestProgress | BacktestResult> => {
      if (message.type === 'progress') return of(message);
      const { facts } = message;
      if (!hasBand) return of(resultOf(config, facts));
      return bandOf(config, facts).pipe(map((band) => resultOf(config, facts, band)));
    }),
  );

/**
 * Command: runs a strategy on a recording when it is subscribed to, in its own thread, where time and random numbers are
 * virtual. It emits progress and, last, the result; unsubscribing ends the threads. The module is the one that runs live:
 * time-outs, intervals, `Date`, `Math.random` and operators without a scheduler work in it, as fast as the recording can be
 * read. Access to anything outside of its world (sockets, HTTP, files, processes) is a `BacktestError`.
 *
 * In addition to the run itself it makes the same run with `touch`, `through`, `queue` and with twice the latency: `band`
 * shows how reliable the result is. Throws a `ConfigError` for options that are not plain data. Errors with a `ConfigError`
 * if the module has no strategy, with a `BacktestError` that names file and line where the strategy fails, and with a
 * `RecordingError` if the recording can't be read.
 *
 * @example
 * ```ts
 * import { backtest, queue } from 'rx-bitbank/backtest';
 * import { recordedMarket } from 'rx-bitbank/simulator';
 *
 * const market = recordedMarket('recordings', { pairs: ['btc_jpy'] });
 * backtest({ strategy: './strategy.mjs', market, balances: { jpy: '1000000' }, fills: queue(), latency: 20 }).subscribe(
 *   (event) => event.type === 'result' && console.log(event.profit),
 * );
 * ```
 */
export const backtest = (options: BacktestOptions): Observable<BacktestProgress | BacktestResult> => {
  const { config, hasBand } = readBacktestOptions(options);
  return backtestOf(config, hasBand);
};
