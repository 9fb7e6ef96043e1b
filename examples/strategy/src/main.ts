/** Runs the strategy on the simulated exchange, with a market sixty times as fast: a bar of a minute is a second. */
import { timer } from 'rxjs';
import { createSimulated, runStrategy } from 'rx-bitbank/backtest';
import crossing from './crossing';
import type { StrategyEvent } from './strategy';

const seconds = Number(process.argv[2] ?? 60);

// This world is simulated. `createPaper({ … })` is the live market without money, `createLive({ … })` the venue.
const world = await createSimulated({ seed: 11, marketSpeed: 60 });

runStrategy(crossing, world, { stop$: timer(seconds * 1000) }).subscribe((run) => {
  if (run.type !== 'emitted') return;
  const event = run.value as StrategyEvent;
  if (event.type === 'wish') {
    console.log(`→ ${event.wish}`);
    return;
  }
  const { transition } = event;
  const price = transition.type === 'Filled' ? ` at ${transition.order.averagePrice}` : '';
  console.log(`   ${transition.type}${price}`);
});
