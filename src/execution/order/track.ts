import {
  concatMap,
  defer,
  EMPTY,
  ignoreElements,
  merge,
  type Observable,
  tap,
  throwError,
  toArray,
} from 'rxjs';
import { compareDecimals } from '../../model/decimal';
import { requestError } from '../../model/errors';
import type { OrderRef } from '../../model/order';
import type { OrderTransition } from '../../model/order-transition';
import type { OrderContext } from './context';
import { inOrder } from './fills';
import { reportFailure } from './reconcile';

/**
 * Follows the life of an order that was placed elsewhere or before, from `Accepted` on. Errors if the venue does not
 * know it.
 */
export const track = (context: OrderContext, ref: OrderRef): Observable<OrderTransition> =>
  defer(() => {
    const { api, registry } = context;
    const known = registry.entry(ref.orderId)?.known.snapshot?.pair ?? ref.pair;
    // The venue would answer that there is no such order.
    if (known !== ref.pair)
      return throwError(() => requestError('GET /user/spot/order', 'pair', known, ref.pair));
    const read = api.rest.order(ref).pipe(
      concatMap((order) => {
        registry.applyOrder(order, 'read');
        return compareDecimals(order.executedAmount, '0') > 0
          ? api.rest.all.tradeHistory(ref).pipe(toArray(), reportFailure(context, 'trade_history'))
          : EMPTY;
      }),
      tap((fills) => {
        for (const fill of inOrder(fills)) registry.applyFill(fill, 'read');
      }),
      ignoreElements(),
    );
    return merge(registry.life(ref.orderId), read);
  });
