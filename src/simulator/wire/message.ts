import { type DocumentedCode, venueCode } from '../../model/venue-codes';
import { NEVER, type Observable } from 'rxjs';

/** An HTTP request as the router sees it, whatever carried it. */
export interface WireRequest {
  readonly method: string;
  /** Path and query exactly as they were sent: what a signature covers. */
  readonly target: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/** What the journal is told of a private request beyond its reply. */
export interface RequestNote {
  /** Was it signed with the key's secret? `null` where the check did not get that far. */
  readonly signature: boolean | null;
  /** Past authentication and rate limit: from here on it may have had an effect. */
  readonly admitted: boolean;
  /** The orders it placed or cancelled. */
  readonly orderIds: readonly number[];
}

export interface WireReply {
  readonly type: 'reply';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly note?: RequestNote;
}

/** What becomes of a request: a reply, half a reply and then a broken connection, or a broken connection at once. */
export type Answer =
  WireReply | { readonly type: 'cut-off'; readonly reply: WireReply } | { readonly type: 'dropped' };

/**
 * The call is the request's arrival. One answer and completion, or nothing for ever: a request that times out.
 * Unsubscribing is the client's hanging up.
 */
export type Handle = (request: WireRequest) => Observable<Answer>;

/** `null`: the path is another one's. */
export type Route = (request: WireRequest) => Observable<Answer> | null;

/** Never answered: the client's timeout decides. */
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

/** `{"success":1,"data":…}` */
export const successReply = (data: unknown): WireReply =>
  jsonReply(200, JSON.stringify({ success: 1, data }));

const statusOfCode: Readonly<Record<number, number>> = {
  [venueCode.notFound]: 404,
  [venueCode.tooManyRequests]: 429,
};

/** `{"success":0,"data":{"code":…}}`. Codes come with HTTP 200, as node-bitbankcc expects, but 10000 and 10009. */
export const failureReply = (code: DocumentedCode, status = statusOfCode[code] ?? 200): WireReply =>
  jsonReply(status, JSON.stringify({ success: 0, data: { code } }));

/** Reads the code of a refusal back from a reply: for the journal. */
export const replyCodeOf = ({ body }: WireReply): number | null => {
  const match = /^\{"success":0,"data":\{"code":(\d+)\}\}$/.exec(body);
  return match ? Number(match[1]) : null;
};

/** A target in absolute form, as proxies get it: the PubNub SDK for Go sends no other. */
const absolute = /^https?:\/\/[^/?#]*/i;

const originForm = (target: string): string => {
  if (target.startsWith('/')) return target;
  const rest = target.replace(absolute, '');
  return rest.startsWith('/') ? rest : `/${rest}`;
};

/** A request from its parts; the target may be a path or a whole URL. A HEAD is answered as a GET is. */
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
