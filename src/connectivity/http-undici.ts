import { noop, Observable } from 'rxjs';
import { Agent, Pool, ProxyAgent, type Dispatcher } from 'undici';
import { httpError, type HttpError } from '../model/errors';
import { endpointOf, type HttpReply, type SendRequest } from './ports';

export interface UndiciHttpOptions {
  /** Url of a proxy, `http:` or `https:`; a user and password in it are sent to the proxy only. */
  readonly proxy?: string | undefined;
  /** Until a connection is made, ms. */
  readonly connectTimeout?: number | undefined;
}

/**
 * Undici connects again and again, without end or pause, when a proxy hangs up on a CONNECT,
 * because it takes the error for one of an idle connection: it must not recognise it.
 */
const createProxyPool = (origin: URL, options: object): Dispatcher => {
  const pool = new Pool(origin, options);
  const tunnel: (to: Dispatcher.ConnectOptions) => Promise<Dispatcher.ConnectData> = pool.connect.bind(pool);
  const connect = (to: Dispatcher.ConnectOptions): Promise<Dispatcher.ConnectData> =>
    tunnel(to).catch((error: unknown) => {
      throw new Error(`no tunnel through the proxy: ${error instanceof Error ? error.message : 'unknown'}`);
    });
  return Object.assign(pool, { connect });
};

/** Undici sends one call at a time over a connection, and never sends a call twice by itself. */
const createDispatcher = ({ proxy, connectTimeout = 5000 }: UndiciHttpOptions): Dispatcher => {
  const options = { connect: { timeout: connectTimeout }, headersTimeout: 0, bodyTimeout: 0, pipelining: 1 };
  if (proxy === undefined) return new Agent(options);
  const { timeout } = options.connect;
  return new ProxyAgent({
    ...options,
    uri: proxy,
    clientFactory: createProxyPool,
    proxyTls: { timeout },
    requestTls: { timeout },
  });
};

const dateOf = (header: string | string[] | undefined): number | null => {
  const time = typeof header === 'string' ? Date.parse(header) : NaN;
  return Number.isNaN(time) ? null : time;
};

/**
 * The HTTP port over undici (Node): connections are kept alive between calls, and don't keep the process alive.
 *
 * The effect of its errors is `none` only when undici never got to write the request: the name did not resolve,
 * the connection or its TLS was refused, or the time ran out before it stood.
 */
export const undiciHttp = (options: UndiciHttpOptions = {}): SendRequest => {
  const dispatcher = createDispatcher(options);
  return ({ method, url, headers, body, timeout, maxReplyBytes }) =>
    new Observable<HttpReply>((subscriber) => {
      const { origin, pathname, search } = new URL(url);
      const chunks: Buffer[] = [];
      let received = 0;
      let sent = false;
      let abort: () => void = noop;
      let head: Omit<HttpReply, 'body'> = { status: 0, date: null };

      const fail = (reason: HttpError['reason'], detail: string): void =>
        subscriber.error(httpError(endpointOf({ method, url }), reason, sent ? 'unknown' : 'none', detail));
      const failTooLarge = (): void => fail('too-large', `a reply of more than ${maxReplyBytes} bytes`);
      const timer = setTimeout(() => fail('timeout', `no whole reply within ${timeout} ms`), timeout);
      subscriber.add(() => {
        clearTimeout(timer);
        abort();
      });

      const handler: Dispatcher.DispatchHandler = {
        onRequestStart: (controller) => {
          abort = () => controller.abort(new Error('nobody waits for the reply'));
          if (subscriber.closed) abort();
          else sent = true;
        },
        onResponseStart: (_, status, replyHeaders) => {
          head = { status, date: dateOf(replyHeaders['date']) };
          if (Number(replyHeaders['content-length']) > maxReplyBytes) failTooLarge();
        },
        onResponseData: (_, chunk) => {
          received += chunk.length;
          if (received > maxReplyBytes) failTooLarge();
          else chunks.push(chunk);
        },
        onResponseEnd: () => {
          abort = noop; // the connection is for the next call
          subscriber.next({ ...head, body: Buffer.concat(chunks).toString('utf8') });
          subscriber.complete();
        },
        onResponseError: (_, error) => fail(sent ? 'cut-off' : 'refused', error.message),
      };
      dispatcher.dispatch(
        { origin, path: pathname + search, method, headers: headers ?? {}, body: body ?? null },
        handler,
      );
    });
};
