import { distinctUntilChanged, filter, map, type Observable } from 'rxjs';
import type { RoomEvent } from '../connectivity/room-member';
import type { CircuitBreak } from '../model/circuit-break';
import type { DepthDiff, DepthWhole, OrderBook } from '../model/order-book';
import type { Pair } from '../model/pair';
import type { Quote } from '../model/quote';
import type { Ticker } from '../model/ticker';
import { shareByKey } from '../operators/share-by-key';
import { shareCurrent } from '../operators/share-current';
import { quoteOf, sameQuote, viewOfBooks } from '../orderbook/views';
import { withLevels } from '../model/flat-levels';
import type { RoomKind, RoomMessage } from '../parsing/room-kinds';
import { provided, wrongCount } from './arguments';
import type { Base } from './base';
import { bookFeed } from './book';
import { snapshotRoom$, type Feed } from './context';
import type { Sharing } from './sharing';

/** The feeds that need the stream alone. */
export interface StreamFeeds {
  /**
   * Feed of state: the current ticker at once. Where there is REST, its ticker (up to 2 s old) stands for the room's from each
   * join to the room's first frame: the room of a quiet pair may be silent for a minute.
   */
  readonly ticker$: (pair: Pair) => Observable<Ticker>;
  /** Feed of state: the order book after each frame, the best `depth` levels a side (by default every level known). */
  readonly book$: (pair: Pair, options?: { readonly depth?: number }) => Observable<OrderBook>;
  /** Feed of state: the top of the book, whenever it changes. */
  readonly quotes$: (pair: Pair) => Observable<Quote>;
  /** Feed of state: the circuit breaker. */
  readonly circuitBreak$: (pair: Pair) => Observable<CircuitBreak>;
  /** Feed: whole books as they come: on join, then every 15 s. */
  readonly depthWhole$: (pair: Pair) => Observable<DepthWhole>;
  /** Feed: changes of the book as they come. */
  readonly depthDiff$: (pair: Pair) => Observable<DepthDiff>;
}

type RoomFeed = <K extends RoomKind>(kind: K, pair: Pair) => Observable<RoomEvent<K>>;

export const streamFeeds = (base: Base, { events, state }: Sharing): StreamFeeds => {
  const { rooms, clock } = base;
  const messages =
    <K extends RoomKind>(kind: K, room$: RoomFeed = rooms.room$): Feed<RoomMessage<K>> =>
    (pair) =>
      room$(kind, pair).pipe(
        filter((event) => event.type === 'message'),
        map(({ message }) => message),
      );
  const books$ = state(bookFeed(base));
  // What is made of a feed that lingers itself need not linger.
  const views$ = shareByKey(
    ({ pair, depth }: { readonly pair: Pair; readonly depth: number }) => {
      const viewOf = viewOfBooks(depth);
      return books$(pair).pipe(map(({ show }) => viewOf(show)));
    },
    () => shareCurrent<OrderBook>({ forgetOn: rooms.lost$, scheduler: clock }),
    ({ pair, depth }) => `${pair} ${depth}`,
  );
  return {
    ticker$: state(messages('ticker')),
    book$: (pair, { depth } = {}) =>
      provided(depth === undefined ? null : wrongCount('depth', depth, 1), () =>
        views$({ pair, depth: depth ?? Infinity }),
      ),
    quotes$: (pair) =>
      books$(pair).pipe(
        filter(({ show }) => !show.stale),
        map(({ show }) => quoteOf(show)),
        distinctUntilChanged(sameQuote),
      ),
    circuitBreak$: state(messages('circuit_break_info', (kind, pair) => snapshotRoom$(base, kind, pair))),
    depthWhole$: events((pair) => messages('depth_whole')(pair).pipe(map(withLevels))),
    depthDiff$: events((pair) => messages('depth_diff')(pair).pipe(map(withLevels))),
  };
};
