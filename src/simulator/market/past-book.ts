import type { Side } from '../../model/pair';
import type { Lots, Ticks, VenueInstrument } from '../venue/index';
import { depthText, wholeMessage } from './depth-text';
import type { DepthWholeMessage } from './messages';
import type { LevelEvent, PublishedBook } from './published-book';
import { amountBeyond, auctionRange, bestFirst, bestRange, type PriceRange } from './published-side';
import type { Random } from './random';

/** The least age of a book in REST, ms. */
const leastLag = 1_000;
const mostLag = 2_000;

interface Change {
  readonly time: number;
  readonly sequence: number;
  readonly side: Side;
  readonly price: Ticks;
  readonly before: Lots;
}

/** The book as REST shows it. It is 1 to 2 s late, and need not be the state after a diff. */
export interface PastBook {
  readonly remember: (event: LevelEvent, before: Lots, now: number) => void;
  readonly depth: (now: number, sequence: number, auction: number | null) => DepthWholeMessage;
}

export const createPastBook = (
  instrument: VenueInstrument,
  book: Pick<PublishedBook, 'bids' | 'asks'>,
  random: Random,
): PastBook => {
  const text = depthText(instrument, random);
  let changes: Change[] = [];
  let first = 0;

  const forget = (now: number): void => {
    while ((changes[first]?.time ?? now) < now - mostLag) first++;
    if (first < 1_000 || first < changes.length / 2) return;
    changes = changes.slice(first);
    first = 0;
  };

  const undone = (side: Side, resting: ReadonlyMap<Ticks, Lots>, since: number): Map<Ticks, Lots> => {
    const past = new Map(resting);
    for (let i = changes.length - 1; i >= since; i--) {
      const change = changes[i];
      if (change?.side !== side) continue;
      if (change.before === 0n) past.delete(change.price);
      else past.set(change.price, change.before);
    }
    return past;
  };

  const shown = (side: Side, resting: ReadonlyMap<Ticks, Lots>, auction: number | null) => {
    const { lowest, highest }: PriceRange =
      auction === null ? bestRange(side, resting) : auctionRange(resting, auction);
    return {
      levels: text.levels(bestFirst(side, resting).filter(([price]) => price >= lowest && price <= highest)),
      beyond: amountBeyond(resting, { lowest, highest }),
    };
  };

  return {
    remember: ({ side, price, sequence }, before, now) => {
      changes.push({ time: now, sequence, side, price, before });
      forget(now);
    },
    depth: (now, sequence, auction) => {
      forget(now);
      const moment = now - random.between(leastLag, mostLag);
      const later = changes.findIndex(({ time }, i) => i >= first && time > moment);
      const since = later < 0 ? changes.length : later;
      const asks = shown('sell', undone('sell', book.asks.resting, since), auction);
      const bids = shown('buy', undone('buy', book.bids.resting, since), auction);
      const at = later < 0 ? sequence : (changes[later]?.sequence ?? sequence) - 1;
      return wholeMessage(
        text,
        { asks: asks.levels, bids: bids.levels },
        { asks: asks.beyond, bids: bids.beyond },
        moment,
        at,
      );
    },
  };
};
