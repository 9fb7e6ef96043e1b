/** A venue that only answers. The cost of placing an order is clearest if the venue costs next to nothing. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { instruments } from '../src/simulator/market/instruments';
import { spotPair } from '../src/simulator/market/spot-pairs';

const reply = (data: unknown): string => JSON.stringify({ success: 1, data });

const pairs = reply({ pairs: instruments.map((instrument) => spotPair(instrument, Date.now())) });

/**
 * Returns an order that rests, or whose life is over with the reply: post-only and cancelled, so that nothing is left
 * to watch.
 */
const order = (orderId: number, price: string, isOver: boolean): string =>
  reply({
    order_id: orderId,
    pair: 'btc_jpy',
    side: 'buy',
    type: 'limit',
    start_amount: '0.0100',
    remaining_amount: '0.0100',
    executed_amount: '0.0000',
    price,
    post_only: isOver,
    user_cancelable: true,
    average_price: '0',
    ordered_at: Date.now(),
    expire_at: Date.now() + 15_552_000_000,
    ...(isOver ? { canceled_at: Date.now(), status: 'CANCELED_UNFILLED' } : { status: 'UNFILLED' }),
  });

const others: Readonly<Record<string, string>> = {
  '/v1/spot/pairs': pairs,
  '/v1/user/subscribe': reply({ pubnub_channel: 'channel', pubnub_token: 'token' }),
  '/v1/user/spot/active_orders': reply({ orders: [] }),
  '/v1/user/spot/trade_history': reply({ trades: [] }),
};

const send = (response: ServerResponse, body: string): void => {
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
};

/** The amount of orders that never get an answer. */
export const unanswered = '0.5';

export const serveOrders = (): void => {
  let lastId = 60_000_000_000;
  const answerTo = (path: string, body: string): string | null => {
    if (path === '/v1/user/spot/cancel_order')
      return order(Number(/"order_id":(\d+)/.exec(body)?.[1]), '9000000', true);
    if (body.includes(`"amount":"${unanswered}`)) return null;
    const price = /"price":"(\d+)"/.exec(body)?.[1] ?? '9000000';
    return order((lastId += 1), price, body.includes('"post_only":true'));
  };
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      const answer = others[path] ?? answerTo(path, body);
      if (answer !== null) send(response, answer);
    });
  });
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
  process.on('disconnect', () => process.exit());
};
