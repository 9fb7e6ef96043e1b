import type { Pair } from '../../model/pair';
import type { RunRecord } from '../../strategy/run-record';

/** All that a run leaves behind; its result follows from it. Times are Unix times in ms. */
export interface RunFacts {
  /** The first and the last moment of the market that was played. */
  readonly from: number;
  readonly to: number;
  /** When the strategy began: `from` and `warmUp`. */
  readonly begun: number;
  readonly frames: number;
  /** Digest of every frame that was played. */
  readonly inputHash: string;
  /** How the strategy ended; `left`: it was still running at the end of the recording. */
  readonly ended: 'completed' | 'left';
  readonly records: readonly RunRecord[];
  /** What all others traded since the strategy began, base currency. */
  readonly volumes: Readonly<Record<Pair, string>>;
}
