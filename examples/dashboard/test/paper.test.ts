import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSimulator, type Simulator } from 'rx-bitbank/simulator';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDashboard } from '../gateway/dashboard';
import { launchChromium } from './chromium';
import { amount, choose, fate, openPage, placeIt, reads } from './screen';

/** A simulator in the place of the live venue. */
let live: Simulator;
let browser: Browser;
const folder = mkdtempSync(join(tmpdir(), 'dashboard-paper-'));
beforeAll(async () => {
  [live, browser] = await Promise.all([startSimulator({ pairs: ['btc_jpy', 'xrp_jpy'] }), launchChromium()]);
});
afterAll(async () => {
  await browser.close();
  await live.close();
  rmSync(folder, { recursive: true });
});

describe('paper money', () => {
  it('is traded at the prices of the venue, said wherever it is shown, and kept over a restart', async () => {
    const paper = { file: join(folder, 'paper.json'), balances: { jpy: '1234567' }, urls: live.urls };
    const start = () => startDashboard({ live: true, port: 0, paper });
    const open = async (url: string) => {
      const page = await openPage(browser, { locale: 'en-US', viewport: { width: 1280, height: 1000 } });
      await page.goto(url);
      await reads(page.getByRole('note'), /^Paper money: no order reaches the venue$/);
      return page;
    };
    const first = await start();
    const page = await open(first.url);
    await reads(page.getByRole('tab'), /^Balances \(paper\)/);
    await reads(page.getByRole('row'), /JPY.*1,234,567/);
    await reads(page.getByRole('tab'), /^Fills \(paper\)/);
    await choose(page, 'market');
    await amount(page).fill('0.01');
    await placeIt(page);
    await reads(fate(page), /^Filled/);
    expect(live.journal().filter(({ type }) => type === 'order')).toEqual([]);
    await page.close();
    await first.close();

    const second = await start();
    const again = await open(second.url);
    await reads(again.getByRole('row'), /BTC.*0\.01/);
    await again.close();
    await second.close();
  });
});
