import { taggedError, type DecodeError, type HttpError, type Tagged } from '../model/errors';
import { venueCodes, type Effect, type ErrorClass } from '../model/venue-codes';

/** The venue refused the call, or answered with a failure. */
export type ApiError = Tagged<
  'ApiError',
  {
    /** Method and path: `POST /user/spot/order`. */
    endpoint: string;
    /** HTTP status. */
    status: number;
    /** The venue's code; `null` where the body held none. */
    code: number | null;
    /** What the venue's documentation says of the code. */
    meaning: string;
    class: ErrorClass;
    effect: Effect;
  }
>;

/** No reply, or not a whole one. */
export type TransportError = Tagged<
  'TransportError',
  { endpoint: string; reason: HttpError['reason']; effect: 'none' | 'unknown' }
>;

/** The reply can't be read. */
export type UnreadableError = Tagged<
  'UnreadableError',
  { endpoint: string; path: string; expected: string; actual: string; effect: 'unknown' }
>;

/** A parameter was refused here; nothing was sent. */
export type RequestError = Tagged<
  'RequestError',
  { endpoint: string; field: string; expected: string; actual: string; effect: 'none' }
>;

/** More rows share one millisecond than a page holds: the venue has no way to page past them. */
export type PagingError = Tagged<
  'PagingError',
  { endpoint: string; /** Unix time, ms. */ at: number; effect: 'none' }
>;

/** The journal could not be read, or an intent could not be kept in it; nothing was sent. */
export type JournalError = Tagged<
  'JournalError',
  {
    /** `locked`: another process has it. `corrupt`: it holds what is none of ours. `failed`: anything else. */
    reason: 'locked' | 'corrupt' | 'failed';
    /** Path of the file; what it is, if it is none. */
    file: string;
    /** Counted from one; `null` where it is about no line. */
    line: number | null;
    expected: string;
    actual: string;
    effect: 'none';
  }
>;

/** Every way a REST call fails; `effect` says what the call did. */
export type ExecutionError =
  ApiError | TransportError | UnreadableError | RequestError | PagingError | JournalError;

// -------------------------------------------------------------------------------------------- constructors

/** What is known of a failure without a documented code. */
const uncoded = (status: number, code: number | null): Pick<ApiError, 'meaning' | 'class' | 'effect'> => {
  if (status === 429) return { meaning: 'Too many requests.', class: 'rate-limit', effect: 'none' };
  if (code !== null) return { meaning: 'An undocumented code.', class: 'system', effect: 'unknown' };
  if (status === 503) return { meaning: 'The service is unavailable.', class: 'busy', effect: 'unknown' };
  return { meaning: 'A failure without a code.', class: 'system', effect: 'unknown' };
};

/** A documented code says what happened, whatever the HTTP status. */
export const apiError = (endpoint: string, status: number, code: number | null): ApiError => {
  const known = (code === null ? undefined : venueCodes.get(code)) ?? uncoded(status, code);
  const { meaning, class: class_, effect } = known;
  const name = code === null ? `HTTP ${status}` : `code ${code}`;
  return taggedError('ApiError', `${endpoint}: ${name}: ${meaning}`, {
    endpoint,
    status,
    code,
    meaning,
    class: class_,
    effect,
  });
};

export const transportError = (endpoint: string, { reason, sent }: HttpError): TransportError =>
  taggedError('TransportError', `${endpoint}: ${reason}${sent ? '' : ', nothing was sent'}`, {
    endpoint,
    reason,
    effect: sent ? 'unknown' : 'none',
  });

/** `secret`: the reply holds a secret, so that nothing of it may be shown. */
export const unreadableError = (endpoint: string, error: DecodeError, secret: boolean): UnreadableError => {
  const { path, expected } = error;
  const actual = secret ? 'something else' : error.actual;
  const message = `${endpoint}: ${path || 'reply'}: expected ${expected}, got ${actual}`;
  return taggedError('UnreadableError', message, { endpoint, path, expected, actual, effect: 'unknown' });
};

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

export const journalError = (
  reason: JournalError['reason'],
  file: string,
  line: number | null,
  expected: string,
  actual: string,
): JournalError =>
  taggedError(
    'JournalError',
    `${file}${line === null ? '' : `:${line}`}: expected ${expected}, got ${actual}`,
    {
      reason,
      file,
      line,
      expected,
      actual,
      effect: 'none',
    },
  );

export const isJournalError = (error: unknown): error is JournalError =>
  (error as Partial<JournalError> | null)?._tag === 'JournalError';
