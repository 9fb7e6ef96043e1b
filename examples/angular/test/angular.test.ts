import {
  createEnvironmentInjector,
  Injector,
  runInInjectionContext,
  type EnvironmentInjector,
} from '@angular/core';
import type { Browser, BrowserContextOptions, Page, WebSocket } from 'playwright-core';
import { lastValueFrom } from 'rxjs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { fate, patience, placeIt, reads, shownBy } from '../../dashboard/test/acts';
import { startServer, type ExampleServer } from '../server/server';
import { injectBitbank, provideBitbank } from '../src/bitbank';
import { launchChromium } from './chromium';

let server: ExampleServer;
let browser: Browser;
let page: Page;
const complaints: string[] = [];
const sockets: WebSocket[] = [];
/** The messages of the page to the stream: joins and leaves of rooms. */
const sent: string[] = [];
const opened: Page[] = [];

const openPage = async (options: BrowserContextOptions = {}): Promise<Page> => {
  const one = await browser.newPage(options);
  one.setDefaultTimeout(patience);
  opened.push(one);
  return one;
};

// What the pages show explains a test that is red.
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') throw new Error(await shownBy(opened));
});

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer({ live: false, port: 0, seed: 3 }), launchChromium()]);
  page = await openPage({ viewport: { width: 1000, height: 800 }, colorScheme: 'dark' });
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('websocket', (socket) => {
    // The account has a socket of its own.
    if (socket.url().includes('/trading?')) return;
    sockets.push(socket);
    socket.on('framesent', ({ payload }) => sent.push(String(payload)));
  });
  await page.goto(server.url);
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

const seen = (selector: string, pattern: RegExp): Promise<void> => reads(page.locator(selector), pattern);

/** The price of the order that rests. */
let limit = '';

const bestBid = '#bids tr:first-child button';

const rooms = (command: 'join' | 'leave', pair: string): readonly string[] =>
  sent.filter((frame) => frame.includes(`"${command}-room"`) && frame.includes(pair));

describe('the application', () => {
  it('shows every instrument, the ticker and a moving book', async () => {
    await seen('.connection', /^connected$/);
    await expect.poll(() => page.getByRole('list', { name: 'Pairs' }).getByRole('button').count()).toBe(62);
    await seen('app-ticker', /Last\s*\d+,\d{3}.*Volume\s*[\d,.]+ BTC/s);
    await seen(bestBid, /^\d+,\d{3},\d{3}$/);
    await expect.poll(() => page.locator('#asks tr').count()).toBe(14);
    await expect.poll(() => page.locator('#bids tr').count()).toBe(14);
    const before = await page.locator('app-book').innerText();
    await page.waitForFunction(
      (old) => document.querySelector<HTMLElement>('app-book')?.innerText !== old,
      before,
    );
  });

  it('goes to another pair on the same link, and leaves the rooms of the old one', async () => {
    await page.getByRole('searchbox', { name: 'Search pairs' }).fill('xrp');
    await page.getByRole('button', { name: /^XRP\/JPY/ }).click();
    await seen(bestBid, /^\d+\.\d{3}$/);
    await seen('app-ticker', /Last\s*\d+\.\d{3}.*XRP/s);
    // They are ticker, trades, two of the book, and the circuit breaker for the ticket.
    await expect.poll(() => rooms('join', 'xrp_jpy')).toHaveLength(5);
    await expect.poll(() => rooms('leave', 'btc_jpy')).toHaveLength(5);
    expect(sockets).toHaveLength(1);
  });

  it('leaves everything when the components are destroyed, and comes back', async () => {
    await page.getByRole('button', { name: 'Market' }).click();
    await seen('.connection', /^idle$/);
    await expect.poll(() => page.locator('main').count()).toBe(0);
    await expect.poll(() => sockets.map((socket) => socket.isClosed())).toEqual([true]);
    await page.getByRole('button', { name: 'Market' }).click();
    await seen('.connection', /^connected$/);
    await seen(bestBid, /^\d+\.\d{3}$/);
  });

  it('shows the dashboard’s streams: trades, depth with a readout, a grouped book, a list that is searched', async () => {
    await seen('#tape tbody tr', /\d\d:\d\d:\d\d/);
    const depth = page.getByRole('img', { name: 'Depth chart' });
    await depth.hover({ position: { x: 60, y: 60 } });
    await seen('#depth-chart .readout', /[\d.,]+ XRP/);
    await page.getByRole('combobox', { name: 'Ticks grouped by' }).selectOption('100');
    await seen(bestBid, /^\d+\.\d00$/);
    await page.getByRole('searchbox', { name: 'Search pairs' }).fill('zzz');
    await expect.poll(() => page.getByRole('list', { name: 'Pairs' }).getByRole('button').count()).toBe(0);
  });

  it('draws the candles, and follows another interval', async () => {
    const bars = page.getByRole('figure', { name: /^Candlestick chart of XRP\/JPY 1m: [1-9]\d\d bars/ });
    await bars.waitFor();
    await page.getByRole('button', { name: '1D', exact: true }).click();
    await seen('#readout', /^\d{4}\/\d\d\/\d\d\s*O/);
  });

  it('trades: says the fate of an order at the button, shows what is open and what was filled', async () => {
    const type = page.getByRole('combobox', { name: 'Type' });
    const amount = page.getByRole('textbox', { name: 'Amount' });
    await type.selectOption('market');
    await amount.fill('5');
    await placeIt(page);
    await reads(fate(page), /^Filled, at \d/);
    await seen('#fills tr', /XRP\/JPY\s*Buy/);
    await seen('#balances tr', /^XRP/);
    await seen('#positions tr', /XRP\/JPY/);
    await type.selectOption('limit');
    await amount.fill('5');
    await page.getByRole('textbox', { name: 'Price' }).fill('３３３．３３３３');
    await seen('.bad', /The smallest step is 0\.001 JPY/);
    // The simulated price moves from day to day. The order rests below it, and near enough not to be asked about.
    const bid = Number(await page.locator(bestBid).innerText());
    limit = String(Math.floor(0.97 * bid));
    await page.getByRole('textbox', { name: 'Price' }).fill(limit);
    await placeIt(page);
    await reads(fate(page), /^Accepted as order/);
    await page.getByRole('button', { name: /^Cancel order/ }).click();
    await seen('#orders p', /Order \d+ canceled\./);
    await seen('#orders .empty', /^No open orders/);
  });

  it('tells the life of each order, and what the clients noticed', async () => {
    const lives = page.getByRole('region', { name: 'Lives of orders' }).getByRole('listitem');
    await lives
      .filter({ hasText: /Buy 5 XRP\/JPY market.*Submitted.*→ Accepted.*→ PartiallyFilled.*→ Filled/ })
      .waitFor();
    await lives
      .filter({ hasText: new RegExp(`limit ${limit}.*Submitted.*→ Accepted.*→ Canceled`) })
      .waitFor();
    await page.getByRole('region', { name: 'Diagnostics' }).waitFor();
  });

  it('fills the ticket by a click in the book', async () => {
    await page.getByRole('combobox', { name: 'Type' }).selectOption('limit');
    await page
      .getByRole('button', { name: /^Use the bid price/ })
      .first()
      .click();
    await expect
      .poll(() => page.getByRole('textbox', { name: 'Price' }).inputValue())
      .toMatch(/^\d+\.\d{3}$/);
    await expect.poll(() => page.getByRole('radio', { name: 'Sell' }).isChecked()).toBe(true);
  });

  it('has the pair in its address, and the settings, which it keeps: Japanese, and a theme', async () => {
    expect(new URL(page.url()).hash).toContain('pair=xrp_jpy');
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('combobox', { name: 'Theme' }).selectOption('light');
    const scheme = (): Promise<string> => page.evaluate(() => document.documentElement.style.colorScheme);
    await expect.poll(scheme).toBe('light');
    await page.getByRole('combobox', { name: 'Language' }).selectOption('ja');
    await seen('#book h2', /^板$/);
    await page.reload();
    await seen('#book h2', /^板$/);
    await seen(bestBid, /^\d+\.\d{3}$/);
    await page.getByRole('button', { name: '設定' }).click();
    await page.getByRole('combobox', { name: '言語' }).selectOption('en');
    await page.getByRole('button', { name: 'Close' }).click();
    await seen('#book h2', /^Order book$/);
  });

  it('halts: says what it will do, proves that nothing is open, and nothing leaves any more', async () => {
    await page.getByRole('button', { name: 'Halt…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Halt' });
    await dialog.filter({ hasText: /no order leaves.*cannot be undone/ }).waitFor();
    await dialog.getByRole('button', { name: 'Halt now' }).click();
    await dialog
      .getByRole('log')
      .filter({ hasText: /It is proven that no order is open/ })
      .waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await seen('#ticket .bad', /^Halted/);
  });

  it('says that the venue cannot be reached, and goes on when it can', async () => {
    const other = await openPage();
    const isVenue = (asked: URL): boolean => asked.pathname.endsWith('/spot/pairs');
    await other.route(isVenue, (route) => route.abort());
    await other.goto(server.url);
    const alert = other
      .getByRole('alert')
      .filter({ hasText: /The rules of the pairs cannot be read: .+ tried again/ });
    await alert.waitFor();
    await other.unroute(isVenue);
    await reads(other.locator(bestBid), /^\d/);
    await expect.poll(() => alert.count()).toBe(0);
    await other.close();
  });

  it('fits a telephone', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    const width = (): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth);
    await expect.poll(width).toBeLessThanOrEqual(390);
  });

  it('has nothing to complain of in the console', () => {
    expect(complaints).toEqual([]);
  });
});

describe('provideBitbank', () => {
  it('gives one client, and closes it with its injector', async () => {
    const injector = createEnvironmentInjector([provideBitbank()], Injector.NULL as EnvironmentInjector);
    const bitbank = runInInjectionContext(injector, injectBitbank);
    expect(runInInjectionContext(injector, injectBitbank)).toBe(bitbank);
    const last = lastValueFrom(bitbank.connection$);
    injector.destroy();
    expect((await last).state).toBe('idle');
  });
});
