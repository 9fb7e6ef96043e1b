import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { defer, filter, map, mergeMap, type Observable, of, toArray } from 'rxjs';
import { configError } from '../model/errors';
import { describe } from '../parsing/decode';
import { type FillModel, type Latency, queue, type RecordedMarket, through, touch } from '../simulator/index';
import { type BacktestResult, bandRunOf, type BandRun, resultOf } from './result/result';
import type { BacktestConfig } from './run/config';
import { inThread } from './worker/thread';

export interface BacktestOptions {
  /** The path or the url of a module whose default export is a strategy. */
  readonly strategy: string | URL;
  /** `recordedMarket(…)`. */
  readonly market: RecordedMarket;
  /** What it has: plain decimals by asset, as `{ jpy: '1000000' }`. */
  readonly balances: Readonly<Record<string, string>>;
  /** When a resting order is filled; by default `queue()`. */
  readonly fills?: FillModel | undefined;
  /** Between the strategy and the venue, ms; by default none. */
  readonly latency?: Latency | undefined;
  /** Of chance. Default: 1. */
  readonly seed?: number | undefined;
  /** The strategy begins so long after the market, ms, so that candles have a history. Default: 0. */
  readonly warmUp?: number | undefined;
  /** `false`: only the run itself, and none of those that tell how far it can be believed. Default: `true`. */
  readonly band?: boolean | undefined;
}

export interface BacktestProgress {
  readonly type: 'progress';
  /** Where the run is: Unix time, ms, of the recording. */
  readonly at: number;
  readonly frames: number;
}

const hasFunction = (value: unknown): boolean =>
  typeof value === 'function' ||
  (typeof value === 'object' && value !== null && Object.values(value).some(hasFunction));

const configOf = (options: BacktestOptions): BacktestConfig => {
  const { strategy, market, balances, fills = queue(), latency = 0, seed = 1, warmUp = 0 } = options;
  if (typeof strategy !== 'string' && !(strategy instanceof URL))
    throw configError('strategy', 'the path or the url of a module', describe(strategy));
  const url = strategy instanceof URL ? strategy : pathToFileURL(resolve(strategy));
  if (url.protocol !== 'file:' || !existsSync(url))
    throw configError('strategy', 'a module that is there', url.href);
  if (typeof (market as unknown) !== 'object' || !('description' in market))
    throw configError('market', 'recordedMarket(…)', describe(market));
  const plain = { balances, fills, latency, seed, warmUp };
  for (const [name, value] of Object.entries(plain))
    if (hasFunction(value)) throw configError(name, 'a plain description', 'a function');
  if (!Number.isSafeInteger(seed)) throw configError('seed', 'a whole number', describe(seed));
  if (!(warmUp >= 0)) throw configError('warmUp', 'a number of ms, zero or more', describe(warmUp));
  return { strategy: url.href, market: market.description, ...plain };
};

const twice = (latency: Latency): Latency => {
  if (typeof latency === 'number') return latency * 2;
  const doubled = Object.entries(latency).map(([way, delay]) => [
    way,
    typeof delay === 'number' ? delay * 2 : (delay as readonly number[] | undefined)?.map((ms) => ms * 2),
  ]);
  return Object.fromEntries(doubled) as Latency;
};

/** The same run, as others would have it. */
const others = (config: BacktestConfig): readonly (readonly [BandRun['name'], BacktestConfig])[] => [
  ['touch', { ...config, fills: touch() }],
  ['through', { ...config, fills: through() }],
  ['queue', { ...config, fills: queue() }],
  ['twice the latency', { ...config, latency: twice(config.latency) }],
];

/** Threads at once beside that of the run itself. */
const atOnce = 2;

const bandOf = (config: BacktestConfig): Observable<readonly BandRun[]> =>
  of(...others(config)).pipe(
    mergeMap(
      ([name, other]) =>
        inThread(other).pipe(
          filter((message) => message.type === 'facts'),
          map(({ facts }) => bandRunOf(name, resultOf(other, facts))),
        ),
      atOnce,
    ),
    toArray(),
    map((runs) => others(config).flatMap(([name]) => runs.filter((run) => run.name === name))),
  );

/**
 * Command: runs a strategy on a recording, in a thread of its own whose time and chance are virtual, when it is subscribed
 * to. Emits progress and, last, the result; unsubscribing ends the threads. The module is the one that runs live: time-outs,
 * intervals, `Date`, `Math.random` and operators without a scheduler behave in it, as fast as the recording can be read.
 * What reaches out of its world (sockets, HTTP, files, processes) is a `BacktestError`.
 *
 * Beside the run itself the same one is made by `touch`, `through`, `queue` and with twice the latency: `band` says how far the
 * result can be believed. Throws a `ConfigError` for what is no plain description, and errors with one where the module has no
 * strategy, with a `BacktestError` that names file and line where it fails, with a `RecordingError` where it can't be read.
 *
 * @example
 * ```ts
 * import { backtest, queue } from 'rx-bitbank/backtest';
 * import { recordedMarket } from 'rx-bitbank/simulator';
 *
 * const market = recordedMarket('recordings', { pairs: ['btc_jpy'] });
 * backtest({ strategy: './strategy.js', market, balances: { jpy: '1000000' }, fills: queue(), latency: 20 }).subscribe(
 *   (event) => event.type === 'result' && console.log(event.profit),
 * );
 * ```
 */
export const backtest = (options: BacktestOptions): Observable<BacktestProgress | BacktestResult> => {
  const config = configOf(options);
  return defer(() => {
    const hasBand = options.band ?? true;
    return inThread(config).pipe(
      mergeMap((message): Observable<BacktestProgress | BacktestResult> => {
        if (message.type === 'progress') return of(message);
        const { facts } = message;
        if (!hasBand) return of(resultOf(config, facts));
        return bandOf(config).pipe(map((band) => resultOf(config, facts, band)));
      }),
    );
  });
};
