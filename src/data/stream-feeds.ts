import { distinctUntilChanged, filter, map, type Observable } from 'rxjs';
import type { RoomEvent } from '../connectivity/room-member';
import type { CircuitBreak } from '../model/circuit-break';
import type { DepthDiff, DepthWhole, OrderBook } from '../model/order-book';
import type { Pair } from '../model/pair';
import type { Quote } from '../model/quote';
import type { Ticker } from '../model/ticker';
import { shareByKey } from '../operators/share-by-key';
import { shareCurrent } from '../operators/share-current';
import { withOptions } from '../operators/with-options';
import { quoteOf, sameQuote, viewOfBooks } from '../orderbook/views';
import { withLevels } from '../model/flat-levels';
import type { RoomKind, RoomMessage } from '../parsing/room-kinds';
import { provided, wrongCount } from './arguments';
import type { Base } from './base';
import { bookFeed } from './book';
import { snapshotRoom$, type Feed } from './context';
import type { Sharing } from './sharing';

/** The feeds that need only the stream. */
export interface StreamFeeds {
  /**
   * Feed of state: the current ticker. From each join to the room's first frame, the ticker of REST (up to 2 s old) is used if
   * there is REST, because the room of a quiet pair may be silent for a minute.
   */
  readonly ticker$: (pair: Pair) => Observable<Ticker>;
  /** Feed of state: the order book after each frame, with the best `depth` levels per side (by default all known levels). */
  readonly book$: (pair: Pair, options?: { readonly depth?: number }) => Observable<OrderBook>;
  /** Feed of state: the top of the book, each time that it changes. */
  readonly quotes$: (pair: Pair) => Observable<Quote>;
  /** Feed of state: the circuit breaker. */
  readonly circuitBreak$: (pair: Pair) => Observable<CircuitBreak>;
  /** Feed: whole books as they come, on join and then every 15 s. */
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
  // A feed that is made of a lingering feed does not linger itself.
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
    book$: (pair, options = {}) =>
      withOptions({ depth: true }, options, ({ depth }) =>
        provided(depth === undefined ? null : wrongCount('depth', depth, 1), () =>
          views$({ pair, depth: depth ?? Infinity }),
        ),
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
