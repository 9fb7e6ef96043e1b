import type * as t from 'io-ts';
import type { Either } from 'fp-ts/lib/Either.js';
import type { DecodeError, VenueError } from '../../model/errors';
import { venueCodes } from '../../model/venue-codes';
import type { OnOddRow } from '../../parsing/decode';
import { decodeReply } from '../../parsing/rest-reply';
import type { Lane } from './rate-budget';

type Value = string | number | boolean | undefined;

/** The parameters of a request, by the venue's names. `undefined` is left out. */
export type Params = Readonly<Record<string, Value | readonly unknown[]>>;

export interface Check {
  readonly field: string;
  readonly expected: string;
  readonly actual: string;
}

/** One endpoint of the REST API: a request `Q` in, a reply `A` out. */
export interface Endpoint<Q, A> {
  readonly method: 'GET' | 'POST';
  /** The path after the base url. */
  readonly path: string;
  readonly lane: Lane;
  /** True if the call goes before others of its lane. */
  readonly urgent: boolean;
  readonly signed: boolean;
  /** True if the call moves money and nothing at the venue distinguishes it from an equal one. It is never sent again. */
  readonly once: boolean;
  /** True if the reply holds a secret. */
  readonly secret: boolean;
  readonly params: (request: Q) => Params;
  /** Returns the fault of a request; `null` if there is none. */
  readonly check: (request: Q) => Check | null;
  readonly read: (
    reply: { readonly status: number; readonly body: string },
    onOdd?: OnOddRow,
  ) => Either<DecodeError | VenueError, A>;
}

interface Definition<Q, A> extends Partial<
  Pick<Endpoint<Q, A>, 'lane' | 'urgent' | 'signed' | 'once' | 'secret' | 'check'>
> {
  readonly params: (request: Q) => Params;
  /** The decoder of its reply's data. */
  readonly data: t.Decoder<unknown, A>;
}

const define =
  (method: 'GET' | 'POST') =>
  <Q, A>(path: string, definition: Definition<Q, A>): Endpoint<Q, A> => {
    const { data, params, lane = 'query', urgent = false, signed = true, once = false } = definition;
    const { secret = false, check = () => null } = definition;
    const replied = { endpoint: nameOf({ method, path }), codes: venueCodes, secret };
    return {
      method,
      path,
      lane,
      urgent,
      signed,
      once,
      secret,
      check,
      params,
      read: (reply, onOdd) => decodeReply(data, replied, reply, onOdd),
    };
  };

export const get = define('GET');
export const post = define('POST');

export const noParams = (): Params => ({});

/** A read whose rows come in pages. */
export interface Paged<Q, A> {
  readonly endpoint: Endpoint<Q, readonly A[]>;
  /** The number of rows of the venue's largest page; `Infinity` if the venue does not state it. */
  readonly largestPage: number;
  /** Returns the key of a row, which is the same on every page. */
  readonly keyOf: (row: A) => number | string;
  /** Returns the time by which the venue pages: Unix time, ms. */
  readonly timeOf: (row: A) => number;
}

export const paged = <Q, A>(
  endpoint: Endpoint<Q, readonly A[]>,
  how: Omit<Paged<Q, A>, 'endpoint'>,
): Paged<Q, A> => ({ endpoint, ...how });

// ----------------------------------------------------------------------------------------------- on the wire

/** Returns the name of an endpoint in errors. */
export const nameOf = ({ method, path }: Pick<Endpoint<never, unknown>, 'method' | 'path'>): string =>
  `${method} ${path}`;

const queryOf = (params: Params): string => {
  const given = Object.entries(params).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
};

export interface WireCall {
  readonly url: string;
  readonly body: string | undefined;
  /** The text that is signed after the stamp. */
  readonly payload: string;
}

/** Makes the request on the wire: `params` in the query of a GET, or as the JSON body of a POST. */
export const wireCallOf = (
  baseUrl: string,
  { method, path }: Pick<Endpoint<never, unknown>, 'method' | 'path'>,
  params: Params,
): WireCall => {
  if (method === 'POST') {
    const body = JSON.stringify(params);
    return { url: baseUrl + path, body, payload: body };
  }
  const url = baseUrl + path + queryOf(params);
  const { pathname, search } = new URL(url);
  return { url, body: undefined, payload: pathname + search };
};
