import {
  asyncScheduler,
  distinctUntilChanged,
  filter,
  firstValueFrom,
  ignoreElements,
  map,
  ReplaySubject,
  takeUntil,
  type MonoTypeOperatorFunction,
  type Observable,
} from 'rxjs';
import type { OpenSocket, SendRequest } from '../connectivity/ports';
import { createRooms, type RoomEvent } from '../connectivity/rooms';
import { streamSocket } from '../connectivity/stream-socket';
import type { Transport } from '../connectivity/transport';
import type { Candle, CandleType } from '../model/candle';
import type { CircuitBreak } from '../model/circuit-break';
import type { Connection } from '../model/connection';
import type { Diagnostic, DiagnosticEvent } from '../model/diagnostic';
import type { Instrument } from '../model/instrument';
import type { DepthDiff, DepthWhole, OrderBook } from '../model/order-book';
import type { Pair } from '../model/pair';
import type { Quote } from '../model/quote';
import type { Ticker } from '../model/ticker';
import type { Trade } from '../model/trade';
import type { Tradable, VenueStatus } from '../model/venue-status';
import { shareByKey } from '../operators/share-by-key';
import { shareCurrent } from '../operators/share-current';
import { shareLinger } from '../operators/share-linger';
import { quoteOf, sameQuote, viewOfBooks } from '../orderbook/views';
import { withLevels } from '../parsing/level';
import type { RoomKind, RoomMessage } from '../parsing/room-kinds';
import { provided, wrongCount, wrongTime, wrongType } from './arguments';
import { bookFeed } from './book';
import { upsertCandle } from './candle-keeper';
import { candleRange$, candlesFeed, candlestick$, type CandleFeedKey, type CandlePage } from './candles';
import { resolveDataConfig, type DataClientConfig } from './config';
import { snapshotRoom$, type Feed, type FeedContext } from './context';
import { createPairCheck } from './pair-check';
import { createPublicRest } from './public-rest';
import { tradableFeed, venueReport$ } from './tradable';
import { tradeEventsFeed, type TradeEvent } from './trades';

/**
 * The public feeds of the venue. Every feed is cold (subscribing connects and joins) and shared underneath: a thousand
 * subscribers of one feed cost one room. A feed ends only with an `UnknownPairError`, or by `close()`.
 */
export interface DataClient {
  /** State: the current ticker at once. */
  readonly ticker$: (pair: Pair) => Observable<Ticker>;
  /** Each trade from now on exactly once, oldest first, through any number of reconnects. */
  readonly trades$: (pair: Pair) => Observable<Trade>;
  /** State: the order book after each frame, the best `depth` levels a side (by default every level known). */
  readonly book$: (pair: Pair, options?: { readonly depth?: number }) => Observable<OrderBook>;
  /** State: the top of the book, whenever it changes. */
  readonly quotes$: (pair: Pair) => Observable<Quote>;
  /**
   * State: the latest `history` closed bars (100 by default) and the open one, then every change. A candle replaces
   * an earlier one of the same `openTime`.
   */
  readonly candles$: (
    pair: Pair,
    type: CandleType,
    options?: { readonly history?: number },
  ) => Observable<Candle>;
  /** State: the circuit breaker. */
  readonly circuitBreak$: (pair: Pair) => Observable<CircuitBreak>;
  /** State: may one trade the pair now, and if not, why. */
  readonly tradable$: (pair: Pair) => Observable<Tradable>;
  /** Whole books as they come: on join, then every 15 s. */
  readonly depthWhole$: (pair: Pair) => Observable<DepthWhole>;
  /** Changes of the book as they come. */
  readonly depthDiff$: (pair: Pair) => Observable<DepthDiff>;

  /**
   * The rules of every pair. One request a subscription, as all below; they fail with an `HttpError`, a `VenueError` (10000: an
   * unknown pair) or a `DecodeError`.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#get-all-pairs-info
   */
  readonly instruments$: () => Observable<readonly Instrument[]>;
  /**
   * The tickers of all pairs.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-api.md#tickers
   */
  readonly tickers$: () => Observable<readonly Ticker[]>;
  /**
   * A whole book of REST: one to two seconds behind the stream.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-api.md#depth
   */
  readonly depth$: (pair: Pair) => Observable<DepthWhole>;
  /**
   * The newest 60 trades, or those of a UTC day (`YYYYMMDD`), oldest first.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-api.md#transactions
   */
  readonly transactions$: (pair: Pair, day?: string) => Observable<readonly Trade[]>;
  /**
   * The candles of a UTC date (`YYYYMMDD` for types up to `1hour`, `YYYY` above), oldest first.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-api.md#candlestick
   */
  readonly candlestick$: (pair: Pair, type: CandleType, date: string) => Observable<readonly Candle[]>;
  /**
   * The candles that open in [from, to) (Unix time, ms), page by page, with progress. A date the venue does not have is
   * an empty page: so are all of an unknown pair.
   */
  readonly candleRange$: (pair: Pair, type: CandleType, from: number, to: number) => Observable<CandlePage>;
  /**
   * The circuit breaker of a pair, as REST tells it.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-api.md#circuit-break-info
   */
  readonly circuitBreakInfo$: (pair: Pair) => Observable<CircuitBreak>;
  /**
   * How busy each pair is, and the minimum amount that follows from it.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#get-exchange-status
   */
  readonly status$: () => Observable<readonly VenueStatus[]>;

  /** The link to the venue: the latest state at once; subscribing never connects. */
  readonly connection$: Observable<Connection>;
  /** What was noticed: the last 100 at once, then each. */
  readonly diagnostics$: Observable<Diagnostic>;
  /** Completes every Observable of the client; fulfilled when every room is left and the socket is closing. */
  readonly close: () => Promise<void>;
}

type RoomFeed = <K extends RoomKind>(kind: K, pair: Pair) => Observable<RoomEvent<RoomMessage<K>>>;

/** What a runtime brings along. */
export interface RuntimePorts {
  readonly openSocket: OpenSocket;
  readonly createSendRequest: () => SendRequest;
}

/** The options of a client that concern its link to the public stream. */
export type StreamTransportConfig = Pick<
  DataClientConfig,
  'streamUrl' | 'connectTimeout' | 'maxFrameBytes' | 'allowInsecure' | 'scheduler' | 'openSocket'
>;

/** The public stream as a transport, on the ports of a runtime. */
export const streamTransportOn =
  (ports: Pick<RuntimePorts, 'openSocket'>) =>
  (options: StreamTransportConfig = {}): Transport =>
    streamSocket({ ...ports, ...resolveDataConfig(options) });

/** A data client on the ports of a runtime. */
export const dataClientOn =
  (ports: RuntimePorts) =>
  (options: DataClientConfig = {}): DataClient => {
    const config = resolveDataConfig(options);
    const { linger, scheduler = asyncScheduler, random = Math.random } = config;
    const { openSocket = ports.openSocket, sendRequest = ports.createSendRequest() } = config;

    const closed$ = new ReplaySubject<void>(1);
    const diagnostics$ = new ReplaySubject<Diagnostic>(100);
    const diagnose = (diagnostic: DiagnosticEvent): void =>
      diagnostics$.next({ ...diagnostic, at: scheduler.now() });

    const transport = config.transport ?? streamSocket({ ...config, openSocket, scheduler });
    const rooms = createRooms({ transport, backoff: { random }, diagnose, scheduler });
    const untilClosed = <A>(source: Observable<A>): Observable<A> => source.pipe(takeUntil(closed$));
    const rest = createPublicRest({
      ...config,
      sendRequest: (request) => untilClosed(sendRequest(request)),
    });
    const context: FeedContext = { rooms, rest, scheduler, random, diagnose };
    const checkPair = createPairCheck(context);

    /** Ends with the error of an unknown pair, and is left alone by a known one. */
    const checked = <A>(pair: Pair, source: Observable<A>): Observable<A> =>
      untilClosed(source.pipe(takeUntil(checkPair(pair).pipe(ignoreElements()))));
    const perPair = <A>(feed: Feed<A>, share: () => MonoTypeOperatorFunction<A>): Feed<A> =>
      shareByKey((pair: Pair) => checked(pair, feed(pair)), share);

    const events = <A>(feed: Feed<A>): Feed<A> => perPair(feed, () => shareLinger({ linger, scheduler }));
    const state = <A>(feed: Feed<A>): Feed<A> =>
      perPair(feed, () => shareCurrent({ forgetOn: rooms.lost$, linger, scheduler }));
    const messages =
      <K extends RoomKind>(kind: K, room$: RoomFeed = rooms.room$): Feed<RoomMessage<K>> =>
      (pair) =>
        room$(kind, pair).pipe(
          filter((event) => event.type === 'message'),
          map(({ message }) => message),
        );

    // What others are made of, which linger themselves, need not linger; who comes later has to know as well whether
    // trades are heard of.
    const tradeEvents$ = perPair(tradeEventsFeed(context, checkPair), () =>
      shareCurrent<TradeEvent>({
        fold: (current, event) => (event.type === 'trade' ? current : [event]),
        scheduler,
      }),
    );
    const trades$ = events((pair) =>
      tradeEvents$(pair).pipe(
        filter((event) => event.type === 'trade'),
        map(({ trade }) => trade),
      ),
    );

    const books$ = state(bookFeed(context));
    const views$ = shareByKey(
      ({ pair, depth }: { readonly pair: Pair; readonly depth: number }) =>
        books$(pair).pipe(map(viewOfBooks(depth))),
      () => shareCurrent<OrderBook>({ forgetOn: rooms.lost$, scheduler }),
      ({ pair, depth }) => `${pair} ${depth}`,
    );

    const buildCandles = candlesFeed(context, tradeEvents$);
    const candlesOf$ = shareByKey(
      (key: CandleFeedKey) => checked(key.pair, buildCandles(key)),
      ({ history }) =>
        shareCurrent({
          forgetOn: rooms.lost$,
          survives: ({ closed }) => closed,
          fold: upsertCandle(history + 1),
          linger,
          scheduler,
        }),
      ({ pair, type, history }) => `${pair} ${type} ${history}`,
    );

    const report$ = untilClosed(venueReport$(context, config.statusInterval)).pipe(
      shareCurrent({ linger, scheduler }),
    );

    return {
      ...rest,
      ticker$: state(messages('ticker')),
      trades$,
      book$: (pair, { depth } = {}) =>
        provided(depth === undefined ? null : wrongCount('depth', depth, 1), () =>
          views$({ pair, depth: depth ?? Infinity }),
        ),
      quotes$: (pair) =>
        books$(pair).pipe(
          filter(({ stale }) => !stale),
          map(quoteOf),
          distinctUntilChanged(sameQuote),
        ),
      candles$: (pair, type, { history = 100 } = {}) =>
        provided(wrongType(type) ?? wrongCount('history', history, 0), () =>
          candlesOf$({ pair, type, history }),
        ),
      circuitBreak$: state(
        messages('circuit_break_info', (kind, pair) => snapshotRoom$(context, kind, pair)),
      ),
      // Never forgotten: it says itself that the link is down.
      tradable$: perPair(tradableFeed(context, report$), () => shareCurrent({ linger, scheduler })),
      depthWhole$: events((pair) => messages('depth_whole')(pair).pipe(map(withLevels))),
      depthDiff$: events((pair) => messages('depth_diff')(pair).pipe(map(withLevels))),

      candlestick$: (pair, type, date) =>
        provided(wrongType(type), () => candlestick$(context, pair, type, date)),
      candleRange$: (pair, type, from, to) =>
        provided(wrongType(type) ?? wrongTime('from', from) ?? wrongTime('to', to), () =>
          candleRange$(context, pair, type, from, to),
        ),

      connection$: untilClosed(rooms.connection$),
      diagnostics$: untilClosed(diagnostics$),
      close: () => {
        closed$.next();
        return firstValueFrom(
          rooms.connection$.pipe(
            filter((connection) => connection.state === 'idle'),
            map(() => undefined),
          ),
        );
      },
    };
  };
