import { concatMap, interval, map, merge, take, takeWhile } from 'rxjs';

/** Quotes both sides at the best prices every 10 s, by a timer without the world's scheduler. */
export default ({ data, exec }) =>
  interval(10_000).pipe(
    concatMap(() => data.quotes$('btc_jpy').pipe(take(1))),
    concatMap(({ bid, ask }) =>
      merge(
        exec.submitOrder({ pair: 'btc_jpy', side: 'buy', type: 'limit', amount: '0.01', price: bid }),
        exec.submitOrder({ pair: 'btc_jpy', side: 'sell', type: 'limit', amount: '0.01', price: ask }),
      ).pipe(takeWhile(({ type }) => type === 'Submitted', true)),
    ),
    map(({ type }) => `${type} ${Math.random()}`),
  );
