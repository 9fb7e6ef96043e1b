import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  amount,
  fate,
  openPage,
  openScreen,
  placeIt,
  question,
  reads,
  ready,
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
  await ready(page);
});

afterAll(() => screen.close());

describe('the keys', () => {
  afterEach(() => screen.dashboard.sim?.faults.clear());

  it('place an order in a few strokes, and are listed', async () => {
    await page.keyboard.press('?');
    await reads(page.getByRole('dialog', { name: 'Hotkeys' }).getByRole('row'), /^B\s+Buy/);
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: 'rx-bitbank' }).click();
    await amount(page).fill('');
    await page.keyboard.press('Escape');
    await page.keyboard.press('m');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('ticket-amount');
    await page.keyboard.press('Escape');
    await page.keyboard.press('b');
    await page.keyboard.type('0.003');
    await placeIt(page, () => page.keyboard.press('Enter'));
    await reads(fate(page), /^Filled, at \d/);
    await page.keyboard.press('Escape');
    await page.keyboard.press('/');
    await page.keyboard.type('xrp');
    await page.keyboard.press('Enter');
    await reads(page.locator('#pair'), /^XRP\/JPY/);
    await page.keyboard.press('Escape');
    await page.keyboard.press('2');
    await shows(page, 'interval=5min');
    await page.keyboard.press('1');
  });

  it('that are quicker than the first book are asked, and answer by another Enter', async () => {
    screen.dashboard.sim?.faults.add({ kind: 'frame-lose', only: { room: 'depth_whole_btc_jpy' } });
    const other = await openPage(screen.browser);
    await other.goto(screen.dashboard.url);
    await ready(other);
    await other.keyboard.press('m');
    await other.keyboard.type('0.003');
    await other.keyboard.press('Enter');
    await reads(question(other), /^There is no live book/);
    expect(await fate(other).count()).toBe(0);
    await placeIt(other, () => other.keyboard.press('Enter'));
    await reads(fate(other), /^Filled, at \d/);
    await other.close();
  });

  it('lose nothing on a busy page that draws no frame meanwhile', async () => {
    await page.keyboard.press('Escape');
    const isOn = (): Promise<string | undefined> => page.evaluate(() => document.activeElement?.id);
    const type = page.getByRole('combobox', { name: 'Type' });
    await withoutFrames(page, async () => {
      await page.keyboard.press('m');
      expect([await isOn(), await type.inputValue()]).toEqual(['ticket-amount', 'market']);
      // The first digit belongs to the amount, and is not the key of an interval.
      await page.keyboard.type('2');
      await page.keyboard.press('Escape');
      await page.keyboard.press('l');
      expect([await isOn(), await type.inputValue()]).toEqual(['ticket-price', 'limit']);
    });
    expect(await amount(page).inputValue()).toBe('2');
    expect(new URL(page.url()).hash).toContain('interval=1min');
  });

  it('choose side and type, theme and language, and open what asks first', async () => {
    const isChosen = (role: 'radio', name: string) => page.getByRole(role, { name }).isChecked();
    const press = async (key: string): Promise<void> => {
      await page.keyboard.press('Escape');
      await page.keyboard.press(key);
    };
    await press('s');
    await expect.poll(() => isChosen('radio', 'Sell')).toBe(true);
    const type = page.getByRole('combobox', { name: 'Type' });
    for (const [key, value] of [
      ['m', 'market'],
      ['l', 'limit'],
    ] as const) {
      await press(key);
      await expect.poll(() => type.inputValue()).toBe(value);
    }
    await tab(page, /^Fills/);
    await press('x');
    await reads(page.getByRole('alert'), /Cancel .* of all pairs\?/);
    await page.getByRole('tab', { name: /^Open orders/, selected: true }).waitFor();
    await page.getByRole('button', { name: 'No', exact: true }).click();
    await press('h');
    await reads(page.getByRole('dialog', { name: 'Halt' }), /cannot be undone/);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: 'Halt' }).waitFor({ state: 'hidden' });
    await press('j');
    await reads(page.getByRole('tab'), /^注文中/);
    await press('j');
    await reads(page.getByRole('tab'), /^Open orders/);
  });

  it('change the theme, which is kept for the next visit', async () => {
    const scheme = (): Promise<string> => page.evaluate(() => document.documentElement.style.colorScheme);
    await page.keyboard.press('Escape');
    await page.keyboard.press('t');
    await expect.poll(scheme).toBe('light');
    // The address does not have it.
    await page.goto('about:blank');
    await page.goto(screen.dashboard.url);
    await expect.poll(scheme).toBe('light');
    await shows(page, 'theme=light');
    await reads(page.getByRole('status', { name: 'Link to the venue' }), /^connected$/);
  });
});
