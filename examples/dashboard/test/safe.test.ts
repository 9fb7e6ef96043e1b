import { once } from 'node:events';
import { connect } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { PageConfig } from '../gateway/messages';
import { startDashboard, type Dashboard } from '../gateway/dashboard';
import { launchChromium } from './chromium';

let dashboard: Dashboard;
let browser: Browser;
let page: Page;
const start = (port = 0): Promise<Dashboard> => startDashboard({ live: false, port, seed: 3 });

beforeAll(async () => {
  [dashboard, browser] = await Promise.all([start(), launchChromium()]);
  page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
  await page.goto(`${dashboard.url}/#btc_jpy`);
}, 60_000);

afterAll(async () => {
  await browser.close();
  await dashboard.close();
});

const fate = () => page.getByRole('status', { name: 'Fate of the order' });
const place = () => page.getByRole('button', { name: 'Place order' });
const amount = () => page.getByRole('textbox', { name: 'Amount' });
const price = () => page.getByRole('textbox', { name: 'Price', exact: true });

const reads = async (locator: ReturnType<typeof fate>, pattern: RegExp): Promise<void> => {
  await locator.filter({ hasText: pattern }).waitFor({ timeout: 30_000 });
};

const ready = (): Promise<void> =>
  page.locator('form button[type=submit]:enabled').waitFor({ timeout: 30_000 });

/** Places the order, once more where the ticket asks first: of a book that is not proven just then, say. */
const placeIt = async (): Promise<void> => {
  await place().click();
  if (await page.locator('#ticket-question').isVisible()) await place().click();
};

const choose = async (type: string, side = 'Buy'): Promise<void> => {
  await page.getByRole('radio', { name: side }).check();
  await page.getByRole('combobox', { name: 'Type' }).selectOption(type);
};

describe('the ticket', () => {
  it('says the fate of an order at the button', async () => {
    await ready();
    await choose('market');
    await amount().fill('0.01');
    await reads(page.getByRole('note', { name: 'Total' }), /^Total: \d/);
    await placeIt();
    await reads(fate(), /^Filled, at \d/);
  });

  it('takes commas and full-width digits, and tells what is wrong as one types', async () => {
    await choose('limit');
    await amount().fill('０．０１');
    await price().fill('１２，０００，０００');
    await reads(page.getByRole('note', { name: 'Total' }), /^Total: 120,000\.00 jpy/);
    await price().fill('12000000.5');
    await reads(
      page.getByRole('status', { name: 'What is wrong with the order' }),
      /The smallest step is 1 jpy/,
    );
    await amount().fill('abc');
    await price().fill('');
    await reads(page.getByRole('status', { name: 'What is wrong with the order' }), /not a number/);
  });

  it('fills in a share of what is available', async () => {
    await choose('market', 'Sell');
    await reads(page.getByRole('note', { name: 'Available' }), /^Available: [\d.,]+ btc$/);
    await page.getByRole('button', { name: '50 %' }).click();
    expect(Number(await amount().inputValue())).toBeGreaterThan(0.3);
  });

  it('asks before an order that is far from the market, and one that is large', async () => {
    await choose('limit');
    await amount().fill('0.1');
    await price().fill('10,000,000');
    await place().click();
    await reads(page.getByRole('alert'), /The price is .* % below the market\. Place the order again/);
    await page.getByRole('textbox', { name: 'Ask above' }).fill('100');
    await place().click();
    await reads(page.getByRole('alert'), /more than 100/);
    await page.getByRole('textbox', { name: 'Ask above' }).fill('1,000,000');
  });

  it('is emptied at a change of pair, and disabled with the reason on a suspended one', async () => {
    await amount().fill('1');
    await price().fill('300');
    await page.getByRole('combobox', { name: 'Pair' }).selectOption('xrp_jpy');
    expect([await amount().inputValue(), await price().inputValue()]).toEqual(['', '']);
    await page.getByRole('combobox', { name: 'Pair' }).selectOption('mkr_jpy');
    await reads(page.getByRole('status', { name: 'Why there is no trading' }), /suspended/);
    expect(await place().isDisabled()).toBe(true);
    // What REST says of a pair whose room is silent: never what the pair before it cost.
    await page.locator('#ticker').filter({ hasText: /mkr$/ }).waitFor({ timeout: 30_000 });
    await page.getByRole('combobox', { name: 'Pair' }).selectOption('btc_jpy');
    await ready();
  });

  it('shows the trigger of a stop-limit order', async () => {
    await choose('stop_limit');
    await page.getByRole('textbox', { name: 'Trigger price' }).fill('14,000,000');
    await price().fill('14100000');
    await amount().fill('0.001');
    await placeIt();
    await reads(page.getByRole('row'), /stop limit.*14100000.*14000000/s);
    await page
      .getByRole('button', { name: /^Cancel order/ })
      .first()
      .click();
    await reads(page.getByRole('status', { name: 'Outcome of the cancel' }), /canceled\./);
  });
});

const limitBuy = async (at: string): Promise<void> => {
  await choose('limit');
  await amount().fill('0.001');
  await price().fill(at);
  await placeIt();
};

describe('a venue that answers badly', () => {
  afterEach(() => dashboard.sim?.faults.clear());

  it('an order whose reply is lost is said to be searched for, and then what became of it', async () => {
    dashboard.sim?.faults.add({
      kind: 'rest-cut-off',
      only: { path: '/v1/user/spot/order' },
      when: { nth: 1 },
    });
    dashboard.sim?.faults.add({ kind: 'private-lose' });
    dashboard.sim?.faults.add({ kind: 'rest-status', when: { after: 500 } });
    await limitBuy('9,000,000');
    await reads(fate(), /^It is on its way/);
    await page.waitForTimeout(3_000);
    expect(await fate().innerText()).toMatch(/on its way|still searched for/);
    dashboard.sim?.faults.clear();
    await reads(fate(), /^Accepted as order \d+/);
  }, 90_000);

  it('a cancel that is refused says so beside the order, which can be canceled again', async () => {
    const outcome = page.getByRole('status', { name: 'Outcome of the cancel' });
    const cancel = page.getByRole('button', { name: /^Cancel order/ }).first();
    dashboard.sim?.faults.add({
      kind: 'rest-code',
      code: 50010,
      only: { path: '/v1/user/spot/cancel_order' },
    });
    await cancel.click();
    await reads(outcome, /Order \d+ was not canceled: ./);
    dashboard.sim?.faults.clear();
    await cancel.click();
    await reads(outcome, /Order \d+ canceled\./);
  }, 60_000);
});

describe('a pair with margin trading', () => {
  it('lets one choose the side of the position, and opens one', async () => {
    const side = page.getByRole('combobox', { name: 'Position' });
    await side.selectOption('short');
    await choose('market', 'Sell');
    await amount().fill('0.01');
    await placeIt();
    await reads(fate(), /^Filled, at \d/);
    const orders = dashboard.sim?.journal().flatMap((entry) => (entry.type === 'order' ? [entry.order] : []));
    expect(orders?.at(-1)).toMatchObject({ side: 'sell', positionSide: 'short' });
    await page.getByRole('combobox', { name: 'Pair' }).selectOption('bat_jpy');
    await side.waitFor({ state: 'hidden' });
    await page.getByRole('combobox', { name: 'Pair' }).selectOption('btc_jpy');
    await ready();
    expect(await side.inputValue()).toBe('');
  });
});

describe('a circuit break', () => {
  it('is said at the ticket, and left when it is over', async () => {
    dashboard.sim?.venue.setCircuitBreak('btc_jpy', 'CIRCUIT_BREAK', null);
    await reads(page.getByRole('status', { name: 'Why there is no trading' }), /circuit breaker/);
    expect(await place().isDisabled()).toBe(true);
    dashboard.sim?.venue.setCircuitBreak('btc_jpy', 'NONE');
    await ready();
  });
});

describe('what is lost', () => {
  it('is pale, with its age', async () => {
    await page.getByRole('button', { name: 'Pull the plug' }).click();
    await reads(page.locator('#book').getByRole('note'), /^As of \d+ s ago$/);
    expect(await page.locator('#book').getAttribute('class')).toContain('old');
    await page.getByRole('button', { name: 'Put it back' }).click();
    await page.waitForFunction(() => !document.getElementById('book')?.classList.contains('old'));
  });

  it('without a gateway trading is disabled, and a gateway that is back is used without a reload', async () => {
    await page.evaluate(() => ((window as { stays?: boolean }).stays = true));
    const port = Number(new URL(dashboard.url).port);
    await dashboard.close();
    await reads(page.getByRole('alert'), /The gateway does not answer/);
    await reads(page.getByRole('status', { name: 'Why there is no trading' }), /There is no link/);
    expect(await place().isDisabled()).toBe(true);
    dashboard = await start(port);
    await ready();
    await choose('market');
    await amount().fill('0.01');
    await reads(page.getByRole('note', { name: 'Total' }), /^Total: \d/);
    await placeIt();
    await reads(fate(), /^Filled, at \d/);
    expect(await page.evaluate(() => (window as { stays?: boolean }).stays)).toBe(true);
  }, 90_000);

  it('a venue that refuses REST is said, and the page goes on when it answers', async () => {
    const other = await browser.newPage();
    await other.route(/\/spot\/pairs/, (route) => route.abort());
    await other.goto(dashboard.url);
    await other
      .getByRole('alert')
      .filter({ hasText: /It is tried again/ })
      .waitFor({ timeout: 30_000 });
    await other.unroute(/\/spot\/pairs/);
    await other.locator('#bids tr:first-child button').filter({ hasText: /\d/ }).waitFor({ timeout: 30_000 });
    await other.close();
  }, 60_000);
});

describe('the live venue', () => {
  it('that refuses REST shows its stream, says what is refused, and takes no orders', async () => {
    const live = await startDashboard({ live: true, port: 0 });
    const other = await browser.newPage();
    await other.route(/^https:/, (route) => route.abort());
    await other.goto(live.url);
    await reads(other.getByRole('alert').first(), /It is tried again/);
    expect(await other.getByRole('button', { name: 'Place order' }).isVisible()).toBe(false);
    expect(await other.locator('h1').innerText()).not.toBe('');
    await other.close();
    await live.close();
  }, 60_000);
});

describe('the gateway', () => {
  it('has a content security policy and cannot be framed', async () => {
    const { headers } = await fetch(dashboard.url);
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('x-frame-options')).toBe('DENY');
  });

  it('says that a port is taken before anything is built', async () => {
    const begun = performance.now();
    await expect(start(Number(new URL(dashboard.url).port))).rejects.toMatchObject({ code: 'EADDRINUSE' });
    expect(performance.now() - begun).toBeLessThan(1000);
  });

  it('lives on after deep nesting, odd orders, a flood, and what is no HTTP', async () => {
    const { token } = (await (await fetch(`${dashboard.url}/config.json`)).json()) as PageConfig;
    const socket = new WebSocket(`${dashboard.url.replace('http', 'ws')}/trading?token=${token}`);
    await once(socket, 'open');
    socket.send(`${'['.repeat(30_000)}${']'.repeat(30_000)}`);
    socket.send(
      '{"v":1,"type":"call","call":"a","name":"submitOrder","args":{"id":"a","request":null},"epoch":"","at":0}',
    );
    for (let i = 0; i < 2_000; i += 1)
      socket.send(`{"v":1,"type":"call","call":"${i}","name":"rest.assets","args":{},"epoch":"","at":0}`);
    const raw = connect(Number(new URL(dashboard.url).port), '127.0.0.1');
    raw.on('error', () => undefined);
    raw.write('GET\u0000 nonsense\r\n\r\n');
    await once(raw, 'close');
    socket.close();
    expect((await fetch(dashboard.url)).status).toBe(200);
  });

  it('opens its socket to its own page alone, with the token', async () => {
    const { token } = (await (await fetch(`${dashboard.url}/config.json`)).json()) as PageConfig;
    const url = `${dashboard.url.replace('http', 'ws')}/trading`;
    const refused = async (query: string, origin: string): Promise<string> => {
      const [error] = (await once(new WebSocket(url + query, { origin }), 'error')) as [Error];
      return error.message;
    };
    expect(await refused('', dashboard.url)).toContain('403');
    expect(await refused('?token=guess', dashboard.url)).toContain('403');
    expect(await refused(`?token=${token}`, 'https://example.com')).toContain('403');
  });
});
