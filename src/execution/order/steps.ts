import { isObservable, merge, type Observable, of, switchMap, take } from 'rxjs';
import type { Instrument } from '../../model/instrument';
import type { OrderTransition } from '../../model/order-transition';
import type { CheckedOrder } from './check-request';
import type { Rejected } from './rejected';
import type { Stop } from './stop';

/** A request that keeps the rules of its instrument, before it leaves. */
export interface Draft {
  readonly order: CheckedOrder;
  readonly instrument: Instrument;
}

/** What a step makes of a draft: the same one, another, or a refusal, which is the end. */
export type Stepped = Draft | Rejected;

/** A step says at once what comes next, or emits it. What it need not wait for costs nothing. */
export type Step = (draft: Draft) => Stepped | Observable<Stepped>;

/** Takes a draft through the steps, one after the other, and then on; where it is stopped between two, that is its end. */
export const inSteps = (
  at: Stepped | Observable<Stepped>,
  stop: Stop,
  steps: readonly Step[],
  then: (draft: Draft) => Observable<OrderTransition>,
  nth = 0,
): Observable<OrderTransition> => {
  if (isObservable(at))
    return at.pipe(
      take(1),
      switchMap((stepped) => inSteps(stepped, stop, steps, then, nth)),
    );
  if (isRefusal(at)) return of(at);
  const step = steps[nth];
  if (step === undefined) return then(at);
  const why = stop.why();
  return why === null ? inSteps(step(at), stop, steps, then, nth + 1) : of(why);
};

const isRefusal = (stepped: Stepped): stepped is Rejected => 'type' in stepped;

/** What is waited for, or the refusal, if it is stopped before. */
export const unlessStopped = (stop: Stop, waiting: Observable<Stepped>): Observable<Stepped> =>
  merge(stop.stopped$, waiting);
