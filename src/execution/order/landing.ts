import { defer, type Observable, tap } from 'rxjs';
import type { OrderTransition } from '../../model/order-transition';
import { venueCode } from '../../model/venue-codes';
import type { Submission, SubmitContext } from './submission';

/**
 * Follows a life until its outcome. If it ends before its order is known, for any reason, nothing of it is on its way any
 * more.
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
      // Although the venue refused the request time, a copy of the request may have been delivered.
      if (isOfTime(transition.code)) flights.apply({ type: 'sent-back', id });
      end();
    };
    return begin().pipe(tap({ next: onTransition, error: end, complete: end, finalize: end }));
  });

const isOfTime = (code: number | null): boolean =>
  code === venueCode.invalidTimeOfRequest || code === venueCode.outsideTimeWindow;
