import type { Dispatcher } from 'undici';

type Handler = Dispatcher.DispatchHandler;
type HeaderPair = readonly [string, string];

/** Makes a record of headers. undici accepts a record, a flat list of names and values, or a list of pairs. */
const recordOf = (headers: Dispatcher.DispatchOptions['headers']): Record<string, string | string[]> => {
  const record: Record<string, string | string[]> = {};
  if (headers === null || headers === undefined) return record;
  if (Symbol.iterator in headers) {
    const items = [...(headers as Iterable<string | HeaderPair>)];
    items.forEach((item, at) => {
      if (typeof item !== 'string') record[item[0]] = item[1];
      else if (at % 2 === 0) record[item] = String(items[at + 1] ?? '');
    });
    return record;
  }
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) record[name] = value;
  return record;
};

const isAcceptEncoding = (name: string): boolean => name.toLowerCase() === 'accept-encoding';

const withoutCompression = (options: Dispatcher.DispatchOptions): Dispatcher.DispatchOptions => {
  const kept = Object.entries(recordOf(options.headers)).filter(([name]) => !isAcceptEncoding(name));
  return { ...options, headers: { ...Object.fromEntries(kept), 'accept-encoding': 'identity' } };
};

/**
 * A dispatcher of undici that cuts off replies which grow longer than `maxReplyBytes`, for callers that read every body
 * whole. It then calls `onTooLong`. It asks for uncompressed replies and cuts off compressed ones, because it can't see how long
 * these become.
 */
export const boundedDispatcher = (
  dispatcher: Dispatcher,
  maxReplyBytes: number,
  onTooLong: (cause: string) => void,
): Dispatcher =>
  dispatcher.compose((dispatch) => (options, handler) => {
    let received = 0;
    const cutOff = (controller: Dispatcher.DispatchController, cause: string): void => {
      onTooLong(cause);
      controller.abort(new Error(cause));
    };
    const bounded: Handler = {
      onRequestStart: (controller, context: unknown) => handler.onRequestStart?.(controller, context),
      onRequestUpgrade: (...upgrade) => handler.onRequestUpgrade?.(...upgrade),
      onResponseStart: (controller, status, headers, message) => {
        const encoding = headers['content-encoding'];
        if (encoding !== undefined && encoding !== 'identity')
          cutOff(controller, 'a compressed reply, which was not requested');
        else handler.onResponseStart?.(controller, status, headers, message);
      },
      onResponseData: (controller, chunk) => {
        received += chunk.length;
        if (received > maxReplyBytes) cutOff(controller, `a reply of more than ${maxReplyBytes} bytes`);
        else handler.onResponseData?.(controller, chunk);
      },
      onResponseEnd: (controller, trailers) => handler.onResponseEnd?.(controller, trailers),
      onResponseError: (controller, error) => handler.onResponseError?.(controller, error),
    };
    return dispatch(withoutCompression(options), bounded);
  });
