import { describe, expect, it } from 'vitest';
import { isPlainDecimal } from '../../src/model/decimal';
import { beginningOf } from '../../src/parsing/decode';
import { Decimal } from '../../src/parsing/primitives';
import { parseTicker } from '../../src/parsing/ticker';
import { parseNewTrades } from '../../src/parsing/transactions';

/** Findings of the fuzzer, each once. */
describe('hostile input', () => {
  it('takes no decimal of more than 100 characters, which no amount of money has', () => {
    expect(isPlainDecimal('9'.repeat(100))).toBe(true);
    expect(isPlainDecimal('9'.repeat(101))).toBe(false);
  });

  it('reads a decimal with a million zeros inside quickly', () => {
    const before = process.cpuUsage();
    expect(Decimal.decode(`0.${'0'.repeat(1_000_000)}1`)._tag).toBe('Left');
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(1_000);
  });

  it('takes no frame for one of a room that it only names first', () => {
    const frame =
      '42["message",{"room_name":"ticker_btc_jpy","message":{"data":{"sell":"2","buy":"1","open":"1","high":"1",' +
      '"low":"1","last":"1","vol":"1","timestamp":1}},"room_name":"ticker_xrp_jpy"}]';
    expect(parseTicker('btc_jpy')(frame)).toMatchObject({ left: { path: 'frame/1/room_name' } });
  });

  it('takes no frame of trades that lie ages apart: ages of bars would follow', () => {
    const row = (id: number, at: number): string =>
      `{"transaction_id":${id},"side":"buy","price":"1","amount":"1","executed_at":${at}}`;
    const frame = (at: number): string =>
      `42["message",{"room_name":"transactions_btc_jpy","message":{"data":{"transactions":[${row(2, at)},${row(1, 0)}]}}}]`;
    expect(parseNewTrades('btc_jpy')(frame(86_400_000))._tag).toBe('Right');
    expect(parseNewTrades('btc_jpy')(frame(86_400_001))).toMatchObject({
      left: { path: 'data/transactions' },
    });
  });

  it('shows the beginning of a text, and a short one whole', () => {
    expect(beginningOf('x'.repeat(1_000_000))).toBe('x'.repeat(80));
    expect(beginningOf('short')).toBe('short');
  });
});
