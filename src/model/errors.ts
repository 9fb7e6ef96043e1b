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

/** There was no reply, or not a whole one. */
export type HttpError = Tagged<
  'HttpError',
  {
    /** Method and path: `POST /user/spot/order`. */
    endpoint: string;
    reason: 'refused' | 'timeout' | 'cut-off' | 'too-large';
    /** What happened, for people. */
    detail: string;
    /** `none`: no byte of the request has left. `unknown`: the venue may have seen it. */
    effect: 'none' | 'unknown';
  }
>;

/** The venue refused the call, or answered with a failure. */
export type VenueError = Tagged<
  'VenueError',
  {
    /** Method and path: `POST /user/spot/order`. */
    endpoint: string;
    /** HTTP status. */
    status: number;
    /** The venue's code (errors.md); `null` where the body held none. */
    code: number | null;
    /** The family of the code, also where the code is newer than the documentation; `null` where there is none. */
    family: CodeFamily | null;
    /** What the venue's documentation says of the code. */
    meaning: string;
    class: ErrorClass;
    effect: Effect;
  }
>;

/** A reply or a message does not have the shape that was expected. */
export type DecodeError = Tagged<
  'DecodeError',
  {
    /** Method and path of the call; `null` where it is a message of a stream, or a value by itself. */
    endpoint: string | null;
    /** The place in the message: `data/asks/3/0`. */
    path: string;
    expected: string;
    /** What stood there, shortened. */
    actual: string;
    /** `unknown` where it is the reply to a call. */
    effect: 'none' | 'unknown';
  }
>;

/** The client was closed before the call could be made; nothing was sent. */
export type ClosedError = Tagged<'ClosedError', { endpoint: string; effect: 'none' }>;

/** The transport brings no REST: nothing was sent. */
export type NoRestError = Tagged<'NoRestError', { endpoint: string; effect: 'none' }>;

/** A parameter was refused by the client; nothing was sent. */
export type RequestError = Tagged<
  'RequestError',
  { endpoint: string; field: string; expected: string; actual: string; effect: 'none' }
>;

/** More rows share one millisecond than a page holds: the venue has no way to page past them. */
export type PagingError = Tagged<
  'PagingError',
  { endpoint: string; /** Unix time, ms. */ at: number; effect: 'none' }
>;

/** Whoever trades for us refused a call that went over a port; nothing was done. */
export type RefusedError = Tagged<
  'RefusedError',
  {
    /** The call: `rest.order`. */
    endpoint: string;
    /**
     * `unreadable`, `too-large`, `version`, `unknown-call`: the message could not be taken. `not-allowed`: the caller may
     * not do that. `expired`: the message came too late. `busy`: there are too many calls. `standing-by`: the gateway may
     * not place orders now. `no-link`: it was not sent.
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

/** Every way in which a call fails; `effect` says what the call did. */
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

/** The venue does not know the pair. */
export type UnknownPairError = Tagged<'UnknownPairError', { pair: string }>;

/** An option is wrong. */
export type ConfigError = Tagged<'ConfigError', { field: string; expected: string; actual: string }>;

/** The link to the venue could not be made, or ended. */
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
 * An error of the HTTP port under the name of the endpoint. A request may have left with whatever else a port throws.
 */
export const portErrorAt = (endpoint: string, error: unknown): HttpError | NoRestError => {
  const known = Object(error) as Partial<HttpError> | NoRestError;
  if (known._tag === 'NoRestError') return noRestError(endpoint);
  const { _tag, reason, effect, detail } = known;
  return _tag === 'HttpError' && reason !== undefined
    ? httpError(endpoint, reason, effect === 'none' ? effect : 'unknown', detail ?? reason)
    : httpError(endpoint, 'cut-off', 'unknown', causeOf(error));
};

/** What is known of a failure without a documented code. */
const undocumented = (
  status: number,
  code: number | null,
): Pick<VenueError, 'meaning' | 'class' | 'effect'> => {
  if (status === 429) return { meaning: 'Too many requests.', class: 'rate-limit', effect: 'none' };
  if (code !== null) return undocumentedCode(code);
  if (status === 503) return { meaning: 'The service is unavailable.', class: 'busy', effect: 'unknown' };
  return { meaning: 'A failure without a code.', class: 'system', effect: 'unknown' };
};

/** A documented code says what happened, whatever the HTTP status. `known`: what the documentation says of the code. */
export const venueError = (
  endpoint: string,
  status: number,
  code: number | null,
  known: VenueCode | undefined,
): VenueError => {
  const { meaning, class: class_, effect } = known ?? undocumented(status, code);
  const name = code === null ? `HTTP ${status}` : `code ${code}`;
  const family = code === null ? null : familyOf(code);
  const fields = { endpoint, status, code, family, meaning, class: class_, effect };
  return taggedError('VenueError', `${endpoint}: ${name}: ${meaning}`, fields);
};

/** Of a message, or of a value by itself. */
export const decodeError = (path: string, expected: string, actual: string): DecodeError =>
  taggedError('DecodeError', `${path || 'message'}: expected ${expected}, got ${actual}`, {
    endpoint: null,
    path,
    expected,
    actual,
    effect: 'none',
  });

/** Of the reply to a call. `secret`: the reply holds a secret, so that nothing of it may be shown. */
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
