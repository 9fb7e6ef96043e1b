import type { CandleType } from '../../../src/model/candle';
import type { CircuitBreakMode } from '../../../src/model/circuit-break';
import type { Pair } from '../../../src/model/pair';
import type { Fault } from '../../../src/simulator/faults/fault';

/** What an observer subscribes to. */
export type Observed =
  | { readonly feed: 'book'; readonly depth: number | null }
  | { readonly feed: 'candles'; readonly type: CandleType; readonly history: number }
  | {
      readonly feed:
        'ticker' | 'trades' | 'quotes' | 'circuitBreak' | 'tradable' | 'depthWhole' | 'depthDiff' | 'unknown';
    };

/** Somebody who comes, looks at a feed of a pair and goes (`null`: stays); all times are ms from the start. */
export type Observer = Observed & {
  readonly at: number;
  readonly until: number | null;
  readonly pair: Pair;
};

/** What happens at the venue. */
export type Deed = { readonly at: number; readonly pair: Pair } &
  /** Somebody takes again and again, the least amount. */
  (
    | { readonly deed: 'take'; readonly count: number; readonly every: number }
    | { readonly deed: 'circuit-break'; readonly mode: CircuitBreakMode; readonly ms: number }
    | { readonly deed: 'halt' | 'busy' | 'suspend'; readonly ms: number }
  );

/** A fault comes into force at its time; its `when` counts from then. */
export interface TimedFault {
  readonly at: number;
  readonly fault: Fault;
}

/** What befalls the client's machine: its time of day is set, or it sleeps (`slept`, ms), and its elapsed time stands still. */
export type Upset =
  | { readonly at: number; readonly type: 'set'; readonly by: number }
  | { readonly at: number; readonly type: 'sleep'; readonly ms: number };

/** All that a storm of the public feeds is: nothing is drawn while it plays. */
export interface FeedScript {
  /** Of the simulator's own market. */
  readonly seed: number;
  /** Unix time, ms: on the minute. */
  readonly start: number;
  /** Each way, ms. */
  readonly latency: number;
  readonly linger: number;
  /** Faults and deeds are over after it, ms; then comes the calm. */
  readonly length: number;
  readonly observers: readonly Observer[];
  readonly deeds: readonly Deed[];
  readonly faults: readonly TimedFault[];
  readonly upsets: readonly Upset[];
}

/** A busy market, a quieter one, and one that is suspended: empty books. */
export const pairs = ['btc_jpy', 'sol_jpy', 'mkr_jpy'] as const;
export const unknownPair = 'nil_jpy';
