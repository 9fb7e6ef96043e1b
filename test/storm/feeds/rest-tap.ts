import { tap } from 'rxjs';
import type { SendRequest } from '../../../src/connectivity/ports';
import type { TickerMessage, TransactionsMessage } from '../../../src/simulator/market/messages';
import type { TickerRead, TradesRead } from './oracle';

/** Reads the data of a reply of REST; `null` for a refusal. */
const dataOf = (body: string): unknown => {
  try {
    const { success, data } = JSON.parse(body) as { readonly success: number; readonly data: unknown };
    return success === 1 ? data : null;
  } catch {
    return null;
  }
};

interface Heard {
  readonly ticker: (read: TickerRead) => void;
  readonly trades: (read: TradesRead) => void;
}

/** Stands between the client and REST, and reads its tickers and newest trades before the client does. */
export const tapRest =
  (sendRequest: SendRequest, now: () => number, { ticker, trades }: Heard): SendRequest =>
  (request) =>
    sendRequest(request).pipe(
      tap(({ status, body }) => {
        const [, pair, page] =
          /^\/([a-z_]+)\/(ticker|transactions)$/.exec(new URL(request.url).pathname) ?? [];
        const data = status === 200 && pair !== undefined ? dataOf(body) : null;
        if (pair === undefined || data === null) return;
        if (page === 'ticker') ticker({ at: now(), pair, message: data as TickerMessage });
        else {
          const { transactions } = data as TransactionsMessage;
          trades({ at: now(), pair, ids: new Set(transactions.map((row) => row.transaction_id)) });
        }
      }),
    );
