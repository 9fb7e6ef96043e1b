import { asyncScheduler, filter, firstValueFrom, lastValueFrom, NEVER } from 'rxjs';
import { afterEach, describe, expect, it } from 'vitest';
import { undiciHttp } from '../../src/connectivity/http-undici';
import { openPubnub } from '../../src/connectivity/pubnub';
import { readOptions } from '../../src/execution/options';
import { createPrivateStream, type PrivateStreamEvent } from '../../src/execution/stream/private-stream';
import { createRateBudget } from '../../src/execution/rest/rate-budget';
import { createRest } from '../../src/execution/rest/rest';
import { clockOf } from '../../src/operators/clock';
import { watchLeaps } from '../../src/operators/leaps';
import { startSimulator } from '../../src/simulator/index';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

const account = {
  apiKey: 'key',
  apiSecret: 'secret',
  balances: { jpy: '100000000', btc: '10' },
  rateLimits: { QUERY: Infinity, UPDATE: Infinity },
};

/** Sets up REST and the private stream over real sockets and the real SDK, on the simulated venue. */
const setUp = async () => {
  const sim = await startSimulator({
    participants: false,
    accounts: [account],
    // On a fast machine hardly a message comes between two expiries, so that all wait in the cache.
    pubnubCache: { messages: 100_000 },
  });
  undo.push(sim.close);
  const { apiKey, apiSecret } = account;
  const config = readOptions({ ...sim.urls, apiKey, apiSecret, queryLimit: 1_000, updateLimit: 1_000 });
  const { pubnubOrigin, pubnubSubscribeKey } = config;
  const watched = watchLeaps(clockOf());
  const api = createRest({
    config,
    send: undiciHttp(),
    watched,
    budget: createRateBudget(watched.clock),
    random: () => 0,
    closed$: NEVER,
  });
  const stream$ = createPrivateStream({
    info$: api.rest.subscribeInfo,
    open: openPubnub({ origin: pubnubOrigin, subscribeKey: pubnubSubscribeKey, maxReplyBytes: 10_000_000 }),
    scheduler: asyncScheduler,
    random: () => 0,
  });
  const events: PrivateStreamEvent[] = [];
  const subscription = stream$.subscribe((event) => events.push(event));
  undo.push(() => subscription.unsubscribe());
  const connected = (): Promise<unknown> =>
    firstValueFrom(stream$.pipe(filter(({ type }) => type === 'connected')));
  await connected();
  return { sim, api, events, connected };
};

describe('the private stream on the simulated venue', () => {
  it(
    'delivers every state of every order once, over a thousand token expiries',
    { timeout: 300_000 },
    async () => {
      const { sim, api, events, connected } = await setUp();
      let isOver = false;
      const placed: number[] = [];
      const trade = async (): Promise<void> => {
        const pair = 'btc_jpy';
        while (!isOver) {
          const order = await lastValueFrom(
            api.createOrder({ pair, side: 'buy', type: 'limit', price: '1000000', amount: '0.001' }),
          );
          if (order.type !== 'Done') throw new Error(`${order.type}: ${JSON.stringify(order)}`);
          placed.push(order.value.orderId);
          const cancel = await lastValueFrom(api.cancelOrder({ pair, orderId: order.value.orderId }));
          expect(cancel.type).toBe('Done');
        }
      };
      const trading = trade();
      const expiries = 1_000;
      for (let expiry = 0; expiry < expiries; expiry += 1) {
        const back = connected();
        sim.faults.add({ kind: 'token-expire' });
        await back;
        // There is an order to each expiry, however the machine shares its time between the two.
        await expect.poll(() => placed.length, { timeout: 60_000, interval: 1 }).toBeGreaterThan(expiry);
      }
      isOver = true;
      await trading;

      const told = (): string[] =>
        events.flatMap((event) =>
          event.type === 'message' && 'orders' in event.event && event.event.type !== 'dealer_order_new'
            ? event.event.orders.map(({ orderId, status }) => `${orderId} ${status}`)
            : [],
        );
      const happened = placed.flatMap((id) => [`${id} UNFILLED`, `${id} CANCELED_UNFILLED`]);
      await expect.poll(() => told().length).toBe(happened.length);
      expect(told()).toEqual(happened);
      expect(events.filter(({ type }) => type === 'lost')).toHaveLength(expiries);
      expect(events.filter(({ type }) => type === 'undecodable')).toEqual([]);
    },
  );
});
