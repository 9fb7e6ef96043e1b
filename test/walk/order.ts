/** An order from `submitOrder` to `Filled`, through the port of undici, in a client that has traded before. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { concat, filter, firstValueFrom, lastValueFrom, of, Subject, tap, VirtualTimeScheduler } from 'rxjs';
import type { PubnubEvent } from '../../src/connectivity/pubnub';
import { createExecutionClient } from '../../src/execution/index';
import { instruments } from '../../src/simulator/market/instruments';
import { spotPair } from '../../src/simulator/market/spot-pairs';

const request = { pair: 'btc_jpy', side: 'buy', type: 'limit', amount: '0.01', price: '9000000' } as const;

const orderAt = (orderId: number, isFilled: boolean): object => ({
  order_id: orderId,
  pair: 'btc_jpy',
  side: 'buy',
  type: 'limit',
  start_amount: '0.0100',
  remaining_amount: isFilled ? '0.0000' : '0.0100',
  executed_amount: isFilled ? '0.0100' : '0.0000',
  price: '9000000',
  post_only: false,
  user_cancelable: true,
  average_price: isFilled ? '9000000' : '0',
  ordered_at: 1,
  expire_at: 15_552_000_001,
  status: isFilled ? 'FULLY_FILLED' : 'UNFILLED',
});

const fillOf = (orderId: number): object => ({
  amount: '0.0100',
  executed_at: 2,
  fee_amount_base: '0',
  fee_amount_quote: '0',
  maker_taker: 'maker',
  order_id: orderId,
  pair: 'btc_jpy',
  price: '9000000',
  side: 'buy',
  trade_id: orderId,
  type: 'limit',
});

/** Serves the rules of pairs, the place of the private stream, and orders that rest. */
const serve = async () => {
  let lastId = 0;
  const replies: Readonly<Record<string, () => object>> = {
    '/v1/spot/pairs': () => ({ pairs: instruments.map((instrument) => spotPair(instrument, 0)) }),
    '/v1/user/subscribe': () => ({ pubnub_channel: 'channel', pubnub_token: 'token' }),
    '/v1/user/spot/order': () => orderAt((lastId += 1), false),
  };
  const server = createServer((call, response) => {
    call.resume().on('end', () => {
      const data = replies[(call.url ?? '').split('?')[0] ?? '']?.();
      response.end(
        JSON.stringify(data === undefined ? { success: 0, data: { code: 10_000 } } : { success: 1, data }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1` };
};

/** Places an order, and returns the files of the library that it entered, each where it came to it first. */
export const walk = async (): Promise<readonly string[]> => {
  const { server, url } = await serve();
  const messages = new Subject<PubnubEvent>();
  const exec = createExecutionClient({
    apiKey: 'key',
    apiSecret: 'secret',
    apiUrl: url,
    openPubnub: () => concat(of({ type: 'connected' as const, timetoken: '1' }), messages),
    // Time stands still, so that nothing happens but the order.
    scheduler: new VirtualTimeScheduler(),
  });
  let timetoken = 1;
  const tell = (method: string, params: readonly object[]): void =>
    messages.next({ type: 'message', timetoken: String((timetoken += 1)), message: { method, params } });
  const place = () =>
    lastValueFrom(
      exec.submitOrder(request).pipe(
        tap((told) => {
          if (told.type !== 'Accepted') return;
          const { orderId } = told.order;
          tell('spot_order_new', [orderAt(orderId, false)]);
          tell('spot_trade', [fillOf(orderId)]);
          tell('spot_order', [orderAt(orderId, true)]);
        }),
      ),
    );
  exec.privateEvents$.subscribe();
  await firstValueFrom(exec.connection$.pipe(filter(({ state }) => state === 'open')));
  await place();
  const entered = new Set<string>();
  Object.assign(globalThis, { enter: (file: string) => entered.add(file) });
  const { type } = await place();
  Object.assign(globalThis, { enter: undefined });
  await exec.close();
  server.close();
  if (type !== 'Filled') throw new Error(`the order is ${type}`);
  return [...entered];
};
