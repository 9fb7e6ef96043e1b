import type { Observable } from 'rxjs';

/** What a socket tells: first that it is open, then each text message; completion is the peer's close. */
export type SocketEvent =
  | { readonly type: 'open'; readonly send: (text: string) => void }
  | { readonly type: 'message'; readonly text: string };

/** So many bytes may wait for a peer that reads nothing; then its link fails. A client says little: joins, and answers to pings. */
export const longestQueue = 1_000_000;

/** A WebSocket as a cold Observable: subscribing connects, unsubscribing closes, a failure is an error. */
export type OpenSocket = (url: string, maxFrameBytes: number) => Observable<SocketEvent>;

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** From the start to the last byte of the reply, ms. */
  readonly timeout: number;
  readonly maxReplyBytes: number;
}

export interface HttpReply {
  readonly status: number;
  /** The `Date` header, Unix time in ms, where it came and could be read. */
  readonly date: number | null;
  readonly body: string;
}

/**
 * HTTP as a cold Observable: one request a subscription, one reply, completion; unsubscribing aborts.
 * Any HTTP status is a reply; its errors are `HttpError`s, to which the client gives the name of the endpoint.
 */
export type SendRequest = (request: HttpRequest) => Observable<HttpReply>;

/** The name that a request has in the errors of a port: its method and path, without what it asks for. */
export const endpointOf = ({ method, url }: Pick<HttpRequest, 'method' | 'url'>): string =>
  `${method} ${new URL(url).pathname}`;
