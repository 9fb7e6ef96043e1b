import { EMPTY, filter, map, type Observable, type SchedulerLike, timer } from 'rxjs';
import { createBookStart, type BookPlace } from '../../connectivity/book-start';
import type { Flat } from '../../model/flat-levels';
import type { DepthDiff, DepthWhole } from '../../model/order-book';
import { type KeptBook, noBook, refuseLarge } from '../../orderbook/kept-book';
import { applyDiff, applyWhole } from '../../orderbook/reducer';
import { flatOf, type LevelRuns } from '../../orderbook/side';
import { roomKinds, type RoomKind } from '../../parsing/room-kinds';
import type { DepthWholeMessage, LevelText } from '../market/messages';
import type { RoomNews } from '../market/room-news';
import { formatAmount, formatPrice, type VenueInstrument } from '../venue/index';
import { lotsOf, ticksOf } from './displayed-book';
import type { OutsideFrame } from './outside-frame';

/** The delay of the first message after a join in ms, the same as the venue's. */
const firstMessageDelay = 120;

/** The received frames of the rooms of one pair: the latest frame of each room, and the book as it was published. */
export interface OutsideRooms {
  readonly onFrame: (received: OutsideFrame) => void;
  readonly onLost: () => void;
  /** Returns the latest frame of a kind; `null` if there was none. */
  readonly latest: (kind: RoomKind) => string | null;
  /** Returns the book as far as it was published; `null` before the first whole. Its times are the recording's. */
  readonly whole: () => DepthWholeMessage | null;
  /** Returns true if a book is known. */
  readonly isKnown: () => boolean;
  /** Returns true if the book is the latest whole, with no diff after it. */
  readonly isJustWhole: () => boolean;
  /** Returns the same book in its kept form. */
  readonly book: () => KeptBook;
}

type BookFrame =
  | { readonly type: 'whole'; readonly message: Flat<DepthWhole> }
  | { readonly type: 'diff'; readonly message: Flat<DepthDiff> };

const levelTexts = (instrument: VenueInstrument, side: LevelRuns): readonly LevelText[] => {
  const flat = flatOf(side);
  return Array.from({ length: flat.length / 2 }, (_, i): LevelText => [
    formatPrice(instrument, ticksOf(flat[2 * i] ?? 0, instrument.priceDigits)),
    formatAmount(instrument, lotsOf(flat[2 * i + 1] ?? 0, instrument.amountDigits)),
  ]);
};

const placeOf = ({ message }: BookFrame): BookPlace => message;

const startOfBook = () => createBookStart<BookFrame>({ ofWhole: placeOf, ofDiff: placeOf });

export const createOutsideRooms = (instrument: VenueInstrument): OutsideRooms => {
  const latest = new Map<RoomKind, string>();
  let start = startOfBook();
  /** The newest whole, and the diffs after it. */
  let frames: BookFrame[] = [];
  /** The book after the first `frames` of these frames. It is made only as far as it is needed. */
  let known: { readonly book: KeptBook; readonly frames: number } = { book: noBook, frames: 0 };

  const hold = (held: BookFrame[]): void => {
    frames = held;
    known = { book: noBook, frames: 0 };
  };

  const lose = (): void => {
    start = startOfBook();
    hold([]);
  };

  const onWhole = (content: Extract<BookFrame, { readonly type: 'whole' }>): void => {
    if (refuseLarge(noBook, content.message) !== null) lose();
    else if (start.onWhole(content) === 'taken') hold([content, ...start.diffs()]);
  };

  const kept = (): KeptBook => {
    const book = frames
      .slice(known.frames)
      .reduce(
        (before: KeptBook, frame) =>
          frame.type === 'whole' ? applyWhole(before, frame.message) : applyDiff(before, frame.message),
        known.book,
      );
    known = { book, frames: frames.length };
    return book;
  };

  const total = (value: number | null): string =>
    formatAmount(instrument, value === null ? 0n : lotsOf(value, instrument.amountDigits));

  return {
    onFrame: ({ kind, frame, content }) => {
      latest.set(kind, frame);
      if (content.type === 'whole') onWhole(content);
      else if (content.type === 'diff') {
        start.onDiff(content);
        frames.push(content);
      } else if (kind === 'depth_diff') lose();
    },
    onLost: lose,
    latest: (kind) => latest.get(kind) ?? null,
    isKnown: () => frames[0]?.type === 'whole',
    isJustWhole: () => frames.length === 1 && frames[0]?.type === 'whole',
    book: kept,
    whole: () => {
      const { book } = kept();
      // A book that the venue has contradicted is not shown to new members.
      if (book === null || book.stale) return null;
      const { outside } = book;
      return {
        asks: levelTexts(instrument, book.asks),
        bids: levelTexts(instrument, book.bids),
        asks_over: total(outside.asksOver),
        bids_under: total(outside.bidsUnder),
        asks_under: total(outside.asksUnder),
        bids_over: total(outside.bidsOver),
        ask_market: total(outside.askMarket),
        bid_market: total(outside.bidMarket),
        timestamp: book.timestamp,
        sequenceId: String(book.sequence),
      };
    },
  };
};

/** Returns the data of a frame unchanged; `null` if there is no frame. */
export const dataOf = (frame: string | null): unknown => {
  if (frame === null) return null;
  const [, message] = JSON.parse(frame.slice(2)) as [
    string,
    { readonly message: { readonly data: unknown } },
  ];
  return message.message.data;
};

/** Splits the name of a room into kind and pair; `null` if there is no such kind. */
export const roomPartsOf = (room: string): { readonly kind: RoomKind; readonly pair: string } | null => {
  const kind = (Object.keys(roomKinds) as RoomKind[]).find((name) => room.startsWith(`${name}_`));
  return kind === undefined ? null : { kind, pair: room.slice(kind.length + 1) };
};

/**
 * One-shot: emits the first message of a room after a join, the book as it is published now or the latest circuit
 * breaker. It completes without one if the room has none.
 */
export const firstNews$ = (
  room: string,
  rooms: OutsideRooms,
  toText: (frame: string) => string,
  toWhole: (whole: DepthWholeMessage) => DepthWholeMessage,
  scheduler: SchedulerLike,
): Observable<RoomNews> => {
  const parts = roomPartsOf(room);
  if (parts?.kind !== 'depth_whole' && parts?.kind !== 'circuit_break_info') return EMPTY;
  const news = (): RoomNews | null => {
    if (parts.kind === 'depth_whole') {
      const data = rooms.whole();
      return data && { room, data: toWhole(data) };
    }
    const frame = rooms.latest('circuit_break_info');
    return frame === null ? null : { room, text: () => toText(frame) };
  };
  return timer(firstMessageDelay, scheduler).pipe(
    map(news),
    filter((value) => value !== null),
  );
};
