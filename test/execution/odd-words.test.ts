import { map, NEVER } from 'rxjs';
import { describe, expect, it } from 'vitest';
import {
  createExecutionClient,
  type CancelAllOutcome,
  type ExecutionClientOptions,
  type HaltEvent,
  type OrderTransition,
} from '../../src/execution/index';
import type { Order } from '../../src/model/order';
import { createVirtualSimulator, virtualClock } from '../../src/simulator/index';

/** A venue that uses words and codes which are newer than this version. */

const pair = 'btc_jpy';
const apiKey = 'key';
const request = { pair, side: 'buy', type: 'limit', amount: '0.001', price: '900000' } as const;

const setUp = () => {
  const clock = virtualClock(Date.UTC(2026, 0, 5));
  const sim = createVirtualSimulator({
    scheduler: clock,
    participants: false,
    latency: 5,
    accounts: [{ apiKey, apiSecret: 'secret', balances: { jpy: '1000000000' } }],
  });
  sim.venue.seedLastPrice(pair, 1_000_000);
  const options = {
    ...sim.urls,
    apiKey,
    apiSecret: 'secret',
    scheduler: clock,
    random: () => 0.5,
    sendRequest: sim.sendRequest,
    openPubnub: sim.openPubnub,
  };
  const clientOf = () => createExecutionClient(options);
  return { clock, sim, options, clientOf, exec: clientOf() };
};

describe('a venue with new words', () => {
  it('reports and cancels orders of a new type', () => {
    const { clock, sim, clientOf, exec } = setUp();
    exec.submitOrder(request).subscribe();
    clock.advanceBy(5_000);
    const only = { path: '/v1/user/spot/active_orders' };
    sim.faults.add({ kind: 'rest-word', field: 'type', word: 'oco', only });
    const fresh = clientOf();
    let orders: readonly Order[] = [];
    const kinds: string[] = [];
    fresh.orders$.subscribe((told) => (orders = [...told.values()]));
    fresh.diagnostics$.subscribe((one) => kinds.push(one.kind));
    clock.advanceBy(5_000);
    expect(orders).toMatchObject([{ pair, type: 'unknown', status: 'UNFILLED', odd: { type: 'oco' } }]);
    expect(kinds).toEqual(['odd-row']);
    const outcomes: CancelAllOutcome[] = [];
    fresh.cancelAll().subscribe((outcome) => outcomes.push(outcome));
    clock.advanceBy(5_000);
    expect(outcomes.map(({ type }) => type)).toEqual(['Canceled']);
    void exec.close();
    void fresh.close();
  });

  /** Makes the venue send orders whose ids can't be read, until the fault is removed. */
  const withoutIds = (
    { sim, options }: ReturnType<typeof setUp>,
    isLost = false,
    more: Partial<ExecutionClientOptions> = {},
  ) => {
    let isOdd = true;
    const exec = createExecutionClient({
      ...options,
      ...more,
      openPubnub: () => NEVER,
      sendRequest: (asked) =>
        sim.sendRequest(asked).pipe(
          map((reply) => {
            if (isLost && asked.url.endsWith('/spot/order')) return { ...reply, status: 502, body: '<html>' };
            return isOdd ? { ...reply, body: reply.body.replaceAll('"order_id":', '"order_code":') } : reply;
          }),
        ),
    });
    return { exec, mend: () => (isOdd = false) };
  };

  it('is never reported flat while its list has an order without an id that can be read', () => {
    const venue = setUp();
    const { clock, exec } = venue;
    exec.submitOrder(request).subscribe();
    clock.advanceBy(5_000);
    const { exec: halting, mend } = withoutIds(venue);
    const types = new Set<string>();
    halting.halt().subscribe(({ type }) => types.add(type));
    clock.advanceBy(60_000);
    expect([...types]).toEqual(['Halted', 'Unreadable']);
    mend();
    clock.advanceBy(60_000);
    expect([...types]).toContain('Flat');
    expect([...types]).toContain('CancelOutcome');
    void exec.close();
    void halting.close();
  });

  it('is never reported to have no position while a row of the positions can not be read', () => {
    const { clock, sim, options } = setUp();
    const exec = createExecutionClient({
      ...options,
      exclusiveAccount: true,
      openPubnub: () => NEVER,
      sendRequest: (asked) =>
        sim
          .sendRequest(asked)
          .pipe(map((reply) => ({ ...reply, body: reply.body.replaceAll('"open_amount":', '"opened":') }))),
    });
    const events: HaltEvent[] = [];
    exec.halt({ positions: 'close', maxSlippage: '0.01' }).subscribe((event) => events.push(event));
    clock.advanceBy(60_000);
    expect(events.at(-1)).toMatchObject({ type: 'Flat', positions: null });
    expect(events.filter(({ type }) => type === 'Unreadable').length).toBeGreaterThan(10);
    void exec.close();
  });

  it('is never reported to have had nothing to cancel while its list has such an order', () => {
    const venue = setUp();
    const { clock, exec } = venue;
    exec.submitOrder(request).subscribe();
    clock.advanceBy(5_000);
    const { exec: canceling } = withoutIds(venue);
    const outcomes: CancelAllOutcome[] = [];
    let isOver = false;
    canceling.cancelAll().subscribe({
      next: (outcome) => outcomes.push(outcome),
      complete: () => (isOver = true),
    });
    clock.advanceBy(20_000);
    expect([outcomes, isOver]).toEqual([[], false]);
    clock.advanceBy(20_000);
    expect(outcomes).toMatchObject([{ type: 'Unresolved', orderId: null }]);
    expect(JSON.stringify(outcomes)).toContain('no id that can be read');
    expect(isOver).toBe(true);
    void exec.close();
    void canceling.close();
  });

  it('is never reported to have had no effect while the order of a lost reply may be one of such', () => {
    const venue = setUp();
    const { clock, exec } = venue;
    const { exec: losing, mend } = withoutIds(venue, true);
    const told: string[] = [];
    losing.submitOrder(request).subscribe(({ type }) => told.push(type));
    clock.advanceBy(120_000);
    expect(told).toEqual(['Submitted', 'Unresolved']);
    mend();
    clock.advanceBy(60_000);
    expect(told.at(-1)).toBe('Accepted');
    void exec.close();
    void losing.close();
  });

  it('has no order pass a guard that counts open orders while its list has such an order', () => {
    const venue = setUp();
    const { clock, exec } = venue;
    exec.submitOrder(request).subscribe();
    clock.advanceBy(5_000);
    const { exec: guarded, mend } = withoutIds(venue, false, { guards: { maxOpenOrders: 1 } });
    const told: string[] = [];
    const submit = (): void => {
      guarded.submitOrder(request).subscribe((one) => told.push('message' in one ? one.message : one.type));
      clock.advanceBy(10_000);
    };
    submit();
    mend();
    submit();
    expect(told).toEqual([
      'maxOpenOrders: expected open orders that are known, got not known',
      'maxOpenOrders: expected at most 1, got 2',
    ]);
    void exec.close();
    void guarded.close();
  });

  it('has no order pass such a guard from the first such list on, although messages came without a gap', () => {
    const { clock, sim, options, exec } = setUp();
    let isOdd = false;
    const guarded = createExecutionClient({
      ...options,
      guards: { maxOpenOrders: 1 },
      sendRequest: (asked) =>
        sim.sendRequest(asked).pipe(
          map((reply) => {
            const isList = asked.url.includes('/spot/active_orders');
            return isOdd && isList
              ? { ...reply, body: reply.body.replaceAll('"order_id":', '"order_code":') }
              : reply;
          }),
        ),
    });
    guarded.orders$.subscribe();
    clock.advanceBy(5_000);
    sim.faults.add({ kind: 'private-lose' });
    exec.submitOrder(request).subscribe();
    isOdd = true;
    clock.advanceBy(65_000);
    const told: string[] = [];
    guarded.submitOrder(request).subscribe((one) => told.push('message' in one ? one.message : one.type));
    clock.advanceBy(10_000);
    expect(told).toEqual(['maxOpenOrders: expected open orders that are known, got not known']);
    void exec.close();
    void guarded.close();
  });

  it('refuses an order by a new code at once, and the client does not look for it', () => {
    const { clock, sim, exec } = setUp();
    sim.faults.add({ kind: 'rest-code', code: 60020, only: { path: '/v1/user/spot/order' } });
    const told: OrderTransition[] = [];
    exec.submitOrder(request).subscribe((transition) => told.push(transition));
    clock.advanceBy(1_000);
    expect(told.at(-1)).toMatchObject({
      type: 'Rejected',
      by: 'venue',
      reason: 'refused',
      code: 60020,
      family: 'VALUE_ERROR',
    });
    void exec.close();
  });
});
