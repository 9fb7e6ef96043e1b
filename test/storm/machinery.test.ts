import { readFileSync } from 'node:fs';
import { transformSync } from 'esbuild';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countHits, coverageTable, missedCells, unknownCells } from './coverage';
import { mutate, noticing } from './mutant';
import { mutants } from './mutants';
import { runnable } from './run';
import { type Budget, shrink } from './shrink';
import { cell, type Storm, type Table } from './storm';

interface Script {
  readonly faults: readonly number[];
  readonly actions: readonly number[];
}

const lists = ['faults', 'actions'] as const;
const unbounded: Budget = { plays: Infinity, time: Infinity };

describe('shrinking', () => {
  it('finds the few items that a failure needs, wherever they are', () => {
    const items = fc.uniqueArray(fc.nat(1_000), { minLength: 2, maxLength: 60 });
    fc.assert(
      fc.property(items, items, fc.nat(), fc.nat(), (faults, actions, i, j) => {
        const fault = faults[i % faults.length] as number;
        const action = actions[j % actions.length] as number;
        const fails = (script: Script): boolean =>
          script.faults.includes(fault) && script.actions.includes(action);
        const { script, isShortest } = shrink({ faults, actions }, lists, fails, unbounded);
        expect(script).toEqual({ faults: [fault], actions: [action] });
        expect(isShortest).toBe(true);
      }),
    );
  });

  it('asks no more often than it may', () => {
    let asked = 0;
    const fails = (): boolean => {
      asked += 1;
      return asked % 3 === 0;
    };
    const long = { faults: [1, 2, 3, 4, 5, 6, 7, 8], actions: [1, 2, 3, 4] };
    const { isShortest, plays } = shrink(long, lists, fails, { plays: 7, time: Infinity });
    expect([asked, plays, isShortest]).toEqual([7, 7, false]);
  });

  it('takes no longer than it may', () => {
    let now = 5_000;
    const fails = (): boolean => {
      now += 300;
      return true;
    };
    const long = { faults: Array.from({ length: 1_000 }, (_, i) => i), actions: [] };
    const { isShortest, plays } = shrink(
      long,
      ['faults'],
      () => fails() && now > 1e9,
      { plays: Infinity, time: 1_000 },
      () => now,
    );
    expect([plays, isShortest]).toEqual([4, false]);
  });
});

const table: Table = {
  rows: ['lose', 'repeat'],
  columns: ['waiting', 'live'],
  impossible: (row, column) => (row === 'lose' && column === 'live' ? 'because' : null),
};

describe('coverage', () => {
  it('names the cells that were not hit though they could be, and those that were hit though they could not', () => {
    const hits = countHits([
      { cells: [cell('lose', 'live'), cell('repeat', 'live')] },
      { cells: [cell('repeat', 'live'), cell('tear', 'live')] },
    ]);
    expect(missedCells(table, hits)).toEqual(['lose | waiting', 'repeat | waiting']);
    expect(unknownCells(table, hits)).toEqual(['lose | live', 'tear | live']);
    expect(coverageTable(table, hits).split('\n').slice(2)).toEqual([
      '| lose | 0 | – |',
      '| repeat | 0 | 2 |',
    ]);
  });
});

describe('a mutant', () => {
  const mutant = { name: 'm', file: 'f.ts', find: 'a + b', replace: 'a - b' };

  it('changes one place', () => expect(mutate('c = a + b;', mutant)).toBe('c = a - b;'));

  it.each(['c = a * b;', 'a + b; a + b'])('is out of date if its text is not there just once: %s', (source) =>
    expect(() => mutate(source, mutant)).toThrow(/"m" is out of date/),
  );

  it('is noticed by the violation that fits it, or else by any', () => {
    const violations = ['a side effect', 'sums are wrong by 2'];
    expect(noticing({ ...mutant, noticedBy: 'sums' }, violations)).toBe('sums are wrong by 2');
    expect(noticing({ ...mutant, noticedBy: 'products' }, violations)).toBeUndefined();
    expect(noticing(mutant, violations)).toBe('a side effect');
    expect(noticing(mutant, [])).toBeUndefined();
  });

  it.each([...mutants].flatMap(([storm, all]) => all.map((one) => [storm, one.name, one] as const)))(
    'of %s is up to date: %s',
    (_, __, one) => {
      const source = readFileSync(one.file, 'utf8');
      const mutated = mutate(source, one);
      expect(mutated).not.toBe(source);
      expect(() => transformSync(mutated, { loader: 'ts' })).not.toThrow();
    },
  );
});

describe('a storm', () => {
  const isThin = ({ faults, actions }: Script): boolean =>
    faults.includes(9) || ((faults.includes(8) || faults.includes(11)) && actions.length < 4);
  let played = 0;
  const storm: Storm<Script> = {
    name: 'test',
    table,
    lists,
    draw: (seed, more) => ({ faults: [seed, 1, 2], actions: [3, 4, ...Array<number>(more).fill(6)] }),
    play: ({ faults, actions }) => {
      played += 1;
      return {
        hash: faults[0] === 5 ? String(played) : 'same',
        violations: faults.includes(7) || (faults.includes(11) && actions.includes(6)) ? ['a law'] : [],
        shortfalls: isThin({ faults, actions }) ? ['too few'] : [],
        cells: [],
        history: [`faults ${faults.join()}`],
      };
    },
  };
  const { run, explain } = runnable(storm);

  it('fails by its laws, and by a second play that goes differently', () => {
    expect(run(1).violations).toEqual([]);
    expect(run(7).violations).toEqual(['a law']);
    expect(run(5).violations).toEqual(['the same seed gave another course of events']);
  });

  it('plays a seed that is thin again with more, and fails one that stays so', () => {
    expect(run(8)).toMatchObject({ thin: 2, violations: [] });
    expect(run(9)).toMatchObject({ thin: 4, violations: ['thin however often it is drawn: too few'] });
    expect(run(1)).toMatchObject({ thin: 0 });
    expect(run(11)).toMatchObject({ thin: 1, violations: ['a law'] });
    expect(explain(11, unbounded)).toContain('actions: [6]');
  });

  it('explains a failing seed by the items that are left of it', () => {
    expect(explain(7, unbounded)).toContain(
      'nothing of it can be missed:\nfaults: [7]\nactions: []\n\nfaults 7\n\nviolated: a law',
    );
    expect(explain(7, { plays: 1, time: 60_000 })).toContain(
      'by 1 plays; it may well be made shorter still: 1 plays and 60 s are the most',
    );
    expect(explain(1, unbounded)).toContain('holds every law');
  });
});
