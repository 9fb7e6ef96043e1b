import { interval, mergeMap, map, take, merge, timer, EMPTY, concatMap } from 'rxjs';

/**
 * Places an order every 10 s: one that takes, or one at the best price of its own side, which is cancelled after half a
 * minute.
 */
export default ({ data, exec, scheduler }) =>
  interval(10_000, scheduler).pipe(
    concatMap((i) =>
      data.quotes$('btc_jpy').pipe(
        take(1),
        map((quote) => ({ i, ...quote })),
      ),
    ),
    mergeMap(({ i, bid, ask }) => {
      const side = i % 2 === 0 ? 'buy' : 'sell';
      const order = { pair: 'btc_jpy', side, amount: '0.05' };
      if (i % 3 === 0) return exec.submitOrder({ ...order, type: 'market' });
      const price = side === 'buy' ? bid : ask;
      return exec
        .submitOrder({ ...order, type: 'limit', price })
        .pipe(
          mergeMap((told) =>
            told.type === 'Accepted'
              ? merge([told], timer(30_000, scheduler).pipe(mergeMap(() => exec.cancelOrder(told.order))))
              : [told],
          ),
        );
    }),
    mergeMap(({ type }) => (type === 'Rejected' ? EMPTY : [type])),
  );
