import type { Pair } from '../../model/pair';
import type { FillBasis } from '../../simulator/index';
import type { PackedRecords } from './packed-records';

/** Fees as decimal fractions; negative for a rebate. */
export interface PairFees {
  readonly maker: string;
  readonly taker: string;
}

/** A span in which a pair was in a circuit break. Unix times, ms. */
export interface BreakSpan {
  readonly pair: Pair;
  readonly from: number;
  readonly to: number;
}

/** The facts of a run, from which its result follows. Times are Unix times in ms. */
export interface RunFacts {
  /** The first and the last moment of the played market. */
  readonly from: number;
  readonly to: number;
  /** The beginning of the strategy: `from` plus `warmUp`. */
  readonly begun: number;
  readonly frames: number;
  /** Digest of the strategy's own file. */
  readonly strategyHash: string;
  /** The fees of a fill as a fraction of its value, by the rules in force at the start. */
  readonly fees: Readonly<Record<Pair, PairFees>>;
  /** The spans in which the venue's circuit breaker halted the trading of a pair. */
  readonly breaks: readonly BreakSpan[];
  /** Digest of every played frame, and of the files of candles. */
  readonly inputHash: string;
  /** The end of the strategy; `left`: it was still running at the end of the recording. */
  readonly ended: 'completed' | 'left';
  readonly records: PackedRecords;
  /** The evidence that resting orders were met, by the ids of their trades. */
  readonly bases: Readonly<Record<number, FillBasis>>;
  /** The volumes of all others since the strategy began, in the base currency. */
  readonly volumes: Readonly<Record<Pair, string>>;
}
