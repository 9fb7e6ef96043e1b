import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { openCandleFile } from '../../../src/cli/candles/file';
import { candleFormats, formatOf } from '../../../src/cli/candles/format';
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

describe.each(candleFormats)('openCandleFile, %s', (format) => {
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

  it('writes one candle a line', () => {
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
        append(candles.filter(({ openTime }) => held === null || openTime > held.last));
        expect(readFileSync(path, 'utf8')).toBe(whole);
      }),
      { numRuns: 60 },
    );
  });

  it('refuses, and leaves alone, a file of another pair or of something else', () => {
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

describe('formatOf', () => {
  it('goes by the end of the name', () => {
    expect(['a.csv', 'a.ndjson', 'a.jsonl', 'a'].map(formatOf)).toEqual(['csv', 'ndjson', 'ndjson', 'csv']);
  });
});
