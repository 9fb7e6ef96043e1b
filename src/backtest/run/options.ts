import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isPlainDecimal } from '../../model/decimal';
import { configError } from '../../model/errors';
import { atLeast, having, withDefault } from '../../options/codecs';
import { optionsOf, resolveOptions } from '../../options/options';
import { dictionary } from '../../parsing/combinators';
import { Flag, Integer, same } from '../../parsing/primitives';
import { type FillModel, type Latency, queue, type RecordedMarket } from '../../simulator/index';
import { isFillModel } from '../../simulator/fills/models';
import { LatencyOption } from '../../simulator/options';
import type { BacktestConfig } from './config';

/** What a backtest runs, on which market, and by which models of fills and latency. */
export interface BacktestOptions {
  /** The path or the url of a module whose default export is a strategy. */
  readonly strategy: string | URL;
  /** The market, `recordedMarket(…)`. */
  readonly market: RecordedMarket;
  /** The balances: plain decimals by asset, such as `{ jpy: '1000000' }`. */
  readonly balances: Readonly<Record<string, string>>;
  /** The rule that fills a resting order. Default: `queue()`. */
  readonly fills?: FillModel | undefined;
  /** Latency between the strategy and the venue, ms. Default: none. */
  readonly latency?: Latency | undefined;
  /** The seed of random numbers. Default: 1. */
  readonly seed?: number | undefined;
  /** The time in ms by which the strategy begins after the market, so that candles have a history. Default: 0. */
  readonly warmUp?: number | undefined;
  /** `false` makes only the run itself, without the runs that show how reliable it is. Default: `true`. */
  readonly band?: boolean | undefined;
}

/** True for plain data. A function can't go into another thread. */
const isPlain = (value: unknown): boolean =>
  typeof value !== 'function' &&
  (typeof value !== 'object' || value === null || Object.values(value).every(isPlain));

const Balance = same(
  'a plain decimal',
  (input): input is string => typeof input === 'string' && isPlainDecimal(input),
);

interface Resolved extends Omit<BacktestOptions, 'fills' | 'seed' | 'warmUp' | 'band'> {
  readonly fills: FillModel;
  readonly seed: number;
  readonly warmUp: number;
  readonly band: boolean;
}

const Options = optionsOf<Resolved>({
  strategy: same(
    'the path or the url of a module',
    (input): input is string | URL => typeof input === 'string' || input instanceof URL,
  ),
  market: having<RecordedMarket>('recordedMarket(…)', ['description']),
  balances: dictionary('amounts by asset', Balance),
  fills: withDefault(
    same(
      'touch(), through() or queue({ … }), a plain description',
      (input): input is FillModel => isFillModel(input) && isPlain(input),
    ),
    queue(),
  ),
  latency: LatencyOption,
  seed: withDefault(Integer, 1),
  warmUp: withDefault(atLeast(0), 0),
  band: withDefault(Flag, true),
});

/** Returns the configuration for the thread. Throws a `ConfigError` that names the first wrong option. */
export const readBacktestOptions = (
  given: BacktestOptions,
): { readonly config: BacktestConfig; readonly hasBand: boolean } => {
  const { strategy, market, band, latency = 0, ...plain } = resolveOptions(Options, given);
  const url = strategy instanceof URL ? strategy : pathToFileURL(resolve(strategy));
  if (url.protocol !== 'file:' || !existsSync(url))
    throw configError('strategy', 'a module that is there', url.href);
  return {
    config: { strategy: url.href, market: market.description, latency, ...plain },
    hasBand: band,
  };
};
