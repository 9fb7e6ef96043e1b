import { createHash } from 'node:crypto';
import { version } from '../../../package.json';
import type { Fill } from '../../model/fill';
import type { Pair } from '../../model/pair';
import type { ProfitSums } from '../../profit/index';
import { decimalOfUnits, quotient, unitsOf } from '../../profit/money';
import type { FillBasis, FillModel, Latency, MarketNotice } from '../../simulator/index';
import type { RunRecord } from '../../strategy/run-record';
import type { BacktestConfig } from '../run/config';
import { equityFold, type Equity } from './equity';
import { exposureFold, type Exposure } from './exposure';
import type { BreakSpan, RunFacts } from './facts';
import { livesFold, type OrderLife, ordersSummary, type OrdersSummary } from './lives';
import { markOutsFold, type MarkOut } from './mark-outs';
import { recordsIn, unpackedRecords } from './packed-records';
import { folded, type RecordFold } from './record-fold';
import { createThinning, type PointRange } from './thinning';

/**
 * The cause of a fill: the order took, or rested and was met by a print or a cross. `gap`, `auction`: it is a guess.
 */
export type FillCause = 'taker' | FillBasis;

export interface ResultFill {
  readonly fill: Fill;
  readonly cause: FillCause;
}

/** A span in which the book of a pair was not proven. Unix times, ms. */
export interface UnknownSpan {
  readonly pair: Pair;
  readonly from: number;
  readonly to: number;
  readonly cause: string;
}

export interface PricePoint {
  readonly at: number;
  readonly bid: string | null;
  readonly ask: string | null;
}

/** The same run with another model of fills, or with other latency. */
export interface BandRun {
  readonly name: 'touch' | 'through' | 'queue' | 'twice the latency';
  readonly hash: string;
  readonly fills: number;
  /** The profit by quote currency; `null` if it can't be marked. */
  readonly total: Readonly<Record<string, string | null>>;
}

/** The result of a backtest. All money is plain decimals in the quote currency, all times are Unix times in ms. */
export interface BacktestResult {
  readonly type: 'result';
  /** The hash of everything that the run did. The same input and the same seed give the same. */
  readonly hash: string;
  readonly input: {
    readonly hash: string;
    readonly strategy: string;
    /** Digest of the strategy's own file. */
    readonly strategyHash: string;
    readonly seed: number;
    readonly model: FillModel;
    readonly latency: Latency;
    readonly balances: Readonly<Record<string, string>>;
    readonly fees: RunFacts['fees'];
    /** The version of this library. */
    readonly version: string;
    readonly node: string;
    readonly frames: number;
  };
  readonly span: { readonly from: number; readonly begun: number; readonly to: number };
  /** The end of the strategy; `left`: it was still running at the end of the recording. */
  readonly ended: RunFacts['ended'];
  readonly unknown: readonly UnknownSpan[];
  /** The time in ms in which the book of any pair was not proven. */
  readonly unknownTime: number;
  readonly breaks: readonly BreakSpan[];
  /** The time in ms in which any pair was in a circuit break. */
  readonly breakTime: number;
  readonly orders: readonly OrderLife[];
  readonly summary: OrdersSummary;
  readonly fills: readonly ResultFill[];
  /** The profit by quote currency. */
  readonly profit: Readonly<Record<string, ProfitSums>>;
  readonly equity: Readonly<Record<string, Equity>>;
  readonly exposure: Readonly<Record<string, Exposure>>;
  /** The best prices of each pair that was traded, as many as a chart shows. */
  readonly prices: Readonly<Record<Pair, readonly PricePoint[]>>;
  readonly markOuts: readonly MarkOut[];
  /** The strategy's fraction of the others' volume meanwhile, by pair. */
  readonly marketShare: Readonly<Record<Pair, string>>;
  readonly band: readonly BandRun[];
  /** All events of the run, in order, for `compare`. They are kept packed, and unpacked at each access. */
  readonly records: readonly RunRecord[];
  /** The weaknesses of the result, in a sentence each. */
  readonly warnings: readonly BacktestWarning[];
}

export type BacktestWarning =
  | { readonly kind: 'unknown'; readonly ms: number; readonly times: number }
  | { readonly kind: 'assumed'; readonly fills: number; readonly of: number }
  | { readonly kind: 'share'; readonly pair: Pair; readonly share: string }
  | { readonly kind: 'left-open'; readonly orders: number }
  | { readonly kind: 'no-fills' }
  | { readonly kind: 'no-latency' };

/** A share of the market from which the others would have noticed the strategy. */
const largeShare = unitsOf('0.05');

const fillsFold = (bases: RunFacts['bases']): RecordFold<readonly ResultFill[]> => {
  const fills: ResultFill[] = [];
  return {
    add: (record) => {
      if (record.type === 'fill')
        fills.push({ fill: record.fill, cause: bases[record.fill.tradeId] ?? 'taker' });
    },
    result: () => fills,
  };
};

const unknownFold = (to: number): RecordFold<readonly UnknownSpan[]> => {
  const open = new Map<Pair, Extract<MarketNotice, { readonly kind: 'market-unknown' }>>();
  const spans: UnknownSpan[] = [];
  const close = (pair: Pair, at: number): void => {
    const begun = open.get(pair);
    if (begun !== undefined) spans.push({ pair, from: begun.at, to: at, cause: begun.cause });
    open.delete(pair);
  };
  return {
    add: (record) => {
      if (record.type !== 'notice') return;
      const { notice } = record;
      if (notice.kind === 'market-unknown') open.set(notice.pair, notice);
      if (notice.kind === 'market-known') close(notice.pair, notice.at);
    },
    result: () => {
      for (const pair of [...open.keys()]) close(pair, to);
      return spans;
    },
  };
};

const priceRange: PointRange<PricePoint> = {
  low: ({ bid }) => (bid === null ? Infinity : Number(bid)),
  high: ({ ask }) => (ask === null ? -Infinity : Number(ask)),
};

const pricesFold = (): RecordFold<BacktestResult['prices']> => {
  const curves = new Map<Pair, ReturnType<typeof createThinning<PricePoint>>>();
  const traded = new Set<Pair>();
  return {
    add: (record) => {
      if (record.type === 'fill') traded.add(record.fill.pair);
      if (record.type !== 'mark') return;
      const { pair, at, bid, ask } = record;
      const curve = curves.get(pair) ?? createThinning(priceRange);
      curves.set(pair, curve);
      curve.add({ at, bid, ask });
    },
    result: () => Object.fromEntries([...traded].map((pair) => [pair, curves.get(pair)?.points() ?? []])),
  };
};

/** Folds a run into all that follows from its records. */
const partsFold = ({ begun, to, bases }: RunFacts) => {
  const folds = {
    fills: fillsFold(bases),
    unknown: unknownFold(to),
    orders: livesFold(),
    money: equityFold(begun),
    exposure: exposureFold(begun, to),
    prices: pricesFold(),
    markOuts: markOutsFold(),
  };
  const all: readonly RecordFold<unknown>[] = Object.values(folds);
  return {
    add: (record: RunRecord): void => {
      for (const fold of all) fold.add(record);
    },
    result: () => ({
      fills: folds.fills.result(),
      unknown: folds.unknown.result(),
      orders: folds.orders.result(),
      ...folds.money.result(),
      exposure: folds.exposure.result(),
      prices: folds.prices.result(),
      markOuts: folds.markOuts.result(),
    }),
  };
};

const sharesOf = (
  fills: readonly ResultFill[],
  volumes: RunFacts['volumes'],
): Readonly<Record<Pair, string>> => {
  const own = new Map<Pair, bigint>();
  for (const { fill } of fills) own.set(fill.pair, (own.get(fill.pair) ?? 0n) + unitsOf(fill.amount));
  return Object.fromEntries(
    [...own].map(([pair, amount]) => {
      const others = unitsOf(volumes[pair] ?? '0');
      return [pair, decimalOfUnits(quotient(amount, others > 0n ? others : amount))];
    }),
  );
};

const warningsOf = (
  result: Omit<BacktestResult, 'warnings' | 'hash' | 'type' | 'band' | 'records'>,
): readonly BacktestWarning[] => {
  const assumed = result.fills.filter(({ cause }) => cause === 'gap' || cause === 'auction').length;
  const hasLatency = JSON.stringify(result.input.latency) !== '0';
  return [
    ...(result.unknown.length > 0
      ? [{ kind: 'unknown' as const, ms: result.unknownTime, times: result.unknown.length }]
      : []),
    ...(assumed > 0 ? [{ kind: 'assumed' as const, fills: assumed, of: result.fills.length }] : []),
    ...Object.entries(result.marketShare).flatMap(([pair, share]) =>
      unitsOf(share) > largeShare ? [{ kind: 'share' as const, pair, share }] : [],
    ),
    ...(result.summary.open > 0 ? [{ kind: 'left-open' as const, orders: result.summary.open }] : []),
    ...(result.fills.length === 0 ? [{ kind: 'no-fills' as const }] : []),
    ...(hasLatency ? [] : [{ kind: 'no-latency' as const }]),
  ];
};

/** Returns the total time in ms. Overlapping spans of several pairs count once. */
const timeOf = (spans: readonly { readonly from: number; readonly to: number }[]): number => {
  let [time, reached] = [0, -Infinity];
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    time += Math.max(0, to - Math.max(from, reached));
    reached = Math.max(reached, to);
  }
  return time;
};

const digestOf = ({ fills, latency, seed, balances, warmUp }: BacktestConfig, facts: RunFacts): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        [fills, latency, seed, balances, warmUp, facts.inputHash, facts.strategyHash],
        [facts.records.hash, facts.volumes, facts.bases, facts.breaks],
      ]),
    )
    .digest('hex');

/** Computes the result from the facts of a run. */
export const resultOf = (
  config: BacktestConfig,
  facts: RunFacts,
  band: readonly BandRun[] = [],
): BacktestResult => {
  const { from, begun, to, ended, frames } = facts;
  const { strategy, seed, fills: model, latency, balances } = config;
  const parts = folded(recordsIn(facts.records), partsFold(facts));
  const { unknown, orders, fills } = parts;
  const known = {
    input: {
      hash: facts.inputHash,
      strategy,
      strategyHash: facts.strategyHash,
      version,
      seed,
      model,
      latency,
      balances,
      fees: facts.fees,
      node: process.version,
      frames,
    },
    span: { from, begun, to },
    ended,
    unknown,
    unknownTime: timeOf(unknown),
    breaks: facts.breaks,
    breakTime: timeOf(facts.breaks),
    orders,
    summary: ordersSummary(orders),
    fills,
    profit: parts.profit,
    equity: parts.equity,
    exposure: parts.exposure,
    prices: parts.prices,
    markOuts: parts.markOuts,
    marketShare: sharesOf(fills, facts.volumes),
  };
  return {
    type: 'result',
    hash: digestOf(config, facts),
    ...known,
    band,
    get records() {
      return unpackedRecords(facts.records);
    },
    warnings: warningsOf(known),
  };
};

/** Returns a run as a part of the band of another one. */
export const bandRunOf = (name: BandRun['name'], result: BacktestResult): BandRun => ({
  name,
  hash: result.hash,
  fills: result.fills.length,
  total: Object.fromEntries(Object.entries(result.profit).map(([quote, { total }]) => [quote, total])),
});
