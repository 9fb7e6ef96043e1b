import { tap } from 'rxjs';
import type { SendRequest } from '../../../src/connectivity/ports';
import type { TickerMessage } from '../../../src/simulator/market/messages';
import type { TickerRead } from './oracle';

/** Reads the ticker of a reply of REST; `null` for any other reply. */
const tickerOf = (body: string): TickerMessage | null => {
  try {
    const { success, data } = JSON.parse(body) as { readonly success: number; readonly data: TickerMessage };
    return success === 1 ? data : null;
  } catch {
    return null;
  }
};

/** Stands between the client and REST, and reads its tickers before the client does. */
export const tapTickers =
  (sendRequest: SendRequest, now: () => number, hear: (read: TickerRead) => void): SendRequest =>
  (request) =>
    sendRequest(request).pipe(
      tap(({ status, body }) => {
        const [, pair] = /^\/([a-z_]+)\/ticker$/.exec(new URL(request.url).pathname) ?? [];
        const message = status === 200 && pair !== undefined ? tickerOf(body) : null;
        if (pair !== undefined && message !== null) hear({ at: now(), pair, message });
      }),
    );
