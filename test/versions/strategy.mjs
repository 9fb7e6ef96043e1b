import { concat, filter, mergeMap, take, timer } from 'rxjs';

/** Buys once, and then trades no more. */
export default ({ data, exec }) =>
  concat(
    data.quotes$('btc_jpy').pipe(
      filter(({ ask }) => ask !== null),
      take(1),
      mergeMap(() => exec.submitOrder({ pair: 'btc_jpy', side: 'buy', type: 'market', amount: '0.001' })),
    ),
    timer(1_000),
  );
