import { inspect } from 'node:util';
import { firstValueFrom, lastValueFrom, NEVER, toArray, type Observable } from 'rxjs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { undiciHttp } from '../../src/connectivity/http-undici';
import { readOptions, type ExecutionClientOptions } from '../../src/execution/options';
import { createRateBudget } from '../../src/execution/rest/rate-budget';
import { createRest, type PrivateApi } from '../../src/execution/rest/rest';
import { clockOf } from '../../src/operators/clock';
import { watchLeaps } from '../../src/operators/leaps';
import type { OrderRequest } from '../../src/model/order';
import type { WriteEvent } from '../../src/execution/rest/write-event';
import { startSimulator, type Simulator } from '../../src/simulator/index';

const rateLimits = { QUERY: Infinity, UPDATE: Infinity };
const balances = { jpy: '100000000', btc: '10', xrp: '1000' };
const pair = 'btc_jpy';

let sim: Simulator;
let api: PrivateApi;
let other: PrivateApi;

const apiOf = (apiKey: string, options: Partial<ExecutionClientOptions> = {}): PrivateApi => {
  const limits = { queryLimit: 1_000, updateLimit: 1_000 };
  const config = readOptions({ ...sim.urls, ...limits, apiKey, apiSecret: `${apiKey}-secret`, ...options });
  const watched = watchLeaps(clockOf());
  return createRest({
    config,
    send: undiciHttp(),
    watched,
    budget: createRateBudget(watched.clock),
    random: () => 0,
    closed$: NEVER,
  });
};

beforeAll(async () => {
  sim = await startSimulator({
    participants: false,
    accounts: [
      { apiKey: 'a', apiSecret: 'a-secret', balances, rateLimits },
      { apiKey: 'b', apiSecret: 'b-secret', balances, rateLimits },
      { apiKey: 'limited', apiSecret: 'limited-secret', balances },
    ],
  });
  api = apiOf('a');
  other = apiOf('b');
  // The pair has whole yen, so that its ticks are its price.
  limit = { ...limit, price: String(sim.venue.lastPrice(pair)) };
});
afterAll(() => sim.close());
afterEach(() => sim.faults.clear());

const read = <A>(source: Observable<A>): Promise<A> => firstValueFrom(source);

/** Resolves to the value of a write that is done; throws its error. */
const done = async <A>(write$: Observable<WriteEvent<A>>): Promise<A> => {
  const event = await lastValueFrom(write$);
  if (event.type === 'Done') return event.value;
  throw event.type === 'Failed' ? event.error : new Error('no end');
};

let limit: OrderRequest = { pair, side: 'buy', type: 'limit', amount: '0.001' };

describe('REST on the simulated venue', () => {
  it('places, reads and cancels orders', async () => {
    const order = await done(api.createOrder({ ...limit, price: '5000000', postOnly: true }));
    expect(order).toMatchObject({
      pair,
      side: 'buy',
      status: 'UNFILLED',
      postOnly: true,
      positionSide: null,
    });
    const ref = { pair, orderId: order.orderId };
    expect((await read(api.rest.order(ref))).orderId).toBe(order.orderId);
    expect(await read(api.rest.ordersInfo({ pair, orderIds: [order.orderId] }))).toHaveLength(1);
    expect(await read(api.rest.activeOrders({ pair }))).toMatchObject([{ orderId: order.orderId }]);
    expect(await done(api.cancelOrder(ref))).toMatchObject({ status: 'CANCELED_UNFILLED' });
    await expect(done(api.cancelOrder(ref))).rejects.toMatchObject({
      _tag: 'VenueError',
      code: 50026,
      class: 'order-state',
      effect: 'none',
      endpoint: 'POST /user/spot/cancel_order',
    });
    const more = await Promise.all(
      ['5000001', '5000002'].map((price) => done(api.createOrder({ ...limit, price }))),
    );
    const orderIds = more.map(({ orderId }) => orderId);
    expect(await done(api.cancelOrders({ pair, orderIds }))).toMatchObject([
      { status: 'CANCELED_UNFILLED' },
      { status: 'CANCELED_UNFILLED' },
    ]);
  });

  it('reads every trade once, over many pages', async () => {
    await done(other.createOrder({ ...limit, side: 'sell', amount: '0.025' }));
    for (let i = 0; i < 25; i += 1) await done(api.createOrder(limit));
    const whole = await read(api.rest.tradeHistory({ pair }));
    expect(whole).toHaveLength(25);
    for (const order of ['asc', 'desc'] as const) {
      const paged = await lastValueFrom(
        api.rest.all.tradeHistory({ pair, count: 10, order }).pipe(toArray()),
      );
      const ids = paged.map(({ tradeId }) => tradeId);
      expect(ids).toHaveLength(25);
      expect([...ids].sort((a, b) => a - b)).toEqual(
        whole.map(({ tradeId }) => tradeId).sort((a, b) => a - b),
      );
    }
    expect(whole[0]).toMatchObject({
      pair,
      side: 'buy',
      makerTaker: 'taker',
      price: limit.price,
      profitLoss: null,
    });
  });

  it('reads every open order once, over many pages', async () => {
    const orders = await Promise.all(
      Array.from({ length: 12 }, (_, i) => done(api.createOrder({ ...limit, price: `${5_000_000 + i}` }))),
    );
    const paged = await lastValueFrom(api.rest.all.activeOrders({ pair, count: 8 }).pipe(toArray()));
    const ids = (list: readonly { readonly orderId: number }[]): number[] =>
      list.map(({ orderId }) => orderId).sort((a, b) => a - b);
    expect(ids(paged)).toEqual(ids(orders));
    await done(api.cancelOrders({ pair, orderIds: ids(orders) }));
  });

  it('reads balances, margin, status and pairs', async () => {
    const assets = await read(api.rest.assets());
    expect(assets.find(({ asset }) => asset === 'jpy')).toMatchObject({
      networks: [],
      withdrawalFee: { type: 'threshold' },
    });
    expect(assets.find(({ asset }) => asset === 'btc')?.networks[0]).toMatchObject({ asset: 'btc' });
    expect((await read(api.rest.marginStatus())).status).toBe('NORMAL');
    const { positions } = await read(api.rest.marginPositions());
    expect(positions.filter(({ openAmount }) => Number(openAmount) > 0)).toEqual([]);
    expect(await read(api.rest.status())).toHaveLength(62);
    expect(await read(api.rest.instruments())).toHaveLength(62);
  });

  it('reads margin positions', async () => {
    await done(other.createOrder({ ...limit, side: 'sell' }));
    await done(api.createOrder({ ...limit, positionSide: 'long' }));
    const { positions } = await read(api.rest.marginPositions());
    const open = positions.filter(({ openAmount }) => Number(openAmount) > 0);
    expect(open).toMatchObject([{ pair, positionSide: 'long', openAmount: '0.0010' }]);
  });

  it('withdraws, and lists what it withdrew', async () => {
    const [account] = await read(api.rest.withdrawalAccounts({ asset: 'btc' }));
    const uuid = account?.uuid ?? '';
    const withdrawal = await done(api.requestWithdrawal({ asset: 'btc', uuid, amount: 0.5 }));
    expect(withdrawal).toMatchObject({
      asset: 'btc',
      accountUuid: uuid,
      amount: '0.50000000',
      bankName: null,
    });
    expect(await read(api.rest.withdrawalHistory({ asset: 'btc' }))).toEqual([withdrawal]);
    expect(await lastValueFrom(api.rest.all.withdrawalHistory({ asset: 'btc' }).pipe(toArray()))).toEqual([
      withdrawal,
    ]);
  });

  it('confirms deposits', async () => {
    const body = JSON.stringify({ apiKey: 'b', asset: 'btc', amount: '0.25', awaitsOriginator: true });
    for (let i = 0; i < 2; i += 1)
      await fetch(`${sim.urls.publicUrl}/_sim/deposits`, { method: 'POST', body });
    const unconfirmed = await read(other.rest.unconfirmedDeposits());
    expect(unconfirmed).toMatchObject([{ amount: '0.25000000' }, { amount: '0.25000000' }]);
    const originatorUuid = (await read(other.rest.depositOriginators()))[0]?.uuid ?? '';
    const uuid = unconfirmed[0]?.uuid ?? '';
    expect(await done(other.confirmDeposits([{ uuid, originatorUuid }]))).toBeNull();
    expect(await done(other.confirmAllDeposits({ originatorUuid }))).toBeNull();
    expect(await read(other.rest.unconfirmedDeposits())).toEqual([]);
    expect(await read(other.rest.depositHistory())).toHaveLength(2);
    expect(await lastValueFrom(other.rest.all.depositHistory({ count: 5 }).pipe(toArray()))).toHaveLength(2);
  });

  it('works with nonces as well', async () => {
    const byNonce = apiOf('a', { authentication: 'nonce' });
    const replies = await Promise.all(Array.from({ length: 5 }, () => read(byNonce.rest.assets())));
    expect(replies).toHaveLength(5);
  });

  it('stays within the limits of the venue under a burst', async () => {
    const careful = apiOf('limited', { queryLimit: 10, updateLimit: 6 });
    const reads = Array.from({ length: 25 }, () => read(careful.rest.activeOrders()));
    const writes = Array.from({ length: 14 }, (_, i) =>
      done(careful.createOrder({ ...limit, price: `${4_000_000 + i}` })),
    );
    await Promise.all([...reads, ...writes]);
    const codes = sim
      .journal()
      .flatMap((entry) => (entry.type === 'request' && entry.apiKey === 'limited' ? [entry.status] : []));
    expect(codes).toHaveLength(39);
    expect(codes.every((status) => status === 200)).toBe(true);
  });

  it('waits and goes on when other programs have used the limit up', async () => {
    sim.faults.add({ kind: 'rest-429', when: { nth: 1, times: 1 }, only: { apiKey: 'a' } });
    const before = Date.now();
    expect(await read(api.rest.activeOrders())).toEqual([]);
    expect(Date.now() - before).toBeGreaterThanOrEqual(900);
  });

  it.each([
    ['rest-cut-off', { _tag: 'HttpError', reason: 'cut-off', effect: 'unknown' }],
    ['rest-status', { _tag: 'VenueError', status: 503, code: null, effect: 'unknown' }],
    ['rest-10005', { _tag: 'VenueError', code: 10005, effect: 'unknown' }],
    ['maintenance', { _tag: 'VenueError', code: 10007, effect: 'none' }],
    ['rest-429', { _tag: 'VenueError', class: 'rate-limit', effect: 'none' }],
  ] as const)('reports the result of a write under the fault %s, and sends it once', async (kind, error) => {
    const fresh = apiOf('a');
    const path = '/v1/user/spot/order';
    const seq = sim.journal().at(-1)?.seq ?? 0;
    sim.faults.add({ kind, when: { nth: 1, times: 1 }, only: { apiKey: 'a', path } });
    await expect(done(fresh.createOrder({ ...limit, price: '3000000' }))).rejects.toMatchObject(error);
    const requests = sim
      .journal(seq)
      .filter((entry) => entry.type === 'request' && entry.apiKey === 'a' && entry.path === path);
    expect(requests).toHaveLength(1);
  });

  it('keeps secrets to itself when a signature is refused', async () => {
    const wrong = apiOf('a', { apiSecret: 'sesame' });
    const error: unknown = await read(wrong.rest.subscribeInfo()).catch((e: unknown) => e);
    expect(error).toMatchObject({ _tag: 'VenueError', code: 20001, class: 'credential' });
    expect(inspect([error, wrong], { depth: null, showHidden: true })).not.toMatch(/sesame/);
  });
});
