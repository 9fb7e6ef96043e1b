import {
  asyncScheduler,
  distinctUntilChanged,
  filter,
  firstValueFrom,
  ignoreElements,
  map,
  ReplaySubject,
  takeUntil,
  throwError,
  type MonoTypeOperatorFunction,
  type Observable,
} from 'rxjs';
import type { OpenSocket, SendRequest } from '../connectivity/ports';
import { createRooms, type RoomEvent } from '../connectivity/rooms';
import { streamSocket } from '../connectivity/stream-socket';
import type { Transport } from '../connectivity/transport';
import { candleTypes, type Candle, type CandleType } from '../model/candle';
import type { CircuitBreak } from '../model/circuit-break';
import type { Connection } from '../model/connection';
import type { Diagnostic, DiagnosticEvent } from '../model/diagnostic';
import { configError } from '../model/errors';
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
import { bookFeed } from './book';
import { upsertCandle } from './candle-keeper';
import { candleRange$, candlesFeed, candlestick$, type CandleFeedKey, type CandlePage } from './candles';
import { resolveDataConfig, type DataClientConfig } from './config';
import { snapshotRoom$, type Feed, type FeedContext } from './context';
import { createPairCheck } from './pair-check';
import { createPublicRest } from './public-rest';
import { tradableFeed, venueReport$ } from './tradable';
import { tradeEventsFeed } from './trades';

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

const isCount = (value: number, least: number): boolean => Number.isSafeInteger(value) && value >= least;

const refuse = (field: string, expected: string, actual: unknown): Observable<never> =>
  throwError(() => configError(field, expected, String(actual)));

const isCandleType = (type: CandleType): boolean => candleTypes.includes(type);

const refuseType = (type: CandleType): Observable<never> =>
  refuse('type', `one of ${candleTypes.join(', ')}`, type);

/** The end of the year 9999. */
const maxTime = 253_402_300_799_999;

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
    const rest = createPublicRest({ ...config, sendRequest });
    const context: FeedContext = { rooms, rest, scheduler, random, diagnose };
    const checkPair = createPairCheck(context);

    const untilClosed = <A>(source: Observable<A>): Observable<A> => source.pipe(takeUntil(closed$));
    /** Ends with the error of an unknown pair, and is left alone by a known one. */
    const checked = <A>(pair: Pair, source: Observable<A>): Observable<A> =>
      untilClosed(source.pipe(takeUntil(checkPair(pair).pipe(ignoreElements()))));

    const events = <A>(feed: Feed<A>): Feed<A> =>
      shareByKey(
        (pair: Pair) => checked(pair, feed(pair)),
        () => shareLinger({ linger, scheduler }),
      );
    const asState = <A>(): MonoTypeOperatorFunction<A> =>
      shareCurrent({ forgetOn: rooms.lost$, linger, scheduler });
    /** Of a feed made from another that lingers: once is enough. */
    const asView = <A>(): MonoTypeOperatorFunction<A> => shareCurrent({ forgetOn: rooms.lost$, scheduler });
    const state = <A>(feed: Feed<A>): Feed<A> =>
      shareByKey((pair: Pair) => checked(pair, feed(pair)), asState<A>);
    const messages =
      <K extends RoomKind>(kind: K, room$: RoomFeed = rooms.room$): Feed<RoomMessage<K>> =>
      (pair) =>
        room$(kind, pair).pipe(
          filter((event) => event.type === 'message'),
          map(({ message }) => message),
        );

    const tradeEvents$ = shareByKey(
      (pair: Pair) => checked(pair, tradeEventsFeed(context, checkPair)(pair)),
      () => shareLinger({ scheduler }),
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
      asView<OrderBook>,
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
      ticker$: state(messages('ticker')),
      trades$,
      book$: (pair, { depth } = {}) => {
        if (depth === undefined) return views$({ pair, depth: Infinity });
        if (!isCount(depth, 1)) return refuse('depth', 'a whole number of at least 1', depth);
        return views$({ pair, depth });
      },
      quotes$: (pair) =>
        books$(pair).pipe(
          filter(({ stale }) => !stale),
          map(quoteOf),
          distinctUntilChanged(sameQuote),
        ),
      candles$: (pair, type, { history = 100 } = {}) => {
        if (!isCandleType(type)) return refuseType(type);
        if (!isCount(history, 0)) return refuse('history', 'a whole number of at least 0', history);
        return candlesOf$({ pair, type, history });
      },
      circuitBreak$: state(
        messages('circuit_break_info', (kind, pair) => snapshotRoom$(context, kind, pair)),
      ),
      // Never forgotten: it says itself that the link is down.
      tradable$: shareByKey(
        (pair: Pair) => checked(pair, tradableFeed(context, report$)(pair)),
        () => shareCurrent({ linger, scheduler }),
      ),
      depthWhole$: events((pair) => messages('depth_whole')(pair).pipe(map(withLevels))),
      depthDiff$: events((pair) => messages('depth_diff')(pair).pipe(map(withLevels))),

      instruments$: () => untilClosed(rest.instruments$()),
      tickers$: () => untilClosed(rest.tickers$()),
      depth$: (pair) => untilClosed(rest.depth$(pair)),
      transactions$: (pair, day) => untilClosed(rest.transactions$(pair, day)),
      candlestick$: (pair, type, date) =>
        isCandleType(type) ? untilClosed(candlestick$(context, pair, type, date)) : refuseType(type),
      candleRange$: (pair, type, from, to) => {
        if (!isCandleType(type)) return refuseType(type);
        const wrong = [from, to].find((time) => !isCount(time, 0) || time > maxTime);
        if (wrong !== undefined) return refuse('from, to', 'Unix times in ms', wrong);
        return untilClosed(candleRange$(context, pair, type, from, to));
      },
      circuitBreakInfo$: (pair) => untilClosed(rest.circuitBreakInfo$(pair)),
      status$: () => untilClosed(rest.status$()),

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
