import { type DocumentedCode, venueCode } from '../../model/venue-codes';
import { NEVER, type Observable } from 'rxjs';

/** An HTTP request as the router sees it, whatever transport it came by. */
export interface WireRequest {
  readonly method: string;
  /** Path and query exactly as they were sent. The signature covers them. */
  readonly target: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** The headers, with names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/** The facts of a private request that the audit log records in addition to the reply. */
export interface RequestNote {
  /** True if the key's secret made the signature; `null` if the check did not get that far. */
  readonly signature: boolean | null;
  /** True if it passed authentication and rate limit. From here on it may have had an effect. */
  readonly admitted: boolean;
  /** The orders that it placed or cancelled. */
  readonly orderIds: readonly number[];
}

export interface WireReply {
  readonly type: 'reply';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly note?: RequestNote;
}

/**
 * The answer to a request: a reply, half a reply before the connection breaks, or a broken connection without a reply.
 */
export type Answer =
  WireReply | { readonly type: 'cut-off'; readonly reply: WireReply } | { readonly type: 'dropped' };

/**
 * Handles a request that arrives now. It emits one answer and completes, or emits nothing for ever: then the request
 * times out. To unsubscribe means that the client hangs up.
 */
export type Handle = (request: WireRequest) => Observable<Answer>;

/** Handles the requests of its paths; `null` if the path belongs to another route. */
export type Route = (request: WireRequest) => Observable<Answer> | null;

/** An answer that never comes. The client's time-out decides. */
export const unanswered: Observable<Answer> = NEVER;

const jsonHeaders = { 'content-type': 'application/json; charset=utf-8' };

export const jsonReply = (status: number, body: string, headers: WireReply['headers'] = {}): WireReply => ({
  type: 'reply',
  status,
  headers: { ...jsonHeaders, ...headers },
  body,
});

export const textReply = (status: number, body: string): WireReply => ({
  type: 'reply',
  status,
  headers: { 'content-type': 'text/plain; charset=UTF-8' },
  body,
});

/** Returns the reply `{"success":1,"data":…}`. */
export const successReply = (data: unknown): WireReply =>
  jsonReply(200, JSON.stringify({ success: 1, data }));

const statusOfCode: Readonly<Record<number, number>> = {
  [venueCode.notFound]: 404,
  [venueCode.tooManyRequests]: 429,
};

/**
 * Returns the reply `{"success":0,"data":{"code":…}}`. Codes come with HTTP 200, as node-bitbankcc expects, except
 * 10000 and 10009.
 */
export const failureReply = (code: DocumentedCode, status = statusOfCode[code] ?? 200): WireReply =>
  jsonReply(status, JSON.stringify({ success: 0, data: { code } }));

/** Reads the code of a refusal back from a reply, for the audit log. */
export const replyCodeOf = ({ body }: WireReply): number | null => {
  const match = /^\{"success":0,"data":\{"code":(\d+)\}\}$/.exec(body);
  return match ? Number(match[1]) : null;
};

/** A target in absolute form, as proxies get it. The PubNub SDK for Go sends no other form. */
const absolute = /^https?:\/\/[^/?#]*/i;

const originForm = (target: string): string => {
  if (target.startsWith('/')) return target;
  const rest = target.replace(absolute, '');
  return rest.startsWith('/') ? rest : `/${rest}`;
};

/** Makes a request from its parts. The target may be a path or a whole URL. A HEAD is answered like a GET. */
export const wireRequest = (
  sentMethod: string,
  sentTarget: string,
  headers: WireRequest['headers'] = {},
  body = '',
): WireRequest => {
  const method = sentMethod === 'HEAD' ? 'GET' : sentMethod;
  const target = originForm(sentTarget);
  const mark = target.indexOf('?');
  return {
    method,
    target,
    path: mark < 0 ? target : target.slice(0, mark),
    query: new URLSearchParams(mark < 0 ? '' : target.slice(mark + 1)),
    headers,
    body,
  };
};
