import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { above, openPage, openScreen, placeIt, reads, ready, type Screen } from './screen';

let screen: Screen;
let axe: string;

beforeAll(async () => {
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  screen = await openScreen();
});

afterAll(() => screen.close());

const sizes = [
  [390, 844],
  [768, 1024],
  [1280, 800],
  [1920, 1080],
  [2560, 1440],
] as const;
const languages = [
  {
    language: 'en',
    locale: 'en-US',
    book: 'Order book',
    placeOrder: 'Place order',
    dialogs: ['Halt…', 'Hotkeys', 'Settings'],
  },
  {
    language: 'ja',
    locale: 'ja-JP',
    book: '板',
    placeOrder: '注文する',
    dialogs: ['緊急停止…', 'ショートカット', '設定'],
  },
] as const;

interface Finding {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly string[];
}

/** Returns the findings of axe-core that are serious or worse. */
const findings = (page: Page): Promise<readonly Finding[]> =>
  page.evaluate(`(async () => {
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.map(({ html, failureSummary }) => html.slice(0, 160) + ' ' + failureSummary) }));
  })()`);

/** Returns cut texts: those of a box that does not scroll, and whose content is larger than the box. */
const clipped = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const scrolls = (element: Element): boolean =>
      /auto|scroll/.test(getComputedStyle(element).overflowX + getComputedStyle(element).overflowY);
    const isCut = (element: Element): boolean => {
      const own = element.getBoundingClientRect();
      if (own.width < 2 || element.closest('.unseen, .canvas') !== null) return false;
      for (let box = element.parentElement; box !== null && !scrolls(box); box = box.parentElement) {
        const style = getComputedStyle(box);
        const around = box.getBoundingClientRect();
        if (
          style.display !== 'contents' &&
          style.overflow !== 'visible' &&
          (own.right > around.right + 1 || own.bottom > around.bottom + 1)
        )
          return true;
      }
      return (
        element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX === 'hidden'
      );
    };
    return [
      ...document.querySelectorAll(
        'td, th, dd, button, h2, label > span, .sum > *, #watchlist li span, #readout > span',
      ),
    ]
      .filter(
        (element) => element.checkVisibility() && (element.textContent ?? '').trim() !== '' && isCut(element),
      )
      .map((element) => (element.textContent ?? '').trim());
  });

/** Returns boxes of different columns that overlap. */
const overlapping = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const seen = [
      ...document.querySelectorAll<HTMLElement>(
        '[role=tab], .head button, .head select, #tools button, #ticker dd',
      ),
    ]
      .filter((element) => element.checkVisibility())
      .map((element) => ({
        name: element.textContent ?? '',
        box: element.getBoundingClientRect(),
        scroll: element.closest('.intervals'),
      }));
    return seen.flatMap((a, i) =>
      seen.slice(i + 1).flatMap((b) => {
        const isOver =
          a.box.left < b.box.right - 1 &&
          b.box.left < a.box.right - 1 &&
          a.box.top < b.box.bottom - 1 &&
          b.box.top < a.box.bottom - 1;
        return isOver && a.scroll === b.scroll ? [`${a.name.trim()} / ${b.name.trim()}`] : [];
      }),
    );
  });

/** Returns controls whose border has too little contrast to its background. */
const weakBorders = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const channels = (color: string): readonly number[] => (color.match(/[\d.]+/g) ?? []).map(Number);
    const light = (color: string): number => {
      const [r = 0, g = 0, b = 0] = channels(color).map((value) => {
        const share = value / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const isClear = (color: string): boolean => color === 'transparent' || channels(color)[3] === 0;
    const ground = (element: Element | null): string => {
      for (let at = element; at !== null; at = at.parentElement) {
        const { backgroundColor } = getComputedStyle(at);
        if (!isClear(backgroundColor)) return backgroundColor;
      }
      return 'rgb(255, 255, 255)';
    };
    return [...document.querySelectorAll('input:not([type=radio], [type=checkbox]), select, button')]
      .filter((element) => element.checkVisibility() && !(element as HTMLButtonElement).disabled)
      .flatMap((element) => {
        const { borderTopColor, borderTopWidth } = getComputedStyle(element);
        if (borderTopWidth === '0px' || isClear(borderTopColor)) return [];
        const [a, b] = [light(borderTopColor), light(ground(element.parentElement))];
        const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        return ratio < 3 ? [`${(element.textContent ?? element.id).trim()} ${ratio.toFixed(2)}`] : [];
      });
  });

/** Waits for an expectation. A part that is drawn a frame later than another one may be wrong for a moment. */
const becomes = async (what: unknown, look: () => Promise<unknown>, expected: unknown): Promise<void> => {
  await expect.poll(async () => [what, await look()]).toEqual([what, expected]);
};

/** Returns rows of the watchlist with two texts that touch each other, or with one that leaves the row. */
const touching = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const least = 4;
    return [...document.querySelectorAll<HTMLElement>('#watchlist li')]
      .filter((row) => {
        const outer = row.getBoundingClientRect();
        const texts = [...row.querySelectorAll('span:not(:has(span))')].map((element) => {
          // A text can be longer than its box.
          const range = document.createRange();
          range.selectNodeContents(element);
          return range.getBoundingClientRect();
        });
        const isOut = texts.some(({ left, right }) => left < outer.left || right > outer.right);
        const isNear = texts.some((a, i) =>
          texts
            .slice(i + 1)
            .some(
              (b) =>
                a.left < b.right + least &&
                b.left < a.right + least &&
                a.top < b.bottom - 1 &&
                b.top < a.bottom - 1,
            ),
        );
        return isOut || isNear;
      })
      .map((row) => row.innerText.replace(/\s+/g, ' '));
  });

describe.each(languages)('in $language', ({ locale, book, placeOrder, language, dialogs }) => {
  it('the watchlist leaves room beside a price of any length', async () => {
    const page = await openPage(screen.browser, { locale });
    await page.route(/\/tickers$/, async (route) => {
      const response = await route.fetch();
      const reply = (await response.json()) as { data: object[] };
      const data = reply.data.map((ticker, i) => {
        const last = `${'1'.repeat(1 + (i % 12))}.111`;
        return { ...ticker, last, open: last };
      });
      await route.fulfill({ response, json: { ...reply, data } });
    });
    await page.goto(screen.dashboard.url);
    await reads(page.locator('#watchlist li'), /111,111,111,111/);
    for (const [width, height] of sizes.slice(2)) {
      await page.setViewportSize({ width, height });
      await expect.poll(() => page.evaluate('innerWidth')).toBe(width);
      await becomes(width, () => touching(page), []);
    }
    await page.close();
  });

  it.each(['light', 'dark'] as const)(
    '%s, nothing is clipped at any width, and axe-core finds nothing serious',
    async (colorScheme) => {
      const page = await openPage(screen.browser, {
        locale,
        colorScheme,
        viewport: { width: 1280, height: 800 },
      });
      await page.goto(screen.dashboard.url);
      await reads(
        page.getByRole('region', { name: book, exact: true }).getByRole('button'),
        /^\d+,\d{3},\d{3}$/,
      );
      await ready(page);
      await reads(page.locator('#watchlist li'), /XRP.*%/);
      expect(await page.getByRole('button', { name: placeOrder }).isVisible()).toBe(true);
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
      for (const [width, height] of sizes) {
        await page.setViewportSize({ width, height });
        // The page has the new width after it has been drawn again, which may take any time.
        await expect.poll(() => page.evaluate('innerWidth')).toBe(width);
        await page.evaluate(
          () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
        );
        const isTooWide = (): Promise<boolean> =>
          page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
        const isTooHigh = (): Promise<boolean> =>
          page.evaluate(() => document.documentElement.scrollHeight > innerHeight);
        await becomes(width, isTooWide, false);
        // A desk has everything on one page.
        if (width >= 1200) await becomes(width, isTooHigh, false);
        await becomes(width, () => clipped(page), []);
        await becomes(width, () => overlapping(page), []);
      }
      await becomes('borders', () => weakBorders(page), []);
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.evaluate(axe);
      await becomes(1280, () => findings(page), []);
      await page.setViewportSize({ width: 390, height: 844 });
      await becomes(390, () => findings(page), []);
      for (const [width, height] of [sizes[0], sizes[2]]) {
        await page.setViewportSize({ width, height });
        for (const name of dialogs) {
          await page.getByRole('button', { name, exact: true }).click();
          const dialog = page.getByRole('dialog', { name: name.replace('…', ''), exact: true });
          await dialog.waitFor();
          const isTooWide = (): Promise<boolean> =>
            dialog.evaluate(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth);
          await becomes(`${name} ${width}`, isTooWide, false);
          await becomes(`${name} ${width}`, () => clipped(page), []);
          await becomes(`${name} ${width}`, () => findings(page), []);
          await page.keyboard.press('Escape');
        }
      }
      await page.close();
    },
  );
});

describe('the language', () => {
  it('is the browser’s, is switched by a button, and is kept', async () => {
    const page = await openPage(screen.browser, { locale: 'ja-JP' });
    await page.goto(screen.dashboard.url);
    await page.getByRole('button', { name: 'English' }).click();
    await reads(page.getByRole('tab'), /^Open orders/);
    await page.reload();
    await reads(page.getByRole('tab'), /^Open orders/);
    await page.getByRole('button', { name: '日本語' }).click();
    await reads(page.getByRole('tab'), /^注文中/);
    await page.close();
  });

  it('is Japanese to the last message of the ticket', async () => {
    const page = await openPage(screen.browser, { locale: 'ja-JP', viewport: { width: 1280, height: 800 } });
    await page.goto(screen.dashboard.url);
    await ready(page);
    await page.getByRole('radio', { name: '売り' }).check({ force: true });
    await page.getByRole('textbox', { name: '数量' }).fill('４０');
    await page.getByRole('textbox', { name: '価格', exact: true }).fill(await above(page));
    await page.getByRole('button', { name: '注文する' }).click();
    await reads(
      page.getByRole('alert'),
      /総額が 1,000,000 円を超えています。よろしければ、もう一度注文してください。/,
    );
    await placeIt(page);
    await reads(page.getByRole('status', { name: '注文の結果' }), /^拒否（60001）：残高が足りません。$/);
    await page.close();
  });
});

describe('in Tokyo', () => {
  it('chart, tape and fills tell the time of Tokyo', async () => {
    const page = await openPage(screen.browser, {
      locale: 'en-US',
      timezoneId: 'Asia/Tokyo',
      viewport: { width: 1280, height: 800 },
    });
    await page.goto(screen.dashboard.url);
    const tokyo = (time: number): string => new Date(time + 9 * 3_600_000).toISOString();
    await reads(page.getByRole('note', { name: 'Chart' }), /^\d{4}\/\d\d\/\d\d \d\d:\d\d/);
    const shown = (await page.getByRole('note', { name: 'Chart' }).innerText()).slice(0, 16);
    // The newest bar is the present one, or that of the previous minute.
    const near = [0, 60_000, 120_000].map((ago) =>
      tokyo(Date.now() - ago)
        .slice(0, 16)
        .replace('T', ' ')
        .replaceAll('-', '/'),
    );
    expect(near).toContain(shown);
    await page.getByRole('tab', { name: 'Trades' }).click();
    await reads(page.getByRole('region', { name: 'Trades' }).getByRole('row'), /\d\d:\d\d:\d\d$/);
    const text = await page.getByRole('region', { name: 'Trades' }).getByRole('row').nth(1).innerText();
    const [hours] = /(\d\d):\d\d:\d\d/.exec(text)?.slice(1) ?? [];
    const hoursNear = [0, 1, 2].map((ago) => tokyo(Date.now() - ago * 3_600_000).slice(11, 13));
    expect(hoursNear).toContain(hours);
    await page.close();
  });
});
