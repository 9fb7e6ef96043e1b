import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { tapeLength } from '../page/panels/tape/stream';
import {
  above,
  amount,
  bestBid,
  choose,
  choosePair,
  fate,
  letDoubleClickPass,
  limitBuy,
  low,
  openScreen,
  outcome,
  placeIt,
  price,
  reads,
  ready,
  region,
  shows,
  tab,
  withoutFrames,
  type Screen,
} from './screen';

let screen: Screen;
let page: Page;

beforeAll(async () => {
  screen = await openScreen({ colorScheme: 'dark' });
  ({ page } = screen);
});

afterAll(() => screen.close());

const levels = () => region(page, 'Order book').getByRole('button');
const list = () => page.getByRole('list', { name: 'Pairs' });
const chart = () => page.getByRole('figure', { name: /^Candlestick chart/ });
const rows = (name: string) => region(page, name).getByRole('row');

describe('the market', () => {
  it('shows a moving book, candles, trades, the rules of the pair, and the price in the title', async () => {
    await reads(page.getByRole('status', { name: 'Link to the venue' }), /^connected$/);
    await reads(levels(), /^\d+,\d{3},\d{3}$/);
    const book = () => region(page, 'Order book').innerText();
    const before = await book();
    await expect.poll(book).not.toBe(before);
    await page.getByText('Rules of the pair', { exact: true }).click();
    await reads(page.locator('#rules'), /Tick 1 jpy, lot 0\.0001 btc/);
    await expect.poll(() => page.title()).toMatch(/^\d+,\d{3},\d{3} BTC\/JPY – rx-bitbank$/);
    await tab(page, /^Trades/);
    await reads(rows('Trades'), /^\d+,\d{3},\d{3}\s+[\d.]+\s+\d\d:\d\d:\d\d$/);
    await tab(page, /^Order book/);
  });

  it('keeps no trace of a trade that has left the tape', async () => {
    await tab(page, /^Trades/);
    const trades = page.locator('#trades');
    await expect.poll(() => trades.locator('tr').count()).toBe(tapeLength);
    /** Returns the newest trade, and the number of nodes, including comments. */
    const look = (): Promise<readonly [string, number]> =>
      trades.evaluate((list) => {
        const nodes = document.createTreeWalker(list, NodeFilter.SHOW_ALL);
        let count = 0;
        while (nodes.nextNode() !== null) count += 1;
        return [list.querySelector('tr')?.innerText ?? '', count] as const;
      });
    const [newest, nodes] = await look();
    // The market alone may have no trade for a minute.
    await choose(page, 'market');
    await amount(page).fill('0.001');
    await placeIt(page);
    await expect.poll(async () => (await look())[0]).not.toBe(newest);
    expect((await look())[1]).toBe(nodes);
    await tab(page, /^Order book/);
  });

  it('lists every pair with its price and change, and finds one as it is typed', async () => {
    await reads(list().getByRole('button'), /^XRP\/JPY\s+[\d,.]+\s+[+-][\d.]+ %$/);
    await expect.poll(() => list().getByRole('button').count()).toBe(62);
    await page.getByRole('searchbox', { name: 'Search pairs' }).fill('ｅｔｈ jp');
    await expect.poll(() => list().getByRole('button').count()).toBe(1);
    await page.getByRole('searchbox', { name: 'Search pairs' }).press('ArrowDown');
    await page.keyboard.press('Enter');
    await reads(page.locator('#pair'), /^ETH\/JPY/);
    await expect.poll(() => list().getByRole('button').count()).toBe(62);
    await expect.poll(() => page.title()).toContain('ETH/JPY');
  });

  it('shows a suspended pair empty, and its own price alone', async () => {
    await choosePair(page, 'MKR/JPY');
    await reads(page.locator('#ticker'), /MKR$/);
    await expect.poll(() => levels().count()).toBe(0);
    await choosePair(page, 'BTC/JPY');
    await reads(levels(), /^\d+,\d{3},\d{3}$/);
  });

  it('opens nothing by Enter on what finds nothing, and leaves the keys of an input method to it', async () => {
    await choosePair(page, 'XRP/JPY');
    const search = page.getByRole('searchbox', { name: 'Search pairs' });
    for (const query of ['リップル', '']) {
      await search.fill(query);
      await search.press('Enter');
    }
    await search.dispatchEvent('keydown', { key: 'ArrowDown', isComposing: true });
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('watchlist-search');
    await reads(page.locator('#pair'), /^XRP\/JPY/);
    await choosePair(page, 'BTC/JPY');
  });

  it('groups the book by ticks, and keeps the choice', async () => {
    const grouping = page.getByRole('combobox', { name: 'Ticks grouped by' });
    await grouping.selectOption('1000');
    await reads(levels(), /^\d+,\d{3},000$/);
    await expect
      .poll(async () => (await levels().allInnerTexts()).every((text) => text.endsWith(',000')))
      .toBe(true);
    await page.reload();
    await reads(levels(), /^\d+,\d{3},000$/);
    await grouping.selectOption('1');
  });

  it('draws the depth to scale, with the digits of the pair', async () => {
    await choosePair(page, 'DOGE/JPY');
    await tab(page, /^Depth/);
    const depth = page.getByRole('img', { name: 'Depth chart' });
    await reads(depth, /\d+\.\d{3}/);
    const labels = await depth.locator('.x').evaluateAll((marks) =>
      marks.map((mark) => ({
        at: Number.parseFloat((mark as HTMLElement).style.left),
        text: mark.textContent.trim(),
      })),
    );
    expect(labels.length).toBeGreaterThan(1);
    expect(new Set(labels.map(({ text }) => text)).size).toBe(labels.length);
    const [first, second] = labels;
    const step = Number(second?.text) - Number(first?.text);
    for (const [i, { text }] of labels.entries())
      expect(Number(text)).toBeCloseTo(Number(first?.text) + i * step, 3);
    const width = (second?.at ?? 0) - (first?.at ?? 0);
    for (const [i, { at }] of labels.entries()) expect(at).toBeCloseTo((first?.at ?? 0) + i * width, 0);
    await depth.hover({ position: { x: 40, y: 40 } });
    await reads(depth, /\d+\.\d{3}\s+[\d.,]+ DOGE/);
    await tab(page, /^Order book/);
    await choosePair(page, 'BTC/JPY');
  });
});

describe('the chart', () => {
  it('tells a bar with its averages, and reads older ones when it is scrolled', async () => {
    const readout = page.getByRole('note', { name: 'Chart' });
    await reads(
      readout,
      /\d{4}\/\d\d\/\d\d \d\d:\d\d\s+O [\d,]+\s+H [\d,]+\s+L [\d,]+\s+C [\d,]+.*Vol.*MA7 [\d,]+\s+MA25 [\d,]+/s,
    );
    const bars = async (): Promise<number> =>
      Number(/(\d+) bars/.exec((await chart().getAttribute('aria-label')) ?? '')?.[1] ?? 0);
    await expect.poll(bars).toBeGreaterThan(100);
    const before = await bars();
    const { x = 0, y = 0, width = 0 } = (await chart().boundingBox()) ?? {};
    await page.mouse.move(x + width / 3, y + 60);
    const newest = await readout.innerText();
    await page.mouse.move(x + 60, y + 60);
    await expect.poll(() => readout.innerText()).not.toBe(newest);
    for (let i = 0; i < 8; i += 1) await page.mouse.wheel(-1_500, 0);
    await expect.poll(bars).toBeGreaterThan(before + 100);
  });

  it('goes to another interval, and Back goes back', async () => {
    const interval = (name: string) =>
      page.getByRole('group', { name: 'Interval' }).getByRole('button', { name, exact: true });
    await interval('5m').click();
    await shows(page, 'interval=5min');
    await expect.poll(() => interval('5m').getAttribute('aria-pressed')).toBe('true');
    await choosePair(page, 'XRP/JPY');
    await shows(page, 'pair=xrp_jpy');
    await page.goBack();
    await reads(page.locator('#pair'), /^BTC\/JPY/);
    await expect.poll(() => interval('5m').getAttribute('aria-pressed')).toBe('true');
    await page.goBack();
    await expect.poll(() => interval('1m').getAttribute('aria-pressed')).toBe('true');
    await page.goto(`${screen.dashboard.url}/#pair=eth_jpy&interval=1day&theme=light`);
    await reads(page.locator('#pair'), /^ETH\/JPY/);
    await reads(page.getByRole('note', { name: 'Chart' }), /^\d{4}\/\d\d\/\d\d\s+O/);
    await page.goto(`${screen.dashboard.url}/#pair=btc_jpy&interval=1min`);
    await reads(page.locator('#pair'), /^BTC\/JPY/);
  });
});

describe('an order', () => {
  afterEach(() => screen.dashboard.sim?.faults.clear());

  it('is followed from Submitted to Filled, with its fill, the balance, the profit, and a mark in the chart', async () => {
    await ready(page);
    await choose(page, 'market');
    await amount(page).fill('0.01');
    await placeIt(page);
    await reads(fate(page), /^Filled, at \d/);
    await tab(page, /^Lives/);
    await reads(
      region(page, 'Lives of orders').getByRole('listitem'),
      /Submitted → Accepted → (PartiallyFilled [\d.]+ @ [\d,]+ → )+Filled/,
    );
    await tab(page, /^Fills/);
    await reads(rows('Fills'), /BTC\/JPY\s+Buy\s+\d+,\d{3},\d{3}\s+0\.[\d]+/);
    await reads(rows('Balances'), /^BTC\s+1\.01/);
    await tab(page, /^Positions/);
    await reads(rows('Positions and profit'), /BTC\/JPY\s+-?[\d,]+\s+-?[\d,]+\s+[\d,]+\s+-?[\d,]+/);
    await expect.poll(() => chart().getAttribute('aria-label')).toMatch(/[1-9]\d* own fill/);
  });

  it('of the book: a click fills price, amount and side, by mouse and by keyboard', async () => {
    await choose(page, 'limit', 'Sell');
    const ask = page.getByRole('button', { name: /^Use the ask price/ }).last();
    await ask.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => price(page).inputValue()).toMatch(/^\d+,\d{3},\d{3}$/);
    expect(Number(await amount(page).inputValue())).toBeGreaterThan(0);
    expect(await page.getByRole('radio', { name: 'Buy' }).isChecked()).toBe(true);
    await page
      .getByRole('button', { name: /^Use the bid price/ })
      .first()
      .click();
    await expect.poll(() => page.getByRole('radio', { name: 'Sell' }).isChecked()).toBe(true);
    await amount(page).fill('0.123');
    await page
      .getByRole('button', { name: /^Use the bid price/ })
      .first()
      .click();
    // The typed text stays.
    expect(await amount(page).inputValue()).toBe('0.123');
  });

  it('that rests is marked in book and chart, gets another price, and is canceled', async () => {
    // The price is far enough below not to be filled, and near enough to be in a book of large groups.
    const best = await bestBid(page);
    await page.getByRole('combobox', { name: 'Ticks grouped by' }).selectOption('10000');
    await limitBuy(page, String(best - 100_000), '0.002');
    await reads(region(page, 'Order book').getByRole('img', { name: /^Own order of 0\.0020/ }), /◆/);
    await page.getByRole('combobox', { name: 'Ticks grouped by' }).selectOption('1');
    await tab(page, /^Open orders \(1\)/);
    await reads(rows('Open orders'), /BTC\/JPY Buy limit [\d,]+ 0\.002/);
    await page.getByRole('button', { name: /^Change the price/ }).click();
    const field = page.getByRole('textbox', { name: /^New price of order/ });
    await field.fill('５，０００，０００');
    await field.press('Enter');
    await reads(outcome(page), /New price for order \d+: Accepted as order \d+/);
    await reads(rows('Open orders'), /BTC\/JPY Buy limit 5,000,000 0\.002/);
    await expect.poll(() => chart().getAttribute('aria-label')).toMatch(/1 own order/);
    await page.getByRole('button', { name: /^Cancel order/ }).click();
    await reads(outcome(page), /Order \d+ canceled\./);
    await expect.poll(() => rows('Open orders').count()).toBe(1);
  });

  it('is refused by the venue in plain words', async () => {
    await choose(page, 'limit', 'Sell');
    await amount(page).fill('40');
    await price(page).fill(await above(page));
    await placeIt(page);
    await reads(fate(page), /^Refused \(60001\): Insufficient amount\.$/);
  });

  it('has a fate of its own, also if it reads like that of the last one and no frame is drawn between them', async () => {
    screen.dashboard.sim?.faults.add({
      kind: 'rest-code',
      code: 60001,
      only: { path: '/v1/user/spot/order' },
    });
    await choose(page, 'market');
    await amount(page).fill('0.001');
    await placeIt(page);
    await reads(fate(page), /^Refused \(60001\)/);
    await amount(page).focus();
    await placeIt(page, () =>
      withoutFrames(page, async () => {
        await page.keyboard.press('Enter');
        await letDoubleClickPass(page);
      }),
    );
    await reads(fate(page), /^Refused \(60001\)/);
  });

  it('of many: all are canceled at once, after a question', async () => {
    await limitBuy(page, low);
    await limitBuy(page, '5,000,001');
    await page.getByRole('button', { name: 'Cancel all' }).click();
    await reads(page.getByRole('alert'), /Cancel 2 open orders of all pairs\?/);
    await page.getByRole('button', { name: 'No', exact: true }).click();
    await page.getByRole('button', { name: 'Cancel all' }).click();
    await page.getByRole('button', { name: 'Yes, cancel them' }).click();
    await reads(outcome(page), /^2 ended\.$/);
    await reads(region(page, 'Open orders'), /No open orders/);
  });
});

describe('a halt', () => {
  it('says what it will do, cancels everything, closes what is open, proves it, and nothing leaves any more', async () => {
    await choosePair(page, 'BTC/JPY');
    await ready(page);
    await choose(page, 'market', 'Sell');
    const side = page.getByRole('combobox', { name: 'Position' });
    await side.selectOption('short');
    await amount(page).fill('0.01');
    await placeIt(page);
    await reads(fate(page), /^Filled, at \d/);
    await side.selectOption('');
    await limitBuy(page, low);
    await page.getByRole('button', { name: 'Halt…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Halt' });
    await reads(dialog, /no order leaves.*\(1 now\).*cannot be undone.*reduce a margin position/s);
    await dialog.getByRole('checkbox', { name: 'Close margin positions as well' }).check();
    await dialog.getByRole('button', { name: 'Halt now' }).click();
    await reads(dialog.getByRole('log'), /An order to buy 0\.01\d* BTC\/JPY closes the short position/);
    await reads(dialog.getByRole('log'), /It is proven that no order is open\.$/);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await reads(page.getByRole('status', { name: 'Why there is no trading' }), /^Halted/);
  });
});

it('has nothing to complain of in the console', () => {
  expect(screen.complaints).toEqual([]);
});
