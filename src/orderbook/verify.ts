import type { DepthWhole, Level } from '../model/order-book';
import { askSign, bidSign, type Side, type Sign } from './side';

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
const reachOf = (side: Side, nearCut: boolean, sign: Sign): Reach => ({
  near: nearCut && side.length > 0 ? (side[0] as Level).price * sign : -Infinity,
  far: side.length > 0 ? (side.at(-1) as Level).price * sign : Infinity,
});

/** Both sides are walked together, best price first. */
const compareSide = (
  name: Difference['side'],
  kept: Side,
  actual: Side,
  reaches: readonly Reach[],
  sign: Sign,
): readonly Difference[] => {
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

/**
 * Compares a book kept from `base` by diffs with the venue's next whole, as far as both wholes reach: below that,
 * levels come into sight that no diff ever told of.
 */
export const compareWithWhole = (
  kept: { readonly bids: Side; readonly asks: Side },
  base: DepthWhole,
  whole: DepthWhole,
): readonly Difference[] => {
  const bidReach = ({ bids, outside }: DepthWhole): Reach => reachOf(bids, outside.bidsOver !== 0, bidSign);
  const askReach = ({ asks, outside }: DepthWhole): Reach => reachOf(asks, outside.asksUnder !== 0, askSign);
  return [
    ...compareSide('bid', kept.bids, whole.bids, [bidReach(base), bidReach(whole)], bidSign),
    ...compareSide('ask', kept.asks, whole.asks, [askReach(base), askReach(whole)], askSign),
  ];
};
