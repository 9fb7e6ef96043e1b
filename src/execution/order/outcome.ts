import { concatMap, type Observable, of, throwError } from 'rxjs';
import type { CallError } from '../../model/errors';
import type { Order } from '../../model/order';
import type { OrderTransition } from '../../model/order-transition';
import type { WriteEvent } from '../rest/write-event';
import { answersTo } from './attribution';
import { codeOf, wasSent } from './context';
import { find } from './flight';
import { rejected } from './rejected';
import type { Finding } from './search';
import type { SubmitContext } from './submission';

/** The result of a call. */
export type OrderAnswer = Exclude<WriteEvent<Order>, { readonly type: 'Sent' }>;

/** Returns the life of an order whose call was answered, or failed. */
export const lifeAfter = (
  context: SubmitContext,
  id: string,
  event: OrderAnswer,
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
    // The flight lands before the order is emitted, so that the order never counts twice.
    const type = status === 'REJECTED' ? 'rejected' : 'placed';
    flights.apply({ type: 'over', id, outcome: { type, orderId, at: clock.elapsed() } });
    registry.applyOrder(order, 'reply', ...(isBornCanceled ? (['born-canceled'] as const) : []));
    return registry.life(orderId);
  }
  const { error } = event;
  if (error.effect === 'none') return wasSent(error) ? of(refused(error)) : throwError(() => error);
  return lookFor(context, id, error.message);
};

/** Returns why the order that a reply names can't be that of the flight; `null` if it can. */
const doubtOf = ({ registry, flights }: SubmitContext, id: string, order: Order): string | null => {
  const flight = find(flights.all(), id);
  const entry = registry.entry(order.orderId);
  if (entry?.owned === true) return `order ${order.orderId} belongs to another call`;
  if (flight === undefined) return null;
  const isKnown = entry !== undefined && entry.known.snapshot !== null;
  if (isKnown && entry.seen <= flight.mark) return `order ${order.orderId} was known before`;
  return answersTo(flight.order, order) ? null : `order ${order.orderId} does not match the request`;
};

/** Returns the life of a flight whose outcome is unknown. `message` is the reason. */
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
