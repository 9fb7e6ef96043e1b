import {
  concat,
  concatMap,
  defaultIfEmpty,
  defer,
  EMPTY,
  from,
  type Observable,
  of,
  retry,
  takeUntil,
  timer,
} from 'rxjs';
import type { Trading } from '../execution/trading';
import type { CancelAllOutcome } from '../model/cancel-outcome';
import { causeOf } from '../model/tagged';
import type { Pair } from '../model/pair';
import type { Clock } from '../operators/clock';
import { noIdToRead } from '../execution/order/open-list';
import { batchesByPair, cancelAndReport } from './batches';
import { listOwn, type ReadsOfOwner } from './own-orders';

interface OwnCancel extends ReadsOfOwner {
  readonly exec: Pick<Trading, 'rest' | 'openOrders' | 'cancelOrders'>;
  readonly clock: Clock;
}

const againAfter = 1_000;
/** The time in ms for which reads are repeated, the same as in `Trading.cancelAll`. */
const patience = 30_000;

/** Cancels the orders of one owner, as `Trading.cancelAll` does for all owners. */
export const cancelOwn = (
  { exec, owner, clock }: OwnCancel,
  pair: Pair | undefined,
): Observable<CancelAllOutcome> =>
  defer(() => {
    let cause = 'no answer came';
    return listOwn({ exec, owner }, { pair }).pipe(
      retry({
        delay: (error) => {
          cause = causeOf(error);
          return timer(againAfter, clock);
        },
      }),
      takeUntil(timer(patience, clock)),
      defaultIfEmpty(null),
      concatMap((open): Observable<CancelAllOutcome> => {
        const unread = (because: string): Observable<CancelAllOutcome> => {
          const message = `the list of open orders could not be read: ${because}`;
          return of({ type: 'Unresolved', pair: pair ?? null, orderId: null, message });
        };
        if (open === null) return unread(cause);
        const due = open.orders.filter(({ userCancelable }) => userCancelable !== false);
        return concat(
          from(batchesByPair(due)).pipe(concatMap((orders) => cancelAndReport(exec, orders))),
          open.isWhole ? EMPTY : unread(noIdToRead),
        );
      }),
    );
  });
