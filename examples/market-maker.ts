/**
 * A market maker on the simulated exchange: one order a side around the mid price, replaced when the market moves,
 * nothing left behind. `npx tsx examples/market-maker.ts` runs it, Ctrl-C stops it.
 *
 * For the real venue leave the simulator out and give your own key. It is a sketch: it knows no inventory and no fees.
 */
import { combineLatest, EMPTY, exhaustMap, fromEvent, lastValueFrom, map, merge } from 'rxjs';
import { type Observable, takeUntil, takeWhile, tap } from 'rxjs';
import { createExecutionClient, type OrderTransition } from '../src/execution/index';
import { createDataClient, type Side } from '../src/index';
import { startSimulator } from '../src/simulator/index';

const pair = 'btc_jpy';
/** Of the mid price: how far away to quote, and how far a quote may be off. */
const distance = { buy: -0.0005, sell: 0.0005 };
const tolerance = 0.0001;

const sim = await startSimulator({
  accounts: [{ apiKey: 'key', apiSecret: 'secret', balances: { jpy: '10000000', btc: '1' } }],
});
const data = createDataClient(sim.urls);
const exec = createExecutionClient({
  ...sim.urls,
  apiKey: 'key',
  apiSecret: 'secret',
  exclusiveAccount: true,
  // Whatever is wrong with the lines below, no more than this leaves.
  guards: {
    market: data,
    maxOpenOrders: 2,
    maxNotional: 500_000,
    maxDistance: { through: 0, away: 0.01 },
    maxOrdersPerSecond: 4,
  },
});
const stop$ = fromEvent(process, 'SIGINT');

const mid$ = data.quotes$(pair).pipe(map(({ bid, ask }) => (Number(bid) + Number(ask)) / 2));

/** Keeps one order on a side where it should be; one step at a time, and the one under way is always finished. */
const quote = (side: Side): Observable<OrderTransition> =>
  combineLatest([mid$, exec.orders$]).pipe(
    takeUntil(stop$),
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

const fills = exec.fills$.subscribe(({ side, price }) => console.log('filled', side, price));
await lastValueFrom(merge(quote('buy'), quote('sell')), { defaultValue: null });
await lastValueFrom(exec.halt());
const left = await lastValueFrom(exec.rest.activeOrders());
console.log(`stopped, ${left.length} orders open`);
fills.unsubscribe();
await Promise.all([exec.close(), data.close(), sim.close()]);
