import { concatMap, defer, endWith, merge, type MonoTypeOperatorFunction, takeWhile, tap, timer } from 'rxjs';
import type { CancelOutcome } from '../../model/cancel-outcome';
import type { OrderRef } from '../../model/order';
import { type OrderContext, tellWithin } from './context';

/**
 * What has no outcome in time is unresolved. Its reads end with that; what was sent goes on. A source that ends without an
 * outcome of each is waited for no longer.
 */
export const inTime = (
  { clock }: OrderContext,
  refs: readonly OrderRef[],
): MonoTypeOperatorFunction<CancelOutcome> => {
  const message = `there was no answer within ${tellWithin / 1000} s`;
  return (outcomes$) =>
    defer(() => {
      const missing = new Map(refs.map((ref) => [ref.orderId, ref]));
      const late$ = timer(tellWithin, clock).pipe(
        concatMap(() =>
          Array.from(missing.values(), (ref): CancelOutcome => ({ ...ref, type: 'Unresolved', message })),
        ),
      );
      return merge(outcomes$.pipe(endWith(null)), late$).pipe(
        takeWhile((outcome) => outcome !== null),
        tap(({ orderId }) => missing.delete(orderId)),
        takeWhile(() => missing.size > 0, true),
      );
    });
};
