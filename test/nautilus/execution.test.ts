/** The cases of NautilusTrader's testing specification for execution that apply; see docs/nautilus-spec.md. */
import { firstValueFrom, lastValueFrom, toArray } from 'rxjs';
import { describe, type ExpectStatic, it } from 'vitest';
import { sumDecimals } from '../../src/model/decimal';
import type { OrderRequest } from '../../src/model/order';
import { amount, follow, pair, seen, startVenue, type Trader } from './support';

const { sim, data, trader, quote } = await startVenue();
/** A market without participants other than these tests. */
const empty = await startVenue({ participants: false });

const market = (side: 'buy' | 'sell', more: Partial<OrderRequest> = {}): OrderRequest => ({
  pair,
  side,
  type: 'market',
  amount,
  ...more,
});
/** Prices that are so far from the market that they are never filled. */
const far = { below: 0.9, above: 1.1 };
const limitBuy = async (more: Partial<OrderRequest> = {}): Promise<OrderRequest> => ({
  pair,
  side: 'buy',
  type: 'limit',
  amount,
  price: Math.round((await quote()).bid * far.below),
  ...more,
});
const limitSell = async (more: Partial<OrderRequest> = {}): Promise<OrderRequest> => ({
  pair,
  side: 'sell',
  type: 'limit',
  amount,
  price: Math.round((await quote()).ask * far.above),
  ...more,
});

/** Submits an order and waits until the venue has it. */
const accept = async ({ exec }: Pick<Trader, 'exec'>, request: OrderRequest) => {
  const life = follow(exec.submitOrder(request));
  const { order } = await life.until('Accepted');
  return { life, order };
};

const openOnVenue = (apiKey: string): Promise<readonly { order_id: number }[]> =>
  fetch(`${sim.urls.publicUrl}/_sim/orders?apiKey=${apiKey}`).then(
    (reply) => reply.json() as Promise<readonly { order_id: number }[]>,
  );

const postsOf = (apiKey: string, path: string) =>
  sim
    .journal()
    .filter((entry) => entry.type === 'request' && entry.apiKey === apiKey && entry.path.endsWith(path));

describe.concurrent('group 1: market orders', () => {
  it.for(['buy', 'sell'] as const)(
    'TC-E01, TC-E02: market %s - submit and fill',
    async (side, { expect }) => {
      const { exec } = trader();
      await seen(exec.assets$, (assets) => assets.size > 0);
      const before = await firstValueFrom(exec.rest.assets());
      const { bid, ask } = await quote();
      const life = follow(exec.submitOrder(market(side)));
      const { fills } = await life.until('Filled');
      const types = await life.end();
      expect(types.slice(0, 2)).toEqual(['Submitted', 'Accepted']);
      expect(types.filter((type) => type === 'PartiallyFilled')).toHaveLength(fills.length);
      expect(types.at(-1)).toBe('Filled');
      expect(Number(sumDecimals(fills.map((fill) => fill.amount)))).toBe(Number(amount));
      for (const { price } of fills) {
        expect(Number(price)).toBeGreaterThan(bid * 0.98);
        expect(Number(price)).toBeLessThan(ask * 1.02);
      }
      const btc = Number(before.find(({ asset }) => asset === 'btc')?.onhandAmount);
      const wanted = side === 'buy' ? btc + 0.01 : btc - 0.01;
      await seen(exec.assets$, (assets) => Number(assets.get('btc')?.onhandAmount) === wanted);
    },
  );

  it('TC-E01: market buy opens a margin position', async ({ expect }) => {
    const { exec } = trader();
    await follow(exec.submitOrder(market('buy', { positionSide: 'long' }))).until('Filled');
    const positions = await seen(exec.positions$, (open) => open.get(pair)?.long != null);
    expect(Number(positions.get(pair)?.long?.openAmount)).toBe(Number(amount));
  });

  it('TC-E02: market sell opens a short margin position', async ({ expect }) => {
    const { exec } = trader();
    await follow(exec.submitOrder(market('sell', { positionSide: 'short' }))).until('Filled');
    const positions = await seen(exec.positions$, (open) => open.get(pair)?.short != null);
    expect(Number(positions.get(pair)?.short?.openAmount)).toBe(Number(amount));
  });

  it('TC-E04: a market order is fill-or-kill: filled whole, or rejected whole', async ({ expect }) => {
    const [maker, taker] = [empty.trader(), empty.trader()];
    await accept(maker, { pair, side: 'sell', type: 'limit', amount: '0.015', price: 13_640_000 });
    expect((await follow(taker.exec.submitOrder(market('buy'))).end()).at(-1)).toBe('Filled');
    const killed = follow(taker.exec.submitOrder(market('buy')));
    expect(await killed.until('Rejected')).toMatchObject({ by: 'venue', reason: 'rejected' });
    expect(await killed.end()).toEqual(['Submitted', 'Rejected']);
  });

  it('TC-E06: close position via market', async ({ expect }) => {
    const you = trader();
    await follow(you.exec.submitOrder(market('buy', { positionSide: 'long' }))).until('Filled');
    const close = follow(you.exec.submitOrder(market('sell', { positionSide: 'long' })));
    const { fills } = await close.until('Filled');
    expect(fills.every(({ profitLoss }) => profitLoss !== null)).toBe(true);
    await seen(you.exec.positions$, (open) => open.size === 0);
    expect(await openOnVenue(you.apiKey)).toEqual([]);
  });
});

describe.concurrent('group 2: limit orders', () => {
  it('TC-E10: limit buy - submit and accept', async ({ expect }) => {
    const you = trader();
    const request = await limitBuy();
    const { order, life } = await accept(you, request);
    expect(order).toMatchObject({ pair, side: 'buy', type: 'limit', status: 'UNFILLED' });
    expect([Number(order.price), Number(order.amount)]).toEqual([request.price, Number(amount)]);
    expect(life.types()).toEqual(['Submitted', 'Accepted']);
    expect(await openOnVenue(you.apiKey)).toMatchObject([{ order_id: order.orderId }]);
  });

  it('TC-E11: limit sell - submit and accept', async ({ expect }) => {
    const you = trader();
    const request = await limitSell();
    const { order } = await accept(you, request);
    expect(order).toMatchObject({ side: 'sell', status: 'UNFILLED' });
    expect(Number(order.price)).toBe(request.price);
    expect(await openOnVenue(you.apiKey)).toMatchObject([{ order_id: order.orderId }]);
  });

  it('TC-E12: limit buy and sell pair', async ({ expect }) => {
    const you = trader();
    const [buy, sell] = await Promise.all([accept(you, await limitBuy()), accept(you, await limitSell())]);
    const live = await seen(you.exec.orders$, (orders) => orders.size === 2);
    expect([...live.keys()].sort()).toEqual([buy.order.orderId, sell.order.orderId].sort());
  });
});

describe.concurrent('group 3: stop and conditional orders', () => {
  const conditional = async (expect: ExpectStatic, you: Trader, request: OrderRequest) => {
    const { order } = await accept(you, request);
    expect(order).toMatchObject({ side: request.side, type: request.type, status: 'INACTIVE' });
    expect(Number(order.triggerPrice)).toBe(request.triggerPrice);
    expect(order.price === null || request.price === undefined ? undefined : Number(order.price)).toBe(
      request.price,
    );
    // A client that knows nothing of it finds it again.
    const found = await seen(you.again().orders$, (orders) => orders.has(order.orderId));
    expect(found.get(order.orderId)).toMatchObject({ status: 'INACTIVE', type: request.type });
  };

  it('TC-E20: stop buy', async ({ expect }) => {
    const triggerPrice = Math.round((await quote()).ask * 1.05);
    await conditional(expect, trader(), { pair, side: 'buy', type: 'stop', amount, triggerPrice });
  });

  it('TC-E21: stop sell', async ({ expect }) => {
    const triggerPrice = Math.round((await quote()).bid * 0.95);
    await conditional(expect, trader(), { pair, side: 'sell', type: 'stop', amount, triggerPrice });
  });

  it('TC-E22: stop-limit buy', async ({ expect }) => {
    const triggerPrice = Math.round((await quote()).ask * 1.05);
    await conditional(expect, trader(), {
      pair,
      side: 'buy',
      type: 'stop_limit',
      amount,
      triggerPrice,
      price: triggerPrice + 1000,
    });
  });

  it('TC-E23: stop-limit sell', async ({ expect }) => {
    const triggerPrice = Math.round((await quote()).bid * 0.95);
    await conditional(expect, trader(), {
      pair,
      side: 'sell',
      type: 'stop_limit',
      amount,
      triggerPrice,
      price: triggerPrice - 1000,
    });
  });

  it('TC-E24: market-if-touched buy, as take_profit of a short position', async ({ expect }) => {
    const you = trader();
    await follow(you.exec.submitOrder(market('sell', { positionSide: 'short' }))).until('Filled');
    const triggerPrice = Math.round((await quote()).bid * 0.95);
    await conditional(expect, you, {
      pair,
      side: 'buy',
      type: 'take_profit',
      amount,
      positionSide: 'short',
      triggerPrice,
    });
  });

  it('TC-E25: market-if-touched sell, as take_profit of a long position', async ({ expect }) => {
    const you = trader();
    await follow(you.exec.submitOrder(market('buy', { positionSide: 'long' }))).until('Filled');
    const triggerPrice = Math.round((await quote()).ask * 1.05);
    await conditional(expect, you, {
      pair,
      side: 'sell',
      type: 'take_profit',
      amount,
      positionSide: 'long',
      triggerPrice,
    });
  });
});

describe.concurrent('group 4: modification', () => {
  it.for(['buy', 'sell'] as const)('TC-E32, TC-E33: cancel-replace limit %s', async (side, { expect }) => {
    const you = trader();
    const first = await accept(you, await (side === 'buy' ? limitBuy() : limitSell()));
    const price = Number(first.order.price) + (side === 'buy' ? 1000 : -1000);
    const second = follow(you.exec.replaceOrder(first.order, { price }));
    const { order } = await second.until('Accepted');
    expect(await first.life.end()).toEqual(['Submitted', 'Accepted', 'Canceled']);
    expect(Number(order.price)).toBe(price);
    expect(await openOnVenue(you.apiKey)).toMatchObject([{ order_id: order.orderId }]);
  });

  it('TC-E35: cancel-replace stop order', async ({ expect }) => {
    const you = trader();
    const triggerPrice = Math.round((await quote()).ask * 1.05);
    const first = await accept(you, { pair, side: 'buy', type: 'stop', amount, triggerPrice });
    const second = follow(you.exec.replaceOrder(first.order, { triggerPrice: triggerPrice + 1000 }));
    const { order } = await second.until('Accepted');
    expect(await first.life.end()).toEqual(['Submitted', 'Accepted', 'Canceled']);
    expect(Number(order.triggerPrice)).toBe(triggerPrice + 1000);
    const found = await seen(you.again().orders$, () => true);
    expect([...found.keys()]).toEqual([order.orderId]);
  });

  it('TC-E36: modify rejected: a replacement of what can not be cancelled changes nothing', async ({
    expect,
  }) => {
    const you = trader();
    const { order } = await accept(you, await limitBuy());
    sim.faults.add({
      kind: 'maintenance',
      when: { nth: 1 },
      only: { path: '/v1/user/spot/cancel_order', apiKey: you.apiKey },
    });
    const refused = await firstValueFrom(you.exec.replaceOrder(order, { price: Number(order.price) + 1000 }));
    expect(refused).toMatchObject({ type: 'Rejected', by: 'client', reason: 'not-replaced', code: 10007 });
    expect(await openOnVenue(you.apiKey)).toMatchObject([{ order_id: order.orderId, status: 'UNFILLED' }]);
  });
});

describe.concurrent('group 5: cancellation', () => {
  it('TC-E40, TC-E44: cancel single limit order, and cancel it again', async ({ expect }) => {
    const you = trader();
    const { order, life } = await accept(you, await limitBuy());
    const { pair: ofPair, orderId } = order;
    expect(await firstValueFrom(you.exec.cancelOrder(order))).toMatchObject({
      pair: ofPair,
      orderId,
      type: 'Canceled',
    });
    expect(await life.until('Canceled')).toMatchObject({ by: 'user', order: { orderId } });
    expect(await openOnVenue(you.apiKey)).toEqual([]);
    expect(await firstValueFrom(you.exec.cancelOrder(order))).toMatchObject({
      orderId,
      type: 'AlreadyCanceled',
    });
  });

  it('TC-E41: cancel all on stop', async ({ expect }) => {
    const you = trader();
    const lives = [await accept(you, await limitBuy()), await accept(you, await limitSell())];
    const outcomes = await lastValueFrom(you.exec.cancelAll().pipe(toArray()));
    expect(outcomes.map(({ type }) => type)).toEqual(['Canceled', 'Canceled']);
    for (const { life } of lives) expect(await life.until('Canceled')).toMatchObject({ by: 'user' });
    expect(await openOnVenue(you.apiKey)).toEqual([]);
  });

  it('TC-E42: individual cancels on stop', async ({ expect }) => {
    const you = trader();
    const lives = [await accept(you, await limitBuy()), await accept(you, await limitSell())];
    for (const { order } of lives) await firstValueFrom(you.exec.cancelOrder(order));
    for (const { life } of lives) expect((await life.end()).at(-1)).toBe('Canceled');
    expect(await openOnVenue(you.apiKey)).toEqual([]);
  });

  it('TC-E43: batch cancel on stop', async ({ expect }) => {
    const you = trader();
    const lives = [await accept(you, await limitBuy()), await accept(you, await limitSell())];
    const orderIds = lives.map(({ order }) => order.orderId);
    const outcomes = await lastValueFrom(you.exec.cancelOrders({ pair, orderIds }).pipe(toArray()));
    expect(outcomes.map(({ type }) => type)).toEqual(['Canceled', 'Canceled']);
    expect(postsOf(you.apiKey, '/cancel_orders')).toHaveLength(1);
    for (const { life } of lives) expect((await life.end()).at(-1)).toBe('Canceled');
  });
});

describe.concurrent('group 7: order flags', () => {
  it('TC-E60: post-only accepted', async ({ expect }) => {
    const { order } = await accept(trader(), await limitBuy({ postOnly: true }));
    expect(order).toMatchObject({ postOnly: true, status: 'UNFILLED' });
  });

  it('TC-E61: reduce-only on close, as side and position side say it', async ({ expect }) => {
    const you = trader();
    await follow(you.exec.submitOrder(market('sell', { positionSide: 'short' }))).until('Filled');
    const close = follow(you.exec.submitOrder(market('buy', { positionSide: 'short' })));
    expect((await close.until('Accepted')).order).toMatchObject({ side: 'buy', positionSide: 'short' });
    await close.until('Filled');
    expect((await seen(you.exec.positions$, (open) => open.size === 0)).size).toBe(0);
  });
});

describe.concurrent('group 8: rejection handling', () => {
  it('TC-E70: a post-only order that would take is cancelled, and the cause is reported', async ({
    expect,
  }) => {
    const { ask } = await quote();
    const life = follow(
      trader().exec.submitOrder(await limitBuy({ postOnly: true, price: Math.round(ask * 1.01) })),
    );
    expect(await life.until('Canceled')).toMatchObject({ by: 'post-only', fills: [] });
    expect(await life.end()).toEqual(['Submitted', 'Accepted', 'Canceled']);
  });

  it('TC-E71: closing more than there is to close is rejected (50062)', async ({ expect }) => {
    const life = follow(trader().exec.submitOrder(market('sell', { positionSide: 'long' })));
    expect(await life.until('Rejected')).toMatchObject({ by: 'venue', reason: 'refused', code: 50062 });
    expect(await life.end()).toEqual(['Submitted', 'Rejected']);
  });

  it('TC-E72: unsupported order type is denied before it is sent', async ({ expect }) => {
    const you = trader();
    const request = { ...market('buy'), type: 'trailing_stop' } as unknown as OrderRequest;
    const life = follow(you.exec.submitOrder(request));
    expect(await life.until('Rejected')).toMatchObject({ by: 'client', violations: [{ field: 'type' }] });
    expect(await life.end()).toEqual(['Rejected']);
    expect(postsOf(you.apiKey, '/spot/order')).toEqual([]);
  });

  it('TC-E73: unsupported time in force is denied before it is sent', async ({ expect }) => {
    const you = trader();
    const request = { ...(await limitBuy()), timeInForce: 'IOC' } as OrderRequest;
    const life = follow(you.exec.submitOrder(request));
    expect(await life.until('Rejected')).toMatchObject({
      by: 'client',
      violations: [{ field: 'timeInForce' }],
    });
    expect(postsOf(you.apiKey, '/spot/order')).toEqual([]);
  });

  const hasty = { writeTimeout: 3_000, writeTimeWindow: 3_000, settle: 1_000 };

  it.for(['rest-timeout-after', 'rest-cut-off', 'rest-10005', 'rest-status'] as const)(
    'TC-E74: ambiguous submit fail (%s) is no rejection: the order is looked for, and sent once',
    async (kind, { expect }) => {
      const you = trader(hasty);
      sim.faults.add({ kind, when: { nth: 1 }, only: { path: '/v1/user/spot/order', apiKey: you.apiKey } });
      const life = follow(you.exec.submitOrder(await limitBuy()));
      if (kind === 'rest-status') {
        // A request with an HTTP 503 may or may not have acted. Here it did not, and only the search can show that.
        expect(await life.until('Rejected')).toMatchObject({ by: 'venue', reason: 'no-effect', code: null });
        expect(await openOnVenue(you.apiKey)).toEqual([]);
      } else {
        const { order, attribution } = await life.until('Accepted');
        expect(attribution).toBe('inferred');
        expect(await openOnVenue(you.apiKey)).toMatchObject([{ order_id: order.orderId }]);
      }
      const sentOnce = postsOf(you.apiKey, '/spot/order').filter(
        (entry) => 'method' in entry && entry.method === 'POST',
      );
      expect(sentOnce).toHaveLength(1);
    },
  );

  it('TC-E75: ambiguous cancel fail is no refusal: the order is looked for', async ({ expect }) => {
    const you = trader(hasty);
    const { order, life } = await accept(you, await limitBuy());
    sim.faults.add({
      kind: 'rest-timeout-after',
      when: { nth: 1 },
      only: { path: '/v1/user/spot/cancel_order', apiKey: you.apiKey },
    });
    expect(await firstValueFrom(you.exec.cancelOrder(order))).toMatchObject({ type: 'Canceled' });
    await life.until('Canceled');
  });

  it('TC-E75: a cancel that never arrived leaves the order live and the outcome open', async ({ expect }) => {
    const you = trader(hasty);
    const { order, life } = await accept(you, await limitBuy());
    sim.faults.add({
      kind: 'rest-timeout-before',
      when: { nth: 1 },
      only: { path: '/v1/user/spot/cancel_order', apiKey: you.apiKey },
    });
    expect(await firstValueFrom(you.exec.cancelOrder(order))).toMatchObject({ type: 'Unresolved' });
    expect(life.types()).toEqual(['Submitted', 'Accepted']);
    expect(await openOnVenue(you.apiKey)).toMatchObject([{ order_id: order.orderId }]);
  });

  it('TC-E77: ambiguous batch fail refuses nothing: each order is looked for', async ({ expect }) => {
    const you = trader(hasty);
    const lives = [await accept(you, await limitBuy()), await accept(you, await limitSell())];
    sim.faults.add({
      kind: 'rest-cut-off',
      when: { nth: 1 },
      only: { path: '/v1/user/spot/cancel_orders', apiKey: you.apiKey },
    });
    const orderIds = lives.map(({ order }) => order.orderId);
    const outcomes = await lastValueFrom(you.exec.cancelOrders({ pair, orderIds }).pipe(toArray()));
    expect(outcomes.map(({ type }) => type)).toEqual(['Canceled', 'Canceled']);
  });

  it('TC-E78: a batch answers for each order', async ({ expect }) => {
    const you = trader();
    const canceled = await accept(you, await limitBuy());
    await firstValueFrom(you.exec.cancelOrder(canceled.order));
    const live = await accept(you, await limitSell());
    const unknown = 1;
    const orderIds = [canceled.order.orderId, live.order.orderId, unknown];
    const outcomes = await lastValueFrom(you.exec.cancelOrders({ pair, orderIds }).pipe(toArray()));
    expect(Object.fromEntries(outcomes.map(({ orderId, type }) => [orderId, type]))).toEqual({
      [canceled.order.orderId]: 'AlreadyCanceled',
      [live.order.orderId]: 'Canceled',
      [unknown]: 'Refused',
    });
  });
});

describe.concurrent('group 9: lifecycle', () => {
  it('TC-E80, TC-E81, TC-E82: opens on start, and leaves nothing on stop', async ({ expect }) => {
    const you = trader();
    await follow(you.exec.submitOrder(market('buy', { positionSide: 'long' }))).until('Filled');
    await accept(you, await limitBuy());
    await accept(you, await limitSell());
    await lastValueFrom(you.exec.cancelAll());
    await follow(you.exec.submitOrder(market('sell', { positionSide: 'long' }))).until('Filled');
    await seen(you.exec.positions$, (open) => open.size === 0);
    expect(await openOnVenue(you.apiKey)).toEqual([]);
  });

  it('TC-E83: unsubscribe on stop', async ({ expect }) => {
    const you = trader();
    let events = 0;
    const subscription = data.trades$(pair).subscribe(() => events++);
    subscription.add(you.exec.privateEvents$.subscribe(() => events++));
    await accept(you, await limitBuy());
    subscription.unsubscribe();
    const then = events;
    await you.exec.close();
    expect(events).toBe(then);
    expect(await lastValueFrom(you.exec.fills$.pipe(toArray()))).toEqual([]);
  });

  it('TC-E84: reconcile open orders of an earlier run', async ({ expect }) => {
    const you = trader();
    const { order } = await accept(you, await limitBuy());
    await you.exec.close();
    const exec = you.again();
    const found = await seen(exec.orders$, (orders) => orders.size > 0);
    expect([...found.values()]).toMatchObject([
      { orderId: order.orderId, price: order.price, amount: order.amount, side: 'buy', type: 'limit' },
    ]);
    const life = follow(exec.trackOrder(order));
    await life.until('Accepted');
    await firstValueFrom(exec.cancelOrder(order));
    expect(await life.end()).toEqual(['Accepted', 'Canceled']);
  });

  it('TC-E85: reconcile filled orders of an earlier run', async ({ expect }) => {
    const you = trader();
    const { fills, order } = await follow(you.exec.submitOrder(market('buy'))).until('Filled');
    await you.exec.close();
    const life = follow(you.again().trackOrder(order));
    const filled = await life.until('Filled');
    expect(filled.fills).toEqual(fills);
    expect(life.types()[0]).toBe('Accepted');
  });

  it.for([
    ['TC-E86', 'long', 'buy'],
    ['TC-E87', 'short', 'sell'],
  ] as const)(
    '%s: reconcile open %s position of an earlier run',
    async ([, positionSide, side], { expect }) => {
      const you = trader();
      const { fills } = await follow(you.exec.submitOrder(market(side, { positionSide }))).until('Filled');
      await you.exec.close();
      const open = await seen(you.again().positions$, (positions) => positions.size > 0);
      const position = open.get(pair)?.[positionSide];
      expect(position).toMatchObject({ positionSide, confirmed: true });
      expect(Number(position?.openAmount)).toBe(Number(amount));
      if (fills.length === 1) expect(Number(position?.averagePrice)).toBe(Number(fills[0]?.price));
    },
  );
});
