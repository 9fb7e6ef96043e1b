import type * as t from 'io-ts';
import { defer, map, type Observable } from 'rxjs';
import type { SendRequest } from '../connectivity/ports';
import type { CandleType } from '../model/candle';
import type { CircuitBreak } from '../model/circuit-break';
import type { Instrument } from '../model/instrument';
import type { DepthWhole } from '../model/order-book';
import type { Pair } from '../model/pair';
import type { Ticker } from '../model/ticker';
import type { Trade } from '../model/trade';
import type { VenueStatus } from '../model/venue-status';
import { CandlestickData, toCandleRows, type CandleRow } from '../parsing/candlestick';
import { CircuitBreakData, toCircuitBreak } from '../parsing/circuit-break-info';
import { DepthWholeData, toDepthWhole } from '../parsing/depth-whole';
import { decodeReply } from '../parsing/rest-reply';
import { SpotPairsData, toInstruments } from '../parsing/spot-pairs';
import { SpotStatusData, toVenueStatuses } from '../parsing/spot-status';
import { TickerData, TickersData, toTicker, toTickers } from '../parsing/ticker';
import { toTrades, TransactionsData } from '../parsing/transactions';

/** A reply's value, and when the venue gave it (`Date` header, Unix ms, where it can be read). */
export interface Dated<A> {
  readonly value: A;
  readonly date: number | null;
}

/** The venue's public REST: each call a cold Observable of one reply. */
export interface PublicRest {
  readonly ticker$: (pair: Pair) => Observable<Ticker>;
  readonly tickers$: () => Observable<readonly Ticker[]>;
  readonly depth$: (pair: Pair) => Observable<DepthWhole>;
  /** The newest 60, or those of a UTC day (`YYYYMMDD`); oldest first. */
  readonly transactions$: (pair: Pair, day?: string) => Observable<readonly Trade[]>;
  /** The candles of a UTC date (`YYYYMMDD` up to `1hour`, `YYYY` above), oldest first. */
  readonly candlestick$: (
    pair: Pair,
    type: CandleType,
    date: string,
  ) => Observable<Dated<readonly CandleRow[]>>;
  readonly circuitBreakInfo$: (pair: Pair) => Observable<CircuitBreak>;
  readonly instruments$: () => Observable<readonly Instrument[]>;
  readonly status$: () => Observable<readonly VenueStatus[]>;
}

export interface PublicRestConfig {
  readonly sendRequest: SendRequest;
  readonly publicUrl: string;
  readonly apiUrl: string;
  readonly requestTimeout: number;
}

/** A day of a busy pair's transactions is some MB. */
const maxReplyBytes = 64_000_000;

export const createPublicRest = ({
  sendRequest,
  publicUrl,
  apiUrl,
  requestTimeout,
}: PublicRestConfig): PublicRest => {
  const dated = <D, A>(
    url: string,
    codec: t.Decoder<unknown, D>,
    toDomain: (data: D) => A,
  ): Observable<Dated<A>> =>
    defer(() => sendRequest({ method: 'GET', url, timeout: requestTimeout, maxReplyBytes })).pipe(
      map((reply) => {
        const data = decodeReply(codec, url, reply);
        if (data._tag === 'Left') throw data.left;
        return { value: toDomain(data.right), date: reply.date };
      }),
    );
  const get = <D, A>(url: string, codec: t.Decoder<unknown, D>, toDomain: (data: D) => A): Observable<A> =>
    dated(url, codec, toDomain).pipe(map(({ value }) => value));

  return {
    ticker$: (pair) => get(`${publicUrl}/${pair}/ticker`, TickerData, (data) => toTicker(pair, data)),
    tickers$: () => get(`${publicUrl}/tickers`, TickersData, toTickers),
    depth$: (pair) => get(`${publicUrl}/${pair}/depth`, DepthWholeData, (data) => toDepthWhole(pair, data)),
    transactions$: (pair, day) =>
      get(
        `${publicUrl}/${pair}/transactions${day === undefined ? '' : `/${day}`}`,
        TransactionsData,
        (data) => toTrades(pair, data),
      ),
    candlestick$: (pair, type, date) =>
      dated(`${publicUrl}/${pair}/candlestick/${type}/${date}`, CandlestickData, (data) =>
        toCandleRows(pair, data),
      ),
    circuitBreakInfo$: (pair) =>
      get(`${publicUrl}/${pair}/circuit_break_info`, CircuitBreakData, (data) => toCircuitBreak(pair, data)),
    instruments$: () => get(`${apiUrl}/spot/pairs`, SpotPairsData, toInstruments),
    status$: () => get(`${apiUrl}/spot/status`, SpotStatusData, toVenueStatuses),
  };
};
