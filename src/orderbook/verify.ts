import type { Level, OrderBook } from '../model/order-book';
import { askSign, bestOf, bidSign, levelsOf, worstOf, type Side, type Sign } from './side';

/** A level on which the kept book and the venue's whole disagree; amounts in base currency, zero for no level. */
export interface Difference {
  readonly side: 'bid' | 'ask';
  readonly price: number;
  readonly kept: number;
  readonly actual: number;
}

/** The stretch of prices that a published side shows completely, as multiples of `sign`; bounds included. */
interface Reach {
  readonly near: number;
  readonly far: number;
}

/** An empty side shows everything: nothing is there. In an auction the near end may be cut off too. */
const reachOf = (side: Side, nearCut: boolean, sign: Sign): Reach => {
  const best = bestOf(side);
  const worst = worstOf(side);
  return {
    near: nearCut && best !== undefined ? best.price * sign : -Infinity,
    far: worst !== undefined ? worst.price * sign : Infinity,
  };
};

/** Both sides are walked together, best price first. */
const compareSide = (
  name: Difference['side'],
  keptSide: Side,
  actualSide: Side,
  reaches: readonly Reach[],
  sign: Sign,
): readonly Difference[] => {
  if (keptSide === actualSide) return [];
  const kept = levelsOf(keptSide);
  const actual = levelsOf(actualSide);
  const near = Math.max(...reaches.map((reach) => reach.near));
  const far = Math.min(...reaches.map((reach) => reach.far));
  const differences: Difference[] = [];
  let i = 0;
  let j = 0;
  while (i < kept.length || j < actual.length) {
    const ours = kept[i];
    const theirs = actual[j];
    const order = ((ours?.price ?? Infinity * sign) - (theirs?.price ?? Infinity * sign)) * sign;
    if (order <= 0) i += 1;
    if (order >= 0) j += 1;
    const ourAmount = order <= 0 ? (ours as Level).amount : 0;
    const theirAmount = order >= 0 ? (theirs as Level).amount : 0;
    if (ourAmount === theirAmount) continue;
    const { price } = (order <= 0 ? ours : theirs) as Level;
    if (price * sign < near || price * sign > far) continue;
    differences.push({ side: name, price, kept: ourAmount, actual: theirAmount });
  }
  return differences;
};

type Sides = { readonly bids: Side; readonly asks: Side };

/**
 * Compares a book kept from `base` by diffs with the venue's next whole, as far as both wholes reach: below that,
 * levels come into sight that no diff ever told of.
 */
export const compareWithWhole = (
  kept: Sides,
  base: Sides & Pick<OrderBook, 'outside'>,
  whole: Sides & Pick<OrderBook, 'outside'>,
): readonly Difference[] => {
  const wholes = [base, whole];
  const bidReaches = wholes.map(({ bids, outside }) => reachOf(bids, outside.bidsOver !== 0, bidSign));
  const askReaches = wholes.map(({ asks, outside }) => reachOf(asks, outside.asksUnder !== 0, askSign));
  return [
    ...compareSide('bid', kept.bids, whole.bids, bidReaches, bidSign),
    ...compareSide('ask', kept.asks, whole.asks, askReaches, askSign),
  ];
};
