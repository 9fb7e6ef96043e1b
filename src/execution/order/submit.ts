import { concatMap, defer, EMPTY, type Observable, of, switchMap, takeWhile, tap, throwError } from 'rxjs';
import type { Instrument } from '../../model/instrument';
import type { Order, OrderRequest } from '../../model/order';
import type { OrderTransition, Violation } from '../../model/order-transition';
import type { CallError } from '../../model/errors';
import type { WriteEvent } from '../rest/write-event';
import type { Reservations } from '../account/available';
import type { Latch } from './latch';
import type { Admission, Create, Leave, OrderRecorder } from './admission';
import { type CheckedOrder, checkRequest } from './check-request';
import { codeOf, type OrderContext, wasSent } from './context';
import { refusedHere, rejected } from './rejected';
import type { Replaces } from './replacement';
import type { Finding, Search } from './search';

export interface SubmitContext extends OrderContext {
  readonly search: Search;
  readonly reservations: Reservations;
  readonly guards: Admission;
  readonly recorder: OrderRecorder;
  /** `undefined` for a pair the venue doesn't list. */
  readonly instrument: (pair: string) => Observable<Instrument | undefined>;
}

export interface SubmitOptions {
  /** Send it even while an equal order of this client has no outcome yet, which makes the two hard to tell apart. */
  readonly allowEqualInFlight?: boolean;
}

export interface Placing extends SubmitOptions {
  /** Of the command. */
  readonly id: string;
  readonly replaces?: Replaces | undefined;
}

export interface Submission extends Placing {
  /** Keeps it from leaving. */
  readonly withdrawal?: Latch | undefined;
}

/** One order, sent once; see `ExecutionClient.submitOrder`. Cold: every subscription sends. */
export const submit = (
  context: SubmitContext,
  request: OrderRequest,
  { withdrawal, ...options }: Submission,
): Observable<OrderTransition> =>
  whenValid(context, request, (order, instrument) =>
    context.guards.admit(
      order,
      null,
      (leave) => place(context, leave, order, instrument, options),
      withdrawal,
    ),
  );

/** What `next` makes of a request that keeps the rules of its instrument; otherwise its refusal. */
export const whenValid = (
  { instrument: lookUp }: SubmitContext,
  request: OrderRequest,
  next: (order: CheckedOrder, instrument: Instrument) => Observable<OrderTransition>,
): Observable<OrderTransition> =>
  lookUp(request.pair).pipe(
    switchMap((instrument) => {
      if (instrument === undefined) return of(refusedHere('invalid', [unknownPair(request)]));
      const checked = checkRequest(request, instrument);
      return checked._tag === 'Left'
        ? of(refusedHere('invalid', checked.left))
        : next(checked.right, instrument);
    }),
  );

/** Sends an admitted order, when it is its turn. */
export const place = (
  context: SubmitContext,
  leave: Leave,
  order: CheckedOrder,
  instrument: Instrument,
  { id, replaces, allowEqualInFlight = false }: Placing,
): Observable<OrderTransition> =>
  leave(context.search.turn(order, allowEqualInFlight), (call, create) =>
    send(context, call, order, instrument, create, { id, replaces }),
  );

const send = (
  context: SubmitContext,
  call: number,
  order: CheckedOrder,
  instrument: Instrument,
  create: Create,
  { id, replaces }: Placing,
): Observable<OrderTransition> =>
  defer(() => {
    const release = context.reservations.reserve(order, instrument);
    const recording = context.recorder.begin({ write: 'order', id, request: order, replaces });
    let isTold = false;
    return create(order, recording.beforeLeave).pipe(
      takeWhile(({ type }) => type === 'Sent', true),
      concatMap((event): Observable<OrderTransition> => {
        if (event.type !== 'Sent') return outcome(context, call, event);
        context.search.sent(call, event.stamp);
        if (isTold) return EMPTY;
        isTold = true;
        return of({ type: 'Submitted', id, request: order, at: event.at });
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

const refused = (error: CallError): OrderTransition =>
  rejected('venue', 'refused', error.message, codeOf(error));

const unknownPair = ({ pair }: OrderRequest): Violation => ({
  field: 'pair',
  rule: 'one the venue lists',
  actual: pair,
  nearest: null,
});
