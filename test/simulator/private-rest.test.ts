import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HttpReply } from '../../src/connectivity/ports';
import {
  createVirtualSimulator,
  demoAccount,
  type Simulator,
  startSimulator,
  virtualClock,
} from '../../src/simulator/index';
import { signedClient } from './support/signed-client';

const unlimited = { QUERY: Infinity, UPDATE: Infinity };
const balances = { jpy: '100000000', btc: '10', eth: '10' };

let sim: Simulator;
let client: ReturnType<typeof signedClient>;
let other: ReturnType<typeof signedClient>;

beforeAll(async () => {
  sim = await startSimulator({
    participants: false,
    // A price that stands still, at any time of the run.
    profiles: { btc_jpy: { volatility: 1e-9 } },
    accounts: [
      { apiKey: 'a', apiSecret: 'sa', balances, rateLimits: unlimited },
      { apiKey: 'b', apiSecret: 'sb', balances, rateLimits: unlimited },
    ],
  });
  client = signedClient(sim.urls.apiUrl, 'a', 'sa');
  other = signedClient(sim.urls.apiUrl, 'b', 'sb');
});
afterAll(() => sim.close());

const limit = (price: string, more: object = {}) => ({
  pair: 'btc_jpy',
  side: 'buy',
  type: 'limit',
  amount: '0.01',
  price,
  ...more,
});
const order = '/user/spot/order';

describe('private REST', () => {
  it('places, shows, lists and cancels an order', async () => {
    const placed = await client.post(order, limit('1000000', { post_only: true }));
    expect(placed).toMatchObject({
      status: 200,
      success: 1,
      data: {
        pair: 'btc_jpy',
        side: 'buy',
        type: 'limit',
        start_amount: '0.0100',
        remaining_amount: '0.0100',
        executed_amount: '0.0000',
        price: '1000000',
        post_only: true,
        user_cancelable: true,
        average_price: '0',
        status: 'UNFILLED',
      },
    });
    const { order_id: id, ordered_at, expire_at } = placed.data;
    expect(Number(expire_at) - Number(ordered_at)).toBe(15_552_000_000);
    expect(placed.data).not.toHaveProperty('position_side');

    const shown = await client.get(`${order}?pair=btc_jpy&order_id=${String(id)}`);
    expect(shown.data).toEqual(placed.data);
    const active = await client.get('/user/spot/active_orders?pair=btc_jpy');
    expect(active.data).toEqual({ orders: [placed.data] });
    const info = await client.post('/user/spot/orders_info', { pair: 'btc_jpy', order_ids: [id, 1] });
    expect(info.data).toEqual({ orders: [placed.data] });

    const canceled = await client.post('/user/spot/cancel_order', { pair: 'btc_jpy', order_id: id });
    expect(canceled.data).toMatchObject({ order_id: id, status: 'CANCELED_UNFILLED' });
    expect(canceled.data['canceled_at']).toBeTypeOf('number');
    expect((await client.get('/user/spot/active_orders')).data).toEqual({ orders: [] });
    expect((await client.post('/user/spot/cancel_order', { pair: 'btc_jpy', order_id: id })).code).toBe(
      50026,
    );
  });

  it('takes ids and prices as texts or as numbers', async () => {
    const placed = await client.post(order, { ...limit(''), price: 1_000_000, amount: 0.01 });
    expect(placed.data['price']).toBe('1000000');
    const canceled = await client.post('/user/spot/cancel_order', {
      pair: 'btc_jpy',
      order_id: String(placed.data['order_id']),
    });
    expect(canceled.data['status']).toBe('CANCELED_UNFILLED');
  });

  it('cancels several at once', async () => {
    const ids = [];
    for (const price of ['1000001', '1000002'])
      ids.push((await client.post(order, limit(price))).data['order_id']);
    const { data } = await client.post('/user/spot/cancel_orders', { pair: 'btc_jpy', order_ids: ids });
    expect(data['orders']).toHaveLength(2);
  });

  it('shows both sides of a trade, each to its own user, with its fee', async () => {
    const resting = await client.post(order, limit('13000000'));
    await other.post(order, limit('13000000', { side: 'sell' }));
    const [mine] = (await client.get('/user/spot/trade_history?pair=btc_jpy&count=1')).data[
      'trades'
    ] as object[];
    const [its] = (await other.get('/user/spot/trade_history?pair=btc_jpy&count=1')).data[
      'trades'
    ] as object[];
    expect(mine).toMatchObject({
      order_id: resting.data['order_id'],
      maker_taker: 'maker',
      side: 'buy',
      price: '13000000',
      amount: '0.0100',
      fee_amount_base: '0.00000000',
      fee_amount_quote: '0.0000',
      fee_occurred_amount_quote: '0.0000',
    });
    expect(mine).not.toHaveProperty('position_side');
    expect(its).toMatchObject({ maker_taker: 'taker', side: 'sell', fee_amount_quote: '130.0000' });
  });

  it('keeps accounts apart', async () => {
    const placed = await client.post(order, limit('1000000'));
    const query = `?pair=btc_jpy&order_id=${String(placed.data['order_id'])}`;
    expect((await other.get(order + query)).code).toBe(50009);
    expect(
      (await other.post('/user/spot/cancel_order', { pair: 'btc_jpy', order_id: placed.data['order_id'] }))
        .code,
    ).toBe(50009);
    expect((await other.get('/user/spot/active_orders')).data).toEqual({ orders: [] });
    const channels = await Promise.all([client, other].map(({ get }) => get('/user/subscribe')));
    expect(channels[0]?.data['pubnub_channel']).not.toBe(channels[1]?.data['pubnub_channel']);
  });

  it('shows assets with their rules', async () => {
    const assets = (await other.get('/user/assets')).data['assets'] as Record<string, unknown>[];
    const jpy = assets.find(({ asset }) => asset === 'jpy');
    const eth = assets.find(({ asset }) => asset === 'eth');
    expect(jpy).toMatchObject({
      amount_precision: 4,
      withdrawal_fee: { under: '550', over: '770', threshold: '30000' },
    });
    expect(jpy).not.toHaveProperty('network_list');
    expect(eth).toMatchObject({
      onhand_amount: '10.00000000',
      withdrawal_fee: { min: '0.0004', max: '0.005' },
    });
    expect(eth?.['network_list']).toHaveLength(3);
  });

  it('shows margin status and positions', async () => {
    await other.post(order, limit('12000000', { position_side: 'long' }));
    await client.post(order, limit('12000000', { side: 'sell' }));
    const positions = (await other.get('/user/margin/positions')).data;
    const all = positions['positions'] as Record<string, unknown>[];
    expect(all.map(({ pair, position_side }) => [pair, position_side])).toEqual(
      ['btc_jpy', 'xrp_jpy', 'eth_jpy', 'sol_jpy', 'doge_jpy'].flatMap((pair) => [
        [pair, 'long'],
        [pair, 'short'],
      ]),
    );
    expect(all[0]).toEqual({
      pair: 'btc_jpy',
      position_side: 'long',
      average_price: '12000000',
      open_amount: '0.0100',
      product: '120000.0000',
      unrealized_fee_amount: '0.0000',
      unrealized_interest_amount: expect.any(String) as string,
    });
    expect(positions).toMatchObject({ payables: { amount: '0.0000' }, notice: { what: null } });
    const status = (await other.get('/user/margin/status')).data;
    expect(status).toMatchObject({ status: 'NORMAL', total_margin_position_product: '120000.0000' });
    expect(status).toHaveProperty('total_short_open_order_maintenance_margin');
    expect(status['available_balances']).toHaveLength(5);
  });

  it('withdraws, and lists what it withdrew', async () => {
    const [account] = (await client.get('/user/withdrawal_account?asset=btc')).data['accounts'] as Record<
      string,
      string
    >[];
    const request = { asset: 'btc', uuid: account?.['uuid'], amount: '0.5' };
    const requested = await client.post('/user/request_withdrawal', request);
    expect(requested.data).toMatchObject({
      asset: 'btc',
      account_uuid: account?.['uuid'],
      amount: '0.50000000',
      address: account?.['address'],
      network: 'bitcoin',
      txid: null,
      status: 'CONFIRMING',
    });
    const history = await client.get('/user/withdrawal_history?asset=btc');
    expect(history.data).toEqual({ withdrawals: [requested.data] });
  });

  it('takes in deposits, and lets unconfirmed ones be confirmed', async () => {
    const response = await fetch(`${sim.urls.publicUrl}/_sim/deposits`, {
      method: 'POST',
      body: JSON.stringify({ apiKey: 'b', asset: 'btc', amount: '0.25', awaitsOriginator: true }),
    });
    const { uuid } = (await response.json()) as { uuid: string };
    const { deposits } = (await other.get('/user/unconfirmed_deposits')).data;
    expect(deposits).toMatchObject([{ uuid, asset: 'btc', amount: '0.25000000', network: 'bitcoin' }]);
    const [originator] = (await other.get('/user/deposit_originators')).data['originators'] as {
      uuid: string;
    }[];
    const confirmed = await other.post('/user/confirm_deposits', {
      deposits: [{ uuid, originator_uuid: originator?.uuid }],
    });
    expect(confirmed.data).toEqual({});
    expect((await other.get('/user/unconfirmed_deposits')).data).toEqual({ deposits: [] });
    expect((await other.get('/user/deposit_history')).data['deposits']).toMatchObject([{ uuid }]);
    expect(
      (await other.post('/user/confirm_deposits_all', { originator_uuid: originator?.uuid })).data,
    ).toEqual({});
  });

  it('shows the state of every pair without authentication', async () => {
    const reply = (await (await fetch(`${sim.urls.apiUrl}/spot/status`)).json()) as {
      data: { statuses: object[] };
    };
    expect(reply.data.statuses).toHaveLength(62);
    expect(reply.data.statuses[0]).toEqual({ pair: 'btc_jpy', status: 'NORMAL', min_amount: '0.0001' });
  });
});

describe('the requests that private REST refuses', () => {
  it.each<[string, object, number]>([
    ['no pair', { ...limit('1'), pair: undefined }, 30009],
    ['an unknown pair', { ...limit('1'), pair: 'btc_usd' }, 40017],
    ['no amount', { ...limit('1'), amount: undefined }, 30001],
    ['a malformed amount', { ...limit('1'), amount: '1e-3' }, 40001],
    ['an amount with too many places', { ...limit('1'), amount: '0.00011' }, 40001],
    ['no price', { ...limit('1'), price: undefined }, 30012],
    ['a malformed price', { ...limit('1,000') }, 40020],
    ['no side', { ...limit('1'), side: undefined }, 30013],
    ['an unknown side', { ...limit('1'), side: 'BUY' }, 40021],
    ['no type', { ...limit('1'), type: undefined }, 30015],
    ['an unknown type', { ...limit('1'), type: 'ioc' }, 40024],
    ['no trigger price', { ...limit('1'), type: 'stop_limit' }, 30101],
    ['a malformed trigger price', { ...limit('1'), type: 'stop_limit', trigger_price: 'x' }, 40112],
    ['a post_only that is no boolean', { ...limit('1'), post_only: 'true' }, 40113],
    ['post_only with another type', { ...limit('1'), type: 'market', post_only: true }, 40114],
    ['an unknown position side', { ...limit('1'), position_side: 'both' }, 40164],
    ['margin on a pair without', { ...limit('100'), pair: 'ltc_jpy', position_side: 'long' }, 40165],
    ['more than the account has', limit('13000000', { amount: '999' }), 60001],
    ['an amount below the minimum', limit('13000000', { amount: '0.00001' }), 40001],
    ['a take_profit that closes nothing', { ...limit('1'), type: 'take_profit', trigger_price: '1' }, 60019],
  ])('an order with %s', async (_, body, code) => {
    expect((await client.post(order, body)).code).toBe(code);
  });

  it.each<[string, string, number]>([
    ['/user/spot/order?pair=btc_jpy', 'order id missing', 30006],
    ['/user/spot/order?pair=btc_jpy&order_id=x', 'order id malformed', 40013],
    ['/user/spot/order?pair=btc_jpy&order_id=1', 'order unknown', 50009],
    ['/user/spot/order?order_id=1', 'pair missing', 30009],
    ['/user/spot/active_orders?pair=nope', 'pair unknown', 40017],
    ['/user/spot/active_orders?count=0', 'count', 40006],
    ['/user/spot/active_orders?since=x', 'since', 40022],
    ['/user/spot/active_orders?end=x', 'end', 40007],
    ['/user/spot/active_orders?pair=btc_jpy&from_id=x', 'from_id', 40009],
    ['/user/spot/active_orders?pair=btc_jpy&end_id=x', 'end_id', 40008],
    ['/user/spot/active_orders?from_id=1', 'from_id without pair', 30009],
    ['/user/spot/trade_history?count=0', 'count', 40006],
    ['/user/spot/trade_history?order_id=1', 'order_id without pair', 30009],
    ['/user/deposit_history?asset=nope', 'asset', 40025],
    ['/user/deposit_history?count=-1', 'count', 40006],
    ['/user/withdrawal_history', 'asset missing', 30016],
    ['/user/withdrawal_account', 'asset missing', 30016],
    ['/user/withdrawal_account?asset=nope', 'asset unknown', 40025],
  ])('%s: %s', async (path, _, code) => {
    expect((await client.get(path)).code).toBe(code);
  });

  it.each<[string, unknown, number]>([
    ['/user/spot/order', '{"pair":', 10002],
    ['/user/spot/order', '[]', 10002],
    ['/user/spot/cancel_order', { pair: 'btc_jpy' }, 30006],
    ['/user/spot/cancel_order', { pair: 'btc_jpy', order_id: 1 }, 50009],
    ['/user/spot/cancel_orders', { pair: 'btc_jpy' }, 30007],
    ['/user/spot/cancel_orders', { pair: 'btc_jpy', order_ids: 'x' }, 40014],
    [
      '/user/spot/cancel_orders',
      { pair: 'btc_jpy', order_ids: Array.from({ length: 31 }, (_, id) => id) },
      40015,
    ],
    ['/user/request_withdrawal', { asset: 'btc', amount: '1' }, 30019],
    ['/user/request_withdrawal', { asset: 'btc', uuid: 'x' }, 30039],
    ['/user/request_withdrawal', { asset: 'btc', uuid: 'x', amount: '-1' }, 40048],
    ['/user/request_withdrawal', { uuid: 'x', amount: '1' }, 30016],
    ['/user/confirm_deposits', {}, 30019],
    ['/user/confirm_deposits', { deposits: [{ uuid: 'x', originator_uuid: 'y' }] }, 50045],
  ])('%s %j', async (path, body, code) => {
    expect((await client.post(path, body)).code).toBe(code);
  });

  it('a suspended pair', async () => {
    const { code } = await client.post(order, { ...limit('100'), pair: 'mkr_jpy', side: 'buy' });
    expect([70004, 70017]).toContain(code);
  });

  it('paths it does not have, and paths without /v1', async () => {
    expect(await client.get('/user/spot/nothing')).toMatchObject({ status: 200, code: 20001 });
    expect(await client.post('/user/assets', {})).toMatchObject({ status: 200, code: 20001 });
    expect(await client.get('/spot/nothing')).toMatchObject({ status: 404, code: 10000 });
    const reply = (await (await fetch(`${sim.urls.publicUrl}/user/assets`)).json()) as unknown;
    expect(reply).toEqual({ success: 0, data: { code: 20018 } });
  });

  it('more than 10 queries or 6 updates in a second, with HTTP 429', () => {
    // On a virtual clock a second is a second, however busy the machine is.
    const clock = virtualClock(Date.UTC(2026, 0, 15));
    const virtual = createVirtualSimulator({ scheduler: clock, participants: false });
    const send = (method: 'GET' | 'POST', path: string, body: string) => {
      const replies: HttpReply[] = [];
      const requestTime = String(clock.now());
      const signed = requestTime + '5000' + (method === 'GET' ? `/v1${path}` : body);
      const headers = {
        'ACCESS-KEY': demoAccount.apiKey,
        'ACCESS-REQUEST-TIME': requestTime,
        'ACCESS-TIME-WINDOW': '5000',
        'ACCESS-SIGNATURE': createHmac('sha256', demoAccount.apiSecret).update(signed).digest('hex'),
      };
      const url = virtual.urls.apiUrl + path;
      virtual
        .sendRequest({ method, url, headers, body, timeout: 1_000, maxReplyBytes: 1e6 })
        .subscribe((reply) => replies.push(reply));
      clock.advanceBy(1);
      const [reply] = replies;
      return reply?.status === 429 ? reply.body : reply?.status;
    };
    const refused = '{"success":0,"data":{"code":10009}}';
    const queries = () => Array.from({ length: 12 }, () => send('GET', '/user/spot/active_orders', ''));
    const updates = () =>
      Array.from({ length: 8 }, () => send('POST', order, JSON.stringify(limit('1000000'))));
    for (let second = 0; second < 2; second++) {
      expect(queries()).toEqual([...Array.from({ length: 10 }, () => 200), refused, refused]);
      expect(updates()).toEqual([...Array.from({ length: 6 }, () => 200), refused, refused]);
      clock.advanceBy(1_000);
    }
    virtual.close();
  });
});
