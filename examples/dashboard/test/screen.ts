import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { startDashboard, type Dashboard } from '../gateway/dashboard';
import { launchChromium } from './chromium';

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

/** The time in ms for which a test waits for a slow machine. */
export const patience = 60_000;

/** Opens a page that waits as patiently. */
export const openPage = async (browser: Browser, options: BrowserContextOptions = {}): Promise<Page> => {
  const page = await browser.newPage({ locale: 'en-US', viewport: { width: 1280, height: 800 }, ...options });
  page.setDefaultTimeout(patience);
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

/** Waits until the visible text of one of the elements matches. */
export const reads = async (locator: Locator, pattern: RegExp): Promise<void> => {
  const end = performance.now() + patience;
  let texts: readonly string[] = [];
  while (performance.now() < end) {
    texts = (await locator.allInnerTexts()).map((text) => text.trim().replace(/\s+/g, ' '));
    if (texts.some((text) => pattern.test(text))) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`nothing reads ${String(pattern)}, but: ${JSON.stringify(texts).slice(0, 600)}`);
};

export const fate = (page: Page): Locator => page.getByRole('status', { name: 'Fate of the order' });
export const outcome = (page: Page): Locator => page.getByRole('status', { name: 'Outcome of the cancel' });
export const place = (page: Page): Locator => page.getByRole('button', { name: /^Place|注文する$/ });
export const amount = (page: Page): Locator => page.getByRole('textbox', { name: 'Amount' });
export const price = (page: Page): Locator => page.getByRole('textbox', { name: 'Price', exact: true });
export const region = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });
/** Waits until the address contains the part. */
export const shows = async (page: Page, part: string): Promise<void> => {
  await expect.poll(() => new URL(page.url()).hash).toContain(part);
};

export const obstacle = (page: Page): Locator =>
  page.getByRole('status', { name: 'Why there is no trading' });
export const question = (page: Page): Locator => page.locator('#ticket-question');

export const ready = (page: Page): Promise<void> =>
  page.locator('form button[type=submit]:enabled').waitFor();

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

/** The time in ms after which a second click is an answer, because it no longer belongs to the first. */
const afterDoubleClick = 500;

const comes = (page: Page, what: string, timeout: number): Promise<void> =>
  page
    .locator(what)
    .waitFor({ state: 'attached', timeout })
    .catch(() => undefined);

/** Places the order once more while the ticket asks. */
export const answer = async (page: Page): Promise<void> => {
  for (let tries = 0; (await question(page).isVisible()) && tries < 10; tries += 1) {
    await page.waitForTimeout(afterDoubleClick);
    if (await question(page).isVisible()) await place(page).click();
    await comes(page, 'form:not(:has(#ticket-question))', 3_000);
  }
};

/**
 * Places the order, and first answers the ticket's questions, for example about a book that is not proven just then. It
 * waits for the result of a click (a question or another fate) rather than for a number of milliseconds, because a slow
 * machine takes its time.
 */
export const placeIt = async (page: Page): Promise<void> => {
  await page.waitForTimeout(afterDoubleClick);
  await page.evaluate(() => {
    const fate = document.getElementById('ticket-result') as HTMLElement;
    delete fate.dataset['moved'];
    const observer = new MutationObserver(() => {
      fate.dataset['moved'] = 'yes';
      observer.disconnect();
    });
    observer.observe(fate, { subtree: true, childList: true, characterData: true });
  });
  await place(page).click();
  // A fate with the same text as the previous one moves nothing.
  await comes(page, '#ticket-result[data-moved], #ticket-question', 10_000);
  await answer(page);
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
