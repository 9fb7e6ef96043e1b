/** A pair as the venue names it: base asset, underscore, quote asset, lower case. Example: `btc_jpy`. */
export type Pair = string;

/** Both sides. */
export const sides = ['buy', 'sell'] as const;
/** The side of an order, or the taker's side of a trade. */
export type Side = (typeof sides)[number];

export const oppositeSide = (side: Side): Side => (side === 'buy' ? 'sell' : 'buy');

const pairName = /^[a-z0-9]{1,20}_[a-z0-9]{1,20}$/;

/** True if the text has the form of a pair's name. Any other text is never put into a url. */
export const isPairName = (text: string): boolean => pairName.test(text);

/** The asset that a pair is priced in: `jpy` of `btc_jpy`. */
export const quoteAssetOf = (pair: Pair): string => pair.slice(pair.indexOf('_') + 1);
