import type { BookDifference } from '../model/diagnostic';
import type { OrderBook } from '../model/order-book';
import { askSign, bidSign, type Sign } from '../model/flat-levels';
import { bestOf, worstPriceOf, type LevelDifference, type LevelRuns } from './side';

/** A whole book as the venue published it. */
type Whole = { readonly bids: LevelRuns; readonly asks: LevelRuns } & Pick<OrderBook, 'outside'>;

/** The range of prices that a published side shows completely, as multiples of `sign`, bounds included. */
interface Reach {
  readonly near: number;
  readonly far: number;
}

/** The reach of a side. An empty side reaches everywhere, because it has no level. In an auction the near end may be cut off too. */
const reachOf = (side: LevelRuns, nearCut: boolean, sign: Sign): Reach => {
  const best = bestOf(side);
  const worst = worstPriceOf(side);
  return {
    near: nearCut && best !== undefined ? best.price * sign : -Infinity,
    far: worst !== undefined ? worst * sign : Infinity,
  };
};

const within = (
  side: BookDifference['side'],
  differences: readonly LevelDifference[],
  reaches: readonly Reach[],
  sign: Sign,
): readonly BookDifference[] => {
  const near = Math.max(...reaches.map((reach) => reach.near));
  const far = Math.min(...reaches.map((reach) => reach.far));
  return differences
    .filter(({ price }) => price * sign >= near && price * sign <= far)
    .map((difference) => ({ side, ...difference }));
};

/**
 * Selects those differences between a kept book and the venue's next whole that lie within the reach of both wholes. Beyond
 * it, levels come into sight that were never in a diff.
 */
export const withinReach = (
  differences: Readonly<Record<'bids' | 'asks', readonly LevelDifference[]>>,
  wholes: readonly Whole[],
): readonly BookDifference[] => {
  const { bids, asks } = differences;
  if (bids.length + asks.length === 0) return [];
  const bidReaches = wholes.map((whole) => reachOf(whole.bids, whole.outside.bidsOver !== 0, bidSign));
  const askReaches = wholes.map((whole) => reachOf(whole.asks, whole.outside.asksUnder !== 0, askSign));
  return [...within('bid', bids, bidReaches, bidSign), ...within('ask', asks, askReaches, askSign)];
};
