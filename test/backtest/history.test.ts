import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lastValueFrom } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { recordedMarket } from '../../src/simulator/index';
import { recordSynthetic, start } from '../simulator/outside/recording';
import { backtest, fileOf, strategyAt } from './built';

const minute = 60_000;
const file = join(mkdtempSync(join(tmpdir(), 'candles-')), 'btc.csv');
/**
 * The recording begins half a minute before midnight, and a file has candles of the day before and of the time after.
 */
const earlier = 30_500;
const opened = Array.from({ length: 40 }, (_, i) => start + (i - 30) * minute);
const rows = opened.map((time, i) => `btc_jpy,1min,${time},${i + 11},${i + 13},${i + 10},${i + 12},0.5`);
writeFileSync(file, ['pair,type,openTime,open,high,low,close,volume', ...rows, ''].join('\n'));

describe('downloaded candles in a backtest', { timeout: 240_000 }, () => {
  it('are history, each one from the moment at which it is over', async () => {
    const recorded = fileOf(recordSynthetic(200), earlier);
    const market = recordedMarket(recorded, { candles: [file] });
    expect(new Date(market.start).toISOString()).toBe('2026-11-21T23:59:29.500Z');
    const run = { strategy: strategyAt('history'), market, balances: { jpy: '10000000' }, band: false };
    const result = await lastValueFrom(backtest(run));
    if (result.type !== 'result') throw new Error('no result');
    // 29 bars of the day are complete at first, and its last one half a minute later. The others belong to another day.
    expect(result.orders.map(({ amount }) => amount)).toEqual(['0.0029', '0.003']);
    await expect(lastValueFrom(backtest({ ...run, market: recordedMarket(recorded) }))).rejects.toMatchObject(
      {
        _tag: 'VenueError',
      },
    );
  });
});
