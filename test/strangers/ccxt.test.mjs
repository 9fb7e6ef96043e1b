import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { URL } from 'node:url';
import ccxt from 'ccxt';
import { demoAccount, startSimulator } from 'rx-bitbank/simulator';

const symbol = 'BTC/JPY';
let sim;

before(async () => {
  sim = await startSimulator();
});
after(() => sim.close());

/** Returns ccxt's bitbank client. Only the address of the venue is changed. */
const client = (authMethod = 'timeWindow') => {
  const exchange = new ccxt.bitbank({
    apiKey: demoAccount.apiKey,
    secret: demoAccount.apiSecret,
    options: { authMethod },
  });
  const { origin } = new URL(sim.urls.publicUrl);
  exchange.urls.api = { public: origin, private: origin, markets: origin };
  return exchange;
};

test('markets', async () => {
  const markets = await client().loadMarkets();
  assert.equal(Object.keys(markets).length, 62);
  assert.equal(markets[symbol].precision.amount, 0.0001);
  assert.equal(markets[symbol].precision.price, 1);
  assert.equal(markets[symbol].taker, 0.001);
});

test('ticker, book and trades', async () => {
  const exchange = client();
  const ticker = await exchange.fetchTicker(symbol);
  assert.ok(ticker.bid < ticker.ask && ticker.last > 0 && ticker.baseVolume > 0);
  const book = await exchange.fetchOrderBook(symbol);
  assert.ok(book.bids[0][0] < book.asks[0][0] && book.bids.length > 100);
  const trades = await exchange.fetchTrades(symbol);
  assert.equal(trades.length, 60);
  assert.ok(trades.every(({ price, side }) => price > 0 && ['buy', 'sell'].includes(side)));
});

test('candles of the short types', async () => {
  // ccxt requests the page of one day, and that of a day that has just begun has few rows.
  const day = 86_400_000;
  const since = Math.floor(Date.now() / day) * day - day / 2;
  for (const timeframe of ['1m', '5m', '15m', '30m', '1h']) {
    const candles = await client().fetchOHLCV(symbol, timeframe, since);
    assert.ok(candles.length > 0, timeframe);
    const [time, open, high, low, close, volume] = candles[0];
    assert.ok(time >= since && high >= Math.max(open, close) && low <= Math.min(open, close) && volume >= 0);
  }
});

for (const authMethod of ['timeWindow', 'nonce']) {
  test(`orders, trades and balance with ${authMethod}`, async () => {
    const exchange = client(authMethod);
    const before = await exchange.fetchBalance();
    assert.ok(before.JPY.free > 0 && before.BTC.total > 0);

    const resting = await exchange.createOrder(symbol, 'limit', 'buy', 0.001, 5_000_000);
    assert.equal(resting.status, 'open');
    const open = await exchange.fetchOpenOrders(symbol);
    assert.deepEqual(
      open.map(({ id }) => id),
      [resting.id],
    );
    const canceled = await exchange.cancelOrder(resting.id, symbol);
    assert.equal(canceled.status, 'canceled');
    assert.equal((await exchange.fetchOrder(resting.id, symbol)).status, 'canceled');

    const bought = await exchange.createOrder(symbol, 'market', 'buy', 0.001);
    const filled = await exchange.fetchOrder(bought.id, symbol);
    assert.equal(filled.status, 'closed');
    assert.equal(filled.filled, 0.001);
    const mine = await exchange.fetchMyTrades(symbol);
    assert.ok(mine.some(({ order, takerOrMaker }) => order === bought.id && takerOrMaker === 'taker'));
    const after = await exchange.fetchBalance();
    assert.ok(Math.abs(after.BTC.total - before.BTC.total - 0.001) < 1e-9);
  });
}

test('errors are recognised', async () => {
  const stranger = client();
  stranger.secret = 'wrong';
  await assert.rejects(stranger.fetchBalance(), ccxt.AuthenticationError);
  await assert.rejects(client().createOrder(symbol, 'limit', 'buy', 900, 13_000_000), ccxt.InsufficientFunds);
  await assert.rejects(client().fetchOrder('1', symbol), ccxt.OrderNotFound);
});

test('deposit address and withdrawal', async () => {
  const exchange = client();
  const address = await exchange.fetchDepositAddress('BTC');
  assert.ok(address.address.length > 10);
  const [account] = address.info.data.accounts;
  const withdrawal = await exchange.withdraw('BTC', 0.01, address.address, undefined, { uuid: account.uuid });
  assert.equal(withdrawal.info.status, 'CONFIRMING');
});
