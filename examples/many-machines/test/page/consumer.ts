/**
 * A page that reads one pair twice: over NATS, through the WebSocket of a real server, and from the venue itself. It
 * keeps the received values for the test.
 */
import { createDataClient, type OrderBook } from 'rx-bitbank';
import { natsTransport } from 'rx-bitbank/nats';
import { merge } from 'rxjs';

/** The times at which diffs were received, by their sequence: ms since the page began. */
export type ReceivedAt = Readonly<Record<string, number>>;

/** The values that the page has received so far. */
export interface Received {
  /** Fresh books over NATS, of 20 levels. */
  readonly books: readonly Pick<OrderBook, 'sequence' | 'bids' | 'asks'>[];
  readonly isStale: boolean;
  readonly trades: readonly number[];
  readonly overNats: ReceivedAt;
  readonly direct: ReceivedAt;
}

declare global {
  interface Window {
    received: () => Received;
    forget: () => void;
  }
}

const given = new URLSearchParams(location.search);
const { pair = '', nats = '', streamUrl = '', publicUrl = '', apiUrl = '' } = Object.fromEntries(given);

let books: Received['books'][number][] = [];
let isStale = true;
const trades: number[] = [];
let times: { overNats: Record<string, number>; direct: Record<string, number> };

window.forget = () => {
  books = [];
  times = { overNats: {}, direct: {} };
};
window.forget();
window.received = () => ({ books, isStale, trades, ...times });

const remote = createDataClient({ transport: natsTransport({ servers: nats }) });
const venue = createDataClient({ streamUrl, publicUrl, apiUrl });

merge(remote.diagnostics$, remote.connection$).subscribe((event) => console.log(JSON.stringify(event)));
remote.book$(pair, { depth: 20 }).subscribe((book) => {
  ({ stale: isStale } = book);
  const { sequence, bids, asks } = book;
  if (!isStale) books.push({ sequence, bids, asks });
});
remote.trades$(pair).subscribe(({ id }) => trades.push(id));
remote.depthDiff$(pair).subscribe(({ sequence }) => (times.overNats[sequence] = performance.now()));
venue.depthDiff$(pair).subscribe(({ sequence }) => (times.direct[sequence] = performance.now()));
