/**
 * How long things take between this machine and the venue: one-way times in ms, as they were measured, in no order. A
 * backtest draws from them.
 */
export interface LatencySamples {
  /** When they were measured: Unix time, ms. */
  readonly measuredAt: number;
  /** From here until the venue has a request. */
  readonly order: readonly number[];
  /** From when the venue has answered until the reply is here. */
  readonly reply: readonly number[];
  /** From what happens at the venue until the private stream has told it here. */
  readonly news: readonly number[];
}

/** The middle one of some values, or of two the mean; `null`: there is none. */
export const medianOf = (values: readonly number[]): number | null => {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
};
