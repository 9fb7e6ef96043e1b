import { map, type Observable } from 'rxjs';
import type { Clock } from '../operators/clock';
import { candleRange$, type CandlePage, type CandleRangeRequest } from './candle-pages';
import type { Feed } from './context';
import type { Dated, DatedRest } from './dated-rest';
import type { publicEndpoints, PublicEndpoint } from './public-rest';
import { tradeRange$ } from './trade-pages';
import type { TradeRangePage, TradeRangeRequest } from './trade-parts';
import type { TradeEvent } from './trades';

type Endpoints = typeof publicEndpoints;

/**
 * One-shots of the public REST API. Each subscription sends one request, which is neither shared nor retried. They fail with an
 * `HttpError`, a `VenueError` (10000: an unknown pair) or a `DecodeError`. Before anything is sent, they fail with a
 * `ConfigError` (a wrong argument), an `UnknownPairError` (a text that can't be the name of a pair) or a `NoRestError` (the
 * transport has no REST).
 *
 * @interface
 */
export type PublicCalls = {
  readonly [K in keyof Endpoints]: Endpoints[K] extends PublicEndpoint<infer Q, infer A>
    ? [Q] extends [undefined]
      ? () => Observable<A>
      : (request: Q) => Observable<A>
    : never;
};

/** One-shots that read all pages. */
export interface PublicPages {
  /**
   * One-shot: the candles that open in [from, to) (Unix, ms), page by page with progress, oldest first. A day that the venue
   * does not have is a page without candles. The venue makes the page of a new day some minutes after midnight (UTC). For half
   * an hour it is requested every 15 s, and pages with `awaits` come meanwhile; then the venue's refusal is the error.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-api.md#candlestick
   */
  readonly candles: (request: CandleRangeRequest) => Observable<CandlePage>;
  /**
   * One-shot: the trades in [from, to) (Unix, ms), day by day with progress, oldest first. The venue has the page of a day only
   * once the day is over, some time after midnight (UTC). For three hours it is requested every minute, and pages with `awaits`
   * come meanwhile; then the venue's refusal is the error. Today's trades are the newest 60 that REST has, and with `follow`
   * also those of the stream until `to`. A page says in `missing` between which times trades are missing.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-api.md#transactions
   */
  readonly trades: (request: TradeRangeRequest) => Observable<TradeRangePage>;
}

/** The public REST API. */
export interface PublicRest extends PublicCalls {
  /** One-shots that read all pages, with progress. */
  readonly all: PublicPages;
}

type Call = (request: unknown) => Observable<Dated<unknown>>;

/** Removes the dates of replies from the calls that feeds use. */
const undated = (calls: Readonly<Record<string, Call>>): object =>
  Object.fromEntries(
    Object.entries(calls).map(([name, call]) => [
      name,
      (request: unknown) => call(request).pipe(map(({ value }) => value)),
    ]),
  );

export const publicRestOf = (rest: DatedRest, clock: Clock, tradeEvents$: Feed<TradeEvent>): PublicRest => ({
  ...(undated(rest as unknown as Readonly<Record<string, Call>>) as PublicCalls),
  all: {
    candles: (request) => candleRange$(rest, clock, request),
    trades: (request) => tradeRange$(rest, clock, tradeEvents$, request),
  },
});
