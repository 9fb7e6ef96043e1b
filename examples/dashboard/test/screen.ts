import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterEach, expect } from 'vitest';
import { startDashboard, type Dashboard } from '../gateway/dashboard';
import { fate, patience, placeIt, reads, shownBy } from './acts';
import { launchChromium } from './chromium';

export * from './acts';

/** The screen in a browser, and the acts of a person. Things are found by their role and name. */
export interface Screen {
  readonly browser: Browser;
  readonly page: Page;
  /** Errors and warnings of the console. */
  readonly complaints: readonly string[];
  dashboard: Dashboard;
  readonly close: () => Promise<void>;
}

const complaintsOf = (page: Page): readonly string[] => {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
};

const opened = new Set<Page>();

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  const shown = await shownBy(opened);
  if (shown !== '') throw new Error(shown);
});

/** Opens a page that waits for a slow machine, and whose text explains a test that is red. */
export const openPage = async (browser: Browser, options: BrowserContextOptions = {}): Promise<Page> => {
  const page = await browser.newPage({ locale: 'en-US', viewport: { width: 1280, height: 800 }, ...options });
  page.setDefaultTimeout(patience);
  opened.add(page);
  page.once('close', () => opened.delete(page));
  return page;
};

export const start = (port = 0): Promise<Dashboard> => startDashboard({ live: false, port, seed: 3 });

export const openScreen = async (options: BrowserContextOptions = {}): Promise<Screen> => {
  const [dashboard, browser] = await Promise.all([start(), launchChromium()]);
  const page = await openPage(browser, { viewport: { width: 1280, height: 1000 }, ...options });
  const complaints = complaintsOf(page);
  await page.goto(dashboard.url);
  const screen: Screen = {
    browser,
    page,
    complaints,
    dashboard,
    close: async () => {
      await browser.close();
      await screen.dashboard.close();
    },
  };
  return screen;
};

/**
 * Lets somebody else buy a little bitcoin at the simulated exchange twice a second, until the returned function ends it. The
 * market alone may have no trade for longer than a test waits.
 */
export const letTrade = ({ sim }: Dashboard): (() => void) => {
  if (sim === null) throw new Error('nobody can be made to trade at the live venue');
  const { venue } = sim;
  const user = venue.openAccount({ class: 'user' });
  venue.credit(user, 'jpy', 10n ** 12n);
  const buy = (): void => {
    venue.submitOrder(user, {
      pair: 'btc_jpy',
      side: 'buy',
      type: 'market',
      amount: 1n,
      price: null,
      triggerPrice: null,
      postOnly: false,
      positionSide: null,
    });
  };
  const timer = setInterval(buy, 500);
  return () => clearInterval(timer);
};

export const outcome = (page: Page): Locator => page.getByRole('status', { name: 'Outcome of the cancel' });
export const amount = (page: Page): Locator => page.getByRole('textbox', { name: 'Amount' });
export const price = (page: Page): Locator => page.getByRole('textbox', { name: 'Price', exact: true });
export const region = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });
/** Waits until the address contains the part. */
export const shows = async (page: Page, part: string): Promise<void> => {
  await expect.poll(() => new URL(page.url()).hash).toContain(part);
};

export const obstacle = (page: Page): Locator =>
  page.getByRole('status', { name: 'Why there is no trading' });
export const tab = (page: Page, name: RegExp): Promise<void> => page.getByRole('tab', { name }).click();

export const choose = async (page: Page, type: string, side = 'Buy'): Promise<void> => {
  await page.getByRole('radio', { name: side }).check({ force: true });
  await page.getByRole('combobox', { name: 'Type' }).selectOption(type);
};

export const choosePair = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('searchbox', { name: 'Search pairs' }).fill(name);
  await page.getByRole('searchbox', { name: 'Search pairs' }).press('Enter');
  await reads(page.locator('#pair'), new RegExp(`^${name}`));
};

/** Acts on a page that is too busy to draw a frame meanwhile. */
export const withoutFrames = async (page: Page, act: () => Promise<void>): Promise<void> => {
  await page.evaluate(() => {
    const { requestAnimationFrame: draw } = window;
    const held: FrameRequestCallback[] = [];
    window.requestAnimationFrame = (callback) => held.push(callback);
    const release = (): void => {
      window.requestAnimationFrame = draw;
      for (const callback of held) draw(callback);
    };
    Object.assign(window, { release });
  });
  try {
    await act();
  } finally {
    await page.evaluate(() => (window as unknown as { release: () => void }).release());
  }
};

/** The best bid in the book. */
export const bestBid = async (page: Page): Promise<number> => {
  const text = await page.locator('#bids tr:first-child button').filter({ hasText: /\d/ }).innerText();
  return Number(text.replaceAll(',', ''));
};

/** A price of bitcoin at which a sell order rests, near enough that the ticket does not ask about it. */
export const above = async (page: Page): Promise<string> => String(Math.round(1.02 * (await bestBid(page))));

/** A price of bitcoin far below whatever the simulated market comes to, so that a buy order rests. */
export const low = '5,000,000';

export const limitBuy = async (page: Page, at: string, much = '0.001'): Promise<void> => {
  await choose(page, 'limit');
  await amount(page).fill(much);
  await price(page).fill(at);
  await placeIt(page);
  await reads(fate(page), /^Accepted as order \d+/);
};
