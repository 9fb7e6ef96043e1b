import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { demoAccount, startSimulator, type Simulator } from 'rx-bitbank/simulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasNats, type NatsServer, startNats } from '../../../test/nats/nats-server';
import { startDashboard, type Dashboard } from '../gateway/dashboard';
import { launchChromium } from './chromium';
import { amount, choose, fate, low, openPage, placeIt, price, reads, region } from './screen';

/** Starts a gateway by the command, and waits until it leads. */
const gatewayBy = async (args: readonly string[]): Promise<ChildProcess> => {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, '../../../dist/cli.js'), 'gateway', ...args],
    {
      env: { ...process.env, BITBANK_API_KEY: demoAccount.apiKey, BITBANK_API_SECRET: demoAccount.apiSecret },
    },
  );
  let said = '';
  await new Promise<void>((resolve, reject) => {
    for (const output of [child.stdout, child.stderr])
      output.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (said.includes('"epoch"')) resolve();
      });
    child.once('exit', () => reject(new Error(said)));
  });
  return child;
};

describe.skipIf(!hasNats)('a desk over NATS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dashboard-nats-'));
  let sim: Simulator;
  let nats: NatsServer;
  let gateway: ChildProcess;
  let browser: Browser;
  let page: Page;
  let dashboard: Dashboard;

  const startGateway = (): Promise<ChildProcess> => {
    const { streamUrl, publicUrl, apiUrl, pubnubOrigin } = sim.urls;
    return gatewayBy([
      ...['--nats', nats.url, '--trade', '--wait'],
      ...['--all-orders', 'dashboard', '--journal', join(folder, 'orders.ndjson')],
      ...['--stream-url', streamUrl, '--public-url', publicUrl, '--api-url', apiUrl],
      ...['--pubnub-origin', pubnubOrigin],
    ]);
  };

  beforeAll(async () => {
    [sim, nats, browser] = await Promise.all([
      startSimulator({ pairs: ['btc_jpy', 'xrp_jpy'] }),
      startNats(),
      launchChromium(),
    ]);
    gateway = await startGateway();
    dashboard = await startDashboard({
      live: false,
      port: 0,
      nats: { servers: nats.url, owner: 'dashboard' },
    });
    page = await openPage(browser, { viewport: { width: 1280, height: 1000 } });
    await page.goto(dashboard.url);
  });

  afterAll(async () => {
    await browser.close();
    await dashboard.close();
    const gone = once(gateway, 'exit');
    gateway.kill('SIGKILL');
    await gone;
    await nats.close();
    await sim.close();
    rmSync(folder, { recursive: true });
  });

  it('shows the frames of its gateway, and its REST, from the server of the page alone', async () => {
    const asked = new Set<string>();
    page.on('request', (request) => asked.add(new URL(request.url()).host));
    await page.reload();
    await reads(region(page, 'Order book'), /\d,\d{3}/);
    await reads(page.locator('#pair'), /^BTC/);
    expect([...asked]).toEqual([new URL(dashboard.url).host]);
    const { urls } = (await (await fetch(`${dashboard.url}/config.json`)).json()) as {
      urls: { streamUrl: string };
    };
    expect(urls.streamUrl).toBe(dashboard.url.replace('http', 'ws'));
  });

  it('places an order through the gateway of the desk, and hears its fate', async () => {
    await choose(page, 'market');
    await amount(page).fill('0.01');
    await placeIt(page);
    await reads(fate(page), /^Filled/);
    const orders = sim.journal().flatMap((event) => (event.type === 'order' ? [event.order.orderId] : []));
    expect(new Set(orders).size).toBe(1);
  });

  it('outlives the death of that gateway', async () => {
    const gone = once(gateway, 'exit');
    gateway.kill('SIGKILL');
    await gone;
    gateway = await startGateway();
    // The page sees every order and every fill of the account, whatever gateway reports them.
    await expect
      .poll(
        async () => {
          await choose(page, 'limit');
          await amount(page).fill('0.001');
          await price(page).fill(low);
          await placeIt(page);
          await reads(fate(page), /^(?!It is on its way)/);
          return (await fate(page).allInnerTexts()).join();
        },
        { timeout: 180_000, interval: 2_000 },
      )
      .toMatch(/^Accepted as order \d+/);
  }, 300_000);

  it('passes nothing on to who comes from elsewhere, and refuses what the gateway refuses', async () => {
    const from = (path: string, origin: string): Promise<Response> =>
      fetch(dashboard.url + path, { headers: { Origin: origin } });
    expect((await from('/venue/tickers', 'https://example.com')).status).toBe(403);
    expect((await from('/venue/tickers', dashboard.url)).status).toBe(200);
    expect((await from('/venue/v1/user/assets', dashboard.url)).status).toBe(502);
  });
});
