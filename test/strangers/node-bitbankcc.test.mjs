import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import bitbank from 'node-bitbankcc';
import { demoAccount, startSimulator } from 'rx-bitbank/simulator';

const pair = 'btc_jpy';
let sim;
let publicApi;
let privateApi;

before(async () => {
  const unlimited = { ...demoAccount, rateLimits: { QUERY: Infinity, UPDATE: Infinity } };
  sim = await startSimulator({ accounts: [unlimited] });
  publicApi = new bitbank.PublicApi({ endPoint: sim.urls.publicUrl });
  privateApi = new bitbank.PrivateApi({ endPoint: sim.urls.apiUrl, ...demoAccount });
});
after(() => sim.close());

/**
 * Returns a day in UTC, as `20261128`. The venue has no page of today's trades, and just after midnight none of
 * yesterday's either.
 */
const dayBefore = (days) =>
  new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');

test('getTicker', async () => {
  const { success, data } = await publicApi.getTicker({ pair });
  assert.equal(success, 1);
  assert.ok(Number(data.buy) < Number(data.sell));
});

test('getDepth', async () => {
  const { data } = await publicApi.getDepth({ pair });
  assert.ok(Array.isArray(data.asks) && Array.isArray(data.bids));
});

test('getTransactions, of now and of a day', async () => {
  const latest = await publicApi.getTransactions({ pair });
  assert.equal(latest.data.transactions.length, 60);
  const day = await publicApi.getTransactions({ pair, yyyymmdd: dayBefore(2) });
  assert.ok(day.data.transactions.length > 60);
});

test('getCandlestick', async () => {
  const short = await publicApi.getCandlestick({ pair, candleType: '5min', yyyymmdd: dayBefore(1) });
  assert.ok(short.data.candlestick[0].ohlcv.length > 0);
  const long = await publicApi.getCandlestick({
    pair,
    candleType: '1day',
    yyyymmdd: dayBefore(1).slice(0, 4),
  });
  assert.ok(long.data.candlestick[0].ohlcv.length > 0);
});

test('an unknown pair is HTTP 404', async () => {
  await assert.rejects(publicApi.getTicker({ pair: 'nope' }), /404/);
});

test('getAssets', async () => {
  const { data } = await privateApi.getAssets();
  assert.equal(data.assets.find(({ asset }) => asset === 'btc').amount_precision, 8);
});

const order = { pair, side: 'buy', type: 'limit', amount: '0.001', price: 5_000_000 };

test('postOrder, getOrder, getActiveOrders, cancelOrder', async () => {
  const placed = await privateApi.postOrder(order);
  const { order_id } = placed.data;
  assert.equal((await privateApi.getOrder({ pair, order_id })).data.status, 'UNFILLED');
  const active = await privateApi.getActiveOrders({ pair, count: 10 });
  assert.deepEqual(
    active.data.orders.map((one) => one.order_id),
    [order_id],
  );
  assert.equal((await privateApi.cancelOrder({ pair, order_id })).data.status, 'CANCELED_UNFILLED');
});

test('cancelOrders, getOrdersInfo', async () => {
  const first = await privateApi.postOrder({ ...order, post_only: true });
  const second = await privateApi.postOrder({ ...order, price: '5000001' });
  const order_ids = [first.data.order_id, second.data.order_id];
  assert.equal((await privateApi.getOrdersInfo({ pair, order_ids })).data.orders.length, 2);
  assert.equal((await privateApi.cancelOrders({ pair, order_ids })).data.orders.length, 2);
});

test('getTradeHistory', async () => {
  await privateApi.postOrder({ pair, side: 'buy', type: 'market', amount: '0.001' });
  const { data } = await privateApi.getTradeHistory({ pair, count: 1, order: 'desc' });
  assert.equal(data.trades[0].maker_taker, 'taker');
});

test('getDepositHistory, getWithdrawalHistory', async () => {
  assert.deepEqual((await privateApi.getDepositHistory({ asset: 'btc' })).data, { deposits: [] });
  assert.deepEqual((await privateApi.getWithdrawalHistory({ asset: 'btc' })).data, { withdrawals: [] });
});

test('getWithdrawalAccount, requestWithdrawal', async () => {
  const { data } = await privateApi.getWithdrawalAccount({ asset: 'btc' });
  const [{ uuid }] = data.accounts;
  const requested = await privateApi.requestWithdrawal({ asset: 'btc', amount: '0.01', uuid });
  assert.equal(requested.data.status, 'CONFIRMING');
});

test('refusals carry their code', async () => {
  await assert.rejects(privateApi.postOrder({ ...order, amount: '900' }), /60001/);
});
