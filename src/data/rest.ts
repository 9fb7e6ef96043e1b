import { map, type Observable } from 'rxjs';
import type { Clock } from '../operators/clock';
import { candleRange$, type CandlePage, type CandleRangeRequest } from './candle-pages';
import type { Dated, DatedRest } from './dated-rest';
import type { publicEndpoints, PublicEndpoint } from './public-rest';

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

export const publicRestOf = (rest: DatedRest, clock: Clock): PublicRest => ({
  ...(undated(rest as unknown as Readonly<Record<string, Call>>) as PublicCalls),
  all: { candles: (request) => candleRange$(rest, clock, request) },
});
