import { isLeft } from 'fp-ts/lib/Either.js';
import { catchError, defer, map, noop, type Observable, throwError } from 'rxjs';
import type { SendRequest } from '../../connectivity/ports';
import { portErrorAt } from '../../model/errors';
import type { Pair } from '../../model/pair';
import type { Ticker } from '../../model/ticker';
import { venueCodes } from '../../model/venue-codes';
import { decodeReply } from '../../parsing/rest-reply';
import { TouchData } from '../../parsing/ticker';

/** The best prices of a pair; `null` if a side is empty or can't be read. */
export type Touch = Pick<Ticker, 'bid' | 'ask'>;

/** One-shot: emits the best prices of a pair, from the public REST API. Errors with a `CallError`. */
export type ReadTouch = (pair: Pair) => Observable<Touch>;

export interface TouchConfig {
  readonly publicUrl: string;
  /** The time-out in ms. */
  readonly readTimeout: number;
  readonly maxReplyBytes: number;
}

export const createTouch =
  ({ publicUrl, readTimeout, maxReplyBytes }: TouchConfig, send: SendRequest): ReadTouch =>
  (pair) => {
    const endpoint = `GET /${pair}/ticker`;
    const url = `${publicUrl}/${encodeURIComponent(pair)}/ticker`;
    return defer(() => send({ method: 'GET', url, headers: {}, timeout: readTimeout, maxReplyBytes })).pipe(
      catchError((error: unknown) => throwError(() => portErrorAt(endpoint, error))),
      map((reply) => {
        const replied = { endpoint, codes: venueCodes, secret: false };
        // Odd rows have no observer: an odd side leaves the other one valid, and the other fields of a ticker are not
        // read.
        const data = decodeReply(TouchData, replied, reply, noop);
        if (isLeft(data)) throw data.left as unknown;
        return data.right;
      }),
    );
  };
