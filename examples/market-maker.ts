/**
 * A market maker on the simulated exchange: one order a side around the mid price, replaced when the market moves,
 * nothing left behind. `npx tsx examples/market-maker.ts` runs it, Ctrl-C stops it.
 *
 * For the real venue another line makes its world. It is a sketch: it knows no inventory and no fees.
 */
import { combineLatest, EMPTY, exhaustMap, map, merge, type Observable, takeWhile, tap } from 'rxjs';
import { createSimulated, runStrategy, type Strategy } from '../src/backtest/index';
import type { OrderTransition } from '../src/execution/index';
import type { Side } from '../src/index';

const pair = 'btc_jpy';
/** Of the mid price: how far away to quote, and how far a quote may be off. */
const distance = { buy: -0.0005, sell: 0.0005 };
const tolerance = 0.0001;

const marketMaker: Strategy = ({ data, exec }) => {
  const mid$ = data.quotes$(pair).pipe(map(({ bid, ask }) => (Number(bid) + Number(ask)) / 2));

  /** Keeps one order on a side where it should be; one step at a time, and the one under way is always finished. */
  const quote = (side: Side): Observable<OrderTransition> =>
    combineLatest([mid$, exec.orders$]).pipe(
      exhaustMap(([mid, orders]) => {
        const price = Math.round(mid * (1 + distance[side]));
        const order = [...orders.values()].find((live) => live.side === side);
        if (order && Math.abs(Number(order.price) - price) < mid * tolerance) return EMPTY;
        const life = order
          ? exec.replaceOrder(order, { price })
          : exec.submitOrder({ pair, side, type: 'limit', amount: '0.01', price, postOnly: true });
        return life.pipe(takeWhile(({ type }) => type === 'Submitted', true));
      }),
      tap((transition) => {
        if (transition.type === 'Accepted') console.log(side, transition.order.price);
        if (transition.type === 'Rejected') console.log(side, transition.message);
      }),
    );

  const filled$ = exec.fills$.pipe(tap(({ side, price }) => console.log('filled', side, price)));
  return merge(quote('buy'), quote('sell'), filled$);
};

// Its world: here simulated; `createPaper({ … })` is the live market without money, `createLive({ … })` the venue.
const world = await createSimulated({
  account: { apiKey: 'key', apiSecret: 'secret', balances: { jpy: '10000000', btc: '1' } },
  trader: {
    // Whatever is wrong with the lines above, no more than this leaves.
    guards: {
      maxOpenOrders: 2,
      maxNotional: 500_000,
      maxDistance: { through: 0, away: 0.01 },
      maxOrdersPerSecond: 4,
    },
  },
});

runStrategy(marketMaker, world).subscribe((event) => {
  if (event.type === 'halt' && event.event.type === 'Flat')
    console.log(`stopped, ${event.event.left.length} orders open`);
});
