/**
 * A market maker: one order a side around the mid price, replaced when the market moves. It is a sketch: it knows no inventory
 * and no fees. It runs in any world: `examples/market-maker.ts` is one, and
 * `examples/strategy/src/compare.ts` puts it in three.
 */
import { combineLatest, EMPTY, exhaustMap, map, merge, type Observable, takeWhile } from 'rxjs';
import type { Strategy } from '../src/backtest/index';
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
    );

  return merge(quote('buy'), quote('sell'), exec.fills$);
};

export default marketMaker;
