import { map, mergeMap, take, timer } from 'rxjs';

const minute = 60_000;

/**
 * Requests the candles of the day again and again. It places orders whose amounts are the number of bars in the first
 * reply and in the last one.
 */
export default ({ data, exec }) =>
  timer(0, 5_000).pipe(
    take(20),
    mergeMap(() => data.rest.candles({ pair: 'btc_jpy', type: '1min', date: '20261121' })),
    map((candles) => {
      if (candles.some(({ openTime }) => openTime + minute > Date.now()))
        throw new Error('it has seen what is to come');
      return candles.length;
    }),
    mergeMap((count, i) =>
      i === 0 || i === 19
        ? exec.submitOrder({
            pair: 'btc_jpy',
            side: 'buy',
            type: 'limit',
            price: '1000000',
            amount: `0.${String(count).padStart(4, '0')}`,
          })
        : [],
    ),
  );
