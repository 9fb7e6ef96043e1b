import type { Flat } from '../../model/flat-levels';
import type { DepthDiff } from '../../model/order-book';
import { type Side, sides } from '../../model/pair';
import type { DepthDiffMessage, DepthWholeMessage, LevelText } from '../market/messages';
import { formatAmount, formatPrice, type Lots, type Ticks, type VenueInstrument } from '../venue/index';
import { amountAt, lotsOf, ticksOf } from './displayed-book';
import { frameText, renumbered } from '../market/room-news';
import { dataOf, type OutsideRooms } from './outside-rooms';
import type { OutsideFrame } from './outside-frame';
import { type PutLevel, putLevels } from './whole-text';

/**
 * Publishes a pair's book with the orders of users in it. Before their first order, every frame passes unchanged. From then
 * on, each of our own diffs takes a number of the sequence, and the numbers of later frames rise by one for each. A message
 * is only made when it is emitted and somebody receives it.
 */
export interface OwnOrders {
  /**
   * Returns the text that replaces a frame of the others, at the times of the recording; `null`: the frame itself is
   * published.
   */
  readonly onFrame: (received: OutsideFrame) => (() => string) | null;
  /** Handles a change of the users' amount at a price. Returns the diff to publish; `null` if there is no book yet. */
  readonly onLevel: (side: Side, price: Ticks, amount: Lots, time: number) => (() => DepthDiffMessage) | null;
  /** Adds the orders of users to a whole of the others. */
  readonly withOwn: (whole: DepthWholeMessage) => DepthWholeMessage;
}

export const createOwnOrders = (instrument: VenueInstrument, rooms: OutsideRooms): OwnOrders => {
  const { priceDigits, amountDigits } = instrument;
  const own: Readonly<Record<Side, Map<Ticks, Lots>>> = { buy: new Map(), sell: new Map() };
  let added = 0;

  const moved = (sequence: string | number): string => String(Number(sequence) + added);

  const withOwnAt = (side: Side, [price, amount]: LevelText): LevelText => {
    const mine = own[side].get(ticksOf(Number(price), priceDigits));
    return mine === undefined
      ? [price, amount]
      : [price, formatAmount(instrument, lotsOf(Number(amount), amountDigits) + mine)];
  };

  /** Merges our levels into those of a whole, best price first. */
  const merged = (side: Side, levels: readonly LevelText[]): readonly LevelText[] => {
    if (own[side].size === 0) return levels;
    const byPrice = new Map<Ticks, LevelText>();
    for (const level of levels) byPrice.set(ticksOf(Number(level[0]), priceDigits), withOwnAt(side, level));
    for (const [price, amount] of own[side])
      if (!byPrice.has(price))
        byPrice.set(price, [formatPrice(instrument, price), formatAmount(instrument, amount)]);
    const best = side === 'buy' ? -1 : 1;
    return [...byPrice].sort(([a], [b]) => best * (a - b)).map(([, level]) => level);
  };

  const ownLevels = (side: Side): readonly PutLevel[] =>
    [...own[side]].map(([ticks, mine]) => ({
      price: ticks / 10 ** priceDigits,
      level: (there) =>
        there === null
          ? [formatPrice(instrument, ticks), formatAmount(instrument, mine)]
          : withOwnAt(side, [formatPrice(instrument, ticks), there]),
    }));

  const withOwn = (whole: DepthWholeMessage): DepthWholeMessage =>
    added === 0
      ? whole
      : {
          ...whole,
          bids: merged('buy', whole.bids),
          asks: merged('sell', whole.asks),
          sequenceId: moved(whole.sequenceId),
        };

  const diffWithOwn = (diff: DepthDiffMessage): DepthDiffMessage => ({
    ...diff,
    b: diff.b.map((level) => withOwnAt('buy', level)),
    a: diff.a.map((level) => withOwnAt('sell', level)),
    s: moved(diff.s),
  });

  const touches = ({ bids, asks }: Flat<DepthDiff>): boolean =>
    sides.some((side) => {
      const levels = side === 'buy' ? bids : asks;
      if (own[side].size === 0) return false;
      for (let i = 0; i < levels.length; i += 2)
        if (own[side].has(ticksOf(levels[i] ?? 0, priceDigits))) return true;
      return false;
    });

  const diffText = (room: string, frame: string, diff: Flat<DepthDiff>): string =>
    touches(diff)
      ? frameText(room, diffWithOwn(dataOf(frame) as DepthDiffMessage))
      : renumbered(frame, added);

  const wholeText = (room: string, frame: string): string => {
    // If the whole is older than the published book, it is first brought up to date.
    if (!rooms.isJustWhole())
      return frameText(room, withOwn(rooms.whole() ?? (dataOf(frame) as DepthWholeMessage)));
    const text = putLevels(frame, 'asks', ownLevels('sell'));
    const whole = text === null ? null : putLevels(text, 'bids', ownLevels('buy'));
    return whole === null
      ? frameText(room, withOwn(dataOf(frame) as DepthWholeMessage))
      : renumbered(whole, added);
  };

  const diffOf = (side: Side, price: Ticks, amount: Lots, time: number): DepthDiffMessage => {
    const { book } = rooms.book();
    const others = amountAt(
      (side === 'buy' ? book?.bids : book?.asks) ?? [],
      price / 10 ** priceDigits,
      side,
    );
    const total = lotsOf(others, amountDigits) + amount;
    const level: LevelText = [
      formatPrice(instrument, price),
      total === 0n ? '0' : formatAmount(instrument, total),
    ];
    const levels = { b: side === 'buy' ? [level] : [], a: side === 'buy' ? [] : [level] };
    return { ...levels, t: time, s: moved(book?.sequence ?? 0) };
  };

  return {
    onFrame: ({ content, frame, room }) => {
      if (added === 0) return null;
      if (content.type === 'whole') return () => wholeText(room, frame);
      if (content.type === 'diff') return () => diffText(room, frame, content.message);
      return null;
    },
    onLevel: (side, price, amount, time) => {
      added += 1;
      if (amount > 0n) own[side].set(price, amount);
      else own[side].delete(price);
      return rooms.isKnown() ? () => diffOf(side, price, amount, time) : null;
    },
    withOwn,
  };
};
