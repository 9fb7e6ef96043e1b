import type { Correlations } from './measure';

/** The range in which a figure should lie. */
export type Aim = readonly [from: number, to: number];

/** The aims follow public figures of such pairs: mid prices by the minute, closes by the day. */
export const aims = {
  leaders: { minute: [0.75, 0.92], day: [0.8, 0.95] },
  large: [0.6, 0.9],
  small: [0.3, 0.7],
  /** Ratios of live minutes to made-up ones: range, volume, share of empty minutes. */
  ratio: [1 / 1.3, 1.3],
} as const;

export const largeCoins = ['xrp_jpy', 'sol_jpy', 'doge_jpy', 'ada_jpy', 'xlm_jpy'] as const;
export const smallCoins = ['op_jpy', 'arb_jpy', 'sand_jpy', 'mana_jpy', 'qtum_jpy', 'grt_jpy'] as const;

export const isMet = (value: number, [from, to]: Aim): boolean => value >= from && value <= to;

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** Returns the figures that have aims. */
export const figuresOf = (correlations: Correlations) => {
  const between = (pair: string, other: string): number => correlations.get(pair)?.get(other) ?? NaN;
  const known = (pairs: readonly string[]): readonly string[] =>
    pairs.filter((pair) => correlations.has(pair));
  const small = known(smallCoins);
  return {
    leaders: between('btc_jpy', 'eth_jpy'),
    large: known(largeCoins).map((pair) => between('btc_jpy', pair)),
    small: small.flatMap((pair, i) => small.slice(i + 1).map((other) => between(pair, other))),
  };
};
