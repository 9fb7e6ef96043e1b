/**
 * Errors are recognised by `_tag`, never by `instanceof`: they cross bundles and realms.
 * Each is a real `Error`, so that it carries a stack and prints well.
 */
export type Tagged<Tag extends string, Fields extends object> = Error & {
  readonly _tag: Tag;
} & Readonly<Fields>;

export const taggedError = <Tag extends string, Fields extends object>(
  tag: Tag,
  message: string,
  fields: Fields,
): Tagged<Tag, Fields> => {
  const error = Object.assign(new Error(message), fields, { _tag: tag });
  error.name = tag;
  return error;
};

/** What came does not have the shape that was expected. */
export type DecodeError = Tagged<
  'DecodeError',
  {
    /** Where in the message, as `data/asks/3/0`. */
    path: string;
    expected: string;
    /** What came, shortened. */
    actual: string;
  }
>;

export const decodeError = (path: string, expected: string, actual: string): DecodeError =>
  taggedError('DecodeError', `${path || 'message'}: expected ${expected}, got ${actual}`, {
    path,
    expected,
    actual,
  });

/** No reply, or not a whole one. `sent`: may a byte of the request have reached the venue? */
export type HttpError = Tagged<
  'HttpError',
  { reason: 'refused' | 'timeout' | 'cut-off' | 'too-large'; sent: boolean; url: string }
>;

export const httpError = (
  reason: HttpError['reason'],
  url: string,
  sent: boolean,
  detail: string,
): HttpError => taggedError('HttpError', `${url}: ${detail}`, { reason, sent, url });

/** The venue answered with an error code, or with a status other than 200. */
export type VenueError = Tagged<
  'VenueError',
  {
    /** The venue's code (errors.md); `null` where the body held none. */
    code: number | null;
    status: number;
    url: string;
  }
>;

export const venueError = (url: string, status: number, code: number | null): VenueError =>
  taggedError('VenueError', `${url}: HTTP ${status}${code === null ? '' : `, code ${code}`}`, {
    code,
    status,
    url,
  });

/** The transport brings no REST: nothing was sent. */
export type NoRestError = Tagged<'NoRestError', { endpoint: string; effect: 'none' }>;

export const noRestError = (endpoint: string): NoRestError =>
  taggedError('NoRestError', `${endpoint}: this transport brings no REST`, { endpoint, effect: 'none' });

/** The venue does not know the pair. */
export type UnknownPairError = Tagged<'UnknownPairError', { pair: string }>;

export const unknownPairError = (pair: string): UnknownPairError =>
  taggedError('UnknownPairError', `unknown pair: ${pair}`, { pair });

/** An option is wrong. */
export type ConfigError = Tagged<'ConfigError', { field: string; expected: string; actual: string }>;

export const configError = (field: string, expected: string, actual: string): ConfigError =>
  taggedError('ConfigError', `${field}: expected ${expected}, got ${actual}`, { field, expected, actual });

/** The link to the venue could not be made, or ended. */
export type LinkError = Tagged<
  'LinkError',
  { reason: 'connect-failed' | 'connect-timeout' | 'refused' | 'closed' | 'silent' | 'frame-too-large' }
>;

export const linkError = (reason: LinkError['reason'], detail: string): LinkError =>
  taggedError('LinkError', detail, { reason });

/** What went wrong, for people; whatever was thrown. */
export const causeOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
