/** A heap after a collection. */
export interface Sample {
  /** Since the start, ms. */
  readonly at: number;
  /** Bytes in use. */
  readonly heap: number;
}

export interface MemoryVerdict {
  /** MB an hour, by least squares; `null`: too few samples after the warm-up. */
  readonly slope: number | null;
  /** Of the samples from that line, MB: the root of the mean square. */
  readonly scatter: number;
  readonly isGrowing: boolean;
}

/** What is kept on purpose is kept ten minutes: an order that has ended, a call that is over. With some to spare. */
export const warmUp = 12 * 60_000;
/** Samples that a verdict takes. */
export const fewest = 6;
/** Bytes a ms as MB an hour. */
const perHour = 3_600_000 / 1e6;
/** A heap that truly grows does so by more than this, MB an hour. */
const tolerated = 6;

/** Whether a heap grows once warm: by more than what is tolerated, and by more than its samples scatter. */
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
