import type { MarketProfile } from './profiles';

/** How much and how large a market of that turnover trades. */
export interface Activity {
  /** Trades in a day; an order that takes several levels makes several. */
  readonly tradesPerDay: number;
  /** Of a trade on average, quote currency. */
  readonly tradeSize: number;
}

const smallTurnover = 3e6;
const smallTradeSize = 20_000;

/** Larger markets have more trades and larger ones: 150 of 20,000 yen a day at the small end, 8,000 of 160,000 in btc_jpy. */
export const activityOf = ({ turnover }: MarketProfile): Activity => {
  const tradeSize = smallTradeSize * Math.max(1, turnover / smallTurnover) ** 0.34;
  return { tradeSize, tradesPerDay: Math.min(100_000, turnover / tradeSize) };
};
