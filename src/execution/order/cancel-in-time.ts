import {
  concatMap,
  defer,
  EMPTY,
  endWith,
  finalize,
  merge,
  type MonoTypeOperatorFunction,
  type Observable,
  type ObservableInput,
  takeWhile,
  tap,
  timer,
} from 'rxjs';
import type { CancelOutcome } from '../../model/cancel-outcome';
import type { CallError } from '../../model/errors';
import type { OrderRef } from '../../model/order';
import { runOnce } from '../../operators/course';
import type { Stamp } from '../rest/signing';
import type { WriteEvent } from '../rest/write-event';
import { type OrderContext, reportWithin } from './context';

/** One call that cancels. `stamp` is that of the last bytes that left; `null` if none did. */
interface CancelCall<T> {
  readonly refs: readonly OrderRef[];
  readonly send: () => Observable<WriteEvent<T>>;
  /** Turns the reply into outcomes. */
  readonly done: (value: T, stamp: Stamp | null) => ObservableInput<CancelOutcome>;
  /** Turns an error into outcomes. */
  readonly failed: (error: CallError, stamp: Stamp | null) => ObservableInput<CancelOutcome>;
  /** Handles a reply for which nobody waits any more. */
  readonly onReply: (value: T) => unknown;
}

/**
 * Runs a cancel. While it has no answer, no life says who ended the order. An answer that comes after the outcome still
 * counts for that.
 */
export const duringCancel = <T>(
  context: OrderContext,
  { refs, send, done, failed, onReply }: CancelCall<T>,
): Observable<CancelOutcome> =>
  defer(() => {
    const { registry } = context;
    for (const ref of refs) registry.cancelBegins(ref);
    let stamp: Stamp | null = null;
    let isAnswered = false;
    const outcomesOf = (event: WriteEvent<T>): ObservableInput<CancelOutcome> => {
      if (event.type === 'Sent') {
        stamp = event.stamp;
        return EMPTY;
      }
      isAnswered = true;
      return event.type === 'Done' ? done(event.value, stamp) : failed(event.error, stamp);
    };
    const events$ = runOnce(send());
    return events$.pipe(
      takeWhile(({ type }) => type === 'Sent', true),
      concatMap(outcomesOf),
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
