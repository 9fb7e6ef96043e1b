import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startDashboard } from '../gateway/dashboard';
import {
  amount,
  choose,
  choosePair,
  fate,
  letDoubleClickPass,
  letTrade,
  limitBuy,
  low,
  obstacle,
  openPage,
  openScreen,
  outcome,
  place,
  placeIt,
  price,
  question,
  reads,
  ready,
  region,
  start,
  tab,
  type Screen,
} from './screen';

let screen: Screen;
let page: Page;

beforeAll(async () => {
  screen = await openScreen();
  ({ page } = screen);
});

afterAll(() => screen.close());

const url = (): string => screen.dashboard.url;
const wrong = () => page.getByRole('status', { name: 'What is wrong with the order' });

describe('the ticket', () => {
  it('says the fate of an order at the button', async () => {
    await ready(page);
    await choose(page, 'market');
    await amount(page).fill('0.01');
    await reads(page.getByRole('note', { name: 'Total' }), /\d/);
    await placeIt(page);
    await reads(fate(page), /^Filled, at \d/);
  });

  it('takes commas and full-width digits, and tells what is wrong as one types', async () => {
    await choose(page, 'limit');
    await amount(page).fill('０．０１');
    await price(page).fill('１２，０００，０００');
    await reads(page.getByRole('note', { name: 'Total' }), /120,000\.00 JPY/);
    await price(page).fill('12000000.5');
    await reads(wrong(), /The smallest step is 1 JPY/);
    await amount(page).fill('abc');
    await price(page).fill('');
    await reads(wrong(), /not a number/);
  });

  it('fills in a share of what is available', async () => {
    await choose(page, 'market', 'Sell');
    await reads(page.getByRole('note', { name: 'Available' }), /[\d.,]+\s+BTC/);
    await page.getByRole('button', { name: '50 %', exact: true }).click();
    await expect.poll(async () => Number(await amount(page).inputValue())).toBeGreaterThan(0.3);
  });

  it('asks before an order that is far from the market, and one that is large', async () => {
    await choose(page, 'limit');
    await price(page).fill(low);
    // If the book is not proven just then, that question comes first.
    const asked = async (): Promise<string> => {
      await amount(page).fill('0.1');
      await place(page).click();
      await question(page).waitFor();
      return question(page).innerText();
    };
    await expect.poll(asked).toMatch(/The price is .* % below the market\. Place the order again/);
    // A double click is one click. Its second half does not answer the question of the first half, though a busy page
    // receives it much later.
    await amount(page).fill('0.1');
    for (const clickCount of [1, 2]) {
      await place(page).hover();
      await page.mouse.down({ clickCount });
      await page.mouse.up({ clickCount });
      await question(page).waitFor();
      await letDoubleClickPass(page);
    }
    expect(await question(page).isVisible()).toBe(true);
    const askAbove = async (much: string): Promise<void> => {
      await page.getByRole('button', { name: 'Settings' }).click();
      await page.getByRole('textbox', { name: 'Ask above' }).fill(much);
      await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    };
    await askAbove('100');
    await amount(page).fill('0.11');
    await place(page).click();
    await reads(question(page), /more than 100/);
    await askAbove('1,000,000');
  });

  it('takes a held Enter as one: its repetitions do not answer the question of the first', async () => {
    await choose(page, 'limit');
    await price(page).fill(low);
    for (const focused of [amount(page), place(page)]) {
      await amount(page).fill('0.1');
      await ready(page);
      await letDoubleClickPass(page);
      await focused.focus();
      const before = await fate(page).innerText();
      await page.keyboard.down('Enter');
      await question(page).waitFor();
      const asked = await question(page).innerText();
      for (let repetition = 0; repetition < 3; repetition += 1) {
        await letDoubleClickPass(page);
        await page.keyboard.down('Enter');
      }
      await letDoubleClickPass(page);
      expect(await question(page).allInnerTexts()).toEqual([asked]);
      expect(await fate(page).innerText()).toBe(before);
      await page.keyboard.up('Enter');
    }
  });

  it('is emptied at a change of pair, and disabled with the reason on a suspended one', async () => {
    await amount(page).fill('1');
    await price(page).fill('300');
    await choosePair(page, 'XRP/JPY');
    await expect.poll(() => amount(page).inputValue()).toBe('');
    expect(await price(page).inputValue()).toBe('');
    await choosePair(page, 'MKR/JPY');
    await reads(obstacle(page), /suspended/);
    expect(await place(page).isDisabled()).toBe(true);
    // REST has the value of a pair whose room is silent. The price of the previous pair is never shown.
    await reads(page.locator('#ticker'), /MKR$/);
    await choosePair(page, 'BTC/JPY');
    await ready(page);
  });

  it('shows the trigger of a stop-limit order', async () => {
    await choose(page, 'stop_limit');
    await page.getByRole('textbox', { name: 'Trigger price' }).fill('30,000,000');
    await price(page).fill('30100000');
    await amount(page).fill('0.001');
    await placeIt(page);
    await reads(page.getByRole('row'), /stop limit 30,100,000 Trigger 30,000,000/);
    await page
      .getByRole('button', { name: /^Cancel order/ })
      .first()
      .click();
    await reads(outcome(page), /canceled\./);
  });
});

describe('a venue that answers badly', () => {
  afterEach(() => screen.dashboard.sim?.faults.clear());

  it('a cancel that is refused says so beside the order, which can be canceled again', async () => {
    await limitBuy(page, low);
    const cancel = page.getByRole('button', { name: /^Cancel order/ }).first();
    screen.dashboard.sim?.faults.add({
      kind: 'rest-code',
      code: 50010,
      only: { path: '/v1/user/spot/cancel_order' },
    });
    await cancel.click();
    await reads(outcome(page), /Order \d+ was not canceled: ./);
    screen.dashboard.sim?.faults.clear();
    await cancel.click();
    await reads(outcome(page), /Order \d+ canceled\./);
  });
});

describe('what fails in the page', () => {
  let other: Page;
  // The newest candle of the chart changes with each trade, and the market alone may have none for a minute.
  let stopTrading: () => void;
  beforeAll(async () => {
    stopTrading = letTrade(screen.dashboard);
    other = await openPage(screen.browser, { locale: 'en-US', viewport: { width: 1280, height: 1000 } });
    await other.goto(url());
    await ready(other);
  });
  afterAll(async () => {
    stopTrading();
    await other.close();
  });
  // What a red test has broken is mended for the next one.
  afterEach(async () => {
    await other.unrouteAll();
    await other.evaluate(() => {
      (window as { mend?: () => void }).mend?.();
      document.getElementById('gone')?.setAttribute('id', 'connection');
    });
  });
  const moves = async (): Promise<void> => {
    const book = () => region(other, 'Order book').innerText();
    const before = await book();
    await expect.poll(book).not.toBe(before);
  };

  it('of a panel is shown in it until its next value; the others go on', async () => {
    await other.evaluate(() => {
      const { getFullYear } = Date.prototype;
      Object.assign(window, { mend: () => Object.assign(Date.prototype, { getFullYear }) });
      Date.prototype.getFullYear = () => {
        throw new Error('no calendar');
      };
    });
    const wrongChart = region(other, 'Chart').getByRole('alert');
    await reads(wrongChart, /^No calendar\. It is tried again\.$/);
    await moves();
    // The controls that lead away from the failure stay.
    await other.getByRole('button', { name: '1D', exact: true }).click();
    await reads(other.getByRole('note', { name: 'Chart' }), /^\d{4}\/\d\d\/\d\d\s+O/);
    await expect.poll(() => wrongChart.count()).toBe(0);
    await other.getByRole('button', { name: '5m', exact: true }).click();
    await reads(wrongChart, /^No calendar/);
    await other.evaluate(() => (window as unknown as { mend: () => void }).mend());
    await reads(other.getByRole('note', { name: 'Chart' }), /^\d{4}\/\d\d\/\d\d \d\d/);
    await expect.poll(() => wrongChart.count()).toBe(0);
  });

  it('of the canvas is shown in the chart, which is then drawn again completely', async () => {
    const wrongChart = region(other, 'Chart').getByRole('alert');
    await other.evaluate(() => {
      const { findLastIndex } = Array.prototype;
      Object.assign(window, { mend: () => Object.assign(Array.prototype, { findLastIndex }) });
      Array.prototype.findLastIndex = () => {
        throw new Error('no canvas');
      };
    });
    await reads(wrongChart, /^No canvas\. It is tried again\.$/);
    await moves();
    await other.evaluate(() => (window as unknown as { mend: () => void }).mend());
    await expect.poll(() => wrongChart.count()).toBe(0);
  });

  it('of a part without a panel is said for the page; the panels go on', async () => {
    await other.evaluate(() => document.getElementById('connection')?.setAttribute('id', 'gone'));
    await other.getByRole('searchbox', { name: 'Search pairs' }).fill('xrp');
    await other.keyboard.press('Enter');
    await reads(
      other.getByRole('alert'),
      /^The head of the page failed: the page has no #connection\. It is/,
    );
    await moves();
    await other.evaluate(() => document.getElementById('gone')?.setAttribute('id', 'connection'));
    await reads(other.locator('#pair'), /^XRP\/JPY/);
    await expect.poll(() => other.locator('#parts').isVisible()).toBe(false);
  });

  it('as older bars cannot be read is said in the chart, and they are read again', async () => {
    await choosePair(other, 'XRP/JPY');
    const isCandles = (asked: URL): boolean => asked.pathname.includes('/candlestick/');
    const figure = other.getByRole('figure', { name: /^Candlestick chart of XRP.*: [1-9]\d\d bars/ });
    await figure.waitFor();
    await other.route(isCandles, (route) => route.abort());
    await figure.hover();
    for (let i = 0; i < 4; i += 1) await other.mouse.wheel(-3_000, 0);
    const older = other.getByRole('status', { name: 'Older bars' });
    await reads(older, /^Older bars cannot be read: .*It is tried again\.$/);
    await expect.poll(() => region(other, 'Chart').getAttribute('class')).not.toMatch(/\bold\b/);
    await other.unroute(isCandles);
    await other.locator('#older:empty').waitFor({ state: 'attached' });
  });
});

describe('a pair with margin trading', () => {
  it('lets one choose the side of the position, and opens one', async () => {
    const side = page.getByRole('combobox', { name: 'Position' });
    await side.selectOption('short');
    await choose(page, 'market', 'Sell');
    await amount(page).fill('0.01');
    await placeIt(page);
    await reads(fate(page), /^Filled, at \d/);
    const orders = screen.dashboard.sim
      ?.journal()
      .flatMap((entry) => (entry.type === 'order' ? [entry.order] : []));
    expect(orders?.at(-1)).toMatchObject({ side: 'sell', positionSide: 'short' });
    await choosePair(page, 'BAT/JPY');
    await side.waitFor({ state: 'hidden' });
    await choosePair(page, 'BTC/JPY');
    await ready(page);
    expect(await side.inputValue()).toBe('');
  });
});

describe('a circuit break', () => {
  afterEach(() => screen.dashboard.sim?.venue.setCircuitBreak('btc_jpy', 'NONE'));

  it('is said at the ticket, and left when it is over', async () => {
    screen.dashboard.sim?.venue.setCircuitBreak('btc_jpy', 'CIRCUIT_BREAK', null);
    await reads(obstacle(page), /circuit breaker/);
    expect(await place(page).isDisabled()).toBe(true);
    screen.dashboard.sim?.venue.setCircuitBreak('btc_jpy', 'NONE');
    await ready(page);
  });
});

describe('what is lost', () => {
  it('is pale, with its age', async () => {
    await tab(page, /^Diagnostics/);
    await page.getByRole('button', { name: 'Pull the plug' }).click();
    await reads(region(page, 'Order book').getByRole('note'), /^As of \d+ (s|min) ago$/);
    expect(await page.locator('#book').getAttribute('class')).toContain('old');
    await page.getByRole('button', { name: 'Put it back' }).click();
    await page.waitForFunction(() => !document.getElementById('book')?.classList.contains('old'));
  });

  it('without a gateway trading is disabled, and a gateway that is back is used without a reload', async () => {
    await page.evaluate(() => ((window as { stays?: boolean }).stays = true));
    const port = Number(new URL(url()).port);
    await screen.dashboard.close();
    try {
      await reads(page.getByRole('alert'), /The gateway does not answer/);
      await reads(obstacle(page), /There is no link/);
      expect(await place(page).isDisabled()).toBe(true);
      // The values in the account's panels came over the lost link.
      for (const [name, title] of [
        ['Balances', /^Balances/],
        ['Positions and profit', /^Positions/],
        ['Open orders', /^Open orders/],
        ['Fills', /^Fills/],
        ['Order', null],
      ] as const) {
        if (title !== null) await tab(page, title);
        await reads(region(page, name).getByRole('note'), /^As of \d+ (s|min) ago$/);
        expect(await region(page, name).getAttribute('class')).toMatch(/\bold\b/);
      }
    } finally {
      screen.dashboard = await start(port);
    }
    await ready(page);
    await choose(page, 'market');
    await amount(page).fill('0.01');
    await reads(page.getByRole('note', { name: 'Total' }), /\d/);
    await placeIt(page);
    await reads(fate(page), /^Filled, at \d/);
    expect(await page.evaluate(() => (window as { stays?: boolean }).stays)).toBe(true);
  });

  it('a venue that refuses REST is said, its stream is shown all the same, and the page goes on when it answers', async () => {
    const other = await openPage(screen.browser);
    const { port } = new URL(screen.dashboard.sim?.urls.publicUrl ?? '');
    const isVenue = (asked: URL): boolean => asked.port === port;
    await other.route(isVenue, (route) => route.abort());
    await other.goto(url());
    await reads(other.getByRole('alert'), /The rules of the pairs cannot be read.*It is tried again/);
    await reads(region(other, 'Order book').getByRole('button'), /^\d+,\d{3},\d{3}$/);
    await reads(obstacle(other), /the rules of the pair are not known/);
    expect(await place(other).isDisabled()).toBe(true);
    await other.unroute(isVenue);
    await ready(other);
    await reads(other.getByRole('list', { name: 'Pairs' }).getByRole('button'), /XRP\/JPY/);
    await expect.poll(() => other.getByRole('alert').filter({ hasText: /rules/ }).count()).toBe(0);
    await other.close();
  });
});

describe('the live venue', () => {
  it('that cannot be reached is said, and there is no account', async () => {
    const live = await startDashboard({ live: true, port: 0 });
    const other = await openPage(screen.browser);
    await other.route(/^https:/, (route) => route.abort());
    await other.goto(live.url);
    await reads(other.getByRole('alert'), /It is tried again/);
    await reads(other.getByRole('button'), /BTC\/JPY/);
    expect(await place(other).isVisible()).toBe(false);
    expect(await other.getByRole('button', { name: /Halt/ }).count()).toBe(0);
    await other.close();
    await live.close();
  });
});
