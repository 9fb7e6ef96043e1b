/** Runs the strategy on the simulated exchange, with a market sixty times as fast: a bar of a minute is a second. */
import { takeUntil, timer } from 'rxjs';
import { createDataClient } from 'rx-bitbank';
import { createExecutionClient } from 'rx-bitbank/execution';
import { demoAccount, startSimulator } from 'rx-bitbank/simulator';
import { strategy$ } from './strategy';

const seconds = Number(process.argv[2] ?? 60);

const sim = await startSimulator({ seed: 11, marketSpeed: 60 });
const data = createDataClient(sim.urls);
const exec = createExecutionClient({ ...demoAccount, ...sim.urls });

strategy$({
  data,
  exec,
  pair: 'btc_jpy',
  candleType: '1min',
  amount: '0.01',
  fast: 3,
  slow: 8,
  maxEntries: 20,
  window: 60_000,
})
  .pipe(takeUntil(timer(seconds * 1000)))
  .subscribe({
    next: (event) => {
      if (event.type === 'wish') {
        console.log(`→ ${event.wish}`);
        return;
      }
      const { transition } = event;
      const price = transition.type === 'Filled' ? ` at ${transition.order.averagePrice}` : '';
      console.log(`   ${transition.type}${price}`);
    },
    complete: () => void Promise.all([data.close(), exec.close()]).then(() => sim.close()),
  });
