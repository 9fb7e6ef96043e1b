import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDashboard, type Dashboard } from '../gateway/dashboard';
import { launchChromium } from './chromium';

let dashboard: Dashboard;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  [dashboard, browser] = await Promise.all([
    startDashboard({ live: false, port: 0, seed: 3 }),
    launchChromium(),
  ]);
  page = await browser.newPage({ viewport: { width: 1280, height: 1000 }, colorScheme: 'dark' });
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(dashboard.url);
}, 60_000);

afterAll(async () => {
  await browser.close();
  await dashboard.close();
});

/** Waits until what is on the screen is as it should be. */
const seen = (selector: string, pattern: RegExp): Promise<void> =>
  page.locator(selector).filter({ hasText: pattern }).first().waitFor({ timeout: 30_000 });

const placeOrder = async (fields: Readonly<Record<string, string>>, side: 'buy' | 'sell'): Promise<void> => {
  await page.check(`[name=side][value=${side}]`);
  await page.selectOption('[name=type]', fields['type'] ?? 'limit');
  for (const [name, value] of Object.entries(fields)) {
    if (name !== 'type') await page.fill(`[name=${name}]`, value);
  }
  await page.press('[name=amount]', 'Enter');
  // Far from the market it is asked about.
  if (await page.locator('#ticket-question').isVisible()) await page.press('[name=amount]', 'Enter');
};

describe('the dashboard', () => {
  it('shows every instrument, a moving book, candles, trades and balances', async () => {
    await seen('#connection', /^connected$/);
    expect(await page.locator('#pair option').count()).toBe(62);
    await page.locator('#bids tr:first-child button').filter({ hasText: /\d/ }).waitFor();
    const before = await page.locator('#bids').innerText();
    await page.waitForFunction((old) => document.getElementById('bids')?.innerText !== old, before);
    await seen('#trades', /\d+,\d+/);
    await seen('#balances', /jpy/);
    expect(await page.locator('#candles canvas').count()).toBeGreaterThan(0);
    expect(await page.locator('#rules').innerText()).toContain('Tick 1 jpy, lot 0.0001 btc');
  });

  it('follows a market order from Submitted to Filled, with its fill and the new balance', async () => {
    await placeOrder({ type: 'market', amount: '0.01' }, 'buy');
    await seen('#life-list li', /Submitted → Accepted → (PartiallyFilled [\d.]+ → )+Filled/);
    await seen('#fills tbody', /BTC\/JPY/);
    await seen('#balances', /1\.01000000/);
  });

  it('shows an open order, cancels it, and tells why a bad one is refused', async () => {
    await placeOrder({ price: '10000000', amount: '0.02' }, 'buy');
    await seen('#open-orders tbody', /10000000/);
    await page.click('#open-orders tbody button');
    await seen('#life-list li', /Accepted → Canceled/);
    await page.waitForFunction(() => document.querySelector('#open-orders tbody')?.childElementCount === 0);
    await placeOrder({ price: '10000000.5', amount: '0.02' }, 'buy');
    await seen('#life-list li', /Rejected \(.*price/);
    await seen('#ticket-result', /^Refused: .*price/);
  });

  it('takes a price from the book, by keyboard', async () => {
    await page.locator('#asks tr:last-child button').focus();
    await page.keyboard.press('Enter');
    expect(await page.inputValue('[name=price]')).toMatch(/^\d+$/);
  });

  it('goes pale when the plug is pulled, and comes back', async () => {
    await page.click('#plug');
    await seen('#connection', /the plug is pulled/);
    await page.waitForFunction(() => document.getElementById('book')?.classList.contains('stale'));
    await page.click('#plug');
    await seen('#connection', /^connected$/);
    await page.waitForFunction(() => !document.getElementById('book')?.classList.contains('stale'));
    await seen('#diagnostic-list', /link-lost/);
  });

  it('goes to another pair, and shows a suspended one empty', async () => {
    await page.selectOption('#pair', 'xrp_jpy');
    await seen('#asks', /\d+\.\d{3}/);
    await page.selectOption('#pair', 'mkr_jpy');
    await page.waitForFunction(
      () => (document.querySelector('#bids tr') as HTMLElement).style.visibility === 'hidden',
    );
    await page.selectOption('#pair', 'btc_jpy');
  });

  it('fits a telephone, in light', async () => {
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 390, height: 844 });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
    await page.setViewportSize({ width: 1280, height: 1000 });
    await page.emulateMedia({ colorScheme: 'dark' });
  });

  it('has no control without a name', async () => {
    const nameless = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLInputElement>('button, select, input')]
        .filter((control) => {
          const label = control.getAttribute('aria-label') ?? control.labels?.[0]?.textContent;
          const name = control.tagName === 'BUTTON' ? (label ?? control.textContent) : label;
          return control.checkVisibility({ visibilityProperty: true }) && !name?.trim();
        })
        .map((control) => control.outerHTML),
    );
    expect(nameless).toEqual([]);
  });

  it('has nothing to complain of in the console', () => {
    expect(complaints).toEqual([]);
  });
});

describe('the gateway', () => {
  it('answers its own page only', async () => {
    const from = (origin: string): Promise<Response> =>
      fetch(`${dashboard.url}/config.json`, { headers: { Origin: origin } });
    expect((await from('https://example.com')).status).toBe(403);
    expect((await from(dashboard.url)).status).toBe(200);
    expect((await fetch(`${dashboard.url}/`, { method: 'POST', body: '{}' })).status).toBe(405);
  });

  it('keeps the keys to itself', async () => {
    for (const path of ['/', '/app.js', '/config.json']) {
      expect(await (await fetch(dashboard.url + path)).text()).not.toContain('demo-secret');
    }
  });
});
