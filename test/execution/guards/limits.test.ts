/**
 * Guarded clients and the simulated venue on one virtual clock. Whatever is submitted, and whatever goes wrong, the
 * venue's audit log never shows more than the limits, and each refused order would have been more.
 */
import fc from 'fast-check';
import { tap } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { createExecutionClient, type GuardOptions, type OrderTransition } from '../../../src/execution/index';
import { compareDecimals, fromUnits, sumDecimals } from '../../../src/model/decimal';
import { isTerminal, type OrderRequest } from '../../../src/model/order';
import {
  createVirtualSimulator,
  type Fault,
  type Simulator,
  virtualClock,
} from '../../../src/simulator/index';
import { pubnubOver } from '../virtual-pubnub';

type AuditEntry = ReturnType<Simulator['journal']>[number];
type VenueOrder = (AuditEntry & { readonly type: 'order' })['order'];

const start = Date.UTC(2026, 0, 5);
const pairs = ['btc_jpy', 'eth_jpy'] as const;
const price = 1_000_000;
const apiKey = 'key';
const createPath = '/v1/user/spot/order';

interface Action {
  readonly at: number;
  readonly type: 'submit' | 'cancel' | 'replace' | 'take';
  readonly pair: (typeof pairs)[number];
  readonly side: 'buy' | 'sell';
  readonly ticks: number;
  readonly lots: number;
  readonly which: number;
}

const action: fc.Arbitrary<Action> = fc.record({
  // Orders often come in the same moment, or while replies are on their way.
  at: fc.oneof(fc.constantFrom(3000, 3005, 3010, 3020, 4000), fc.integer({ min: 3000, max: 12_000 })),
  type: fc.constantFrom('submit', 'submit', 'submit', 'cancel', 'replace', 'take'),
  pair: fc.constantFrom(...pairs),
  side: fc.constantFrom('buy' as const, 'sell' as const),
  ticks: fc.integer({ min: 1, max: 9 }),
  lots: fc.integer({ min: 1, max: 30 }),
  which: fc.nat(20),
});

const only = { path: createPath, apiKey };

const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({
    kind: fc.constantFrom(
      'rest-timeout-before' as const,
      'rest-timeout-after' as const,
      'rest-cut-off' as const,
    ),
    only: fc.constant(only),
    when: fc.record({ rate: fc.constantFrom(0.2, 0.5) }),
  }),
  fc.record({
    kind: fc.constantFrom('rest-late' as const, 'rest-reply-late' as const),
    ms: fc.integer({ min: 1, max: 1200 }),
    only: fc.constant(only),
    when: fc.record({ rate: fc.constantFrom(0.5, 1) }),
  }),
  fc.record({
    kind: fc.constant('private-late' as const),
    ms: fc.integer({ min: 1, max: 3000 }),
    when: fc.record({ rate: fc.constantFrom(0.5, 1) }),
  }),
);

interface Script {
  readonly limits: {
    readonly maxOpenOrders: number;
    readonly maxTotalNotional: number;
    readonly maxOrdersPerSecond: number;
  };
  readonly actions: readonly Action[];
  readonly faults: readonly Fault[];
}

const script: fc.Arbitrary<Script> = fc.record({
  limits: fc.record({
    maxOpenOrders: fc.integer({ min: 1, max: 4 }),
    maxTotalNotional: fc.constantFrom(20_000, 60_000, 1_000_000),
    maxOrdersPerSecond: fc.integer({ min: 2, max: 8 }),
  }),
  actions: fc.array(action, { minLength: 2, maxLength: 25 }),
  faults: fc.array(fault, { maxLength: 2 }),
});

/** The life of one call, and for a replacement the order that it replaces. */
interface Called {
  readonly pair: string;
  readonly replaces: number | null;
  orderId: number | null;
  isOver: boolean;
}

interface Refusal {
  readonly transition: OrderTransition & { readonly type: 'Rejected' };
  /**
   * The number of lives of the pair that were not over then, without the refused one. A replacement and its old order
   * count as one.
   */
  readonly open: number;
}

const play = ({ limits, actions, faults }: Script, guards: GuardOptions = limits) => {
  const clock = virtualClock(start);
  const balances = { jpy: '1000000000', btc: '100', eth: '100' };
  const sim = createVirtualSimulator({
    scheduler: clock,
    participants: false,
    latency: 5,
    accounts: [
      { apiKey, apiSecret: 'secret', balances },
      { apiKey: 'other', apiSecret: 'other', balances },
    ],
    faults,
  });
  for (const pair of pairs) sim.venue.seedLastPrice(pair, price);
  const departures: number[] = [];
  const ports = {
    scheduler: clock,
    random: () => 0.5,
    openPubnub: pubnubOver(sim.sendRequest, sim.urls.pubnubOrigin),
    writeTimeout: 1500,
  };
  const exec = createExecutionClient({
    ...sim.urls,
    ...ports,
    apiKey,
    apiSecret: 'secret',
    guards,
    sendRequest: (request) => {
      if (request.method === 'POST' && request.url.endsWith(createPath)) departures.push(clock.now());
      return sim.sendRequest(request);
    },
  });
  const other = createExecutionClient({
    ...sim.urls,
    ...ports,
    apiKey: 'other',
    apiSecret: 'other',
    sendRequest: sim.sendRequest,
  });
  exec.fills$.subscribe();
  const calls: Called[] = [];
  const refusals: Refusal[] = [];

  const openIn = (pair: string): number => {
    const open = calls.filter((call) => call.pair === pair && !call.isOver);
    const ids = open.map(({ orderId }) => orderId);
    return open.filter(({ replaces }) => replaces === null || !ids.includes(replaces)).length;
  };
  const watch = (pair: string, replaces: number | null, life: ReturnType<typeof exec.submitOrder>): void => {
    const call: Called = { pair, replaces, orderId: null, isOver: false };
    calls.push(call);
    life
      .pipe(
        tap((transition) => {
          if (transition.type === 'Accepted') call.orderId = transition.order.orderId;
          if (transition.type !== 'Rejected') return;
          call.isOver = true;
          if (transition.reason === 'guard') refusals.push({ transition, open: openIn(pair) });
        }),
      )
      .subscribe({ complete: () => (call.isOver = true) });
  };
  const run = ({ type, pair, side, ticks, lots, which }: Action): void => {
    const away = side === 'buy' ? -ticks : ticks;
    const request: OrderRequest = {
      pair,
      side,
      type: 'limit',
      amount: `0.${String(lots).padStart(3, '0')}`,
      price: price + away * 100,
    };
    const placed = calls.filter((call) => call.pair === pair && call.orderId !== null);
    const orderId = placed[which % Math.max(1, placed.length)]?.orderId ?? null;
    if (type === 'submit') watch(pair, null, exec.submitOrder(request, { allowEqualInFlight: true }));
    // Another account takes the resting orders, or some of them.
    if (type === 'take')
      other
        .submitOrder({ ...request, side: side === 'buy' ? 'sell' : 'buy' }, { allowEqualInFlight: true })
        .subscribe();
    if (orderId === null) return;
    if (type === 'cancel') exec.cancelOrder({ pair, orderId }).subscribe();
    if (type === 'replace')
      watch(pair, orderId, exec.replaceOrder({ pair, orderId }, { price: request.price }));
  };
  for (const one of actions) clock.schedule(() => run(one), one.at);
  clock.advanceTo(start + 60_000);
  const journal = sim.journal();
  void exec.close();
  void other.close();
  sim.close();
  return { journal, refusals, departures };
};

/** Returns the highest values that were ever open: orders of a pair, and the value of all. */
const peaksOf = (journal: readonly AuditEntry[]) => {
  const open = new Map<number, VenueOrder>();
  let orders = 0;
  let notional = '0';
  for (const entry of journal) {
    if (entry.type !== 'order' || entry.apiKey !== apiKey) continue;
    if (isTerminal(entry.order.status)) open.delete(entry.order.orderId);
    else open.set(entry.order.orderId, entry.order);
    for (const pair of pairs)
      orders = Math.max(orders, [...open.values()].filter((order) => order.pair === pair).length);
    const sum = sumDecimals(['0', ...Array.from(open.values(), worthOf)]);
    if (compareDecimals(sum, notional) > 0) notional = sum;
  }
  return { orders, notional };
};

/** Returns the value of an order. Both pairs have prices in whole JPY and lots of 0.0001. */
const worthOf = ({ price: ticks, remainingAmount: lots }: VenueOrder): string =>
  fromUnits(BigInt(ticks ?? 0) * (lots ?? 0n), 4);

const busiestSecond = (times: readonly number[]): number =>
  Math.max(0, ...times.map((begin) => times.filter((at) => at >= begin && at < begin + 1000).length));

describe('whatever is submitted', () => {
  it(
    'the venue never sees more than the limits, and a refused order would have exceeded them',
    { timeout: 600_000 },
    () => {
      fc.assert(
        fc.property(script, (played) => {
          const { journal, refusals, departures } = play(played);
          const { maxOpenOrders, maxTotalNotional, maxOrdersPerSecond } = played.limits;
          const peaks = peaksOf(journal);
          expect(peaks.orders).toBeLessThanOrEqual(maxOpenOrders);
          expect(compareDecimals(peaks.notional, String(maxTotalNotional))).toBeLessThanOrEqual(0);
          expect(busiestSecond(departures)).toBeLessThanOrEqual(maxOrdersPerSecond);
          for (const { transition, open } of refusals) {
            const guards = transition.violations.map(({ field }) => field);
            if (guards.join() === 'maxOpenOrders') expect(open).toBeGreaterThanOrEqual(maxOpenOrders);
          }
        }),
        { numRuns: 60 },
      );
    },
  );
});
