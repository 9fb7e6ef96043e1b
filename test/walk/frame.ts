/** A frame of a book from the socket to `book$`, in a client that has shown the book before. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { firstValueFrom, ReplaySubject, take, toArray } from 'rxjs';
import { WebSocketServer, type WebSocket } from 'ws';
import { diff, pair, spotPair, whole } from '../../marbles/support/frames';
import { createDataClient } from '../../src/index';
import type { OrderBook } from '../../src/model/order-book';

/** Serves the rules of the pair, and a stream that sends a whole when its room is joined. */
const serve = async () => {
  const server = createServer((_, response) => {
    response.end(JSON.stringify({ success: 1, data: { pairs: [spotPair()] } }));
  });
  const joined = new ReplaySubject<WebSocket>(1);
  new WebSocketServer({ server }).on('connection', (socket) => {
    socket.send('0{"sid":"a","pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}');
    socket.on('message', (data: Buffer) => {
      const text = data.toString();
      if (text === '40') socket.send('40{"sid":"b"}');
      if (!text.includes(`depth_whole_${pair}`)) return;
      socket.send(whole({ sequence: 1, bids: [[100, 1]], asks: [[101, 1]] }));
      joined.next(socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { server, joined, origin: `127.0.0.1:${port}` };
};

/** Sends a diff, and returns the files of the library that it entered, each where it came to it first. */
export const walk = async (): Promise<readonly string[]> => {
  const { server, joined, origin } = await serve();
  const data = createDataClient({
    streamUrl: `ws://${origin}`,
    publicUrl: `http://${origin}`,
    apiUrl: `http://${origin}/v1`,
  });
  const books = new ReplaySubject<OrderBook>();
  data.book$(pair).subscribe(books);
  const shown = (count: number): Promise<readonly OrderBook[]> =>
    firstValueFrom(books.pipe(take(count), toArray()));
  const socket = await firstValueFrom(joined);
  await shown(1);
  socket.send(diff({ sequence: 2, bids: [[99, 1]] }));
  await shown(2);
  const entered = new Set<string>();
  Object.assign(globalThis, { enter: (file: string) => entered.add(file) });
  socket.send(diff({ sequence: 3, bids: [[98, 1]] }));
  const [, , last] = await shown(3);
  Object.assign(globalThis, { enter: undefined });
  await data.close();
  server.closeAllConnections();
  server.close();
  if (last?.bids.length !== 3) throw new Error('the diff was not applied');
  return [...entered];
};
