import type { JournalError } from './journal-error';
import { causeOf, taggedError, type Tagged } from './tagged';
import {
  familyOf,
  undocumentedCode,
  type CodeFamily,
  type Effect,
  type ErrorClass,
  type VenueCode,
} from './venue-code';

// ------------------------------------------------------------------------------------------- errors of a call

/** The error of a call without a reply, or with an incomplete one. */
export type HttpError = Tagged<
  'HttpError',
  {
    /** Method and path: `POST /user/spot/order`. */
    endpoint: string;
    reason: 'refused' | 'timeout' | 'cut-off' | 'too-large';
    /** A description of what happened, for people. */
    detail: string;
    /** `none`: no byte of the request has left. `unknown`: the venue may have seen it. */
    effect: 'none' | 'unknown';
  }
>;

/** The error of a call that the venue refused or failed to do. */
export type VenueError = Tagged<
  'VenueError',
  {
    /** Method and path: `POST /user/spot/order`. */
    endpoint: string;
    /** HTTP status. */
    status: number;
    /** The venue's code (errors.md); `null` where the body held none. */
    code: number | null;
    /** The family of the code, also if the code is newer than the documentation; `null` if there is none. */
    family: CodeFamily | null;
    /** The meaning of the code by the venue's documentation. */
    meaning: string;
    class: ErrorClass;
    effect: Effect;
  }
>;

/** The error of a reply or a message that does not have the expected shape. */
export type DecodeError = Tagged<
  'DecodeError',
  {
    /** Method and path of the call; `null` for a message of a stream or a single value. */
    endpoint: string | null;
    /** The place in the message: `data/asks/3/0`. */
    path: string;
    expected: string;
    /** The received value, shortened. */
    actual: string;
    /** `unknown` for the reply to a call. */
    effect: 'none' | 'unknown';
  }
>;

/** The error of a call on a client that was closed before; nothing was sent. */
export type ClosedError = Tagged<'ClosedError', { endpoint: string; effect: 'none' }>;

/** The error of a call on a transport without REST; nothing was sent. */
export type NoRestError = Tagged<'NoRestError', { endpoint: string; effect: 'none' }>;

/** The error of a call whose parameter the client refused; nothing was sent. */
export type RequestError = Tagged<
  'RequestError',
  { endpoint: string; field: string; expected: string; actual: string; effect: 'none' }
>;

/**
 * The error of a read in which more rows share one millisecond than a page holds. The venue offers no way to read the rest.
 */
export type PagingError = Tagged<
  'PagingError',
  { endpoint: string; /** Unix time, ms. */ at: number; effect: 'none' }
>;

/** The error of a call over a port that the gateway refused; nothing was done. */
export type RefusedError = Tagged<
  'RefusedError',
  {
    /** The call: `rest.order`. */
    endpoint: string;
    /**
     * `unreadable`, `too-large`, `version`, `unknown-call`: the gateway could not accept the message. `not-allowed`: the caller
     * may not do that. `expired`: the message came too late. `busy`: there are too many calls. `standing-by`: the gateway may
     * not place orders now. `no-link`: the message was not sent.
     */
    reason: RefusedReason;
    effect: 'none';
  }
>;

export const refusedReasons = [
  'unreadable',
  'too-large',
  'version',
  'unknown-call',
  'not-allowed',
  'expired',
  'busy',
  'standing-by',
  'no-link',
] as const;
export type RefusedReason = (typeof refusedReasons)[number];

/** Every error of a call. Its `effect` says what the call did at the venue. */
export type CallError =
  | HttpError
  | VenueError
  | DecodeError
  | ClosedError
  | NoRestError
  | RequestError
  | PagingError
  | JournalError;

// ----------------------------------------------------------------------------------------------- other errors

/** The error of a pair that the venue does not know. */
export type UnknownPairError = Tagged<'UnknownPairError', { pair: string }>;

/** The error of a wrong option. */
export type ConfigError = Tagged<'ConfigError', { field: string; expected: string; actual: string }>;

/** The error of a link to the venue that could not be made, or ended. */
export type LinkError = Tagged<
  'LinkError',
  {
    reason:
      'connect-failed' | 'connect-timeout' | 'refused' | 'closed' | 'silent' | 'frame-too-large' | 'not-read';
  }
>;

// ----------------------------------------------------------------------------------------------- constructors

export const httpError = (
  endpoint: string,
  reason: HttpError['reason'],
  effect: HttpError['effect'],
  detail: string,
): HttpError => taggedError('HttpError', `${endpoint}: ${detail}`, { endpoint, reason, detail, effect });

/**
 * Gives an error of the HTTP port the name of the endpoint. After any other error of a port, the request may have left.
 */
export const portErrorAt = (endpoint: string, error: unknown): HttpError | NoRestError => {
  const known = Object(error) as Partial<HttpError> | NoRestError;
  if (known._tag === 'NoRestError') return noRestError(endpoint);
  const { _tag, reason, effect, detail } = known;
  return _tag === 'HttpError' && reason !== undefined
    ? httpError(endpoint, reason, effect === 'none' ? effect : 'unknown', detail ?? reason)
    : httpError(endpoint, 'cut-off', 'unknown', causeOf(error));
};

/** Describes a failure without a documented code. */
const undocumented = (
  status: number,
  code: number | null,
): Pick<VenueError, 'meaning' | 'class' | 'effect'> => {
  if (status === 429) return { meaning: 'Too many requests.', class: 'rate-limit', effect: 'none' };
  if (code !== null) return undocumentedCode(code);
  if (status === 503) return { meaning: 'The service is unavailable.', class: 'busy', effect: 'unknown' };
  return { meaning: 'A failure without a code.', class: 'system', effect: 'unknown' };
};

/** Makes a venue error. A documented code decides, whatever the HTTP status. `known` is the documented row of the code. */
export const venueError = (
  endpoint: string,
  status: number,
  code: number | null,
  known: VenueCode | undefined,
): VenueError => {
  const { meaning, class: class_, effect } = known ?? undocumented(status, code);
  const name = code === null ? `HTTP ${status}` : `code ${code}`;
  const family = familyOf(code);
  const fields = { endpoint, status, code, family, meaning, class: class_, effect };
  return taggedError('VenueError', `${endpoint}: ${name}: ${meaning}`, fields);
};

/** Makes the error of a message or a single value. */
export const decodeError = (path: string, expected: string, actual: string): DecodeError =>
  taggedError('DecodeError', `${path || 'message'}: expected ${expected}, got ${actual}`, {
    endpoint: null,
    path,
    expected,
    actual,
    effect: 'none',
  });

/** Makes the error of a reply to a call. If the reply holds a secret, nothing of it is shown. */
export const replyDecodeError = (endpoint: string, error: DecodeError, secret: boolean): DecodeError => {
  const { path, expected } = error;
  const actual = secret ? 'something else' : error.actual;
  const message = `${endpoint}: ${path || 'reply'}: expected ${expected}, got ${actual}`;
  return taggedError('DecodeError', message, { endpoint, path, expected, actual, effect: 'unknown' });
};

export const closedError = (endpoint: string): ClosedError =>
  taggedError('ClosedError', `${endpoint}: the client is closed`, { endpoint, effect: 'none' });

export const noRestError = (endpoint: string): NoRestError =>
  taggedError('NoRestError', `${endpoint}: this transport brings no REST`, { endpoint, effect: 'none' });

export const requestError = (
  endpoint: string,
  field: string,
  expected: string,
  actual: string,
): RequestError =>
  taggedError('RequestError', `${endpoint}: ${field}: expected ${expected}, got ${actual}`, {
    endpoint,
    field,
    expected,
    actual,
    effect: 'none',
  });

export const pagingError = (endpoint: string, at: number): PagingError =>
  taggedError('PagingError', `${endpoint}: more rows at ${at} than a page holds`, {
    endpoint,
    at,
    effect: 'none',
  });

export const refusedError = (endpoint: string, reason: RefusedReason, message: string): RefusedError =>
  taggedError('RefusedError', `${endpoint}: ${message}`, { endpoint, reason, effect: 'none' });

export const unknownPairError = (pair: string): UnknownPairError =>
  taggedError('UnknownPairError', `unknown pair: ${pair}`, { pair });

export const configError = (field: string, expected: string, actual: string): ConfigError =>
  taggedError('ConfigError', `${field}: expected ${expected}, got ${actual}`, { field, expected, actual });

export const linkError = (reason: LinkError['reason'], detail: string): LinkError =>
  taggedError('LinkError', detail, { reason });
