import { timer, mergeMap } from 'rxjs';

/** Orders in a pair that was not recorded. */
export default ({ exec }) =>
  timer(1_000).pipe(
    mergeMap(() => exec.submitOrder({ pair: 'eth_jpy', side: 'buy', type: 'market', amount: '1' })),
  );
