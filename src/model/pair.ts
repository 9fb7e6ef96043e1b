/** A pair as the venue names it: base asset, underscore, quote asset, lower case. Example: `btc_jpy`. */
export type Pair = string;

/** The side of an order, or the taker's side of a trade. */
export type Side = 'buy' | 'sell';
