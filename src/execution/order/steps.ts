import { isLeft } from 'fp-ts/lib/Either.js';
import {
  filter,
  isObservable,
  map,
  merge,
  NEVER,
  type Observable,
  of,
  switchMap,
  take,
  tap,
  timer,
} from 'rxjs';
import type { Instrument } from '../../model/instrument';
import type { OrderRequest } from '../../model/order';
import type { OrderTransition, Violation } from '../../model/order-transition';
import { checkRequest, type CheckedOrder } from './check-request';
import { find } from './flight';
import { refusalBy, refusedHere, rejected, type Rejected } from './rejected';
import type { Stop } from './stop';
import type { Submission, SubmitContext } from './submission';

// The steps of an order before it leaves.

/** A request that keeps the rules of its instrument, before it leaves. */
export interface Draft {
  readonly order: CheckedOrder;
  readonly instrument: Instrument;
}

/** The result of a step: the same draft, another one, or a refusal, which is the end. */
export type Stepped = Draft | Rejected;

/** A step returns its result, or emits it. A step that need not wait costs nothing. */
export type Step = (draft: Draft) => Stepped | Observable<Stepped>;

/** Takes a draft through the steps, one after the other. A stop between two steps ends it. */
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

/** Returns the awaited result, or the refusal if the order is stopped before. */
const unlessStopped = (stop: Stop, waiting: Observable<Stepped>): Observable<Stepped> =>
  merge(stop.stopped$, waiting);

// ---------------------------------------------------------------------------------------------------- rules

/** Returns a draft of a request that keeps the rules of its instrument, or a refusal. */
export const keepsTheRules = (
  { instrument: lookUp }: SubmitContext,
  request: OrderRequest,
): Stepped | Observable<Stepped> => {
  const found = lookUp(request.pair);
  return isObservable(found)
    ? found.pipe(map((instrument) => checkedBy(instrument, request)))
    : checkedBy(found, request);
};

const checkedBy = (instrument: Instrument | undefined, request: OrderRequest): Stepped => {
  if (instrument === undefined) return refusedHere('invalid', [unknownPair(request)]);
  const checked = checkRequest(request, instrument);
  return isLeft(checked) ? refusedHere('invalid', checked.left) : { order: checked.right, instrument };
};

const unknownPair = ({ pair }: OrderRequest): Violation => ({
  field: 'pair',
  rule: 'one the venue lists',
  actual: pair,
  nearest: null,
});

// --------------------------------------------------------------------------------------------------- limits

export const isReady =
  ({ limits }: SubmitContext, { stop }: Submission): Step =>
  (draft) => {
    const unknowns = limits.ready(draft.order);
    return unknowns === null
      ? draft
      : unlessStopped(stop, unknowns.pipe(map((violations) => refusalBy(violations) ?? draft)));
  };

export const isWithinLimits =
  ({ limits, flights }: SubmitContext, { id, replaces }: Submission): Step =>
  (draft) => {
    const { order, instrument } = draft;
    flights.apply({
      type: 'asked',
      id,
      order,
      instrument,
      replaces: replaces ?? null,
      price: limits.priceOf(order),
    });
    const flight = find(flights.all(), id);
    return (flight && refusalBy(limits.admit(flight, flights.all()))) ?? draft;
  };

// ----------------------------------------------------------------------------------------------------- turn

/** Lets an order leave once no equal one is on its way, so that the two can be distinguished. */
export const hasItsTurn =
  (context: SubmitContext, submission: Submission): Step =>
  (draft) => {
    const { flights } = context;
    const { id, stop, allowEqualInFlight = false } = submission;
    const { order } = draft;
    const admit = (): Draft => {
      flights.apply({ type: 'admitted', id, order });
      return draft;
    };
    if (allowEqualInFlight || flights.isTurnOf(order)) return admit();
    const turn$ = flights.changes$.pipe(
      filter(() => flights.isTurnOf(order)),
      take(1),
      map(admit),
    );
    return unlessStopped(stop, merge(turn$, waitingForTurn(context, id, order)));
  };

/**
 * The longest wait of an order without a price, ms. Such an order executes at any price, so that it must not be sent much
 * later.
 */
const longestMarketWait = 5_000;
/** The time in ms after which a wait is reported. */
const quietWait = 1_000;

/** Reports that an order waits for an equal one. An order without a price is refused if the wait is long. */
const waitingForTurn = (
  { clock, diagnose }: SubmitContext,
  id: string,
  order: CheckedOrder,
): Observable<Stepped> =>
  timer(quietWait, clock).pipe(
    tap(() => {
      diagnose({ kind: 'waits-for-equal', id, request: order });
    }),
    switchMap(() =>
      order.price === undefined
        ? timer(longestMarketWait - quietWait, clock).pipe(map(() => tooLate))
        : NEVER,
    ),
  );

const tooLate = rejected(
  'client',
  'equal-in-flight',
  'an equal order is on its way and its outcome is not known: nothing was sent',
  null,
);
