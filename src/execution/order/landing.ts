import { defer, type Observable, tap } from 'rxjs';
import type { OrderTransition } from '../../model/order-transition';
import { venueCode } from '../../model/venue-codes';
import type { Submission, SubmitContext } from './submission';

/**
 * Follows a life until its outcome. In whatever way it ends before its order is known, nothing of it is on its way
 * then.
 */
export const untilItsOutcome = (
  { flights, clock }: Pick<SubmitContext, 'flights' | 'clock'>,
  { id }: Pick<Submission, 'id'>,
  begin: () => Observable<OrderTransition>,
): Observable<OrderTransition> =>
  defer(() => {
    let isOver = false;
    const end = (): void => {
      if (isOver) return;
      isOver = true;
      flights.apply({ type: 'over', id, outcome: { type: 'none', at: clock.elapsed() } });
    };
    const onTransition = (transition: OrderTransition): void => {
      if (transition.type !== 'Rejected') return;
      // Bytes that were refused for their time may have been delivered all the same.
      if (isOfTime(transition.code)) flights.apply({ type: 'sent-back', id });
      end();
    };
    return begin().pipe(tap({ next: onTransition, error: end, complete: end, finalize: end }));
  });

const isOfTime = (code: number | null): boolean =>
  code === venueCode.invalidTimeOfRequest || code === venueCode.outsideTimeWindow;
