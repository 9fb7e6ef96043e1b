import { map, Observable, of } from 'rxjs';
import { type CallError, requestError } from '../../model/errors';
import type { OrderTransition } from '../../model/order-transition';
import type { Leaving } from '../rest/call';
import type { Stamp } from '../rest/signing';
import { wasSent } from './context';
import { find, type Flight } from './flight';
import { type OrderAnswer, lifeAfter, lookFor } from './outcome';
import { refusalBy, type Rejected } from './rejected';
import type { Draft } from './steps';
import type { Stop } from './stop';
import type { Submission, SubmitContext } from './submission';

/** Sends an admitted order, and makes a life of the venue's answers. */
export const sends = (
  context: SubmitContext,
  submission: Submission,
  { order }: Draft,
): Observable<OrderTransition> => {
  const { api, flights, recorder } = context;
  const { id, stop } = submission;
  /** The last obstacle that kept the call from leaving, as the error of a call and as the refusal of an order. */
  let kept: { readonly error: CallError; readonly why: Rejected } | null = null;
  /**
   * True if the call had left before. The venue refused its request time, and a gateway may have delivered a copy
   * nevertheless.
   */
  let isAgain = false;
  const aboutToLeave = (): Flight | undefined => {
    const flight = find(flights.all(), id);
    isAgain = flight?.phase === 'left';
    return flight;
  };
  const refuse = (why: Rejected): CallError => {
    const error = requestError('POST /user/spot/order', 'guards', 'an order within them', why.message);
    kept = { error, why };
    return error;
  };
  const leaving: Leaving = {
    keep: (stamp) => {
      const flight = aboutToLeave();
      return flight === undefined ? null : recorder.keep(flight, stamp);
    },
    leave: (stamp) => {
      const flight = aboutToLeave();
      const why = flight === undefined ? null : leave(context, flight, stamp, stop);
      return why === null ? null : refuse(why);
    },
    recalled: () =>
      stop.stopped$.pipe(
        map((why) => () => {
          aboutToLeave();
          return refuse(why);
        }),
      ),
  };
  const lifeOf = (event: OrderAnswer): Observable<OrderTransition> => {
    const why = event.type === 'Failed' && event.error === kept?.error ? kept.why : null;
    if (isAgain && event.type === 'Failed' && !wasSent(event.error))
      return lookFor(
        context,
        id,
        `the venue refused its request time, and it was not sent again: ${why?.reason ?? event.error.message}`,
      );
    return why === null ? lifeAfter(context, id, event) : of(why);
  };
  // This is written by hand, because `concatMap` takes a subscription per event, which is 3 kB of the 42 kB per order.
  const life$ = new Observable<OrderTransition>((subscriber) => {
    let isSubmitted = false;
    let isAnswered = false;
    return api.createOrder(order, leaving).subscribe({
      next: (event) => {
        if (event.type === 'Sent') {
          if (!isSubmitted) subscriber.next({ type: 'Submitted', id, request: order, at: event.at });
          isSubmitted = true;
          return;
        }
        isAnswered = true;
        lifeOf(event).subscribe(subscriber);
      },
      error: (error: unknown) => subscriber.error(error),
      complete: () => {
        if (!isAnswered) subscriber.complete();
      },
    });
  });
  return life$.pipe(recorder.follow(id));
};

/** Handles the moment of leaving. Returns the obstacle of the flight; `null` if there is none, and then the bytes leave. */
const leave = (
  { flights, limits, registry, clock, venueTimeOf }: SubmitContext,
  { id, order, phase }: Flight,
  stamp: Stamp,
  stop: Stop,
): Rejected | null => {
  const why = stop.why() ?? refusalBy(limits.pass(order));
  if (why !== null) return why;
  // The request time was refused, because otherwise the flight would not leave again.
  if (phase === 'left') flights.apply({ type: 'sent-back', id });
  const at = clock.elapsed();
  const requestTime = stamp.type === 'nonce' ? venueTimeOf(at) : stamp.requestTime;
  flights.apply({ type: 'left', id, stamp, requestTime, mark: registry.mark(), at });
  return null;
};
