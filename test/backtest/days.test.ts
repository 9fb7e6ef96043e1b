import { lastValueFrom, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { recordedMarket } from '../../src/simulator/index';
import { recordSynthetic } from '../simulator/outside/recording';
import { backtestDays, fileOf, strategyAt } from './built';

const events = recordSynthetic(120);
const run = { strategy: strategyAt('quoter'), balances: { jpy: '10000000', btc: '1' }, band: false };

describe('backtestDays', { timeout: 240_000 }, () => {
  it('plays each day by itself, from flat, to its end and no further', async () => {
    // Half of the events were received before midnight.
    const market = recordedMarket(fileOf(events, 60_000));
    const told = await lastValueFrom(backtestDays({ ...run, market }).pipe(toArray()));
    const results = told
      .flatMap(({ day, event }) => (event.type === 'result' ? [{ day, result: event }] : []))
      .sort((a, b) => a.day.localeCompare(b.day));
    expect(results.map(({ day }) => day)).toEqual(['2026-11-21', '2026-11-22']);
    const midnight = Date.UTC(2026, 10, 22);
    const [first, second] = results.map(({ result }) => result);
    expect(first?.span.from).toBe(midnight - 60_000);
    expect(first?.span.to).toBeLessThanOrEqual(midnight);
    expect(second?.span.from).toBe(midnight);
    for (const { result } of results) {
      expect(result.ended).toBe('left');
      expect(result.orders.length).toBeGreaterThan(3);
      expect(result.input.balances).toEqual(run.balances);
    }
  });

  it('refuses a recording without days', () => {
    const asked = () => backtestDays({ ...run, market: recordedMarket({ events }) });
    expect(asked).toThrow('market');
  });
});
