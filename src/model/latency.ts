/**
 * Measured one-way times between this machine and the venue in ms, in no order. A backtest draws from them.
 */
export interface LatencySamples {
  /** The time of the measurement, Unix ms. */
  readonly measuredAt: number;
  /** The times from sending a request until the venue has it. */
  readonly order: readonly number[];
  /** The times from the venue's answer until the reply is here. */
  readonly reply: readonly number[];
  /** The times from an event at the venue until the private stream has delivered it here. */
  readonly news: readonly number[];
}

/** The median of some values; `null` if there are none. */
export const medianOf = (values: readonly number[]): number | null => {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
};
