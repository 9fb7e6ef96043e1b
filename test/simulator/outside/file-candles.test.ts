import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCandles } from '../../../src/simulator/outside/file-candles';

const folder = mkdtempSync(join(tmpdir(), 'candles-'));
const fileOf = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const hour = 3_600_000;

describe('candles of files', () => {
  it('are those of CSV and of NDJSON, published once they are over', () => {
    const kept = readCandles([
      fileOf('a.csv', 'pair,type,openTime,open,high,low,close,volume\nbtc_jpy,1hour,0,1,4,0.5,2,0.0000001\n'),
      fileOf(
        'b.ndjson',
        `{"pair":"btc_jpy","type":"1hour","openTime":${hour},"open":2,"high":3,"low":1,"close":2,"volume":null}\n`,
      ),
    ]);
    const at = (now: number) => kept.rows('btc_jpy', '1hour', 0, 24 * hour, now);
    expect(at(hour - 1)).toEqual([]);
    expect(at(hour)).toEqual([['1', '4', '0.5', '2', '0.0000001', 0]]);
    expect(at(2 * hour)).toEqual([
      ['1', '4', '0.5', '2', '0.0000001', 0],
      ['2', '3', '1', '2', '0', hour],
    ]);
    expect(kept.rows('btc_jpy', '1hour', 0, hour, 2 * hour)).toHaveLength(1);
    expect(kept.rows('eth_jpy', '1hour', 0, 24 * hour, 2 * hour)).toEqual([]);
  });

  it.each([
    ['c.csv', 'btc_jpy,1hour,0,1,4,0.5\n', 'line 1'],
    ['d.csv', 'btc_jpy,1hour,0,1,4,0.5,2,1\nbtc_jpy,2hour,0,1,4,0.5,2,1\n', 'line 2'],
    ['e.ndjson', '{"pair":\n', 'line 1'],
  ])('are refused with the wrong line: %s', (name, text, where) => {
    const refused: { error?: unknown } = {};
    try {
      readCandles([fileOf(name, text)]);
    } catch (error) {
      refused.error = error;
    }
    expect(refused.error).toMatchObject({ _tag: 'ConfigError', field: 'candles' });
    expect(String(refused.error)).toContain(`${name}, ${where}`);
    expect(() => readCandles([join(folder, 'none.csv')])).toThrow('none.csv');
  });
});
