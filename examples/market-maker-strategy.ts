/**
 * A market maker with one order per side around the mid price, which it replaces when the market moves. It is a sketch:
 * it ignores inventory and fees. It runs in any world: `examples/market-maker.ts` is one, and
 * `examples/strategy/src/compare.ts` puts it in three.
 */
import { combineLatest, EMPTY, exhaustMap, map, merge, type Observable, takeWhile } from 'rxjs';
import type { Strategy } from '../src/backtest/index';
import type { OrderTransition } from '../src/execution/index';
import type { Side } from '../src/index';

const pair = 'btc_jpy';
/** Fractions of the mid price: the distance of a quote, and its tolerance. */
const distance = { buy: -0.0005, sell: 0.0005 };
const tolerance = 0.0001;

const marketMaker: Strategy = ({ data, exec }) => {
  const mid$ = data.quotes$(pair).pipe(map(({ bid, ask }) => (Number(bid) + Number(ask)) / 2));

  /**
   * Keeps one order on a side where it should be. It takes one step at a time, and always finishes the one under way.
   */
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
