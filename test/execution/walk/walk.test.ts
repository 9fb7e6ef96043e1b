import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { walk } from './order';
import { traced } from './trace';

/** The way of an order in ARCHITECTURE.md is the way that an order takes. */

const architecture = readFileSync(new URL('../../../ARCHITECTURE.md', import.meta.url), 'utf8');
const [, section = ''] = /^## An order, file by file\n(.*?)^## By hand/ms.exec(architecture) ?? [];
const rows = [...section.matchAll(/^\| \d+ +\| `([^`]+)`/gm)].map(([, file = '']) => file);

/** True if the section names the file: `order/flight.ts` is that of execution. */
const isNamed = (file: string): boolean => {
  const [name = '', ...folders] = file.split('/').reverse();
  return [name, `${folders[0]}/${name}`, file].some((shown) => section.includes(`\`${shown}\``));
};

describe('an order, file by file', () => {
  let entered: readonly string[] = [];
  beforeAll(async () => {
    const module = (await traced('order')) as { readonly walk: typeof walk };
    entered = await module.walk();
  }, 300_000);

  it('comes to each file of the table, in this order', () => {
    expect(entered.filter((file) => rows.includes(file))).toEqual(rows);
  });

  it('has 22 files at most, none twice', () => {
    expect(rows.length).toBeLessThanOrEqual(22);
    expect(new Set(rows).size).toBe(rows.length);
  });

  it('enters no file of the execution client that is not named', () => {
    const ours = entered.filter((file) => file.startsWith('execution/'));
    expect(ours.length).toBeGreaterThan(rows.length);
    expect(ours.filter((file) => !isNamed(file))).toEqual([]);
  });
});
