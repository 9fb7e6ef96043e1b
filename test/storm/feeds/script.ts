import type { CandleType } from '../../../src/model/candle';
import type { CircuitBreakMode } from '../../../src/model/circuit-break';
import type { Pair } from '../../../src/model/pair';
import type { Fault } from '../../../src/simulator/faults/fault';

/** The feed to which an observer subscribes. */
export type Observed =
  | { readonly feed: 'book'; readonly depth: number | null }
  | { readonly feed: 'candles'; readonly type: CandleType; readonly history: number }
  | {
      readonly feed:
        'ticker' | 'trades' | 'quotes' | 'circuitBreak' | 'tradable' | 'depthWhole' | 'depthDiff' | 'unknown';
    };

/** An observer who comes, observes a feed of a pair and leaves (`null`: stays). All times are ms from the start. */
export type Observer = Observed & {
  readonly at: number;
  readonly until: number | null;
  readonly pair: Pair;
};

/** A deed at the venue. */
export type Deed = { readonly at: number; readonly pair: Pair } &
  /** A taker takes the least amount again and again. */
  (
    | { readonly deed: 'take'; readonly count: number; readonly every: number }
    | { readonly deed: 'circuit-break'; readonly mode: CircuitBreakMode; readonly ms: number }
    | { readonly deed: 'halt' | 'busy' | 'suspend'; readonly ms: number }
  );

/** A fault that comes into force at its time. Its `when` counts from then. */
export interface TimedFault {
  readonly at: number;
  readonly fault: Fault;
}

/**
 * An upset of the client's machine: its time of day is set, or it sleeps (`slept`, ms) and its elapsed time stands
 * still.
 */
export type Upset =
  | { readonly at: number; readonly type: 'set'; readonly by: number }
  | { readonly at: number; readonly type: 'sleep'; readonly ms: number };

/** The whole script of a storm of the public feeds. Nothing is drawn while it plays. */
export interface FeedScript {
  /** The seed of the simulator's own market. */
  readonly seed: number;
  /** The start on the minute, Unix time in ms. */
  readonly start: number;
  /** Latency in each direction, ms. */
  readonly latency: number;
  readonly linger: number;
  /** The time in ms after which faults and deeds are over and the calm begins. */
  readonly length: number;
  readonly observers: readonly Observer[];
  readonly deeds: readonly Deed[];
  readonly faults: readonly TimedFault[];
  readonly upsets: readonly Upset[];
}

/** A busy market, a quieter one, and a suspended one with empty books. */
export const pairs = ['btc_jpy', 'sol_jpy', 'mkr_jpy'] as const;
export const unknownPair = 'nil_jpy';
