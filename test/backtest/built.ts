import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as Entry from '../../src/backtest/index';
import type { RecordingEvent } from '../../src/recording/index';
import { encodeLine } from '../../src/recording/line';

/** A thread runs a file, so the tests use the built package. */
export const { backtest, backtestDays } = (await import(
  new URL('../../dist/backtest.js', import.meta.url).href
)) as typeof Entry;

export const strategyAt = (name: string): URL => new URL(`./strategies/${name}.mjs`, import.meta.url);

/** Writes the events to a file, with their times moved back by `earlier` ms. */
export const fileOf = (events: readonly RecordingEvent[], earlier: number): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'recorded-')), 'recorded.ndjson');
  const lines = events.map(({ t, elapsed, ...note }) =>
    note.type === 'torn' ? '' : encodeLine({ t: t - earlier, elapsed }, note),
  );
  writeFileSync(path, lines.join(''));
  return path;
};
