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
 * One-shots of the public REST API: one request a subscription, neither shared nor retried. They fail with an
 * `HttpError`, a `VenueError` (10000: an unknown pair) or a `DecodeError`; and before anything is sent with a
 * `ConfigError` (a wrong argument), an `UnknownPairError` (a text that can be no pair's name) or a `NoRestError` (the
 * transport brings no REST).
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

/** One-shots that page to the end. */
export interface PublicPages {
  /**
   * One-shot: the candles that open in [from, to) (Unix time, ms), page by page with progress, oldest first. A day
   * that the venue does not have is a page without candles. The page of a day that has just begun comes minutes later:
   * until half an hour has gone it is asked for every 15 s, pages that say what they wait for (`awaits`) come meanwhile,
   * and then the venue's refusal is the error.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-api.md#candlestick
   */
  readonly candles: (request: CandleRangeRequest) => Observable<CandlePage>;
  /**
   * One-shot: the trades in [from, to) (Unix time, ms), day by day with progress, oldest first. The venue has the page of a
   * day only once the day is over, some time after midnight (UTC): it is asked for every minute until three hours have gone,
   * pages that say what they wait for (`awaits`) come meanwhile, and then the venue's refusal is the error. Today's come from
   * the newest 60 that REST has, and with `follow` from the stream as well, until `to`; what lies before and between them is
   * told as `missing`.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-api.md#transactions
   */
  readonly trades: (request: TradeRangeRequest) => Observable<TradeRangePage>;
}

/** The public REST API. */
export interface PublicRest extends PublicCalls {
  /** One-shots that page to the end, with progress. */
  readonly all: PublicPages;
}

type Call = (request: unknown) => Observable<Dated<unknown>>;

/** The calls that feeds use, without the dates of replies. */
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
