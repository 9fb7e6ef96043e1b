import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { lastValueFrom } from 'rxjs';
import { describe, expect, it, vi } from 'vitest';
import { exportTable, type ExportOptions, type ExportOutcome } from '../../src/recording/index';
import { depthFrames, transactionFrames } from '../../bench/frames';
import { createDataClient, type Trade } from '../../src/index';
import { replayRecording } from '../../src/recording/index';
import { virtualClock } from '../../src/simulator/index';
import { testFolder } from './stub-link';

const folder = testFolder();
const start = Date.UTC(2026, 0, 15, 3, 59, 30);
const pairs = ['btc_jpy', 'eth_jpy'];

const inRoom = (room: string, data: unknown): string =>
  `42${JSON.stringify(['message', { room_name: room, message: { data } }])}`;

const tradeFrame = (id: number, at: number, price: string): string =>
  inRoom('transactions_btc_jpy', {
    transactions: [{ transaction_id: id, side: 'buy', price, amount: '0.5', executed_at: at }],
  });

const header = (run: string): string =>
  JSON.stringify({ type: 'header', format: 1, run, part: 1, pairs: ['btc_jpy'], rooms: [], open: true });

/** Writes a segment of lines, each at a given number of ms after the start. */
const segment = (day: string, lines: readonly (readonly [number, string])[]): string => {
  const path = join(folder, day, '03.frames.gz');
  mkdirSync(join(folder, day));
  writeFileSync(path, gzipSync(lines.map(([after, line]) => `${start + after} ${after} ${line}\n`).join('')));
  return path;
};

let made = 0;
/** Writes a file of frames, 100 ms apart. */
const recorded = (frames: readonly string[], timeOf = (i: number): number => start + i * 100): string => {
  const path = join(folder, `frames-${(made += 1)}.ndjson`);
  writeFileSync(path, frames.map((frame, i) => `${JSON.stringify({ t: timeOf(i), frame })}\n`).join(''));
  return path;
};

/** Books and trades of both pairs. */
const market = recorded(
  pairs
    .map((pair, seed) => [
      ...depthFrames({ pair, diffs: 300, diffsPerWhole: 40, seed }).map(({ text }) => text),
      ...transactionFrames(pair, 60, seed),
    ])
    .flatMap((frames) => frames.map((frame, i) => ({ frame, i })))
    .sort((a, b) => a.i - b.i)
    .map(({ frame }) => frame),
);

const made$ = async (
  recording: string,
  options: Omit<ExportOptions, 'out' | 'to'>,
): Promise<{ readonly outcome: ExportOutcome; readonly rows: readonly Record<string, unknown>[] }> => {
  let text = '';
  const out = (bytes: Uint8Array): void => {
    text += Buffer.from(bytes).toString();
  };
  const outcome = await lastValueFrom(exportTable(recording, { ...options, to: 'ndjson', out }));
  const rows = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { outcome, rows };
};

/** Collects a client's view of the same recording. */
const seen = async (collect: (data: ReturnType<typeof createDataClient>) => void): Promise<void> => {
  const clock = virtualClock(start);
  const data = createDataClient({
    transport: replayRecording(market, { drives: clock }),
    scheduler: clock,
  });
  collect(data);
  await new Promise<void>((resolve) => {
    data.depthDiff$('btc_jpy').subscribe({ complete: resolve });
  });
};

describe('exportTable', () => {
  it('gives the trades that a client sees, each once', async () => {
    const lived: Trade[] = [];
    await seen((data) => {
      for (const pair of pairs) data.trades$(pair).subscribe((trade) => lived.push(trade));
    });
    const { rows, outcome } = await made$(market, { table: 'trades' });
    expect(rows.length).toBeGreaterThan(100);
    expect(outcome).toEqual({ rows: rows.length, unread: 0, torn: 0, late: 0 });
    expect(rows).toEqual(lived.map((trade, i) => ({ time: rows[i]?.['time'], ...trade })));
    expect(rows[0]?.['time']).toBeGreaterThanOrEqual(start);
    const twice = await made$(recorded(readFrames(market).flatMap((frame) => [frame, frame])), {
      table: 'trades',
    });
    expect(twice.rows).toHaveLength(rows.length);
  });

  it('gives each quote that a client sees', async () => {
    const lived: unknown[] = [];
    await seen((data) => {
      for (const pair of pairs)
        data
          .quotes$(pair)
          .subscribe(({ bid, bidAmount, ask, askAmount }) =>
            lived.push({ pair, bid, bidAmount, ask, askAmount }),
          );
    });
    const { rows } = await made$(market, { table: 'quotes' });
    expect(rows.length).toBeGreaterThan(100);
    expect(rows.every(({ stale }) => stale === false)).toBe(true);
    expect(
      rows.map(({ pair, bid, bidAmount, ask, askAmount }) => ({ pair, bid, bidAmount, ask, askAmount })),
    ).toEqual(lived);
  });

  it('gives the best levels that a client sees, one row for each change of them', async () => {
    const lived: unknown[] = [];
    await seen((data) => {
      data.book$('eth_jpy', { depth: 3 }).subscribe(({ bids, asks, sequence }) => {
        lived.push({ sequence, bids, asks });
      });
    });
    const { rows } = await made$(market, { table: 'book', depth: 3, pairs: ['eth_jpy'] });
    const levels = (row: Record<string, unknown>, side: string) =>
      [1, 2, 3].map((rank) => ({ price: row[`${side}${rank}`], amount: row[`${side}Amount${rank}`] }));
    const books = rows.map((row) => ({
      sequence: row['sequence'],
      bids: levels(row, 'bid'),
      asks: levels(row, 'ask'),
    }));
    expect(books.length).toBeGreaterThan(50);
    expect(lived).toEqual(expect.arrayContaining(books));
    for (const [i, book] of books.slice(1).entries())
      expect({ ...book, sequence: 0 }).not.toEqual({ ...books[i], sequence: 0 });
  });

  it('marks a book stale if its link was lost, or if one of its frames could not be read, and counts that', async () => {
    const [whole = '', diff = ''] = depthFrames({ pair: 'btc_jpy', diffs: 1, diffsPerWhole: 9, seed: 1 }).map(
      ({ text }) => text,
    );
    const broken = inRoom('depth_diff_btc_jpy', { a: [['x', '1']], b: [], t: 1, s: '2' });
    const { rows, outcome } = await made$(recorded([whole, diff, broken, whole]), { table: 'quotes' });
    expect(outcome.unread).toBe(1);
    expect(rows.map(({ stale }) => stale)).toContain(true);

    const path = segment('2026-01-15', [
      [0, header('a')],
      [1, whole],
      [2, JSON.stringify({ type: 'drop', cause: 'lost' })],
    ]);
    const lost = await made$(path, { table: 'quotes' });
    expect(lost.rows.map(({ stale }) => stale)).toEqual([false, true]);
  });

  it('marks a book stale, and a candle not whole, from the moment at which the recorder stopped', async () => {
    const [whole = ''] = depthFrames({ pair: 'btc_jpy', diffs: 0, diffsPerWhole: 9, seed: 1 }).map(
      ({ text }) => text,
    );
    // The recorder stops within a minute, and another one begins some minutes later.
    const path = segment('2026-01-16', [
      [0, header('a')],
      [10, whole],
      [31_000, tradeFrame(1, start + 31_000, '5')],
      [32_000, JSON.stringify({ type: 'end' })],
      [300_000, header('b')],
      [300_001, JSON.stringify({ type: 'open' })],
    ]);
    const quotes = await made$(path, { table: 'quotes' });
    expect(quotes.rows).toMatchObject([
      { time: start + 10, stale: false },
      { time: start + 32_000, stale: true },
    ]);
    const candles = await made$(path, { table: 'candles' });
    expect(candles.rows).toMatchObject([{ openTime: start + 30_000, whole: false }]);
  });

  it('makes candles of the trades, and says which were recorded throughout', async () => {
    const minute = Math.floor(start / 60_000) * 60_000;
    const times = [start, minute + 60_000, minute + 90_000, minute + 100_000, minute + 200_000];
    const prices = ['5', '7', '9', '6', '8'];
    const path = recorded(
      times.map((time, i) => tradeFrame(i, time, prices[i] ?? '')),
      (i) => (times[i] ?? 0) + 300,
    );
    const { rows } = await made$(path, { table: 'candles' });
    const bar = (openTime: number, prices: readonly number[], volume: number, whole: boolean) => {
      const [open, high, low, close] = prices;
      return { pair: 'btc_jpy', type: '1min', openTime, open, high, low, close, volume, whole };
    };
    expect(rows).toEqual([
      bar(minute, [5, 5, 5, 5], 0.5, false),
      bar(minute + 60_000, [7, 9, 6, 6], 1.5, true),
      bar(minute + 180_000, [8, 8, 8, 8], 0.5, false),
    ]);
  });

  describe('candles', () => {
    const minute = Math.floor(start / 60_000 + 1) * 60_000;
    /** Makes candles of trades, given by their time after the minute, from a recorder whose clock is ahead. */
    const candlesOf = (trades: readonly (readonly [number, string, string?])[], ahead = 0) => {
      const frames = trades.map(([at, price, pair = 'btc_jpy'], i) =>
        tradeFrame(i + 1, minute + at, price).replace('btc_jpy', pair),
      );
      const newest = trades.map((_, i) => Math.max(...trades.slice(0, i + 1).map(([at]) => at)));
      return made$(
        recorded(frames, (i) => minute + (newest[i] ?? 0) + 50 + ahead),
        { table: 'candles' },
      );
    };
    const brief = ({ rows }: { readonly rows: readonly Record<string, unknown>[] }) =>
      rows.map(({ openTime, open, close, whole }) => [
        (Number(openTime) - minute) / 60_000,
        open,
        close,
        whole,
      ]);

    it('come oldest first and once, whichever trade came first', async () => {
      // The first trade of a minute comes after the first of the next one, and the second one is late.
      const made = await candlesOf([
        [-500, '1'],
        [60_300, '7'],
        [59_900, '5'],
        [61_000, '8'],
        [60_100, '6'],
        [75_000, '9'],
        [140_000, '4'],
      ]);
      expect(brief(made)).toEqual([
        [-1, 1, 1, false],
        [0, 5, 5, true],
        [1, 6, 9, true],
        [2, 4, 4, false],
      ]);
      expect(made.outcome.late).toBe(0);
    });

    it('of a pair without further trades come before later ones of another', async () => {
      const made = await candlesOf([
        [1_000, '1', 'eth_jpy'],
        [2_000, '2'],
        [80_000, '3'],
        [200_000, '4'],
      ]);
      expect(made.rows.map(({ pair, open }) => [pair, open])).toEqual([
        ['eth_jpy', 1],
        ['btc_jpy', 2],
        ['btc_jpy', 3],
        ['btc_jpy', 4],
      ]);
    });

    it('are judged by the clock of the venue, however wrong the recorder’s was', async () => {
      const trades = [
        [-500, '1'],
        [1_000, '5'],
        [59_000, '6'],
        [58_000, '7'],
        [80_000, '8'],
        [200_000, '9'],
      ] as const;
      const right = await candlesOf(trades);
      for (const ahead of [-7_200_000, 7_200_000]) {
        const wrong = await candlesOf(trades, ahead);
        expect(wrong).toEqual(right);
      }
      expect(brief(right)).toEqual([
        [-1, 1, 1, false],
        [0, 5, 6, true],
        [1, 8, 8, true],
        [3, 9, 9, false],
      ]);
    });

    it('count the trades that came too late to be in one', async () => {
      const { rows, outcome } = await candlesOf([
        [1_000, '5'],
        [71_000, '6'],
        [2_000, '7'],
        [3_000, '8'],
      ]);
      expect(rows.map(({ volume }) => volume)).toEqual([0.5, 0.5]);
      expect(outcome).toMatchObject({ rows: 2, late: 2 });
    });

    it('are whole if the link was lost after they were over, and only then', async () => {
      const at = (after: number): number => minute - start + after;
      const path = segment('2026-01-18', [
        [0, header('a')],
        [at(-500), tradeFrame(1, minute - 500, '1')],
        [at(30_000), tradeFrame(2, minute + 30_000, '2')],
        [at(63_000), JSON.stringify({ type: 'drop', cause: 'lost' })],
        [at(64_000), JSON.stringify({ type: 'open' })],
        [at(90_000), tradeFrame(3, minute + 90_000, '3')],
        [at(150_000), tradeFrame(4, minute + 150_000, '4')],
      ]);
      expect(brief(await made$(path, { table: 'candles' }))).toEqual([
        [-1, 1, 1, false],
        [0, 2, 2, true],
        [1, 3, 3, false],
        [2, 4, 4, false],
      ]);
    });
  });

  it('keeps to the requested pairs and times', async () => {
    const [from, until] = [start + 63_000, start + 70_000];
    const { rows } = await made$(market, { table: 'trades', pairs: ['btc_jpy'], from, until });
    expect(rows.length).toBeGreaterThan(10);
    expect(new Set(rows.map(({ pair }) => pair))).toEqual(new Set(['btc_jpy']));
    for (const { time } of rows) {
      expect(time).toBeGreaterThanOrEqual(from);
      expect(time).toBeLessThan(until);
    }
  });

  it('writes CSV with missing values left empty, and a file whole or not at all', async () => {
    const out = join(folder, 'quotes.csv');
    await lastValueFrom(exportTable(market, { table: 'quotes', to: 'csv', out }));
    const [head, first = ''] = readFileSync(out, 'utf8').split('\n');
    expect(head).toBe('time,pair,sequence,timestamp,bid,bidAmount,ask,askAmount,stale');
    expect(first).toMatch(/^\d+,(?:btc|eth)_jpy,\d+,\d+,\d+,[\d.]+,\d+,[\d.]+,false$/);
    const again = lastValueFrom(exportTable(market, { table: 'quotes', to: 'csv', out }));
    await expect(again).rejects.toThrow(`${out}: expected a new file, got an existing one`);

    const corrupt = recorded([]);
    writeFileSync(corrupt, `${readFileSync(market, 'utf8')}not a frame\n`);
    const failed = join(folder, 'failed.csv');
    await expect(
      lastValueFrom(exportTable(corrupt, { table: 'quotes', to: 'csv', out: failed })),
    ).rejects.toThrow(/expected .*, got "not a frame"/);
    expect(readdirSync(folder).filter((name) => name.startsWith('failed'))).toEqual([]);
  });

  it('writes Parquet of the same rows', async () => {
    const { parquetReadObjects, asyncBufferFromFile } = await import('hyparquet');
    const out = join(folder, 'book.parquet');
    await lastValueFrom(exportTable(market, { table: 'book', depth: 2, to: 'parquet', out }));
    const stored = await parquetReadObjects({ file: await asyncBufferFromFile(out) });
    const { rows } = await made$(market, { table: 'book', depth: 2 });
    const plain = (value: unknown): unknown =>
      typeof value === 'bigint' ? Number(value) : value instanceof Date ? value.getTime() : value;
    expect(
      stored.map((row) =>
        Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)])),
      ),
    ).toEqual(rows);
    expect(statSync(out).size).toBeGreaterThan(1_000);
  });

  it('gives a function bytes that it may keep, and writes the same Parquet as into a file', async () => {
    const out = join(folder, 'kept.parquet');
    // There are too many rows for one group.
    const options = { table: 'book', depth: 600, to: 'parquet' } as const;
    await lastValueFrom(exportTable(market, { ...options, out }));
    const pieces: Uint8Array[] = [];
    await lastValueFrom(exportTable(market, { ...options, out: (bytes) => pieces.push(bytes) }));
    expect(pieces.length).toBeGreaterThan(1);
    expect(Buffer.concat(pieces).equals(readFileSync(out))).toBe(true);
  });

  it('says which package to install if the writer of Parquet is missing, and leaves no file', async () => {
    vi.doMock('hyparquet-writer', () => {
      throw new Error('Cannot find package');
    });
    const out = join(folder, 'missing.parquet');
    await expect(
      lastValueFrom(exportTable(market, { table: 'trades', to: 'parquet', out })),
    ).rejects.toMatchObject({
      _tag: 'RecordingError',
      message: `${out}: expected the package hyparquet-writer, which writes Parquet (npm install hyparquet-writer), got none`,
    });
    vi.doUnmock('hyparquet-writer');
    expect(existsSync(out)).toBe(false);
  });

  it('refuses wrong options', async () => {
    const refused = lastValueFrom(
      exportTable(market, { table: 'orders' as 'trades', to: 'csv', out: () => undefined }),
    );
    await expect(refused).rejects.toMatchObject({ _tag: 'ConfigError', field: 'table' });
    for (const depth of [0, 1.5, 1_001, Infinity]) {
      const deep = lastValueFrom(
        exportTable(market, { table: 'book', to: 'csv', depth, out: () => undefined }),
      );
      await expect(deep).rejects.toMatchObject({ _tag: 'ConfigError', field: 'depth' });
    }
  });
});

function readFrames(path: string): readonly string[] {
  return readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { readonly frame: string }).frame);
}
