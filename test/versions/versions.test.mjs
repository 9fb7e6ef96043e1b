/**
 * Tests the built package, imported by its own name, on the Node that runs this file. `.ci/run` uses the oldest and the
 * newest Node that the package supports. You can run it on yours: `npm run build && node --test test/versions/`.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { URL } from 'node:url';
import { lastValueFrom, take, takeWhile, toArray } from 'rxjs';
import * as data from 'rx-bitbank';
import { backtest } from 'rx-bitbank/backtest';
import * as execution from 'rx-bitbank/execution';
import { recordTo } from 'rx-bitbank/recording';
import * as simulator from 'rx-bitbank/simulator';

const require = createRequire(import.meta.url);

/** Uses feeds and an order on the simulated exchange, by the entries of one of the package's builds. */
const use = async ({ createDataClient }, { createExecutionClient }, { startSimulator, demoAccount }) => {
  const sim = await startSimulator();
  const feeds = createDataClient(sim.urls);
  const { apiKey, apiSecret } = demoAccount;
  const exec = createExecutionClient({ ...sim.urls, apiKey, apiSecret });
  try {
    const books = await lastValueFrom(feeds.book$('btc_jpy', { depth: 5 }).pipe(take(3), toArray()));
    assert.ok(books.every(({ bids, asks }) => bids.length === 5 && asks.length === 5));
    const instruments = await lastValueFrom(feeds.rest.instruments());
    assert.ok(instruments.some(({ pair }) => pair === 'btc_jpy'));
    const order = { pair: 'btc_jpy', side: 'buy', type: 'market', amount: '0.01' };
    const life = await lastValueFrom(exec.submitOrder(order).pipe(toArray()));
    assert.deepEqual([life.at(0)?.type, life.at(-1)?.type], ['Submitted', 'Filled']);
  } finally {
    await Promise.all([feeds.close(), exec.close()]);
    await sim.close();
  }
};

test(`as ES modules on Node ${process.version}`, () => use(data, execution, simulator));

test(`as CommonJS on Node ${process.version}`, () =>
  use(require('rx-bitbank'), require('rx-bitbank/execution'), require('rx-bitbank/simulator')));

test(`the command on Node ${process.version}`, () => {
  const cli = require.resolve('../../dist/cli.js');
  const events = execFileSync(
    process.execPath,
    [cli, 'order', 'btc_jpy', 'buy', '0.01', '--type', 'market', '--sim', '--json'],
    { encoding: 'utf8' },
  );
  const types = events
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).type);
  assert.equal(types.at(-1), 'Filled');
});

test(`a recording and a backtest on it on Node ${process.version}`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rx-bitbank-'));
  const sim = await simulator.startSimulator({
    pairs: ['btc_jpy'],
    profiles: { btc_jpy: { turnover: 6e10 } },
  });
  try {
    // The venue sends a whole book within seconds, and a backtest has a book from then on.
    const isShort = ({ type, frames }) => type !== 'state' || frames < 20;
    await lastValueFrom(recordTo(folder, { ...sim.urls, pairs: ['btc_jpy'] }).pipe(takeWhile(isShort)));
    const market = simulator.recordedMarket(folder);
    const strategy = new URL('strategy.mjs', import.meta.url);
    const { summary } = await lastValueFrom(
      backtest({ strategy, market, balances: { jpy: '1000000' }, band: false }),
    );
    assert.deepEqual([summary.orders, summary.filled], [1, 1]);
  } finally {
    await sim.close();
    rmSync(folder, { recursive: true });
  }
});
