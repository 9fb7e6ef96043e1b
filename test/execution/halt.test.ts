/** Halted clients and the simulated venue on one virtual clock. `Flat` is true, and stays so. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createExecutionClient, type HaltEvent, type OrderTransition } from '../../src/execution/index';
import { createVirtualSimulator, type Fault, virtualClock } from '../../src/simulator/index';
import { pubnubOver } from './virtual-pubnub';

const start = Date.UTC(2026, 0, 5);
const pair = 'btc_jpy';
const apiKey = 'key';
const createPath = '/v1/user/spot/order';

interface Script {
  /** The times at which orders are submitted, and the beginning of the halt, ms. */
  readonly orders: readonly number[];
  readonly replaced: readonly number[];
  readonly haltAt: number;
  readonly faults: readonly Fault[];
  /** The number of another program's orders, placed before the halt. */
  readonly others: number;
}

const anyPath = fc.constantFrom(
  createPath,
  '/v1/user/spot/cancel_order',
  '/v1/user/spot/cancel_orders',
  '/v1/user/spot/active_orders',
  '/v1/user/spot/orders_info',
);

const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({
    kind: fc.constantFrom(
      'rest-timeout-before' as const,
      'rest-timeout-after' as const,
      'rest-cut-off' as const,
      'rest-10005' as const,
      'rest-status' as const,
      'rest-429' as const,
    ),
    only: anyPath.map((path) => ({ path, apiKey })),
    when: fc.record({ rate: fc.constantFrom(0.3, 0.8) }),
  }),
  fc.record({
    kind: fc.constantFrom('rest-late' as const, 'rest-reply-late' as const),
    ms: fc.integer({ min: 1, max: 3000 }),
    only: anyPath.map((path) => ({ path, apiKey })),
    when: fc.record({ rate: fc.constantFrom(0.3, 1) }),
  }),
  fc.record({
    kind: fc.constant('stale-read' as const),
    read: fc.constantFrom('active_orders' as const, 'orders_info' as const),
    ms: fc.integer({ min: 100, max: 5000 }),
  }),
);

const script: fc.Arbitrary<Script> = fc.record({
  // Some are so late that they are on their way, or held back, when the halt begins.
  orders: fc.array(fc.integer({ min: 2000, max: 5100 }), { minLength: 1, maxLength: 30 }),
  replaced: fc.array(fc.integer({ min: 4000, max: 5100 }), { maxLength: 3 }),
  haltAt: fc.integer({ min: 4900, max: 5100 }),
  faults: fc.array(fault, { maxLength: 3 }),
  others: fc.integer({ min: 0, max: 3 }),
});

const play = ({ orders, replaced, haltAt, faults, others }: Script) => {
  const clock = virtualClock(start);
  const sim = createVirtualSimulator({
    scheduler: clock,
    participants: false,
    latency: 5,
    accounts: [{ apiKey, apiSecret: 'secret', balances: { jpy: '1000000000' } }],
    faults,
  });
  const user = sim.venue.openAccount({ class: 'user' }) - 1;
  sim.venue.seedLastPrice(pair, 1_000_000);
  const clientOf = (): ReturnType<typeof createExecutionClient> =>
    createExecutionClient({
      ...sim.urls,
      scheduler: clock,
      random: () => 0.5,
      sendRequest: sim.sendRequest,
      openPubnub: pubnubOver(sim.sendRequest, sim.urls.pubnubOrigin),
      apiKey,
      apiSecret: 'secret',
      writeTimeout: 1500,
    });
  const exec = clientOf();
  // It uses the same account, but has faults of its own. Its key is the same.
  const other = clientOf();
  const lives: OrderTransition[][] = [];
  const watch = (life: ReturnType<typeof exec.submitOrder>): void => {
    const transitions: OrderTransition[] = [];
    lives.push(transitions);
    life.subscribe((transition) => transitions.push(transition));
  };
  const place = (client: typeof exec, lots: number): ReturnType<typeof exec.submitOrder> =>
    client.submitOrder({
      pair,
      side: 'buy',
      type: 'limit',
      amount: `0.${String(lots).padStart(4, '0')}`,
      price: 900_000,
    });
  orders.forEach((at, index) => clock.schedule(() => watch(place(exec, 100 + index)), at));
  for (let index = 0; index < others; index += 1)
    clock.schedule(() => place(other, 500 + index).subscribe({ error: () => undefined }), 2000);
  for (const at of replaced)
    clock.schedule(() => {
      const order = lives.flat().find((transition) => transition.type === 'Accepted')?.order;
      if (order !== undefined) watch(exec.replaceOrder(order, { price: 910_000 }));
    }, at);

  const halt: HaltEvent[] = [];
  let leftAfter = 0;
  clock.schedule(() => {
    void other.close();
    exec.halt().subscribe((event) => halt.push(event));
    leftAfter = sim.journal().length;
  }, haltAt);
  clock.advanceTo(start + 60_000);
  sim.faults.clear();
  while (halt.at(-1)?.type !== 'Flat' && clock.now() < start + 180_000) clock.advanceTo(clock.now() + 100);
  const openThen = sim.venue.activeOrders(user, { pair });
  clock.advanceTo(clock.now() + 60_000);
  const openLater = sim.venue.activeOrders(user, { pair });
  const later = sim.journal().slice(leftAfter);
  const result = {
    halt,
    lives: lives.map((life) => [...life]),
    openThen,
    openLater,
    later,
    haltedAt: start + haltAt,
  };
  void exec.close();
  sim.close();
  return result;
};

describe('under any fault', () => {
  it('a halted client ends flat: no order is open when it says so, nor ever after', () => {
    fc.assert(
      fc.property(script, (played) => {
        const { halt, lives, openThen, openLater, later, haltedAt } = play(played);
        expect(halt[0]?.type).toBe('Halted');
        expect(halt.at(-1)).toMatchObject({ type: 'Flat', left: [] });
        expect(openThen).toEqual([]);
        expect(openLater).toEqual([]);
        // Nothing left after the halt. Later arrivals were on their way for 5 ms and the fault that held them up.
        const created = later.filter((entry) => entry.type === 'request' && entry.path === createPath);
        for (const { at } of created) expect(at).toBeLessThanOrEqual(haltedAt + 5 + 3000);
        for (const life of lives) expect(['Filled', 'Canceled', 'Rejected']).toContain(life.at(-1)?.type);
      }),
      { numRuns: 40 },
    );
  });
});
