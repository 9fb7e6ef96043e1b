import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout } from 'node:timers';
import { fileURLToPath, URL } from 'node:url';
import bitbank from 'node-bitbankcc';
import ccxt from 'ccxt';
import { demoAccount } from 'rx-bitbank/simulator';
import { programOf, run } from './programs.mjs';
import { startRecorded } from './recorded.mjs';

/** One client of each kind trades in the replay of a recorded market. */
const urls = startRecorded();
const origin = () => new URL(urls().publicUrl).origin;
const pair = 'btc_jpy';
const { apiKey, apiSecret } = demoAccount;

/**
 * Waits for the next second, because the venue limits the calls per second and the previous test may have used them up.
 */
const aSecond = () => new Promise((resolve) => setTimeout(resolve, 1_100));

test('ccxt trades in a recorded market', async () => {
  const symbol = 'BTC/JPY';
  const exchange = new ccxt.bitbank({ apiKey, secret: apiSecret });
  exchange.urls.api = { public: origin(), private: origin(), markets: origin() };
  const { bids, asks } = await exchange.fetchOrderBook(symbol);
  assert.ok(bids[0][0] < asks[0][0]);
  const resting = await exchange.createOrder(symbol, 'limit', 'buy', 0.001, bids[0][0] - 100_000);
  assert.equal((await exchange.cancelOrder(resting.id, symbol)).status, 'canceled');
  const bought = await exchange.createOrder(symbol, 'market', 'buy', 0.001);
  const filled = await exchange.fetchOrder(bought.id, symbol);
  assert.equal(filled.status, 'closed');
  // The fill has the price of the recorded book, which has moved in the meantime.
  assert.ok(Math.abs(filled.average / asks[0][0] - 1) < 0.01);
});

test('node-bitbankcc trades in a recorded market', async () => {
  await aSecond();
  const privateApi = new bitbank.PrivateApi({ endPoint: urls().apiUrl, apiKey, apiSecret });
  const placed = await privateApi.postOrder({ pair, amount: '0.001', side: 'sell', type: 'market' });
  assert.equal(placed.success, 1);
  const { data } = await privateApi.getOrder({ pair, order_id: placed.data.order_id });
  assert.equal(data.status, 'FULLY_FILLED');
});

test('bitbank-lab-cli sees what was traded in a recorded market', async () => {
  await aSecond();
  const program = fileURLToPath(import.meta.resolve('bitbank-lab-cli/bin/bitbank'));
  const home = mkdtempSync(join(tmpdir(), 'strangers-'));
  const env = {
    PATH: process.env.PATH,
    HOME: home,
    NODE_OPTIONS: `--import=${new URL('redirect.mjs', import.meta.url).href}`,
    SIM_URL: origin(),
    BITBANK_API_KEY: apiKey,
    BITBANK_API_SECRET: apiSecret,
  };
  const answer = (...words) =>
    new Promise((resolve, reject) => {
      execFile(
        process.execPath,
        [program, ...words, '--machine'],
        { env, cwd: home },
        (error, stdout, stderr) =>
          error === null ? resolve(JSON.parse(stdout)) : reject(new Error(stdout + stderr)),
      );
    });
  assert.match(JSON.stringify(await answer('ticker', pair)), /"last"/);
  const trades = await answer('trade-history', `--pair=${pair}`);
  assert.equal(trades.success, true);
  rmSync(home, { recursive: true });
});

/** Tests a stranger in another language, or none if it can't be had. */
const other = (language, name, words, check) => {
  const program = programOf(language);
  if (program.left) {
    console.log(`# LEFT OUT: ${name}: ${program.left}`);
    return;
  }
  test(name, async () => {
    await aSecond();
    const { code, stdout, output } = await run(program.run, [...words, origin(), apiKey, apiSecret], {
      timeout: 120_000,
    });
    assert.equal(code, 0, output);
    check(JSON.parse(stdout));
  });
};
const script = (name) => fileURLToPath(new URL(`python/${name}`, import.meta.url));

other(
  'python',
  'pybotters keeps the book of a recorded market, and trades in it',
  [script('bot.py')],
  (told) => {
    assert.deepEqual(told.private, { before: 0, active: true, gone: true, traded: true, sameAssets: true });
    assert.deepEqual(told.public.compared, [0, 0]);
  },
);
other('python', 'python-socketio hears a recorded market', [script('rooms.py'), 'websocket'], (rooms) =>
  assert.deepEqual(rooms, ['depth_diff_btc_jpy', 'depth_whole_btc_jpy', 'ticker_btc_jpy']),
);
other('go', 'the PubNub SDK for Go hears of an order in a recorded market', ['notices'], (told) =>
  assert.deepEqual(told, ['asset_update', 'spot_order_new']),
);
other(
  'rust',
  'crypto-botters-bitbank and bitbankutil_rs keep the book of a recorded market',
  ['recorded'],
  (told) => {
    assert.equal(told.equal, told.wholes - 1);
    assert.ok(told.diffs > 10);
  },
);
