import { catchError, type Observable } from 'rxjs';
import type { OrderIds } from '../execution/rest/requests';
import type { Trading } from '../execution/trading';
import { cancelRefused, type CancelAllOutcome } from '../model/cancel-outcome';
import type { OrderRef } from '../model/order';
import type { Pair } from '../model/pair';
import { causeOf } from '../model/tagged';

/** The most ids of one cancel. */
const largestBatch = 30;

/** Groups orders by pair, into batches that one call takes. */
export const batchesByPair = (orders: readonly OrderRef[]): readonly OrderIds[] => {
  const ids = new Map<Pair, number[]>();
  for (const { pair, orderId } of orders) ids.set(pair, [...(ids.get(pair) ?? []), orderId]);
  return [...ids].flatMap(([pair, all]) =>
    Array.from({ length: Math.ceil(all.length / largestBatch) }, (_, i) => ({
      pair,
      orderIds: all.slice(i * largestBatch, (i + 1) * largestBatch),
    })),
  );
};

/** Cancels orders, and emits an outcome for those whose cancel could not be sent, too. */
export const cancelAndReport = (
  exec: Pick<Trading, 'cancelOrders'>,
  orders: OrderIds,
): Observable<CancelAllOutcome> =>
  exec
    .cancelOrders(orders)
    .pipe(
      catchError((error: unknown) =>
        orders.orderIds.map((orderId): CancelAllOutcome =>
          cancelRefused({ pair: orders.pair, orderId }, null, causeOf(error)),
        ),
      ),
    );
