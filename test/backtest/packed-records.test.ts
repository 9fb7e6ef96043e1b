import { describe, expect, it } from 'vitest';
import { recordPacker, unpackedRecords } from '../../src/backtest/result/packed-records';
import type { RunRecord } from '../../src/strategy/run-record';

const mark = (at: number): RunRecord => ({ type: 'mark', at, pair: 'btc_jpy', bid: `${at}`, ask: null });

const packed = (records: readonly RunRecord[]) => {
  const packer = recordPacker();
  for (const record of records) packer.add(record);
  return packer.pack();
};

describe('packed records', () => {
  it('are the same records in the same order, over many pieces', () => {
    const records = Array.from({ length: 20_000 }, (_, i) => mark(i));
    const { pieces } = packed(records);
    expect(pieces.length).toBeGreaterThan(2);
    expect(unpackedRecords(packed(records))).toEqual(records);
    expect(unpackedRecords(packed([]))).toEqual([]);
  });

  it('take a fifth of their text, or less', () => {
    const records = Array.from({ length: 20_000 }, (_, i) => mark(i));
    const bytes = packed(records).pieces.reduce((sum, { length }) => sum + length, 0);
    expect(bytes * 5).toBeLessThan(JSON.stringify(records).length);
  });

  it('have a hash of every one of them', () => {
    const hashes = [[mark(1), mark(2)], [mark(2), mark(1)], [mark(1)], []].map(
      (records) => packed(records).hash,
    );
    expect(new Set(hashes).size).toBe(4);
    expect(packed([mark(1), mark(2)]).hash).toBe(hashes[0]);
  });

  it('have no request if the strategy passed one that is no JSON', () => {
    const request = { amount: 1n };
    const command: RunRecord = { type: 'command', at: 1, command: 1, call: 'submitOrder', request };
    expect(unpackedRecords(packed([command]))).toEqual([{ ...command, request: null }]);
  });
});
