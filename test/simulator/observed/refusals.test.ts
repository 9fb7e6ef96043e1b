import { describe, expect } from 'vitest';
import { facts, shows } from './facts';
import { sign, venueAt } from './venue';

const noon = '2026-11-20T03:00:00Z';
const { get, post, send, public: ask, clock } = venueAt(noon);
const limit = { pair: 'btc_jpy', side: 'buy', type: 'limit', price: '1000000', amount: '0.01' };
const order = '/user/spot/order';
const codes = (paths: readonly string[]): unknown[] => paths.map((path) => get(path).code);

const signed = (headers: Record<string, string>, path = '/user/assets') =>
  send('GET', path, { 'ACCESS-KEY': 'key', ...headers });

describe(facts['wrong-signature'].topic, () => {
  shows('wrong-signature', () => {
    const time = String(clock.now());
    const reply = signed({ 'ACCESS-REQUEST-TIME': time, 'ACCESS-SIGNATURE': sign('something else') });
    expect([reply.status, reply.code]).toEqual([200, 20001]);
  });

  shows('unknown-user-path', () => {
    expect(send('GET', '/user/nothing')).toMatchObject({ status: 200, code: 20003 });
    expect(get('/user/nothing')).toMatchObject({ status: 200, code: 20001 });
    expect(get('/user/spot/orders')).toMatchObject({ status: 200, code: 20001 });
  });

  shows('unknown-path', () => {
    for (const path of ['/zzz_jpy/ticker', '/btc_jpy/nothing', '/nothing'])
      expect(ask(path)).toMatchObject({ status: 404, code: 10000 });
  });

  shows('refusals-are-200', () => {
    expect(post(order, { ...limit, side: 'hold' })).toMatchObject({ status: 200, code: 40021 });
    expect(post(order, { ...limit, amount: '200' })).toMatchObject({ status: 200, code: 60001 });
    const slow = venueAt(noon, {
      accounts: [{ apiKey: 'key', apiSecret: 'secret', rateLimits: { QUERY: 1 } }],
    });
    slow.get('/user/assets');
    expect(slow.get('/user/assets')).toMatchObject({ status: 429, code: 10009 });
  });

  shows('wrong-pair', () => {
    expect(codes([`${order}?order_id=1`])).toEqual([30009]);
    expect(codes(['pair=xxx_yyy', 'pair=', 'pair=%20'].map((pair) => `${order}?${pair}&order_id=1`))).toEqual(
      [40017, 40017, 40017],
    );
    expect(post(order, { ...limit, pair: undefined }).code).toBe(30009);
    expect(post(order, { ...limit, pair: 'xxx_yyy' }).code).toBe(40017);
  });

  shows('wrong-order-id', () => {
    const ids = ['order_id=true', 'order_id=1.5', 'order_id=1&order_id=2'];
    expect(codes(ids.map((id) => `${order}?pair=btc_jpy&${id}`))).toEqual([40013, 40013, 40013]);
    for (const id of [true, 1.5])
      expect(post('/user/spot/cancel_order', { pair: 'btc_jpy', order_id: id }).code).toBe(40013);
  });

  shows('wrong-order-ids', () => {
    const codeOf = (ids: unknown) => post('/user/spot/orders_info', { pair: 'btc_jpy', order_ids: ids }).code;
    expect(['1', 1, [1.5], []].map(codeOf)).toEqual([40014, 40014, 40014, 40014]);
    expect(codeOf([true])).toBe(10001);
  });

  shows('empty-parameters', () => {
    const empty = ['count', 'end', 'end_id', 'from_id'];
    expect(codes(empty.map((name) => `/user/spot/active_orders?${name}=`))).toEqual([
      40006, 40007, 40008, 40009,
    ]);
    expect(codes(['/user/spot/trade_history?since='])).toEqual([40022]);
  });

  shows('several-faults', () => {
    for (const list of ['active_orders', 'trade_history'])
      expect(codes([`/user/spot/${list}?since=x&pair=zzz&from_id=x&end_id=x&end=x&count=x`])).toEqual([
        40006,
      ]);
  });

  shows('order-of-parameters', () => {
    const wrong = ['count', 'end', 'end_id', 'from_id', 'pair', 'since'].map((name) => `${name}=x`);
    const told = wrong.map((_, mended) => {
      const left = wrong.slice(mended).reverse().join('&');
      return get(`/user/spot/active_orders?${left}`).code;
    });
    expect(told).toEqual([40006, 40007, 40008, 40009, 40017, 40022]);
  });

  shows('right-id-wrong-pair', () => {
    const { order_id: id } = post(order, limit).data;
    expect(get(`${order}?pair=btc_jpy&order_id=${String(id)}`).code).toBeNull();
    expect(get(`${order}?pair=eth_jpy&order_id=${String(id)}`).code).toBe(50009);
  });

  shows('trigger-at-once', () => {
    const stop = { ...limit, type: 'stop', trigger_price: '2' };
    expect(post(order, { ...stop, price: undefined }).code).toBe(60018);
    expect(post(order, { ...stop, type: 'stop_loss' }).code).toBe(60019);
  });

  shows('thirty-orders', () => {
    const venue = venueAt(noon);
    const placed = Array.from({ length: 31 }, () => venue.post(order, { ...limit, amount: '0.0001' }).code);
    expect(placed).toEqual([...Array<null>(30).fill(null), 60011]);
    expect(venue.post(order, { ...limit, pair: 'eth_jpy', price: '1000' }).code).toBeNull();
  });
});

describe(facts['nonce-and-window'].topic, () => {
  shows('nonce-and-window', () => {
    const nonce = String(clock.now());
    const headers = { 'ACCESS-NONCE': nonce, 'ACCESS-TIME-WINDOW': '5000' };
    const signature = sign(`${nonce}/v1/user/assets`);
    expect(signed({ ...headers, 'ACCESS-SIGNATURE': signature }).code).toBeNull();
    const windowed = sign(`${nonce}5000/v1/user/assets`);
    expect(signed({ ...headers, 'ACCESS-NONCE': `${nonce}1`, 'ACCESS-SIGNATURE': windowed }).code).toBe(
      20001,
    );
  });

  shows('request-time-ahead', () => {
    const codeAt = (offset: number) => {
      const time = String(clock.now() + offset);
      const signature = sign(`${time}1000/v1/user/assets`);
      return signed({
        'ACCESS-REQUEST-TIME': time,
        'ACCESS-TIME-WINDOW': '1000',
        'ACCESS-SIGNATURE': signature,
      }).code;
    };
    expect([999, 1_000, -1_000, -1_001].map(codeAt)).toEqual([null, 20034, null, 20035]);
  });

  shows('nonce-rises', () => {
    const codeOf = (nonce: number) =>
      signed({ 'ACCESS-NONCE': String(nonce), 'ACCESS-SIGNATURE': sign(`${nonce}/v1/user/assets`) }).code;
    const later = clock.now() * 100;
    expect([later, later, later - 1, later + 1].map(codeOf)).toEqual([null, 20001, 20001, null]);
  });

  shows('rate-limits', () => {
    const venue = venueAt(noon, { accounts: [{ apiKey: 'key', apiSecret: 'secret' }] });
    const info = { pair: 'btc_jpy', order_ids: [1] };
    const cancel = { pair: 'btc_jpy', order_id: 1 };
    const queries = Array.from({ length: 11 }, () => venue.post('/user/spot/orders_info', info).status);
    const updates = Array.from({ length: 7 }, () => venue.post('/user/spot/cancel_order', cancel).status);
    expect(queries).toEqual([...Array<number>(10).fill(200), 429]);
    expect(updates).toEqual([...Array<number>(6).fill(200), 429]);
  });
});
