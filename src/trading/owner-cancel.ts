import {
  concatMap,
  defaultIfEmpty,
  defer,
  from,
  type Observable,
  of,
  retry,
  takeUntil,
  timer,
  toArray,
} from 'rxjs';
import type { Trading } from '../execution/trading';
import type { CancelAllOutcome } from '../model/cancel-outcome';
import { causeOf } from '../model/tagged';
import type { Pair } from '../model/pair';
import type { Clock } from '../operators/clock';
import type { Owner } from './owner';
import { batchesByPair, cancelAndReport } from './batches';

interface OwnCancel {
  readonly exec: Pick<Trading, 'rest' | 'cancelOrders'>;
  readonly owner: Pick<Owner, 'isMine'>;
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
    return defer(() => exec.rest.all.activeOrders({ pair })).pipe(
      toArray(),
      retry({
        delay: (error) => {
          cause = causeOf(error);
          return timer(againAfter, clock);
        },
      }),
      takeUntil(timer(patience, clock)),
      defaultIfEmpty(null),
      concatMap((open): Observable<CancelAllOutcome> => {
        const message = `the list of open orders could not be read: ${cause}`;
        if (open === null) return of({ type: 'Unresolved', pair: pair ?? null, orderId: null, message });
        const mine = open.filter(
          ({ orderId, userCancelable }) => owner.isMine(orderId) && userCancelable !== false,
        );
        return from(batchesByPair(mine)).pipe(concatMap((orders) => cancelAndReport(exec, orders)));
      }),
    );
  });
