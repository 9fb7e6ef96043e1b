import { from, Observable } from 'rxjs';
import type { CancelOutcome } from '../../model/cancel-outcome';
import type { CallError } from '../../model/errors';
import type { OrderRef } from '../../model/order';
import type { Stamp } from '../rest/signing';
import type { WriteEvent } from '../rest/write-event';
import { type OrderContext, reportWithin } from './context';

/** The outcomes of a call, at once or later. */
type Outcomes = readonly CancelOutcome[] | Observable<CancelOutcome>;

/** One call that cancels. `stamp` is that of the last bytes that left; `null` if none did. */
interface CancelCall<T> {
  readonly refs: readonly OrderRef[];
  readonly send: () => Observable<WriteEvent<T>>;
  /** Turns the reply into outcomes. */
  readonly done: (value: T, stamp: Stamp | null) => Outcomes;
  /** Turns an error into outcomes. */
  readonly failed: (error: CallError, stamp: Stamp | null) => Outcomes;
  /** Handles a reply for which nobody waits any more. */
  readonly onReply: (value: T) => unknown;
}

/**
 * Runs a cancel. While it has no answer, no life says who ended the order. An order without an outcome in time is
 * unresolved: its reads end then, but a sent call goes on, and an answer that comes after the outcome still counts for who
 * ended the order. If the outcomes end while some are missing, those are not awaited any more.
 *
 * It is written by hand: with `concatMap`, `merge`, `takeWhile` and `finalize` a cancel took 23 subscriptions and not 7, and
 * a fifth more time to its outcome.
 */
export const duringCancel = <T>(
  { registry, clock }: OrderContext,
  { refs, send, done, failed, onReply }: CancelCall<T>,
): Observable<CancelOutcome> =>
  new Observable((subscriber) => {
    for (const ref of refs) registry.cancelBegins(ref);
    const missing = new Map(refs.map((ref) => [ref.orderId, ref]));
    let stamp: Stamp | null = null;
    let isAnswered = false;
    subscriber.add(() => {
      for (const { orderId } of refs) registry.cancelEnds(orderId);
    });

    const emit = (outcome: CancelOutcome): void => {
      if (subscriber.closed) return;
      const { type, orderId } = outcome;
      missing.delete(orderId);
      if (type !== 'Refused' && type !== 'Unresolved') registry.cancelAnswered(orderId);
      subscriber.next(outcome);
      if (missing.size === 0) subscriber.complete();
    };
    const error = (cause: unknown): void => subscriber.error(cause);
    const complete = (): void => subscriber.complete();
    const emitAll = (outcomes: Outcomes): void => {
      subscriber.add(from(outcomes).subscribe({ next: emit, error, complete }));
    };
    // The call is not unsubscribed from, because it goes on without its observer.
    send().subscribe({
      next: (event) => {
        if (event.type === 'Sent') {
          stamp = event.stamp;
          return;
        }
        isAnswered = true;
        if (!subscriber.closed)
          emitAll(event.type === 'Done' ? done(event.value, stamp) : failed(event.error, stamp));
        else if (event.type === 'Done') onReply(event.value);
      },
      error,
      complete: () => {
        if (!isAnswered) complete();
      },
    });
    const message = `there was no answer within ${reportWithin / 1000} s`;
    const late = (): void => {
      for (const ref of [...missing.values()]) emit({ ...ref, type: 'Unresolved', message });
    };
    if (!subscriber.closed) subscriber.add(clock.schedule(late, reportWithin));
  });
