import { asyncScheduler, lastValueFrom, of } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { PublicQueries } from '../../../src/simulator/market/market';
import { wireRequest } from '../../../src/simulator/wire/message';
import { createPublicRest } from '../../../src/simulator/wire/public-rest';

describe('candles of a year', () => {
  it('is made four days at a time, and the venue goes on in between', async () => {
    let turn = 0;
    let isOver = false;
    const count = (): void => {
      turn += 1;
      if (!isOver) setImmediate(count);
    };
    setImmediate(count);

    const daysInTurn = new Map<number, number>();
    function* days(): Generator<void> {
      for (let day = 0; day < 60; day++) {
        daysInTurn.set(turn, (daysInTurn.get(turn) ?? 0) + 1);
        yield;
      }
    }
    const queries = {
      candlestickSteps: days,
      candlestick: () => ({ candlestick: [{ type: '1day', ohlcv: [] }], timestamp: 0 }),
    } as unknown as PublicQueries;
    const rest = createPublicRest(queries, asyncScheduler);
    const request = wireRequest('GET', '/btc_jpy/candlestick/1day/2025');
    const reply = await lastValueFrom(rest(request) ?? of(null));
    isOver = true;

    expect(reply).toMatchObject({ status: 200 });
    const counts = [...daysInTurn.values()];
    expect(counts.reduce((sum, made) => sum + made, 0)).toBe(60);
    expect(Math.max(...counts)).toBeLessThanOrEqual(4);
  });
});
