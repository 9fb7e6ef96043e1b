import { concatMap, defer, EMPTY, type Observable, of, switchMap, takeWhile, tap, throwError } from 'rxjs';
import type { Instrument } from '../../model/instrument';
import type { Order, OrderRequest } from '../../model/order';
import type { OrderTransition, Violation } from '../../model/order-transition';
import type { ExecutionError } from '../errors';
import type { WriteEvent } from '../write-event';
import type { Reservations } from '../available';
import type { Recorder } from '../journal/recorder';
import { type CheckedOrder, checkRequest } from './check-request';
import { codeOf, type OrderContext, wasSent } from './context';
import type { Finding, Search } from './search';

export interface SubmitContext extends OrderContext {
  readonly search: Search;
  readonly reservations: Reservations;
  readonly recorder: Recorder;
  /** `undefined` for a pair the venue doesn't list. */
  readonly instrument: (pair: string) => Observable<Instrument | undefined>;
}

export interface SubmitOptions {
  /** Send it even while an equal order of this client has no outcome yet, which makes the two hard to tell apart. */
  readonly allowEqualInFlight?: boolean;
}

/** One order, sent once; see `ExecutionClient.submitOrder`. Cold: every subscription sends. */
export const submit = (
  context: SubmitContext,
  request: OrderRequest,
  { allowEqualInFlight = false }: SubmitOptions,
): Observable<OrderTransition> =>
  context.instrument(request.pair).pipe(
    switchMap((instrument) => {
      if (instrument === undefined) return of(invalid([unknownPair(request)]));
      const checked = checkRequest(request, instrument);
      if (checked._tag === 'Left') return of(invalid(checked.left));
      return context.search
        .turn(checked.right, allowEqualInFlight)
        .pipe(switchMap((call) => send(context, call, checked.right, instrument)));
    }),
  );

const send = (
  context: SubmitContext,
  call: number,
  order: CheckedOrder,
  instrument: Instrument,
): Observable<OrderTransition> =>
  defer(() => {
    const release = context.reservations.reserve(order, instrument);
    const recording = context.recorder.begin({ write: 'order', request: order });
    let isTold = false;
    return context.api.createOrder(order, recording.beforeLeave).pipe(
      takeWhile(({ type }) => type === 'Sent', true),
      concatMap((event): Observable<OrderTransition> => {
        if (event.type !== 'Sent') return outcome(context, call, event);
        context.search.sent(call, event.stamp, event.at);
        if (isTold) return EMPTY;
        isTold = true;
        return of({ type: 'Submitted', request: order, at: event.at });
      }),
      tap({
        next: ({ type }) => {
          if (type === 'Accepted') release('accepted');
          if (type === 'Rejected') release('no-effect');
        },
        error: () => {
          release('no-effect');
        },
      }),
      recording.follow,
    );
  });

const outcome = (
  context: SubmitContext,
  call: number,
  event: Exclude<WriteEvent<Order>, { readonly type: 'Sent' }>,
): Observable<OrderTransition> => {
  const { registry, search } = context;
  if (event.type === 'Done') {
    const order = event.value;
    const isBornCanceled = order.status === 'CANCELED_UNFILLED';
    registry.own(order);
    registry.tellOrder(order, 'reply', ...(isBornCanceled ? (['born-canceled'] as const) : []));
    search.settled(call, 'found');
    return registry.life(order.orderId);
  }
  const { error } = event;
  if (error.effect === 'none') {
    search.settled(call, 'refused');
    return wasSent(error) ? of(refused(error)) : throwError(() => error);
  }
  return lookFor(context, call, error.message);
};

/** The life of a call whose outcome is unknown; `message` says why it is. */
export const lookFor = (
  { registry, search }: Pick<SubmitContext, 'registry' | 'search'>,
  call: number,
  message: string,
): Observable<OrderTransition> =>
  search
    .find(call)
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

const refused = (error: ExecutionError): OrderTransition =>
  rejected('venue', 'refused', error.message, codeOf(error));

export const rejected = (
  by: 'client' | 'venue',
  reason: Extract<OrderTransition, { readonly type: 'Rejected' }>['reason'],
  message: string,
  code: number | null,
  violations: readonly Violation[] = [],
): OrderTransition => ({ type: 'Rejected', by, reason, message, code, violations, order: null });

const invalid = (violations: readonly Violation[]): OrderTransition => {
  const message = violations.map(({ field, rule, actual }) => `${field}: expected ${rule}, got ${actual}`);
  return rejected('client', 'invalid', message.join('; '), null, violations);
};

const unknownPair = ({ pair }: OrderRequest): Violation => ({
  field: 'pair',
  rule: 'one the venue lists',
  actual: pair,
  nearest: null,
});
