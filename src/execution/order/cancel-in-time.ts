import {
  concatMap,
  defer,
  endWith,
  finalize,
  merge,
  type MonoTypeOperatorFunction,
  type Observable,
  takeWhile,
  tap,
  timer,
} from 'rxjs';
import type { CancelOutcome } from '../../model/cancel-outcome';
import type { OrderRef } from '../../model/order';
import { runOnce } from '../../operators/course';
import type { WriteEvent } from '../rest/write-event';
import { type OrderContext, reportWithin } from './context';

/** One call that cancels. */
interface CancelCall<T> {
  readonly refs: readonly OrderRef[];
  readonly send: () => Observable<WriteEvent<T>>;
  /** Turns the events of the call into outcomes. */
  readonly conclude: (events$: Observable<WriteEvent<T>>) => Observable<CancelOutcome>;
  /** Handles an answer for which nobody waits any more. */
  readonly onReply: (value: T) => unknown;
}

/**
 * Runs a cancel. While it has no answer, no life says who ended the order. An answer that comes after the outcome still
 * counts for that.
 */
export const duringCancel = <T>(
  context: OrderContext,
  { refs, send, conclude, onReply }: CancelCall<T>,
): Observable<CancelOutcome> =>
  defer(() => {
    const { registry } = context;
    for (const ref of refs) registry.cancelBegins(ref);
    let isAnswered = false;
    const events$ = runOnce(send());
    const noted$ = events$.pipe(tap(({ type }) => (isAnswered ||= type !== 'Sent')));
    return conclude(noted$).pipe(
      inTime(context, refs),
      tap(({ type, orderId }) => {
        if (type !== 'Refused' && type !== 'Unresolved') registry.cancelAnswered(orderId);
      }),
      finalize(() => {
        for (const { orderId } of refs) registry.cancelEnds(orderId);
        if (isAnswered) return;
        events$.subscribe({
          next: (event) => {
            if (event.type === 'Done') onReply(event.value);
          },
          error: () => undefined,
        });
      }),
    );
  });

/**
 * Makes an order without an outcome in time unresolved. Its reads end then, but a sent call goes on. If a source ends
 * without all outcomes, the missing ones are no longer awaited.
 */
const inTime = (
  { clock }: OrderContext,
  refs: readonly OrderRef[],
): MonoTypeOperatorFunction<CancelOutcome> => {
  const message = `there was no answer within ${reportWithin / 1000} s`;
  return (outcomes$) =>
    defer(() => {
      const missing = new Map(refs.map((ref) => [ref.orderId, ref]));
      const late$ = timer(reportWithin, clock).pipe(
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
