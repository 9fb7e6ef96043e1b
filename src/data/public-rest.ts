import type * as t from 'io-ts';
import type { Candle, CandleType } from '../model/candle';
import { closeTimeOf } from '../model/candle-interval';
import type { CircuitBreak } from '../model/circuit-break';
import type { Instrument } from '../model/instrument';
import type { DepthWhole } from '../model/order-book';
import type { Pair } from '../model/pair';
import type { Ticker } from '../model/ticker';
import type { Trade } from '../model/trade';
import type { VenueStatus } from '../model/venue-status';
import { candlestickData, toCandleRows } from '../parsing/candlestick';
import { CircuitBreakData } from '../parsing/circuit-break-info';
import { mapped } from '../parsing/combinators';
import { DepthWholeData } from '../parsing/depth-whole';
import { withLevels } from '../model/flat-levels';
import { ofPair } from '../parsing/room';
import { SpotPairsData } from '../parsing/spot-pairs';
import { SpotStatusData } from '../parsing/spot-status';
import { TickerData, TickersData } from '../parsing/ticker';
import { toTrades, TransactionsData } from '../parsing/transactions';
import { wrongDate, wrongDay, wrongPair, wrongType, type Wrong } from './arguments';

// ------------------------------------------------------------------------------------------------- requests

export interface PairRequest {
  readonly pair: Pair;
}

export interface TransactionsRequest extends PairRequest {
  /** A UTC day, `YYYYMMDD`. Without it, the newest trades are read. */
  readonly day?: string;
}

export interface CandlesRequest extends PairRequest {
  readonly type: CandleType;
  /** A UTC date: `YYYYMMDD` for types up to `1hour`, `YYYY` for longer ones. */
  readonly date: string;
}

// ------------------------------------------------------------------------------------------------- dialect

/** One endpoint of the public REST API: a request `Q` in, a reply `A` out. */
export interface PublicEndpoint<Q, A> {
  /** The name of the option with its base url. */
  readonly base: 'publicUrl' | 'apiUrl';
  /** The path after the base url. */
  readonly path: (request: Q) => string;
  /** Returns the error of a request; `null` if it is fine. */
  readonly check: (request: Q) => Wrong;
  /** Returns the codec of the reply's data. `at` is the time of the reply (Unix, ms). */
  readonly data: (request: Q, at: number) => t.Decoder<unknown, A>;
  /** The most bytes of a reply. A longer reply is not read to its end. */
  readonly maxReplyBytes: (request: Q) => number;
}

/** The most bytes of a usual reply. The largest one, a year of candles, has some hundred kB. */
const usualBytes = 4_000_000;
/** The most bytes of a day of transactions. That of a busy pair has some MB. */
const dayBytes = 32_000_000;

type Definition<Q, A> = Pick<PublicEndpoint<Q, A>, 'path' | 'data'> & Partial<PublicEndpoint<Q, A>>;

const get = <Q, A>(definition: Definition<Q, A>): PublicEndpoint<Q, A> => ({
  base: 'publicUrl',
  check: () => null,
  maxReplyBytes: () => usualBytes,
  ...definition,
});

const ofPairs = <D, A>(
  name: string,
  codec: t.Decoder<unknown, D>,
  toDomain: (pair: Pair, data: D) => A,
): PublicEndpoint<PairRequest, A> =>
  get({
    path: ({ pair }) => `/${pair}/${name}`,
    check: ({ pair }) => wrongPair(pair),
    data: ({ pair }) => mapped(codec, (data) => toDomain(pair, data)),
  });

// ------------------------------------------------------------------------------------------------- the table

/** The public REST API: each row becomes a member of `data.rest`, with its docstring. */
export const publicEndpoints = {
  /**
   * One-shot: the rules of every pair: digits, smallest amounts, fees, what is stopped.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#get-all-pairs-info
   */
  instruments: get<undefined, readonly Instrument[]>({
    base: 'apiUrl',
    path: () => '/spot/pairs',
    data: () => SpotPairsData,
  }),

  /**
   * One-shot: how busy each pair is, and the smallest amount that follows from it.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#get-exchange-status
   */
  status: get<undefined, readonly VenueStatus[]>({
    base: 'apiUrl',
    path: () => '/spot/status',
    data: () => SpotStatusData,
  }),

  /**
   * One-shot: the tickers of all pairs.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-api.md#tickers
   */
  tickers: get<undefined, readonly Ticker[]>({ path: () => '/tickers', data: () => TickersData }),

  /**
   * One-shot: the ticker of a pair.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-api.md#ticker
   */
  ticker: ofPairs('ticker', TickerData, (pair, data): Ticker => ofPair(pair, data)),

  /**
   * One-shot: a whole book. It is one to two seconds behind the stream: never start an order book from it.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-api.md#depth
   */
  depth: ofPairs('depth', DepthWholeData, (pair, data): DepthWhole => withLevels(ofPair(pair, data))),

  /**
   * One-shot: the newest 60 trades, or those of a UTC day (`YYYYMMDD`), oldest first.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-api.md#transactions
   */
  transactions: get<TransactionsRequest, readonly Trade[]>({
    path: ({ pair, day }) => `/${pair}/transactions${day === undefined ? '' : `/${day}`}`,
    check: ({ pair, day }) => (day === undefined ? null : wrongDay(day)) ?? wrongPair(pair),
    data: ({ pair }) => mapped(TransactionsData, (rows) => toTrades(pair, rows)),
    maxReplyBytes: ({ day }) => (day === undefined ? usualBytes : dayBytes),
  }),

  /**
   * One-shot: the candles of a UTC date (`YYYYMMDD` for types up to `1hour`, `YYYY` above), oldest first.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-api.md#candlestick
   */
  candles: get<CandlesRequest, readonly Candle[]>({
    path: ({ pair, type, date }) => `/${pair}/candlestick/${type}/${date}`,
    check: ({ pair, type, date }) => wrongType(type) ?? wrongDate(date) ?? wrongPair(pair),
    data: ({ pair, date }, at) =>
      mapped(candlestickData(date), (candlesticks) =>
        toCandleRows(pair, candlesticks).map((row) => ({
          ...row,
          closed: closeTimeOf(row.type, row.openTime) <= at,
        })),
      ),
  }),

  /**
   * One-shot: the circuit breaker of a pair.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-api.md#circuit-break-info
   */
  circuitBreak: ofPairs('circuit_break_info', CircuitBreakData, (pair, data): CircuitBreak =>
    ofPair(pair, data),
  ),
};
