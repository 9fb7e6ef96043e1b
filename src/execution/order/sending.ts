import { map, Observable, of } from 'rxjs';
import { type CallError, requestError } from '../../model/errors';
import type { OrderTransition } from '../../model/order-transition';
import type { Leaving } from '../rest/call';
import type { Stamp } from '../rest/signing';
import { find, type Flight } from './flight';
import { lifeAfter } from './outcome';
import { refusalBy, type Rejected } from './rejected';
import type { Draft } from './steps';
import type { Stop } from './stop';
import type { Submission, SubmitContext } from './submission';

/** Sends an admitted order, and makes a life of what the venue answers. */
export const sends = (
  context: SubmitContext,
  submission: Submission,
  { order }: Draft,
): Observable<OrderTransition> => {
  const { api, flights, recorder } = context;
  const { id, stop } = submission;
  /** What kept the call from leaving last, in the words of calls and in those of orders. */
  let kept: { readonly error: CallError; readonly why: Rejected } | null = null;
  const refuse = (why: Rejected): CallError => {
    const error = requestError('POST /user/spot/order', 'guards', 'an order within them', why.message);
    kept = { error, why };
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
        if (event.type === 'Done' || event.error !== kept?.error) {
          lifeAfter(context, id, event).subscribe(subscriber);
          return;
        }
        // Kept back now, it may have left before: the venue refused its request time, and a copy may be there all the same.
        flights.tell({ type: 'sent-back', id });
        of(kept.why).subscribe(subscriber);
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
