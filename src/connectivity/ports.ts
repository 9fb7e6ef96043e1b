import type { Observable } from 'rxjs';

/** An event of a socket: it is open, then each text message. The socket completes when the peer closes. */
export type SocketEvent =
  | { readonly type: 'open'; readonly send: (text: string) => void }
  | { readonly type: 'message'; readonly text: string };

/** The most bytes that may wait for a peer that does not read; then the link fails. A client sends only joins and answers to pings. */
export const longestQueue = 1_000_000;

/** A WebSocket as a cold Observable. Subscribing connects, unsubscribing closes, and a failure is an error. */
export type OpenSocket = (url: string, maxFrameBytes: number) => Observable<SocketEvent>;

/** An HTTP request that is ready to be sent: its url is complete, and its headers include those of the signature. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The longest time in ms from the start to the last byte of the reply. */
  readonly timeout: number;
  readonly maxReplyBytes: number;
}

export interface HttpReply {
  readonly status: number;
  /** The `Date` header as Unix time in ms; `null` if it is missing or unreadable. */
  readonly date: number | null;
  readonly body: string;
}

/**
 * HTTP as a cold Observable. A subscription sends one request, emits one reply and completes; unsubscribing aborts. Every
 * HTTP status is a reply. Errors are `HttpError`s, to which the client adds the name of the endpoint.
 */
export type SendRequest = (request: HttpRequest) => Observable<HttpReply>;

/** The name of a request in the errors of a port: its method and path, without its query. */
export const endpointOf = ({ method, url }: Pick<HttpRequest, 'method' | 'url'>): string =>
  `${method} ${new URL(url).pathname}`;
