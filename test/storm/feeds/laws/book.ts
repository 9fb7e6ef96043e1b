import type { Level, OrderBook } from '../../../../src/model/order-book';
import type { Quote } from '../../../../src/model/quote';
import { missedDiffs, type Law, type Oracle } from '../oracle';
import type { Observer } from '../script';
import type { VenueBook } from '../truth';
import type { Arrival, Link } from '../wiretap';

/** The greatest age in ms of a whole that proves a book. The venue sends a whole every 15 s. */
const longestUnproven = 20_000;

const freezeLevels = (levels: readonly Level[]): void => {
  if (Object.isFrozen(levels)) return;
  levels.forEach(Object.freeze);
  Object.freeze(levels);
};

const sameLevels = (ours: readonly Level[], theirs: readonly Level[]): boolean =>
  ours.length === theirs.length &&
  ours.every(({ price, amount }, i) => price === theirs[i]?.price && amount === theirs[i].amount);

/**
 * Returns a violation of sharing. Levels that did not change are the same objects, and a side that did not change is
 * the same array.
 */
const sharing = (before: readonly Level[], after: readonly Level[]): string | null => {
  const known = new Map(before.map((level) => [level.price, level]));
  const copied = after.find((level) => {
    const old = known.get(level.price);
    return old !== undefined && old !== level && old.amount === level.amount;
  });
  if (copied !== undefined) return `the level at ${copied.price} is a copy`;
  const isSame = before.length === after.length && before.every((level, i) => level === after[i]);
  return isSame && before !== after ? 'a side that did not change is a copy' : null;
};

/** The longest time in ms until the rooms of a book in doubt are joined again. */
const longestRejoin = 2_100;

/** Returns the book that the client must show now, or the reason why it may not be known. */
const dueBook = (oracle: Oracle, pair: string): VenueBook | 'excused' | null => {
  const link = oracle.tap.link();
  const heard = link?.heard(pair);
  if (!link || !heard?.whole || heard.doubted !== null) return null;
  if (missedDiffs(oracle, link, pair, heard.newest).length > 0) return 'excused';
  const truth = oracle.truth(pair);
  return truth.hasBook() ? truth.bookAt(heard.newest) : 'excused';
};

/** True if the client knows that a change is missing. */
const lacksAChange = ({ tap }: Oracle, pair: string): boolean => tap.link()?.heard(pair).isUnread === true;

const isBookRoom = ({ kind }: Arrival): boolean => kind === 'depth_whole' || kind === 'depth_diff';

/** True for a whole without a newer one before it. After it a book is right again. */
const proves = ({ kind, message, link, pair }: Arrival): boolean =>
  kind === 'depth_whole' && message !== null && pair !== null && link.heard(pair).whole === message;

/**
 * The law of `book$`: it is the venue's book at its sequence whenever it is not stale, and no later than the next
 * whole.
 */
export const bookLaw: Law<Extract<Observer, { feed: 'book' }>> = (oracle, { pair, depth }) => {
  const { clock, tap, violate } = oracle;
  const most = depth ?? Infinity;
  let last: OrderBook | null = null;
  let lastAt = -Infinity;
  let lastLink: Link | null = null;

  const check = (book: OrderBook, link: Link): void => {
    const { newest, newestNumber, doubted } = link.heard(pair);
    if (doubted !== null) violate('book$ is current though the venue contradicted itself');
    if (book.sequence !== newestNumber) violate(`book$ is at ${book.sequence}, the wire at ${newestNumber}`);
    const due = dueBook(oracle, pair);
    if (due === null) violate('book$ without a whole book on this link');
    if (due === null || due === 'excused') return;
    const isCrossed = (due.bids[0]?.price ?? -Infinity) >= (due.asks[0]?.price ?? Infinity);
    if (!sameLevels(book.bids, due.bids.slice(0, most)))
      violate(`book$ has other bids than the venue at ${newest}`);
    if (!sameLevels(book.asks, due.asks.slice(0, most)))
      violate(`book$ has other asks than the venue at ${newest}`);
    if (book.crossed !== isCrossed) violate(`book$ says crossed: ${book.crossed}`);
  };

  return {
    next: (book: OrderBook) => {
      freezeLevels(book.bids);
      freezeLevels(book.asks);
      Object.freeze(book);
      const link = tap.link();
      if (!book.stale) {
        if (link === null) violate('book$ hands out a book of a lost link as current');
        else check(book, link);
        if (lacksAChange(oracle, pair))
          violate('book$ is current again without a whole book after a change that could not be read');
      }
      if (last !== null && link === lastLink) {
        const broken = sharing(last.bids, book.bids) ?? sharing(last.asks, book.asks);
        if (broken !== null) violate(`book$ shares too little: ${broken}`);
      }
      last = book;
      lastAt = clock.now();
      lastLink = link;
    },
    onArrival: (arrival) => {
      if (arrival.pair !== pair || !isBookRoom(arrival)) return;
      const { newestNumber: newest, doubted } = arrival.link.heard(pair);
      if (doubted !== null && last?.stale === false)
        violate('book$ is not stale though the venue contradicts it');
      const isCurrent = last !== null && !last.stale && last.sequence === newest;
      if (arrival.message === null && arrival.kind === 'depth_diff' && last?.stale === false) {
        violate('book$ is not stale though a change could not be read');
      }
      if (proves(arrival) && !isCurrent) violate(`book$ is not current after a whole book at ${newest}`);
      if (last !== null && !last.stale && !isCurrent)
        violate(`book$ stays at ${last.sequence}, the wire is at ${newest}`);
    },
    onLoss: () => {
      if (last?.stale === false) violate('book$ is not stale after the loss of its link');
    },
    onUpset: (at) => {
      const { wholeAt = -Infinity } = tap.link()?.heard(pair) ?? {};
      if (last?.stale === false && lastAt < at && wholeAt < at)
        violate('book$ is not stale though its machine slept, or its clock was set');
    },
    onTick: () => {
      const { wholeAt = -Infinity, doubted = null } = tap.link()?.heard(pair) ?? {};
      const joinedAt = tap.link()?.rooms.get(`depth_whole_${pair}`)?.joinedAt ?? Infinity;
      if (
        doubted !== null &&
        joinedAt < doubted.at - longestRejoin &&
        clock.now() > doubted.at + longestRejoin
      ) {
        violate('book$ does not join its rooms again though the venue contradicted it');
      }
      if (last?.stale === false && clock.now() - wholeAt > longestUnproven) {
        violate('book$ is not stale without a whole book for 20 s');
      }
    },
    onEnd: () => {
      const due = dueBook(oracle, pair);
      if (last === null || due === null || due === 'excused' || last.stale)
        violate('book$ is stale at the end of the calm');
      else if (
        !sameLevels(last.bids, due.bids.slice(0, most)) ||
        !sameLevels(last.asks, due.asks.slice(0, most))
      ) {
        violate("book$ is not the venue's at the end of the calm");
      }
    },
  };
};

const topOf = ({ bids, asks }: VenueBook): string =>
  JSON.stringify([
    bids[0]?.price ?? null,
    bids[0]?.amount ?? null,
    asks[0]?.price ?? null,
    asks[0]?.amount ?? null,
  ]);

const textOf = ({ bid, bidAmount, ask, askAmount }: Quote): string =>
  JSON.stringify([bid, bidAmount, ask, askAmount]);

/** The law of `quotes$`: it is the top of that book, and emits only changes. */
export const quoteLaw: Law = (oracle, { pair }) => {
  const { tap, violate } = oracle;
  let last: string | null = null;
  const isWrong = (): boolean => {
    const due = dueBook(oracle, pair);
    return due !== null && due !== 'excused' && last !== topOf(due);
  };
  return {
    next: (quote: Quote) => {
      const next = textOf(quote);
      if (next === last) violate(`quotes$ repeats ${next}`);
      last = next;
      if (tap.link() === null) violate('quotes$ hands out a quote of a lost link');
      else if (lacksAChange(oracle, pair)) violate('quotes$ hands out the top of a stale book');
      else if (isWrong()) violate(`quotes$ shows ${next}, not the top of the venue's book`);
    },
    onArrival: (arrival) => {
      if (arrival.pair !== pair || !isBookRoom(arrival)) return;
      if (proves(arrival) && isWrong()) violate(`quotes$ shows ${last} after a whole book with another top`);
    },
    onEnd: () => {
      const due = dueBook(oracle, pair);
      if (due === null || due === 'excused' || last !== topOf(due))
        violate("quotes$ is not the top of the venue's book at the end");
    },
  };
};
