import { isLeft } from 'fp-ts/lib/Either.js';
import { catchError, map, type Observable, throwError } from 'rxjs';
import type { SendRequest } from '../../connectivity/ports';
import { portErrorAt } from '../../model/errors';
import type { Pair } from '../../model/pair';
import type { Ticker } from '../../model/ticker';
import { venueCodes } from '../../model/venue-codes';
import { decodeReply } from '../../parsing/rest-reply';
import { TickerData } from '../../parsing/ticker';

/** The best prices of a pair; `null` where a side is empty. */
export type Touch = Pick<Ticker, 'bid' | 'ask'>;

/** One-shot: the best prices of a pair, by the public REST API. Errors with a `CallError`. */
export type ReadTouch = (pair: Pair) => Observable<Touch>;

export interface TouchConfig {
  readonly publicUrl: string;
  /** ms. */
  readonly readTimeout: number;
  readonly maxReplyBytes: number;
}

export const createTouch =
  ({ publicUrl, readTimeout, maxReplyBytes }: TouchConfig, send: SendRequest): ReadTouch =>
  (pair) => {
    const endpoint = `GET /${pair}/ticker`;
    const url = `${publicUrl}/${encodeURIComponent(pair)}/ticker`;
    return send({ method: 'GET', url, headers: {}, timeout: readTimeout, maxReplyBytes }).pipe(
      catchError((error: unknown) => throwError(() => portErrorAt(endpoint, error))),
      map((reply) => {
        const data = decodeReply(TickerData, { endpoint, codes: venueCodes, secret: false }, reply);
        if (isLeft(data)) throw data.left as unknown;
        return data.right;
      }),
    );
  };
