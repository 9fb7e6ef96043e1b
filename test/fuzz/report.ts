import type { Outcome } from './target';

/** The report of a run: a line of progress, and a table at the end. */

/** The results of some inputs of a target. */
export interface Tally {
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** The time spent on them, ms. */
  readonly took: number;
  /** The largest heap of a child after a batch of them, bytes, before a collection. */
  readonly heap: number;
}

export const emptyTally: Tally = { outcomes: { read: 0, refused: 0, ignored: 0 }, took: 0, heap: 0 };

export const added = (a: Tally, b: Tally): Tally => ({
  outcomes: {
    read: a.outcomes.read + b.outcomes.read,
    refused: a.outcomes.refused + b.outcomes.refused,
    ignored: a.outcomes.ignored + b.outcomes.ignored,
  },
  took: a.took + b.took,
  heap: Math.max(a.heap, b.heap),
});

export const countOf = ({ outcomes }: Tally): number => outcomes.read + outcomes.refused + outcomes.ignored;

const whole = (value: number): string => Math.round(value).toLocaleString('en');
const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);

export interface Progress {
  readonly done: number;
  readonly count: number;
  /** Elapsed ms since the beginning. */
  readonly elapsed: number;
  /** The targets of the moment. */
  readonly targets: readonly string[];
  readonly failed: number;
}

export const progressLine = ({ done, count, elapsed, targets, failed }: Progress): string => {
  const rate = elapsed > 0 ? done / (elapsed / 1_000) : 0;
  const left = rate > 0 ? `${whole((count - done) / rate)} s left` : 'begins';
  return (
    `${whole(done)} of ${whole(count)} inputs, ${whole(rate)}/s, ${whole(elapsed / 1_000)} s, ${left}, ` +
    `at ${targets.join(', ')}; ${failed} failed`
  );
};

/** Writes a row of a table with columns of these widths; the first is aligned to the left, the others to the right. */
export const alignedRow = (row: readonly string[], widths: readonly number[]): string =>
  row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ');

/** Writes columns as wide as they need to be. */
const aligned = (rows: readonly (readonly string[])[]): string => {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => (row[i] ?? '').length)));
  return rows.map((row) => alignedRow(row, widths)).join('\n');
};

export const tallyTable = (tallies: ReadonlyMap<string, Tally>): string => {
  const row = (name: string, tally: Tally): readonly string[] => [
    name,
    whole(countOf(tally)),
    whole(tally.outcomes.read),
    whole(tally.outcomes.refused),
    whole(tally.outcomes.ignored),
    whole(countOf(tally) / Math.max(0.001, tally.took / 1_000)),
    megabytes(tally.heap),
  ];
  const all = [...tallies.values()].reduce(added, emptyTally);
  return aligned([
    ['target', 'inputs', 'read', 'refused', 'ignored', '1/s a process', 'heap MB'],
    ...Array.from(tallies, ([name, tally]) => row(name, tally)),
    row('all', all),
  ]);
};
