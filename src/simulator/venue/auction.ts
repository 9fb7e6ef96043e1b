import { bestLevel } from './book';
import type { Core } from './core';
import { trade } from './settlement';
import type { BookSide, MarketState } from './state';
import type { Lots, Ticks } from './units';

/** The auction (itayose): all orders that accept the one price trade at it, in price-time priority. */

/** Returns, for each price of a side, best first, the amount of the side that accepts that price. */
const depthOf = ({ levels }: BookSide): readonly { readonly price: Ticks; readonly depth: Lots }[] => {
  let depth = 0n;
  return levels.toReversed().map(({ price, total }) => ({ price, depth: (depth += total) }));
};

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);

/**
 * Finds the price within the limits at which the most can trade. Among equals it is the price that leaves the least
 * unmatched, then the one nearest to the reference, then the lower one. `null` if nothing can trade.
 */
export const estimateAuction = (
  market: MarketState,
  lower: Ticks | null,
  upper: Ticks | null,
): { readonly price: Ticks; readonly amount: Lots } | null => {
  const bid = bestLevel(market.bids);
  const ask = bestLevel(market.asks);
  if (bid === undefined || ask === undefined || bid.price < ask.price) return null;
  const isCandidate = (price: Ticks): boolean =>
    price >= ask.price &&
    price <= bid.price &&
    (lower === null || price >= lower) &&
    (upper === null || price <= upper);
  const bids = depthOf(market.bids);
  const asks = depthOf(market.asks);
  const limits = [lower, upper].filter((price) => price !== null);
  const prices = [...new Set([...bids, ...asks].map(({ price }) => price).concat(limits))]
    .filter(isCandidate)
    .sort((a, b) => a - b);
  const reference = market.breaker.reference ?? market.lastPrice ?? ask.price;

  let best: { price: Ticks; amount: Lots; left: Lots; distance: number } | null = null;
  // The prices rise, so that each accepts more asks and fewer bids than the previous one.
  let bidAt = bids.length - 1;
  let askAt = -1;
  for (const price of prices) {
    while (bidAt >= 0 && (bids[bidAt]?.price ?? 0) < price) bidAt -= 1;
    while (askAt + 1 < asks.length && (asks[askAt + 1]?.price ?? Infinity) <= price) askAt += 1;
    const demand = bids[bidAt]?.depth ?? 0n;
    const supply = asks[askAt]?.depth ?? 0n;
    const amount = demand < supply ? demand : supply;
    if (amount === 0n) continue;
    const left = magnitude(demand - supply);
    const distance = Math.abs(price - reference);
    if (
      best === null ||
      amount > best.amount ||
      (amount === best.amount && (left < best.left || (left === best.left && distance < best.distance)))
    ) {
      best = { price, amount, left, distance };
    }
  }
  return best === null ? null : { price: best.price, amount: best.amount };
};

/** Trades all orders that accept the price. The pair's fee type decides which side is the maker. */
export const runAuction = (core: Core, market: MarketState, price: Ticks): void => {
  const { feeType } = market.breaker;
  for (;;) {
    const bid = bestLevel(market.bids)?.first;
    const ask = bestLevel(market.asks)?.first;
    if (bid === undefined || bid === null || ask === undefined || ask === null) return;
    if ((bid.price ?? 0) < price || (ask.price ?? 0) > price) return;
    const amount = bid.remaining < ask.remaining ? bid.remaining : ask.remaining;
    const askMakes = feeType === 'SELL_MAKER' || (feeType !== 'BUY_MAKER' && ask.id < bid.id);
    if (askMakes) trade(core, market, ask, bid, price, amount, null);
    else trade(core, market, bid, ask, price, amount, null);
  }
};
