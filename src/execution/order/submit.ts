import {
  concatMap,
  defer,
  isObservable,
  map,
  type MonoTypeOperatorFunction,
  Observable,
  of,
  tap,
  throwError,
} from 'rxjs';
import { type CallError, requestError } from '../../model/errors';
import type { Instrument } from '../../model/instrument';
import type { Order, OrderRequest } from '../../model/order';
import { venueCode } from '../../model/venue-codes';
import type { OrderTransition, Violation } from '../../model/order-transition';
import type { Leaving } from '../rest/call';
import type { LookUp } from '../rest/instruments';
import type { Stamp } from '../rest/signing';
import type { WriteEvent } from '../rest/write-event';
import type { FlightRecorder, OrderLimits } from './admission';
import { answersTo } from './attribution';
import { checkRequest } from './check-request';
import { codeOf, type OrderContext, wasSent } from './context';
import { find, type Flight } from './flight';
import { refusedHere, rejected, type Rejected } from './rejected';
import type { Replaces } from './replacement';
import type { Finding, Search } from './search';
import { hasItsTurn } from './turn';
import { type Draft, inSteps, type Step, type Stepped, unlessStopped } from './steps';
import { type Latch, type Stop, type Stoppable, stopOf } from './stop';

export interface SubmitContext extends OrderContext {
  readonly search: Search;
  readonly limits: OrderLimits;
  readonly recorder: FlightRecorder;
  /** Set when the client is halted: no order leaves any more. */
  readonly halted: Latch;
  readonly instrument: LookUp;
}

export interface SubmitOptions {
  /** Send it even while an equal order of this client has no outcome yet, which makes the two hard to tell apart. */
  readonly allowEqualInFlight?: boolean;
}

export interface Submission extends SubmitOptions, Stoppable {
  /** Of the command. */
  readonly id: string;
  readonly replaces?: Replaces | undefined;
}

/** One order, sent once; see `Trading.submitOrder`. Cold: every subscription sends. */
export const submit = (
  context: SubmitContext,
  request: OrderRequest,
  submission: Submission,
): Observable<OrderTransition> =>
  defer(() =>
    inSteps(
      keepsTheRules(context, request),
      stopOf(context, submission),
      [
        isReady(context, submission), //        all is known that its limits ask for
        isWithinLimits(context, submission), // it counts from here on, and the limits hold with it
        hasItsTurn(context, submission, stopOf(context, submission)), // no equal order is on its way
      ],
      (admitted) => sends(context, submission, admitted),
    ),
  ).pipe(untilItsOutcome(context, submission));

// ---------------------------------------------------------------------------------------------------- steps

/** A draft of what keeps the rules of its instrument, or a refusal. */
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
  return checked._tag === 'Left'
    ? refusedHere('invalid', checked.left)
    : { order: checked.right, instrument };
};

const unknownPair = ({ pair }: OrderRequest): Violation => ({
  field: 'pair',
  rule: 'one the venue lists',
  actual: pair,
  nearest: null,
});

export const isReady =
  (context: SubmitContext, submission: Submission): Step =>
  (draft) => {
    const unknowns = context.limits.ready(draft.order);
    return unknowns === null
      ? draft
      : unlessStopped(
          stopOf(context, submission),
          unknowns.pipe(map((violations) => refusalBy(violations) ?? draft)),
        );
  };

export const isWithinLimits =
  ({ limits, flights }: SubmitContext, { id, replaces }: Submission): Step =>
  (draft) => {
    const { order, instrument } = draft;
    flights.tell({
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

const refusalBy = (violations: readonly Violation[]): Rejected | null =>
  violations.length === 0 ? null : refusedHere('guard', violations);

/** Whatever way a life ends before its order is known, nothing of it is on its way then. */
export const untilItsOutcome = (
  { flights, clock }: SubmitContext,
  { id }: Submission,
): MonoTypeOperatorFunction<OrderTransition> => {
  const end = (): void => {
    flights.tell({ type: 'over', id, outcome: { type: 'none', at: clock.elapsed() } });
  };
  return tap({
    next: (told) => {
      if (told.type !== 'Rejected') return;
      // Bytes that were refused for their time may have been delivered all the same.
      if (told.by === 'client' || isOfTime(told.code)) flights.tell({ type: 'sent-back', id });
      end();
    },
    error: end,
    complete: end,
    unsubscribe: end,
  });
};

const isOfTime = (code: number | null): boolean =>
  code === venueCode.invalidTimeOfRequest || code === venueCode.outsideTimeWindow;

// -------------------------------------------------------------------------------------------------- sending

/** Sends an admitted order, and makes a life of what the venue answers. */
export const sends = (
  context: SubmitContext,
  submission: Submission,
  { order }: Draft,
): Observable<OrderTransition> => {
  const { api, flights, recorder } = context;
  const { id } = submission;
  const stop = stopOf(context, submission);
  /** What keeps the call from leaving, in the words of calls. */
  const refusals = new Map<CallError, Rejected>();
  const refuse = (why: Rejected): CallError => {
    const error = requestError('POST /user/spot/order', 'guards', 'an order within them', why.message);
    refusals.set(error, why);
    return error;
  };
  const leaving: Leaving = {
    keep: (stamp) => {
      const flight = find(flights.all(), id);
      return flight === undefined ? null : recorder.keep(flight, stamp);
    },
    leave: (stamp) => {
      const flight = find(flights.all(), id);
      const why = flight === undefined ? null : leave(context, flight, stamp, stop);
      return why === null ? null : refuse(why);
    },
    recalled$: stop.stopped$.pipe(map(refuse)),
  };
  // By hand: `concatMap` takes a subscription for each event.
  const life$ = new Observable<OrderTransition>((subscriber) => {
    let isTold = false;
    let isAnswered = false;
    return api.createOrder(order, leaving).subscribe({
      next: (event) => {
        if (event.type === 'Sent') {
          if (!isTold) subscriber.next({ type: 'Submitted', id, request: order, at: event.at });
          isTold = true;
          return;
        }
        isAnswered = true;
        const refusal = event.type === 'Failed' ? refusals.get(event.error) : undefined;
        // Kept back now, it may have left before: the venue refused its request time, and a copy may be there all the same.
        if (refusal !== undefined) flights.tell({ type: 'sent-back', id });
        (refusal === undefined ? answered(context, id, event) : of(refusal)).subscribe(subscriber);
      },
      error: (error: unknown) => subscriber.error(error),
      complete: () => {
        if (!isAnswered) subscriber.complete();
      },
    });
  });
  return life$.pipe(recorder.follow(id));
};

/** The moment of leaving: what keeps the flight back now, or `null`, and then its bytes are under way. */
const leave = (
  { flights, limits, registry, clock, venueTimeOf }: SubmitContext,
  { id, order, phase }: Flight,
  stamp: Stamp,
  stop: Stop,
): Rejected | null => {
  const why = stop.why() ?? refusalBy(limits.pass(order));
  if (why !== null) return why;
  // Its request time was refused, or it would not leave again.
  if (phase === 'left') flights.tell({ type: 'sent-back', id });
  const at = clock.elapsed();
  const requestTime = stamp.type === 'nonce' ? venueTimeOf(at) : stamp.requestTime;
  flights.tell({ type: 'left', id, stamp, requestTime, mark: registry.mark(), at });
  return null;
};

const answered = (
  context: SubmitContext,
  id: string,
  event: Exclude<WriteEvent<Order>, { readonly type: 'Sent' }>,
): Observable<OrderTransition> => {
  const { registry, flights, clock } = context;
  if (event.type === 'Done') {
    const order = event.value;
    const { orderId, status } = order;
    const doubt = doubtOf(context, id, order);
    if (doubt !== null) {
      context.diagnose({ kind: 'reply-not-believed', order, cause: doubt });
      return lookFor(context, id, `the reply is not believed: ${doubt}`);
    }
    const isBornCanceled = status === 'CANCELED_UNFILLED';
    registry.own(order);
    // Before it is told, so that it never counts twice.
    const type = status === 'REJECTED' ? 'rejected' : 'placed';
    flights.tell({ type: 'over', id, outcome: { type, orderId, at: clock.elapsed() } });
    registry.tellOrder(order, 'reply', ...(isBornCanceled ? (['born-canceled'] as const) : []));
    return registry.life(orderId);
  }
  const { error } = event;
  if (error.effect === 'none') return wasSent(error) ? of(refused(error)) : throwError(() => error);
  return lookFor(context, id, error.message);
};

/** Why the order that a reply names can't be that of the flight; `null`: it can. */
const doubtOf = ({ registry, flights }: SubmitContext, id: string, order: Order): string | null => {
  const flight = find(flights.all(), id);
  const entry = registry.entry(order.orderId);
  if (entry?.owned === true) return `order ${order.orderId} is that of another call`;
  if (flight === undefined) return null;
  const isKnown = entry !== undefined && entry.known.snapshot !== null;
  if (isKnown && entry.seen <= flight.mark) return `order ${order.orderId} was known before`;
  return answersTo(flight.order, order) ? null : `order ${order.orderId} is not what was asked for`;
};

/** The life of a flight whose outcome is unknown; `message` says why it is. */
export const lookFor = (
  { registry, search }: Pick<SubmitContext, 'registry' | 'search'>,
  id: string,
  message: string,
): Observable<OrderTransition> =>
  search
    .find(id)
    .pipe(concatMap((finding) => fromFinding(finding, message, (order) => registry.life(order.orderId))));

const fromFinding = (
  finding: Finding,
  message: string,
  life: (order: Order) => Observable<OrderTransition>,
): Observable<OrderTransition> => {
  switch (finding.type) {
    case 'found':
      return life(finding.order);
    case 'absent':
      return of(
        rejected('venue', 'no-effect', `${message}; no open order and no fill of it was found`, null),
      );
    case 'ambiguous':
      return of({ type: 'Unresolved', candidates: finding.candidates, message });
  }
};

const refused = (error: CallError): OrderTransition =>
  rejected('venue', 'refused', error.message, codeOf(error));
