import type { Locator, Page } from 'playwright-core';

/**
 * The acts and the looks of a person at a page. Things are found by their role and name. Nothing here is imported at
 * run time, so that another example can use it with packages of its own.
 */

/** The time in ms for which a test waits for a slow machine. */
export const patience = 60_000;

/** Returns what can be read on the page, but for long lists, and what is typed in its fields. */
const textOf = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const fields = [...document.querySelectorAll<HTMLInputElement>('input, select')]
      .filter((field) => field.checkVisibility() && (field.type !== 'radio' || field.checked))
      .map((field) => `${field.ariaLabel ?? field.name}=${field.value}`);
    let text = document.body.innerText;
    for (const { children, innerText } of document.querySelectorAll('ul'))
      if (children.length > 20) text = text.replace(innerText, `(${children.length} items)`);
    return `${text.replace(/\s*\n\s*/g, ' | ')} || ${fields.join(', ')}`;
  });

/** Returns what each open page shows, so that the report of a red test explains itself. */
export const shownBy = async (pages: Iterable<Page>): Promise<string> => {
  const texts = await Promise.all(
    [...pages].map(async (page) => (page.isClosed() ? null : `${page.url()} shows: ${await textOf(page)}`)),
  );
  return texts.filter((text) => text !== null).join('\n');
};

/** Waits until the visible text of one of the elements matches. */
export const reads = async (locator: Locator, pattern: RegExp): Promise<void> => {
  const end = performance.now() + patience;
  let texts: readonly string[] = [];
  do {
    texts = (await locator.allInnerTexts()).map((text) => text.trim().replace(/\s+/g, ' '));
    if (texts.some((text) => pattern.test(text))) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  } while (performance.now() < end);
  throw new Error(`nothing reads ${String(pattern)}, but: ${JSON.stringify(texts).slice(0, 600)}`);
};

export const fate = (page: Page): Locator =>
  page.getByRole('status', { name: /^(Fate of the order|注文の結果)$/ });
export const place = (page: Page): Locator => page.getByRole('button', { name: /^Place|注文する$/ });
export const question = (page: Page): Locator => page.locator('#ticket-question');

/** Waits until an order can be placed. */
export const ready = async (page: Page): Promise<void> => {
  try {
    await page.locator('form button[type=submit]:enabled').waitFor({ timeout: patience });
  } catch (error) {
    // Most tests are not red yet when they wait for this, but have not begun.
    throw new Error(await shownBy([page]), { cause: error });
  }
};

/** The time in ms after which a second click is an answer, because it no longer belongs to the first. */
const afterDoubleClick = 500;

/**
 * Lets the time of a double click pass by the clock of the page. A busy page may be later than the test, but its timers
 * come in their order.
 */
export const letDoubleClickPass = (page: Page): Promise<unknown> =>
  page.evaluate((ms) => new Promise((resolve) => setTimeout(resolve, ms)), afterDoubleClick);

/**
 * Places the order by an act, and answers the ticket's questions by the same act, for example about a book that has not
 * come yet. Each act has a result, for which it waits however slow the machine is: the fate of another order, another
 * question, or a reason why no order can be placed now. After such a reason it acts again.
 */
export const placeIt = async (page: Page, act = (): Promise<void> => place(page).click()): Promise<void> => {
  await ready(page);
  // Each order has an element of its own for its fate, even if that reads like the fate of the order before.
  const before = await page.evaluateHandle(() => document.querySelector('#ticket output > *'));
  for (;;) {
    await ready(page);
    await letDoubleClickPass(page);
    const asked = (await question(page).allInnerTexts()).join();
    await act();
    const result = await page.waitForFunction(
      ([old, earlier]) => {
        const element = document.querySelector('#ticket output > *');
        if (element !== null && element !== old) return 'fate';
        const text = document.getElementById('ticket-question')?.innerText ?? '';
        if (text !== '' && text !== earlier) return 'question';
        return document.querySelector('#ticket button[type=submit]:disabled') === null ? null : 'obstacle';
      },
      [before, asked] as const,
      { timeout: patience, polling: 50 },
    );
    if ((await result.jsonValue()) === 'fate') return;
  }
};
