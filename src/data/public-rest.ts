import type * as t from 'io-ts';
import { catchError, defer, map, throwError, type Observable } from 'rxjs';
import type { SendRequest } from '../connectivity/ports';
import type { CandleType } from '../model/candle';
import type { CircuitBreak } from '../model/circuit-break';
import { portErrorAt } from '../model/errors';
import type { Instrument } from '../model/instrument';
import type { DepthWhole } from '../model/order-book';
import type { Pair } from '../model/pair';
import { systemCodes } from '../model/system-codes';
import type { Ticker } from '../model/ticker';
import type { Trade } from '../model/trade';
import type { VenueStatus } from '../model/venue-status';
import { candlestickData, toCandleRows, type CandleRow } from '../parsing/candlestick';
import { CircuitBreakData } from '../parsing/circuit-break-info';
import { mapped } from '../parsing/combinators';
import { DepthWholeData } from '../parsing/depth-whole';
import { withLevels } from '../model/flat-levels';
import { isTimestamp } from '../parsing/primitives';
import { decodeReply } from '../parsing/rest-reply';
import { ofPair } from '../parsing/room';
import { SpotPairsData } from '../parsing/spot-pairs';
import { SpotStatusData } from '../parsing/spot-status';
import { TickerData, TickersData } from '../parsing/ticker';
import { toTrades, TransactionsData } from '../parsing/transactions';
import { provided, wrongDate, wrongDay, wrongPair } from './arguments';

/** A reply's value, and when the venue gave it (`Date` header, Unix ms, where it can be read). */
export interface Dated<A> {
  readonly value: A;
  readonly date: number | null;
}

/** The venue's public REST: each call a cold Observable of one reply. */
export interface PublicRest {
  readonly ticker$: (pair: Pair) => Observable<Dated<Ticker>>;
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

const valueOf = <A>(dated$: Observable<Dated<A>>): Observable<A> => dated$.pipe(map(({ value }) => value));

/** A day of a busy pair's transactions is some MB. */
const maxReplyBytes = 64_000_000;

export const createPublicRest = ({
  sendRequest,
  publicUrl,
  apiUrl,
  requestTimeout,
}: PublicRestConfig): PublicRest => {
  const dated = <A>(base: string, path: string, codec: t.Decoder<unknown, A>): Observable<Dated<A>> => {
    const endpoint = `GET ${path}`;
    return defer(() =>
      sendRequest({ method: 'GET', url: base + path, timeout: requestTimeout, maxReplyBytes }),
    ).pipe(
      catchError((error: unknown) => throwError(() => portErrorAt(endpoint, error))),
      map((reply) => {
        const data = decodeReply(codec, { endpoint, codes: systemCodes, secret: false }, reply);
        if (data._tag === 'Left') throw data.left;
        return { value: data.right, date: isTimestamp(reply.date) ? reply.date : null };
      }),
    );
  };
  const datedOf = <D, A>(
    pair: Pair,
    path: string,
    codec: t.Decoder<unknown, D>,
    toDomain: (pair: Pair, data: D) => A,
  ): Observable<Dated<A>> =>
    provided(wrongPair(pair), () =>
      dated(
        publicUrl,
        `/${pair}/${path}`,
        mapped(codec, (data) => toDomain(pair, data)),
      ),
    );

  return {
    ticker$: (pair) => datedOf(pair, 'ticker', TickerData, ofPair),
    tickers$: () => valueOf(dated(publicUrl, '/tickers', TickersData)),
    depth$: (pair) => valueOf(datedOf(pair, 'depth', DepthWholeData, ofPair)).pipe(map(withLevels)),
    transactions$: (pair, day) =>
      provided(day === undefined ? null : wrongDay(day), () =>
        valueOf(
          datedOf(
            pair,
            day === undefined ? 'transactions' : `transactions/${day}`,
            TransactionsData,
            toTrades,
          ),
        ),
      ),
    candlestick$: (pair, type, date) =>
      provided(wrongDate(date), () =>
        datedOf(pair, `candlestick/${type}/${date}`, candlestickData(date), toCandleRows),
      ),
    circuitBreakInfo$: (pair) => valueOf(datedOf(pair, 'circuit_break_info', CircuitBreakData, ofPair)),
    instruments$: () => valueOf(dated(apiUrl, '/spot/pairs', SpotPairsData)),
    status$: () => valueOf(dated(apiUrl, '/spot/status', SpotStatusData)),
  };
};
