import { catchError, defer, map, throwError, type Observable } from 'rxjs';
import type { SendRequest } from '../connectivity/ports';
import { noRestError, portErrorAt } from '../model/errors';
import type { OddRow } from '../model/odd-row';
import { systemCodes } from '../model/system-codes';
import { stampOf, type Clock } from '../operators/clock';
import { isTimestamp } from '../parsing/primitives';
import { decodeReply } from '../parsing/rest-reply';
import type { DataConfig } from './options';
import { publicEndpoints, type PublicEndpoint } from './public-rest';

/** The value of a reply, and its `Date` header (Unix, ms; `null` if it can't be read). */
export interface Dated<A> {
  readonly value: A;
  readonly date: number | null;
}

type Endpoints = typeof publicEndpoints;

/** The public REST API as feeds use it. Each subscription sends one request, and emits the reply with its date. */
export type DatedRest = {
  readonly [K in keyof Endpoints]: Endpoints[K] extends PublicEndpoint<infer Q, infer A>
    ? [Q] extends [undefined]
      ? () => Observable<Dated<A>>
      : (request: Q) => Observable<Dated<A>>
    : never;
};

export interface DatedRestConfig extends Pick<DataConfig, 'publicUrl' | 'apiUrl' | 'readTimeout'> {
  /** The HTTP port; `null` if there is no REST. */
  readonly sendRequest: SendRequest | null;
  readonly clock: Clock;
  /** A listener for odd rows of accepted replies. */
  readonly onOdd: (endpoint: string, odd: OddRow) => void;
}

/** Creates a member for each row of the table. */
export const createDatedRest = ({
  sendRequest,
  clock,
  onOdd,
  readTimeout,
  ...urls
}: DatedRestConfig): DatedRest => {
  const call =
    <Q, A>({ base, path, check, data, maxReplyBytes }: PublicEndpoint<Q, A>) =>
    (request: Q): Observable<Dated<A>> =>
      defer(() => {
        const wrong = check(request);
        if (wrong !== null) return throwError(() => wrong);
        const at = path(request);
        const endpoint = `GET ${at}`;
        if (sendRequest === null) return throwError(() => noRestError(endpoint));
        const url = urls[base] + at;
        const most = maxReplyBytes(request);
        return sendRequest({ method: 'GET', url, timeout: readTimeout, maxReplyBytes: most }).pipe(
          catchError((error: unknown) => throwError(() => portErrorAt(endpoint, error))),
          map((reply) => {
            const date = isTimestamp(reply.date) ? reply.date : null;
            const codec = data(request, date ?? stampOf(clock));
            const replied = { endpoint, codes: systemCodes, secret: false };
            const decoded = decodeReply(codec, replied, reply, (odd) => onOdd(endpoint, odd));
            if (decoded._tag === 'Left') throw decoded.left;
            return { value: decoded.right, date };
          }),
        );
      });
  const rows = Object.entries<PublicEndpoint<never, unknown>>(publicEndpoints);
  return Object.fromEntries(rows.map(([name, endpoint]) => [name, call(endpoint)])) as unknown as DatedRest;
};
