import type { Side } from '../../model/pair';
import type { Lots, Ticks } from '../venue/index';

/** A range of published prices, both ends included. */
export interface PriceRange {
  readonly lowest: Ticks;
  readonly highest: Ticks;
}

/** The amounts that rest outside a range. */
export interface Beyond {
  readonly below: Lots;
  readonly above: Lots;
}

export type PriceLevel = readonly [price: Ticks, amount: Lots];

const wanted = 200;
/**
 * The limits of a window's size. A window with fewer or more levels is set again. Between the limits it stays, so that few
 * levels come and go.
 */
const fewest = 186;
const most = 210;

const everything: PriceRange = { lowest: -Infinity, highest: Infinity };

const contains = ({ lowest, highest }: PriceRange, price: Ticks): boolean =>
  price >= lowest && price <= highest;

/** Sorts levels, best price first: bids descend, asks ascend. */
export const bestFirst = (side: Side, levels: Iterable<PriceLevel>): PriceLevel[] =>
  [...levels].sort(([a], [b]) => (side === 'sell' ? a - b : b - a));

/** Returns the range of the best `count` levels of a side in continuous trading. */
export const bestRange = (side: Side, resting: ReadonlyMap<Ticks, Lots>, count = wanted): PriceRange => {
  if (resting.size <= count) return everything;
  const worst = bestFirst(side, resting)[count - 1]?.[0] ?? 0;
  return side === 'sell' ? { ...everything, highest: worst } : { ...everything, lowest: worst };
};

/** Returns the range of an auction, with as many levels on either side of its price. */
export const auctionRange = (resting: ReadonlyMap<Ticks, Lots>, price: Ticks): PriceRange => {
  const prices = [...resting.keys()].sort((a, b) => a - b);
  const split = prices.findIndex((resting) => resting >= price);
  const at = split < 0 ? prices.length : split;
  return {
    lowest: at > wanted ? (prices[at - wanted] ?? -Infinity) : -Infinity,
    highest: prices[at + wanted - 1] ?? Infinity,
  };
};

export const amountBeyond = (resting: ReadonlyMap<Ticks, Lots>, { lowest, highest }: PriceRange): Beyond => {
  let below = 0n;
  let above = 0n;
  for (const [price, amount] of resting) {
    if (price < lowest) below += amount;
    else if (price > highest) above += amount;
  }
  return { below, above };
};

/** One side of a book: the levels that rest at the venue, and the published window of them. */
export interface PublishedSide {
  /** Sets the amount that rests at a price; zero removes the level. Returns the amount before. */
  readonly set: (price: Ticks, amount: Lots) => Lots;
  /**
   * Publishes the changes, including those of the window. An amount of zero means that the level is gone, or no longer
   * in the window.
   */
  readonly publish: (auctionPrice: Ticks | null) => readonly PriceLevel[];
  /** The levels as last published. */
  readonly published: ReadonlyMap<Ticks, Lots>;
  /** Returns the amounts outside the window as last published. */
  readonly beyond: () => Beyond;
  readonly resting: ReadonlyMap<Ticks, Lots>;
}

export const createPublishedSide = (side: Side): PublishedSide => {
  const resting = new Map<Ticks, Lots>();
  const published = new Map<Ticks, Lots>();
  const changed = new Set<Ticks>();
  let range = everything;
  let beyond: Beyond = { below: 0n, above: 0n };
  let total = 0n;
  let inWindow = 0n;

  const publishLevel = (price: Ticks, news: PriceLevel[]): void => {
    const amount = contains(range, price) ? (resting.get(price) ?? 0n) : 0n;
    const before = published.get(price) ?? 0n;
    if (amount === before) return;
    if (amount === 0n) published.delete(price);
    else published.set(price, amount);
    inWindow += amount - before;
    news.push([price, amount]);
  };

  /** Returns how many levels the window would hold if it stayed. */
  const levelsInWindow = (): number => {
    let count = published.size;
    for (const price of changed)
      if (contains(range, price)) count += Number(resting.has(price)) - Number(published.has(price));
    return count;
  };

  const isOneSided = (): boolean =>
    side === 'sell' ? range.lowest === -Infinity : range.highest === Infinity;

  const mayStay = (): boolean => {
    const count = levelsInWindow();
    return isOneSided() && count <= most && (count >= fewest || count === resting.size);
  };

  const oneSided = (outside: Lots): Beyond =>
    side === 'sell' ? { below: 0n, above: outside } : { below: outside, above: 0n };

  return {
    resting,
    published,
    beyond: () => beyond,
    set: (price, amount) => {
      const before = resting.get(price) ?? 0n;
      if (amount === 0n) resting.delete(price);
      else resting.set(price, amount);
      total += amount - before;
      changed.add(price);
      return before;
    },
    publish: (auctionPrice) => {
      const news: PriceLevel[] = [];
      if (auctionPrice === null && mayStay()) for (const price of changed) publishLevel(price, news);
      else {
        range = auctionPrice === null ? bestRange(side, resting) : auctionRange(resting, auctionPrice);
        for (const price of [...published.keys(), ...resting.keys()]) publishLevel(price, news);
      }
      changed.clear();
      beyond = isOneSided() ? oneSided(total - inWindow) : amountBeyond(resting, range);
      return news;
    },
  };
};
