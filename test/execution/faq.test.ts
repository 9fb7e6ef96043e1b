import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { venueCodes } from '../../src/execution/index';
import { accountRefusals } from '../../src/simulator/venue/account-refusals';
import { orderRefusals } from '../../src/simulator/venue/order-refusals';
import { orderFormRefusals } from '../../src/simulator/venue/order-request';
import { remade, table } from '../support/made-page';
import { dataKinds, executionKinds } from './diagnostic-kinds';

const page = readFileSync(new URL('../../docs/faq.md', import.meta.url), 'utf8');

const codesUnder = (head: readonly string[]) =>
  table(
    head,
    [...venueCodes.values()].map(({ code, class: class_, effect, meaning }) => [
      String(code),
      `\`${class_}\``,
      `\`${effect}\``,
      meaning,
    ]),
  );

const codes = codesUnder(['code', 'class', 'effect', 'the venue says']);

const japanese = new URL('../../docs/ja/error-codes.md', import.meta.url);

const kindsOf = (kinds: Readonly<Record<string, readonly [string, string]>>): string =>
  table(
    ['`kind`', 'what happened', 'what to do'],
    Object.entries(kinds).map(([kind, [happened, advice]]) => [`\`${kind}\``, happened, advice]),
  );

const refusals = table(
  ['code', 'the order is refused because'],
  [...orderFormRefusals, ...orderRefusals, ...accountRefusals].map(({ code, why }) => [String(code), why]),
);

describe('docs/faq.md', () => {
  it('has every diagnostic, every error code as the client reads it, and every refusal in its order', async () => {
    const sections = { data: kindsOf(dataKinds), execution: kindsOf(executionKinds), codes, refusals };
    await expect(await remade(page, sections)).toMatchFileSnapshot('../../docs/faq.md');
  });

  it('says what to do about every class of errors', () => {
    const classes = new Set(['`refused`', ...[...venueCodes.values()].map((known) => `\`${known.class}\``)]);
    const rows = page.slice(page.indexOf('## Error codes')).matchAll(/^\| (`[a-z-]+`) /gm);
    const named = Array.from(rows, ([, name]) => name);
    expect(named.sort()).toEqual([...classes].sort());
  });

  it.each([
    [
      'docs/faq.md',
      page,
      /withdrawal or the confirmation of a deposit is sent once: its effect is `unknown`/,
    ],
    [
      'docs/ja/error-codes.md',
      readFileSync(japanese, 'utf8'),
      /出金申請と入金の確認は送り直さず、結果は `unknown`/,
    ],
  ])('says in %s which calls are not sent again because of their time', (_, text, what) => {
    expect(text.split('\n').find((line) => line.startsWith('| `clock` '))).toMatch(what);
  });
});

describe('docs/ja/error-codes.md', () => {
  const text = readFileSync(japanese, 'utf8');

  it('has every error code as well', async () => {
    await expect(
      await remade(text, { codes: codesUnder(['コード', 'class', 'effect', '取引所の説明(英語)']) }),
    ).toMatchFileSnapshot('../../docs/ja/error-codes.md');
  });

  it('says what to do about every class of errors', () => {
    const classes = new Set(['`refused`', ...[...venueCodes.values()].map((known) => `\`${known.class}\``)]);
    const told = [...text.matchAll(/^\| (`[a-z-]+`) /gm)].map(([, name]) => name);
    expect([...told].sort()).toEqual([...classes].sort());
  });
});
