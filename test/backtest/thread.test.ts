import type { Worker } from 'node:worker_threads';
import { once } from 'node:events';
import { lastValueFrom } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { recordedMarket } from '../../src/simulator/index';
import { recordSynthetic } from '../simulator/outside/recording';
import { backtest, strategyAt } from './built';

const market = recordedMarket({ events: recordSynthetic(30) });
const runOf = (name: string) =>
  backtest({ strategy: strategyAt(name), market, balances: { jpy: '10000000', btc: '1' }, band: false });

describe('the thread of a backtest', { timeout: 240_000 }, () => {
  it('is ended by name if its time stands still', async () => {
    const names = ['busy', 'busy-promises', 'busy-moment'];
    const ends = await Promise.allSettled(names.map((name) => lastValueFrom(runOf(name))));
    ends.forEach((end, i) => {
      expect(end.status).toBe('rejected');
      if (end.status === 'fulfilled') return;
      expect(end.reason).toMatchObject({ _tag: 'BacktestError', reason: 'stuck' });
      expect(String(end.reason)).toContain(`${names[i] ?? ''}.mjs`);
    });
  });

  it('ends when its last subscriber leaves, whatever it does', async () => {
    const begun = once(process, 'worker') as Promise<[Worker]>;
    const subscription = runOf('busy').subscribe();
    const [worker] = await begun;
    await once(worker, 'online');
    subscription.unsubscribe();
    await once(worker, 'exit');
    expect(worker.threadId).toBe(-1);
  });
});
