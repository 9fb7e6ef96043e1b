import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { venueCodes } from '../../src/execution/index';

const page = readFileSync(new URL('../../docs/faq.md', import.meta.url), 'utf8');

/** The cells of every row of a table whose first cell looks like this. */
const rows = (first: RegExp): readonly (readonly string[])[] =>
  page
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    )
    .filter(([cell = '']) => first.test(cell));

describe('docs/faq.md', () => {
  it('lists every error code as the client reads it, in the same order', () => {
    const told = [...venueCodes.values()].map(({ code, class: class_, effect, meaning }) => [
      String(code),
      `\`${class_}\``,
      `\`${effect}\``,
      meaning,
    ]);
    expect(rows(/^\d{5}$/)).toEqual(told);
  });

  it('says what to do of every class of errors', () => {
    const classes = new Set([...venueCodes.values()].map((known) => `\`${known.class}\``));
    const told = rows(/^`[a-z-]+`$/).map(([name]) => name);
    expect([...told].sort()).toEqual([...classes].sort());
  });
});
