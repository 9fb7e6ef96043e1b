import { Observable } from 'rxjs';
import { httpError } from '../model/errors';
import type { HttpReply, SendRequest } from './ports';

const dateOf = (header: string | null): number | null => Date.parse(header ?? '') || null;

/** Reads a body as text, no further than `maxBytes`. */
const readText = async (response: Response, url: string, maxBytes: number): Promise<string> => {
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    size += part.value.length;
    if (size > maxBytes) throw httpError('too-large', url, true, `a reply of more than ${maxBytes} bytes`);
    text += decoder.decode(part.value, { stream: true });
  }
  return text + decoder.decode();
};

/** HTTP by the runtime's `fetch`: browsers. What it refuses (CORS) and what fails on the way look the same there. */
export const sendByFetch: SendRequest = (request) =>
  new Observable<HttpReply>((subscriber) => {
    const { url, timeout, maxReplyBytes } = request;
    const abort = new AbortController();
    // Whatever ends the subscription aborts the request.
    const timer = setTimeout(
      () => subscriber.error(httpError('timeout', url, true, `no reply within ${timeout} ms`)),
      timeout,
    );
    fetch(url, { ...request, signal: abort.signal })
      .then(async (response) => {
        const text = await readText(response, url, maxReplyBytes);
        subscriber.next({ status: response.status, date: dateOf(response.headers.get('date')), body: text });
        subscriber.complete();
      })
      .catch((error: unknown) => {
        const known = error instanceof Error && '_tag' in error;
        subscriber.error(known ? error : httpError('cut-off', url, true, String(error)));
      });
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  });
