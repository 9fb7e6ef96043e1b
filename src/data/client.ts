import { filter, ignoreElements, map, type Observable } from 'rxjs';
import type { Candle, CandleType } from '../model/candle';
import type { CircuitBreak } from '../model/circuit-break';
import type { Instrument } from '../model/instrument';
import type { DepthWhole } from '../model/order-book';
import type { Pair } from '../model/pair';
import type { Ticker } from '../model/ticker';
import type { Trade } from '../model/trade';
import type { Tradable, VenueStatus } from '../model/venue-status';
import { shareByKey } from '../operators/share-by-key';
import { shareCurrent } from '../operators/share-current';
import { provided, wrongCount, wrongTime, wrongType } from './arguments';
import { createBase, type Link } from './base';
import { upsertCandle } from './candle-keeper';
import { candleRange$, candlesFeed, candlestick$, type CandleFeedKey, type CandlePage } from './candles';
import { resolveDataConfig, type DataClientConfig } from './config';
import type { FeedContext } from './context';
import { createPairCheck } from './pair-check';
import { createPublicRest } from './public-rest';
import { refuseRest, sendRequestOf, type RuntimePorts } from './runtime';
import { sharingOf } from './sharing';
import { streamFeeds, type StreamFeeds } from './stream-feeds';
import { tradableFeed, venueReport$ } from './tradable';
import { tradeEventsFeed, type TradeEvent } from './trades';

/**
 * The public feeds of the venue. Every feed is cold (subscribing connects and joins) and shared underneath: a thousand
 * subscribers of one feed cost one room. A feed ends only with an `UnknownPairError`, or by `close()`.
 */
export interface DataClient extends StreamFeeds, Link {
  /** Each trade from now on exactly once, oldest first, through any number of reconnects. */
  readonly trades$: (pair: Pair) => Observable<Trade>;
  /**
   * State: the latest `history` closed bars (100 by default) and the open one, then every change. A candle replaces
   * an earlier one of the same `openTime`.
   */
  readonly candles$: (
    pair: Pair,
    type: CandleType,
    options?: { readonly history?: number },
  ) => Observable<Candle>;
  /** State: may one trade the pair now, and if not, why. */
  readonly tradable$: (pair: Pair) => Observable<Tradable>;

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
}

/** A data client on the ports of a runtime. */
export const dataClientOn =
  (ports: RuntimePorts) =>
  (options: DataClientConfig = {}): DataClient => {
    const config = resolveDataConfig(options);
    const base = createBase(config, ports.openSocket);
    const { rooms, clock, leaps$, random, diagnose, linger, untilClosed } = base;
    const sendRequest = sendRequestOf(config, ports);
    const rest = createPublicRest({
      ...config,
      sendRequest: (request) => untilClosed((sendRequest ?? refuseRest)(request)),
    });
    const context: FeedContext = {
      rooms,
      rest,
      hasRest: sendRequest !== null,
      clock,
      leaps$,
      random,
      diagnose,
    };
    const checkPair = createPairCheck(context);
    const sharing = sharingOf(base, (pair) => checkPair(pair).pipe(ignoreElements()));
    const { checked, perPair, events } = sharing;

    // What others are made of, which linger themselves, need not linger; who comes later has to know as well whether
    // trades are heard of.
    const tradeEvents$ = perPair(tradeEventsFeed(context, checkPair), () =>
      shareCurrent<TradeEvent>({
        fold: (current, event) => (event.type === 'trade' ? current : [event]),
        scheduler: clock,
      }),
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
          scheduler: clock,
        }),
      ({ pair, type, history }) => `${pair} ${type} ${history}`,
    );
    const report$ = untilClosed(venueReport$(context, config.statusInterval)).pipe(
      shareCurrent({ linger, scheduler: clock }),
    );

    return {
      ...rest,
      ...streamFeeds(base, sharing),
      trades$: events((pair) =>
        tradeEvents$(pair).pipe(
          filter((event) => event.type === 'trade'),
          map(({ trade }) => trade),
        ),
      ),
      candles$: (pair, type, { history = 100 } = {}) =>
        provided(wrongType(type) ?? wrongCount('history', history, 0), () =>
          candlesOf$({ pair, type, history }),
        ),
      // Never forgotten: it says itself that the link is down.
      tradable$: perPair(tradableFeed(context, report$), () => shareCurrent({ linger, scheduler: clock })),

      candlestick$: (pair, type, date) =>
        provided(wrongType(type), () => candlestick$(context, pair, type, date)),
      candleRange$: (pair, type, from, to) =>
        provided(wrongType(type) ?? wrongTime('from', from) ?? wrongTime('to', to), () =>
          candleRange$(context, pair, type, from, to),
        ),

      ...base.link,
    };
  };
