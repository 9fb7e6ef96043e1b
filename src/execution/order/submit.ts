import type { Observable } from 'rxjs';
import type { OrderRequest } from '../../model/order';
import type { OrderTransition } from '../../model/order-transition';
import { untilItsOutcome } from './landing';
import { sends } from './sending';
import { hasItsTurn, inSteps, isReady, isWithinLimits, keepsTheRules } from './steps';
import type { Submission, SubmitContext } from './submission';

/** Submits one order, which is sent once; see `Trading.submitOrder`. Cold: every subscription sends. */
export const submit = (
  context: SubmitContext,
  request: OrderRequest,
  submission: Submission,
): Observable<OrderTransition> =>
  untilItsOutcome(context, submission, () =>
    inSteps(
      keepsTheRules(context, request),
      submission.stop,
      [
        isReady(context, submission), //        all is known that its limits ask for
        isWithinLimits(context, submission), // it counts from here on, and the limits hold with it
        hasItsTurn(context, submission), //     no equal order is on its way
      ],
      (admitted) => sends(context, submission, admitted),
    ),
  );
