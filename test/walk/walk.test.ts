import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { traced } from './trace';

/** The ways of a frame and of an order in ARCHITECTURE.md are the ways that they take. */

const architecture = readFileSync(new URL('../../ARCHITECTURE.md', import.meta.url), 'utf8');

/** Returns a section, and the files of its table. */
const sectionOf = (title: string) => {
  const [section = ''] = architecture.split(`\n## ${title}\n`)[1]?.split('\n## ') ?? [];
  return { section, rows: [...section.matchAll(/^\| \d+ +\| `([^`]+)`/gm)].map(([, file = '']) => file) };
};

/** True if a section names the file: `order/flight.ts` is that of execution. */
const isNamedIn = (section: string, file: string): boolean => {
  const [name = '', ...folders] = file.split('/').reverse();
  return [name, `${folders[0]}/${name}`, file].some((shown) => section.includes(`\`${shown}\``));
};

describe.each([
  ['frame', 'A frame, file by file', 8],
  ['order', 'An order, file by file', 22],
])('the way of a %s', (name, title, most) => {
  const { section, rows } = sectionOf(title);
  let entered: readonly string[] = [];
  beforeAll(async () => {
    const { walk } = (await traced(name)) as { readonly walk: () => Promise<readonly string[]> };
    entered = await walk();
  }, 300_000);

  it('comes to each file of the table, in this order', () => {
    expect(entered.filter((file) => rows.includes(file))).toEqual(rows);
  });

  it(`has ${most} files at most, none twice`, () => {
    expect(rows.length).toBeLessThanOrEqual(most);
    expect(new Set(rows).size).toBe(rows.length);
  });

  it('enters no file that is not named', () => {
    // Codecs and ports have pages of their own.
    const ours = entered.filter((file) => name === 'frame' || file.startsWith('execution/'));
    expect(ours.length).toBeGreaterThanOrEqual(rows.length);
    expect(ours.filter((file) => !isNamedIn(section, file))).toEqual([]);
  });
});
