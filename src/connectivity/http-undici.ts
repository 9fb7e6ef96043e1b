import { noop, Observable } from 'rxjs';
import { Agent, Pool, ProxyAgent, type Dispatcher } from 'undici';
import { httpError, type HttpError } from '../model/errors';
import { createDeadlines } from './deadlines';
import { endpointOf, type HttpReply, type SendRequest } from './ports';

export interface UndiciHttpOptions {
  /** The url of a proxy, `http:` or `https:`. Its user and password are sent only to the proxy. */
  readonly proxy?: string | undefined;
  /** The longest time in ms to make a connection. */
  readonly connectTimeout?: number | undefined;
}

/**
 * When a proxy hangs up on a CONNECT, undici takes the error for one of an idle connection, and connects again without end
 * or pause. The error is therefore replaced by one that undici does not recognise.
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

/** Creates a dispatcher that sends one call at a time per connection, and never sends a call twice by itself. */
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

/** Most replies come in one piece, which need not be copied. */
const textOf = (chunks: readonly Buffer[]): string => {
  const [first] = chunks;
  return (chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks)).toString('utf8');
};

/** The url is cut by hand, because `URL` takes as long to parse it as it takes to sign the request. */
const originOf = (url: string): string => {
  const pathAt = url.indexOf('/', url.indexOf('://') + 3);
  return pathAt < 0 ? url : url.slice(0, pathAt);
};

/**
 * The HTTP port over undici (Node). Connections are kept alive between calls, and don't keep the process alive.
 *
 * The effect of an error is `none` only if undici never wrote the request: the name did not resolve, the connection or its
 * TLS was refused, or the time ran out before the connection was made.
 */
export const undiciHttp = (options: UndiciHttpOptions = {}): SendRequest => {
  const dispatcher = createDispatcher(options);
  const awaitDeadline = createDeadlines();
  /** The origin of the last request. Most requests have the same, and undici finds it faster by the same text. */
  let origin = '';
  return ({ method, url, headers, body, timeout, maxReplyBytes }) =>
    new Observable<HttpReply>((subscriber) => {
      if (!url.startsWith('/', origin.length) || !url.startsWith(origin)) origin = originOf(url);
      const path = url.slice(origin.length) || '/';
      const chunks: Buffer[] = [];
      let received = 0;
      let sent = false;
      let abort: () => void = noop;
      let status = 0;
      let date: number | null = null;

      const fail = (reason: HttpError['reason'], detail: string): void =>
        subscriber.error(httpError(endpointOf({ method, url }), reason, sent ? 'unknown' : 'none', detail));
      const failTooLarge = (): void => fail('too-large', `a reply of more than ${maxReplyBytes} bytes`);
      const stopWaiting = awaitDeadline(timeout, () =>
        fail('timeout', `no whole reply within ${timeout} ms`),
      );
      subscriber.add(() => {
        stopWaiting();
        abort();
      });

      const handler: Dispatcher.DispatchHandler = {
        onRequestStart: (controller) => {
          abort = () => controller.abort(new Error('the caller has left'));
          if (subscriber.closed) abort();
          else sent = true;
        },
        onResponseStart: (_, statusCode, replyHeaders) => {
          status = statusCode;
          date = dateOf(replyHeaders['date']);
          if (Number(replyHeaders['content-length']) > maxReplyBytes) failTooLarge();
        },
        onResponseData: (_, chunk) => {
          received += chunk.length;
          if (received > maxReplyBytes) failTooLarge();
          else chunks.push(chunk);
        },
        onResponseEnd: () => {
          abort = noop; // the connection is for the next call
          subscriber.next({ status, date, body: textOf(chunks) });
          subscriber.complete();
        },
        onResponseError: (_, error) => fail(sent ? 'cut-off' : 'refused', error.message),
      };
      dispatcher.dispatch({ origin, path, method, headers: headers ?? {}, body: body ?? null }, handler);
    });
};
