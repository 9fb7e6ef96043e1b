/**
 * The market maker on the simulated exchange. `npx tsx examples/market-maker.ts` runs it, and Ctrl-C stops it and
 * leaves no order behind. It does not need the live venue; to use that, replace the line that makes the world.
 */
import { createSimulated, runStrategy } from '../src/backtest/index';
import type { Fill, OrderTransition } from '../src/execution/index';
import marketMaker from './market-maker-strategy';

// This world is simulated. `createPaper({ … })` is the live market without money, `createLive({ … })` the venue.
const world = await createSimulated({
  account: { apiKey: 'key', apiSecret: 'secret', balances: { jpy: '10000000', btc: '1' } },
  trader: {
    // Whatever is wrong with the strategy, no more than this leaves.
    guards: {
      maxOpenOrders: 2,
      maxNotional: 500_000,
      maxDistance: { through: 0, away: 0.01 },
      maxOrdersPerSecond: 4,
    },
  },
});

const print = (one: OrderTransition | Fill): void => {
  if (!('type' in one) || 'tradeId' in one) return;
  if (one.type === 'Accepted') console.log(one.order.side, one.order.price);
  if (one.type === 'Rejected') console.log(one.message);
};
world.exec.fills$.subscribe(({ side, price }) => console.log('filled', side, price));

runStrategy(marketMaker, world).subscribe((event) => {
  if (event.type === 'emitted') print(event.value as OrderTransition | Fill);
  if (event.type === 'halt' && event.event.type === 'Flat')
    console.log(`stopped, ${event.event.left.length} orders open`);
});
