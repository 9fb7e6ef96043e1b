import { filter, firstValueFrom, lastValueFrom, timeout, toArray } from 'rxjs';
import { expect, it } from 'vitest';
import { createExecutionClient } from '../../../src/execution/index';
import { createDataClient } from '../../../src/index';
import { demoAccount, recordedMarket, startSimulator } from '../../../src/simulator/index';
import { recordSynthetic } from './recording';

it('trades over sockets in a market of the past as if it were now', async () => {
  const market = recordedMarket({ events: recordSynthetic(180, { latency: () => 30 }) });
  const sim = await startSimulator({ market });
  const data = createDataClient(sim.urls);
  const exec = createExecutionClient({ ...demoAccount, ...sim.urls });
  const book = await firstValueFrom(
    data.book$('btc_jpy').pipe(
      filter(({ asks, stale }) => asks.length > 0 && !stale),
      timeout(60_000),
    ),
  );
  expect(Math.abs(book.timestamp - Date.now())).toBeLessThan(30_000);
  const life = await lastValueFrom(
    exec
      .submitOrder({ pair: 'btc_jpy', side: 'buy', type: 'market', amount: '0.001' })
      .pipe(toArray(), timeout(60_000)),
  );
  expect(life.at(-1)?.type).toBe('Filled');
  const [fill] = await firstValueFrom(exec.rest.tradeHistory({ pair: 'btc_jpy' }));
  expect(Math.abs((fill?.executedAt ?? 0) - Date.now())).toBeLessThan(30_000);
  await Promise.all([data.close(), exec.close()]);
  await sim.close();
});
