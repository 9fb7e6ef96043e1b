import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { lastValueFrom } from 'rxjs';
import { describe, expect, it, vi } from 'vitest';
import { depthFrames, transactionFrames } from '../../bench/frames';
import { exportTable, type ExportTable } from '../../src/recording/index';
import { testFolder } from './stub-link';

// The download of pyarrow takes a minute, once.
vi.setConfig({ testTimeout: 240_000 });

const folder = testFolder();
const start = Date.UTC(2026, 0, 15, 3);
const recording = join(folder, 'frames.ndjson');

const runs = (program: string, ...words: readonly string[]): boolean =>
  spawnSync(program, words, { timeout: 200_000, stdio: 'ignore' }).status === 0;

/** Returns a Python with pyarrow, kept outside of the clone for the next run; `null` if it is not available here. */
const pythonWithArrow = (): string | null => {
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const home = join(cache, 'rx-bitbank-strangers', 'pyarrow');
  const python = join(home, 'bin', 'python');
  if (!existsSync(python) && !runs('python3', '-m', 'venv', home)) return null;
  if (runs(python, '-c', 'import pyarrow')) return python;
  const isFetched = runs(python, '-m', 'pip', 'install', '--quiet', '--retries', '1', 'pyarrow');
  return isFetched && runs(python, '-c', 'import pyarrow') ? python : null;
};

const program = `
import json, sys
import pyarrow.parquet as parquet
table = parquet.read_table(sys.argv[1])
rows = table.to_pylist()
print(json.dumps({
    "types": {field.name: str(field.type) for field in table.schema},
    "count": len(rows),
    "first": {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in rows[0].items()},
    "sums": {field.name: sum(row[field.name] or 0 for row in rows)
             for field in table.schema if str(field.type) in ("double", "int64")},
}))
`;

interface Seen {
  readonly types: Readonly<Record<string, string>>;
  readonly count: number;
  readonly first: Readonly<Record<string, unknown>>;
  readonly sums: Readonly<Record<string, number>>;
}

const time = 'timestamp[ms, tz=UTC]';
const types: Readonly<Record<ExportTable, Readonly<Record<string, string>>>> = {
  trades: {
    ...{ time, pair: 'string', id: 'int64', timestamp: time, side: 'string' },
    ...{ price: 'double', amount: 'double' },
  },
  quotes: {
    ...{ time, pair: 'string', sequence: 'int64', timestamp: time },
    ...{ bid: 'double', bidAmount: 'double', ask: 'double', askAmount: 'double', stale: 'bool' },
  },
  book: {
    ...{ time, pair: 'string', sequence: 'int64', timestamp: time, stale: 'bool' },
    ...{ bid1: 'double', bidAmount1: 'double', bid2: 'double', bidAmount2: 'double' },
    ...{ ask1: 'double', askAmount1: 'double', ask2: 'double', askAmount2: 'double' },
  },
  candles: {
    ...{ pair: 'string', type: 'string', openTime: time },
    ...{ open: 'double', high: 'double', low: 'double', close: 'double', volume: 'double', whole: 'bool' },
  },
};

describe('a table in Parquet, read by pyarrow', () => {
  const python = pythonWithArrow();
  if (python === null) {
    console.info('left out: pyarrow can not be had on this machine');
  }
  const frames = [
    ...depthFrames({ pair: 'btc_jpy', diffs: 200, diffsPerWhole: 40, seed: 3 }).map(({ text }) => text),
    ...transactionFrames('btc_jpy', 200, 3),
  ];
  writeFileSync(
    recording,
    frames.map((frame, i) => `${JSON.stringify({ t: start + i * 100, frame })}\n`).join(''),
  );

  it.each(Object.keys(types) as ExportTable[])('%s has the same rows as NDJSON', async (table) => {
    const out = join(folder, `${table}.parquet`);
    await lastValueFrom(exportTable(recording, { table, to: 'parquet', out, depth: 2 }));
    let text = '';
    await lastValueFrom(
      exportTable(recording, { table, to: 'ndjson', depth: 2, out: (bytes) => (text += String(bytes)) }),
    );
    const rows = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    if (python === null) return;
    const seen = JSON.parse(execFileSync(python, ['-c', program, out], { encoding: 'utf8' })) as Seen;
    expect(seen.types).toEqual(types[table]);
    expect(seen.count).toBe(rows.length);
    for (const [name, value] of Object.entries(rows[0] ?? {})) {
      const first = seen.first[name];
      expect(types[table][name] === time ? Date.parse(String(first)) : first).toEqual(value);
    }
    for (const [name, sum] of Object.entries(seen.sums))
      expect(sum).toBeCloseTo(
        rows.reduce((total, row) => total + Number(row[name] ?? 0), 0),
        3,
      );
  });
});
