import type { Lots, VenueEvent, VenueInstrument } from '../venue/index';
import { type DepthText, depthText, wholeMessage } from './depth-text';
import type { DepthDiffMessage, DepthWholeMessage, LevelText } from './messages';
import {
  type Beyond,
  bestFirst,
  createPublishedSide,
  type PriceLevel,
  type PublishedSide,
} from './published-side';
import type { Random } from './random';

export type LevelEvent = Extract<VenueEvent, { type: 'level' }>;

/**
 * The book of a pair as it is published. It obeys one law: the previous whole and all diffs with an `s` up to the next
 * whole's `sequenceId` make exactly that whole.
 */
export interface PublishedBook {
  /** Applies an event. Returns the amount that rested at the price before. */
  readonly apply: (event: LevelEvent) => Lots;
  /** Takes the present levels as published, without a diff, at the start of a simulation. */
  readonly open: (bids: Iterable<PriceLevel>, asks: Iterable<PriceLevel>, sequence: number) => void;
  /** Sets the price of the auction in a circuit break; `null` in continuous trading. */
  readonly setAuction: (price: number | null) => void;
  /**
   * Publishes the changes since the last diff; `undefined` if there are none. `sequence` is the venue's present number.
   */
  readonly diff: (now: number, sequence: number) => DepthDiffMessage | undefined;
  /** Returns the levels that have been published so far. */
  readonly whole: (now: number, sequence: number) => DepthWholeMessage;
  readonly bids: PublishedSide;
  readonly asks: PublishedSide;
}

interface Outside {
  readonly asks: Beyond;
  readonly bids: Beyond;
}

const changedTotals = (text: DepthText, before: Outside, after: Outside) => ({
  ...(after.asks.above !== before.asks.above && { ao: text.total(after.asks.above) }),
  ...(after.bids.below !== before.bids.below && { bu: text.total(after.bids.below) }),
  ...(after.asks.below !== before.asks.below && { au: text.total(after.asks.below) }),
  ...(after.bids.above !== before.bids.above && { bo: text.total(after.bids.above) }),
});

export const createPublishedBook = (instrument: VenueInstrument, random: Random): PublishedBook => {
  const bids = createPublishedSide('buy');
  const asks = createPublishedSide('sell');
  const text = depthText(instrument, random);
  let auction: number | null = null;
  let isPending = false;
  /** The sequence of the last level event, and that of the last diff. */
  let seen = 0;
  let published = 0;
  /** The sequence of the newest whole. A diff with that number would be taken for a part of the whole. */
  let covered = 0;
  let outside: Outside = { asks: asks.beyond(), bids: bids.beyond() };
  let levels: { readonly asks: readonly LevelText[]; readonly bids: readonly LevelText[] } | undefined;

  return {
    bids,
    asks,
    apply: ({ side, price, amount, sequence }) => {
      seen = sequence;
      isPending = true;
      return (side === 'buy' ? bids : asks).set(price, amount);
    },
    open: (bidLevels, askLevels, sequence) => {
      for (const [price, amount] of bidLevels) bids.set(price, amount);
      for (const [price, amount] of askLevels) asks.set(price, amount);
      bids.publish(auction);
      asks.publish(auction);
      outside = { asks: asks.beyond(), bids: bids.beyond() };
      seen = published = sequence;
    },
    setAuction: (price) => {
      isPending ||= price !== auction;
      auction = price;
    },
    diff: (now, sequence) => {
      // A change of the window alone has no event. It takes the venue's number, which never rises by one.
      const s = seen > published ? seen : sequence;
      if (!isPending || s < published + 2 || s <= covered) return undefined;
      const a = asks.publish(auction);
      const b = bids.publish(auction);
      const after = { asks: asks.beyond(), bids: bids.beyond() };
      const totals = changedTotals(text, outside, after);
      isPending = false;
      if (a.length + b.length === 0 && Object.keys(totals).length === 0) return undefined;
      outside = after;
      published = s;
      levels = undefined;
      return { a: text.changes(a), b: text.changes(b), t: now, s: String(s), ...totals };
    },
    whole: (now, sequence) => {
      levels ??= {
        asks: text.levels(bestFirst('sell', asks.published)),
        bids: text.levels(bestFirst('buy', bids.published)),
      };
      // A later diff will have the numbers of events that are not published yet, so that the whole must have a smaller
      // number. The number of wholes also never goes back, because a whole contains everything that was published since the
      // previous one.
      covered = Math.max(covered, isPending ? published : sequence);
      return wholeMessage(text, levels, outside, now, covered);
    },
  };
};
