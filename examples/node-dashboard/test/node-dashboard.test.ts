import { filter, firstValueFrom } from 'rxjs';
import { createDataClient } from 'rx-bitbank';
import { startSimulator } from 'rx-bitbank/simulator';
import { describe, expect, it } from 'vitest';
import { market$ } from '../src/market';
import { screen, sparkline } from '../src/screen';

describe('sparkline', () => {
  it('goes from the lowest block to the highest', () => {
    expect(sparkline([1, 2, 3])).toBe('▁▅█');
    expect(sparkline([5, 5])).toBe('▁▁');
    expect(sparkline([])).toBe('');
  });
});

describe('the screen', () => {
  it('fills up from the simulated exchange', async () => {
    const sim = await startSimulator({ seed: 5 });
    const data = createDataClient(sim.urls);
    const states = await firstValueFrom(
      market$(data, ['btc_jpy', 'xrp_jpy']).pipe(
        filter((pairs) => pairs.every(({ ticker, quote }) => ticker !== null && quote !== null)),
      ),
    );
    const text = screen(states, { state: 'open', attempt: 0, cause: null });
    expect(text).toMatch(/btc_jpy +[\d,]+/);
    expect(text).toMatch(/xrp_jpy +[\d,.]+/);
    expect(text).not.toContain('–');
    await data.close();
    await sim.close();
  });
});
