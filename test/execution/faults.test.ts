/**
 * Our client and the simulated venue in one process on one virtual clock, with every fault of the private side.
 * Whatever goes wrong, the final state of the client is that of the venue's audit log.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createExecutionClient,
  type ExecutionDiagnostic,
  type Fill,
  type OrderTransition,
} from '../../src/execution/index';
import { isTerminal, type OrderRequest } from '../../src/model/order';
import {
  createVirtualSimulator,
  type Fault,
  type Quirks,
  quirkRegistry,
  virtualClock,
} from '../../src/simulator/index';
import { pubnubOver } from './virtual-pubnub';

const start = Date.UTC(2026, 0, 5);
const pair = 'btc_jpy';
const price = 13_000_000;

type Action =
  | {
      readonly type: 'submit';
      readonly side: 'buy' | 'sell';
      readonly ticks: number;
      readonly isMarket: boolean;
    }
  | { readonly type: 'cancel'; readonly which: number }
  | { readonly type: 'replace'; readonly which: number; readonly ticks: number }
  /** Another account trades against the resting orders. */
  | { readonly type: 'other'; readonly side: 'buy' | 'sell'; readonly ticks: number; readonly lots: number };

interface Script {
  readonly actions: readonly { readonly at: number; readonly action: Action }[];
  readonly faults: readonly Fault[];
  readonly quirks: Partial<Quirks>;
}

const side = fc.constantFrom('buy' as const, 'sell' as const);
const ticks = fc.integer({ min: -30, max: 30 });

const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('submit'),
      side,
      ticks,
      isMarket: fc.nat(4).map((n) => n === 0),
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('cancel'), which: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('replace'), which: fc.nat(20), ticks }) },
  {
    weight: 3,
    arbitrary: fc.record({ type: fc.constant('other'), side, ticks, lots: fc.integer({ min: 1, max: 300 }) }),
  },
);

const apiKey = 'key';
const post = { path: '/v1/user/spot/order', apiKey };
const anyCancel = { path: '/v1/user/spot/cancel_order', apiKey };

const messageFault: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('private-lose' as const, 'private-repeat' as const, 'private-reorder' as const),
    when: fc.record({ rate: fc.constantFrom(0.1, 0.5, 1) }),
  }),
  fc.record({
    kind: fc.constant('private-late' as const),
    ms: fc.integer({ min: 1, max: 5000 }),
    when: fc.record({ rate: fc.constantFrom(0.2, 0.7) }),
  }),
  fc.record({
    kind: fc.constant('token-expire' as const),
    when: fc.record({ nth: fc.integer({ min: 1, max: 5 }) }),
  }),
);

const writeFault: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({
    kind: fc.constantFrom(
      'rest-timeout-before' as const,
      'rest-timeout-after' as const,
      'rest-cut-off' as const,
      'rest-10005' as const,
      'rest-status' as const,
      'rest-429' as const,
    ),
    only: fc.constantFrom(post, anyCancel),
    when: fc.record({ rate: fc.constantFrom(0.2, 0.6) }),
  }),
  fc.record({
    kind: fc.constantFrom('rest-late' as const, 'rest-reply-late' as const),
    ms: fc.integer({ min: 100, max: 3000 }),
    only: fc.constantFrom(post, anyCancel),
    when: fc.record({ rate: fc.constantFrom(0.3, 0.7) }),
  }),
);

const readFault: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({
    kind: fc.constant('stale-read' as const),
    read: fc.constantFrom(
      'active_orders' as const,
      'trade_history' as const,
      'order' as const,
      'orders_info' as const,
    ),
    ms: fc.integer({ min: 100, max: 5000 }),
  }),
  fc.record({
    kind: fc.constantFrom('rest-timeout-before' as const, 'rest-status' as const, 'rest-429' as const),
    only: fc.constantFrom(
      { path: '/v1/user/spot/active_orders' },
      { path: '/v1/user/spot/trade_history' },
      { path: '/v1/user/spot/orders_info' },
    ),
    when: fc.record({ rate: fc.constantFrom(0.2, 0.6) }),
  }),
);

const quirks = fc.record(
  Object.fromEntries(
    (
      [
        'orderReply',
        'firstOrderNews',
        'tradeNews',
        'rejected',
        'selfTrade',
        'sinceBound',
        'inactiveOrders',
      ] as const
    ).map((name) => [name, fc.constantFrom(...Object.keys(quirkRegistry[name].variants))]),
  ),
) as fc.Arbitrary<Partial<Quirks>>;

const script: fc.Arbitrary<Script> = fc.record({
  actions: fc.array(fc.record({ at: fc.integer({ min: 2000, max: 30_000 }), action }), {
    minLength: 1,
    maxLength: 14,
  }),
  faults: fc
    .tuple(
      fc.array(messageFault, { maxLength: 2 }),
      fc.array(writeFault, { maxLength: 2 }),
      fc.array(readFault, { maxLength: 1 }),
    )
    .map((kinds) => kinds.flat()),
  quirks,
});

/** The life of one call. */
interface Called {
  readonly transitions: OrderTransition[];
  isOver: boolean;
  error: unknown;
}

const play = ({ actions, faults, quirks: variants }: Script) => {
  const clock = virtualClock(start);
  const balances = { jpy: '1000000000', btc: '100' };
  const other = {
    apiKey: 'other',
    apiSecret: 'other',
    balances,
    rateLimits: { UPDATE: Infinity, QUERY: Infinity },
  };
  const sim = createVirtualSimulator({
    scheduler: clock,
    participants: false,
    latency: 5,
    quirks: variants,
    accounts: [{ apiKey, apiSecret: 'secret', balances }, other],
    faults: faults.map((one) => ({ ...one, only: { apiKey, ...one.only } })),
  });
  // Accounts are numbered as they are opened. Ours is the one before the last.
  const user = sim.venue.openAccount({ class: 'user' }) - 2;
  sim.venue.seedLastPrice(pair, price);
  const ports = {
    scheduler: clock,
    random: () => 0.5,
    sendRequest: sim.sendRequest,
    openPubnub: pubnubOver(sim.sendRequest, sim.urls.pubnubOrigin),
  };
  const exec = createExecutionClient({
    ...sim.urls,
    apiKey,
    apiSecret: 'secret',
    ...ports,
    writeTimeout: 1500,
  });
  const stranger = createExecutionClient({ ...sim.urls, apiKey: 'other', apiSecret: 'other', ...ports });
  const calls: Called[] = [];
  const fills: Fill[] = [];
  const diagnostics: ExecutionDiagnostic[] = [];
  exec.fills$.subscribe((fill) => fills.push(fill));
  exec.diagnostics$.subscribe((diagnostic) => diagnostics.push(diagnostic));

  const watch = (life: ReturnType<typeof exec.submitOrder>): void => {
    const call: Called = { transitions: [], isOver: false, error: null };
    calls.push(call);
    life.subscribe({
      next: (transition) => call.transitions.push(transition),
      error: (error: unknown) => (call.error = error),
      complete: () => (call.isOver = true),
    });
  };
  const orderOf = (which: number) => {
    const told = calls.flatMap(({ transitions }) =>
      transitions.flatMap((one) => (one.type === 'Accepted' ? [one.order] : [])),
    );
    return told[which % Math.max(1, told.length)];
  };
  const run = (one: Action): void => {
    switch (one.type) {
      case 'submit': {
        const amount = `0.${String(100 + calls.length).padStart(4, '0')}`;
        const request: OrderRequest = one.isMarket
          ? { pair, side: one.side, type: 'market', amount }
          : { pair, side: one.side, type: 'limit', amount, price: price + one.ticks };
        watch(exec.submitOrder(request));
        break;
      }
      case 'cancel': {
        const order = orderOf(one.which);
        if (order) exec.cancelOrder(order).subscribe({ error: () => undefined });
        break;
      }
      case 'replace': {
        const order = orderOf(one.which);
        if (order) watch(exec.replaceOrder(order, { price: price + one.ticks }));
        break;
      }
      case 'other': {
        const amount = `0.${String(one.lots).padStart(4, '0')}`;
        stranger
          .submitOrder(
            { pair, side: one.side, type: 'limit', amount, price: price + one.ticks },
            { allowEqualInFlight: true },
          )
          .subscribe();
      }
    }
  };
  for (const { at, action: one } of actions) clock.schedule(() => run(one), at);
  clock.advanceTo(start + 40_000);
  sim.faults.clear();
  clock.advanceTo(start + 130_000);

  const journal = sim.journal();
  const placed = new Set(
    journal.flatMap((entry) => {
      if (entry.type === 'order' && entry.apiKey === apiKey) return [entry.order.orderId];
      return entry.type === 'request' && entry.apiKey === apiKey && entry.path === post.path
        ? entry.orderIds
        : [];
    }),
  );
  // The test asks the venue itself, because with one quirk nobody receives a rejected order without a request.
  const orders = sim.venue.ordersInfo(user, pair, [...placed]);
  const trades = journal.flatMap((entry) =>
    entry.type === 'trade' && entry.apiKey === apiKey ? [entry.fill] : [],
  );
  const ended = calls.map((call) => ({ ...call }));
  void exec.close();
  void stranger.close();
  sim.close();
  return { calls: ended, fills, diagnostics, orders, trades };
};

const endings: Readonly<Record<string, string>> = { FULLY_FILLED: 'Filled', REJECTED: 'Rejected' };

/** Returns the order that a call claims as its own. */
const orderIdOf = (transitions: readonly OrderTransition[]): number | undefined => {
  const named = transitions.find(({ type }) => type === 'Accepted' || type === 'Rejected');
  return named !== undefined && 'order' in named ? named.order?.orderId : undefined;
};

describe('under any fault', () => {
  it('the client reports exactly what the venue did', () => {
    fc.assert(
      fc.property(script, (played) => {
        const { calls, fills, orders, trades } = play(played);

        // Every order of the venue belongs to one call, and every call that claims one is right. An order that ended
        // without a fill is in no list, so that a call whose reply was lost can only report that it had no effect.
        const claimed = calls.flatMap(({ transitions }) => orderIdOf(transitions) ?? []);
        const unclaimed = orders.filter(({ orderId }) => !claimed.includes(orderId));
        expect(new Set(claimed).size).toBe(claimed.length);
        expect(claimed.filter((id) => !orders.some(({ orderId }) => orderId === id))).toEqual([]);
        for (const { status, executedAmount } of unclaimed) {
          expect(isTerminal(status)).toBe(true);
          expect(executedAmount).toBe(0n);
        }
        const inVain = calls.filter(({ transitions }) =>
          transitions.some((one) => one.type === 'Rejected' && one.reason === 'no-effect'),
        );
        expect(unclaimed.length).toBeLessThanOrEqual(inVain.length);

        for (const { transitions, isOver, error } of calls) {
          expect(error).toBeNull();
          const last = transitions.at(-1);
          const truth = orders.find(({ orderId }) => orderId === orderIdOf(transitions));
          if (truth === undefined) {
            expect(last).toMatchObject({ type: 'Rejected' });
            continue;
          }
          expect(isOver).toBe(isTerminal(truth.status));
          const told = transitions.flatMap((one) =>
            one.type === 'PartiallyFilled' ? [one.fill.tradeId] : [],
          );
          const traded = trades.filter(({ orderId }) => orderId === truth.orderId);
          expect(told.sort()).toEqual(traded.map(({ tradeId }) => tradeId).sort());
          if (isOver) expect(last?.type).toBe(endings[truth.status] ?? 'Canceled');
        }

        const keyOf = ({ tradeId, orderId }: { tradeId: number; orderId: number }): string =>
          `${tradeId}/${orderId}`;
        expect(fills.map(keyOf).sort()).toEqual(trades.map(keyOf).sort());
      }),
      { numRuns: 20 },
    );
  });

  const submitOnce = (faults: readonly Fault[]) =>
    play({
      actions: [{ at: 2000, action: { type: 'submit', side: 'buy', ticks: -10, isMarket: false } }],
      faults,
      quirks: {},
    });

  it('a request that was delivered twice is reported, and both orders are known', () => {
    const { calls, orders, diagnostics } = submitOnce([{ kind: 'rest-twice', only: post, when: { nth: 1 } }]);
    expect(orders).toHaveLength(2);
    const own = orderIdOf(calls[0]?.transitions ?? []);
    const other = orders.find(({ orderId }) => orderId !== own);
    expect(diagnostics).toMatchObject([{ kind: 'unattributed-order', order: { orderId: other?.orderId } }]);
  });

  it('an order that only its id could distinguish from another program’s stays unresolved', () => {
    const { calls, orders } = submitOnce([
      { kind: 'equal-order', turn: 'before', only: post, when: { nth: 1 } },
      { kind: 'rest-timeout-after', only: post, when: { nth: 1 } },
    ]);
    expect(orders).toHaveLength(2);
    expect(calls).toMatchObject([{ isOver: false, error: null }]);
    const [, unresolved] = calls[0]?.transitions ?? [];
    expect(unresolved).toMatchObject({
      type: 'Unresolved',
      candidates: orders.map(({ orderId }) => ({ orderId })),
    });
  });
});
