import { concatMap, defer, EMPTY, ignoreElements, merge, type Observable, tap, toArray } from 'rxjs';
import { compareDecimals } from '../../model/decimal';
import type { OrderRef } from '../../model/order';
import type { OrderTransition } from '../../model/order-transition';
import type { OrderContext } from './context';
import { inOrder } from './fills';
import { reportFailure } from './reconcile';

/** The life of an order placed elsewhere or before, from `Accepted` on. Errors if the venue does not know it. */
export const track = (context: OrderContext, ref: OrderRef): Observable<OrderTransition> =>
  defer(() => {
    const { api, registry } = context;
    const read = api.rest.order(ref).pipe(
      concatMap((order) => {
        registry.tellOrder(order, 'read');
        return compareDecimals(order.executedAmount, '0') > 0
          ? api.rest.all.tradeHistory(ref).pipe(toArray(), reportFailure(context, 'trade_history'))
          : EMPTY;
      }),
      tap((fills) => {
        for (const fill of inOrder(fills)) registry.tellFill(fill, 'read');
      }),
      ignoreElements(),
    );
    return merge(registry.life(ref.orderId), read);
  });
