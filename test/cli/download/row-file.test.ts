import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { openCandleFile } from '../../../src/cli/candles';
import { formatOf, rowFormats } from '../../../src/cli/download/row-lines';
import { openTradeFile, type DownloadedTrade } from '../../../src/cli/download/trades';
import type { TradeSource } from '../../../src/index';
import type { Candle } from '../../../src/model/candle';

const folder = mkdtempSync(join(tmpdir(), 'rx-bitbank-'));
const path = join(folder, 'candles');
afterAll(() => rmSync(folder, { recursive: true }));

const candleAt = (openTime: number): Candle => ({
  pair: 'btc_jpy',
  type: '1min',
  openTime,
  open: 1.5,
  high: 2,
  low: 1,
  close: 1.25,
  volume: openTime === 0 ? null : 0.1,
  closed: true,
});

const candles = Array.from({ length: 80 }, (_, i) => candleAt(i * 60_000));

describe.each(rowFormats)('openCandleFile, %s', (format) => {
  const open = (pair = 'btc_jpy') => openCandleFile(path, format, pair, '1min');
  const append = (added: readonly Candle[]): void => {
    const file = open();
    file.append(added);
    file.close();
  };
  const start = (): string => {
    rmSync(path, { force: true });
    append(candles);
    return readFileSync(path, 'utf8');
  };

  it('writes one candle per line', () => {
    const lines = start().trimEnd().split('\n');
    expect(lines.slice(-80)).toHaveLength(80);
    expect(lines.at(-80)).toBe(
      format === 'csv'
        ? 'btc_jpy,1min,0,1.5,2,1,1.25,'
        : '{"pair":"btc_jpy","type":"1min","openTime":0,"open":1.5,"high":2,"low":1,"close":1.25,"volume":null}',
    );
  });

  it('is continued to the same bytes, wherever it was cut off', () => {
    const whole = start();
    fc.assert(
      fc.property(fc.nat({ max: whole.length }), (cut) => {
        writeFileSync(path, whole.slice(0, cut));
        const { held, close } = open();
        close();
        append(candles.filter(({ openTime }) => held === null || openTime > held.last.openTime));
        expect(readFileSync(path, 'utf8')).toBe(whole);
      }),
      { numRuns: 60 },
    );
  });

  it('refuses a file of another pair or of another kind, and leaves it alone', () => {
    const whole = start();
    expect(() => open('eth_jpy')).toThrow('holds btc_jpy 1min, not');
    expect(readFileSync(path, 'utf8')).toBe(whole);
    for (const other of ['my notes', 'my notes\n', '{"a":1}\n{"a":2}\n', 'x'.repeat(9_000)]) {
      writeFileSync(path, other);
      expect(() => open()).toThrow('holds something else');
      expect(readFileSync(path, 'utf8')).toBe(other);
    }
  });
});

describe.each(rowFormats)('openTradeFile, %s', (format) => {
  const trade = (id: number, source: TradeSource): DownloadedTrade => ({
    pair: 'btc_jpy',
    id,
    timestamp: 1_000 * id,
    side: 'buy',
    price: 1,
    amount: 0.5,
    source,
  });
  const fileOf = (...rows: readonly DownloadedTrade[]) => {
    rmSync(path, { force: true });
    const file = openTradeFile(path, format, 'btc_jpy');
    file.append(rows);
    file.close();
    return openTradeFile(path, format, 'btc_jpy');
  };
  const endingOf = (...rows: readonly DownloadedTrade[]) => {
    const file = fileOf(...rows);
    const ending = file.ending(({ source }) => source !== 'day');
    file.close();
    return ending && { first: ending.first.id, before: ending.before?.id ?? null };
  };
  const many = (from: number, to: number, source: TradeSource): readonly DownloadedTrade[] =>
    Array.from({ length: to - from }, (_, i) => trade(from + i, source));

  it('finds the first of the rows that belong to no whole day, however many there are', () => {
    expect(endingOf()).toBeNull();
    expect(endingOf(trade(1, 'day'))).toBeNull();
    expect(endingOf(trade(1, 'newest'))).toEqual({ first: 1, before: null });
    expect(endingOf(trade(1, 'day'), trade(2, 'newest'), trade(3, 'stream'))).toEqual({
      first: 2,
      before: 1,
    });
    expect(endingOf(...many(1, 5_000, 'day'), ...many(5_000, 9_000, 'stream'))).toEqual({
      first: 5_000,
      before: 4_999,
    });
    expect(endingOf(...many(1, 4_000, 'stream'))).toEqual({ first: 1, before: null });
  });

  it('finds it wherever the pieces begin in which the file is read', () => {
    const rows = many(1, 3_000, 'stream');
    // Longer prices in the last rows move each beginning of a piece through a whole line.
    for (let shift = 0; shift <= 110; shift += 1) {
      const last = Array.from({ length: 6 }, (_, i) => ({
        ...trade(3_000 + i, 'stream'),
        price: 10 ** Math.min(20, Math.max(0, shift - 20 * i)),
      }));
      expect(endingOf(trade(0, 'day'), ...rows, ...last), `moved by ${shift}`).toEqual({
        first: 1,
        before: 0,
      });
    }
  });

  it('cuts them off, and nothing else', () => {
    const file = fileOf(...many(1, 3_000, 'day'), ...many(3_000, 6_000, 'stream'));
    file.cut(file.ending(({ source }) => source !== 'day')?.at ?? 0);
    file.append([trade(3_000, 'day')]);
    file.close();
    const got = readFileSync(path, 'utf8');
    fileOf(...many(1, 3_001, 'day')).close();
    expect(got).toBe(readFileSync(path, 'utf8'));
  });
});

describe('formatOf', () => {
  it('goes by the end of the name', () => {
    expect(['a.csv', 'a.ndjson', 'a.jsonl', 'a'].map(formatOf)).toEqual(['csv', 'ndjson', 'ndjson', 'csv']);
  });
});
