import type { Pair } from '../../model/pair';
import type { FillBasis } from '../../simulator/index';
import type { RunRecord } from '../../strategy/run-record';

/** Decimal fractions; negative: a rebate. */
export interface PairFees {
  readonly maker: string;
  readonly taker: string;
}

/** From a moment to another a pair was in a circuit break. Unix times, ms. */
export interface BreakSpan {
  readonly pair: Pair;
  readonly from: number;
  readonly to: number;
}

/** All that a run leaves behind; its result follows from it. Times are Unix times in ms. */
export interface RunFacts {
  /** The first and the last moment of the market that was played. */
  readonly from: number;
  readonly to: number;
  /** When the strategy began: `from` and `warmUp`. */
  readonly begun: number;
  readonly frames: number;
  /** Digest of the strategy's own file. */
  readonly strategyHash: string;
  /** What a fill costs, as a fraction of its value, by the rules in force at the start. */
  readonly fees: Readonly<Record<Pair, PairFees>>;
  /** When the trading of a pair was halted by the venue's circuit breaker. */
  readonly breaks: readonly BreakSpan[];
  /** Digest of every frame that was played. */
  readonly inputHash: string;
  /** How the strategy ended; `left`: it was still running at the end of the recording. */
  readonly ended: 'completed' | 'left';
  readonly records: readonly RunRecord[];
  /** What told that resting orders were met, by the ids of their trades. */
  readonly bases: Readonly<Record<number, FillBasis>>;
  /** What all others traded since the strategy began, base currency. */
  readonly volumes: Readonly<Record<Pair, string>>;
}
