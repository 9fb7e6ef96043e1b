import { Observable } from 'rxjs';
import { httpError } from '../model/errors';
import { endpointOf, type HttpReply, type SendRequest } from './ports';

const dateOf = (header: string | null): number | null => Date.parse(header ?? '') || null;

/** Reads a body as text, up to `maxBytes`. */
const readText = async (response: Response, endpoint: string, maxBytes: number): Promise<string> => {
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    size += part.value.length;
    if (size > maxBytes)
      throw httpError(endpoint, 'too-large', 'unknown', `a reply of more than ${maxBytes} bytes`);
    text += decoder.decode(part.value, { stream: true });
  }
  return text + decoder.decode();
};

/**
 * The HTTP port over the runtime's `fetch`, for browsers and Bun. It can't distinguish a refusal (CORS) from a failure on the
 * way. `settings` are further options of the runtime.
 */
export const fetchHttp =
  (settings: object = {}): SendRequest =>
  (request) =>
    new Observable<HttpReply>((subscriber) => {
      const { url, timeout, maxReplyBytes } = request;
      const endpoint = endpointOf(request);
      const abort = new AbortController();
      // Every end of the subscription aborts the request.
      const timer = setTimeout(
        () => subscriber.error(httpError(endpoint, 'timeout', 'unknown', `no reply within ${timeout} ms`)),
        timeout,
      );
      fetch(url, { ...request, ...settings, signal: abort.signal })
        .then(async (response) => {
          const text = await readText(response, endpoint, maxReplyBytes);
          subscriber.next({
            status: response.status,
            date: dateOf(response.headers.get('date')),
            body: text,
          });
          subscriber.complete();
        })
        .catch((error: unknown) => {
          const known = error instanceof Error && '_tag' in error;
          subscriber.error(known ? error : httpError(endpoint, 'cut-off', 'unknown', String(error)));
        });
      return () => {
        clearTimeout(timer);
        abort.abort();
      };
    });

/** The HTTP port over plain `fetch`. */
export const sendByFetch: SendRequest = fetchHttp();
