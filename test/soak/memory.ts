/** A heap after a collection. */
export interface Sample {
  /** Elapsed ms since the start. */
  readonly at: number;
  /** Bytes in use. */
  readonly heap: number;
}

export interface MemoryVerdict {
  /** The growth in MB per hour, by least squares; `null`: too few samples after the warm-up. */
  readonly slope: number | null;
  /** The distance of the samples from that line in MB: the root of the mean square. */
  readonly scatter: number;
  readonly isGrowing: boolean;
}

/**
 * The warm-up in ms. An order that has ended and a call that is over are kept ten minutes on purpose; this is some
 * longer.
 */
export const warmUp = 12 * 60_000;
/** The number of samples that a verdict needs. */
export const fewest = 6;
/** Converts bytes per ms to MB per hour. */
const perHour = 3_600_000 / 1e6;
/** The growth of a heap that is tolerated, MB per hour. */
const tolerated = 6;

/** Judges whether a warm heap grows: by more than is tolerated, and by more than its samples scatter. */
export const judgeMemory = (samples: readonly Sample[], from = warmUp): MemoryVerdict => {
  const warm = samples.filter(({ at }) => at >= from);
  if (warm.length < fewest) return { slope: null, scatter: 0, isGrowing: false };
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [at, heap] = [mean(warm.map((one) => one.at)), mean(warm.map((one) => one.heap))];
  const spread = warm.reduce((sum, one) => sum + (one.at - at) ** 2, 0);
  const slope = warm.reduce((sum, one) => sum + (one.at - at) * (one.heap - heap), 0) / spread;
  const residual = mean(warm.map((one) => (one.heap - heap - slope * (one.at - at)) ** 2));
  const error = Math.sqrt(residual / spread);
  return {
    slope: slope * perHour,
    scatter: Math.sqrt(residual) / 1e6,
    isGrowing: slope * perHour > tolerated && slope > 3 * error,
  };
};
