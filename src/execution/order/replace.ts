import {
  catchError,
  concatMap,
  defer,
  filter,
  isObservable,
  map,
  type Observable,
  of,
  switchMap,
  take,
  tap,
} from 'rxjs';
import type { CancelOutcome } from '../../model/cancel-outcome';
import { fromUnits, scaleOf, sumDecimals, toUnits } from '../../model/decimal';
import { causeOf } from '../../model/tagged';
import {
  type DecimalInput,
  isTerminal,
  type Order,
  type OrderRef,
  type OrderRequest,
} from '../../model/order';
import type { OrderTransition } from '../../model/order-transition';
import { venueCode } from '../../model/venue-codes';
import { cancelOne } from './cancel';
import { asPlainDecimal } from './check-request';
import { type Ending, isEnding } from './diff';
import { rejected, type Rejected } from './rejected';
import type { Replacement } from './replacement';
import { untilItsOutcome } from './landing';
import { sends } from './sending';
import { hasItsTurn, inSteps, isReady, isWithinLimits, keepsTheRules, type Stepped } from './steps';
import { stopOf } from './stop';
import type { Submission, SubmitContext } from './submission';

/**
 * Cancels an order, waits until it has ended with all its fills known, and submits another for the rest. If the old order
 * is known, the new one is checked and admitted before the cancel is sent. An order is replaced by one order. Cold: every
 * subscription sends.
 */
export const replace = (
  context: SubmitContext,
  ref: OrderRef,
  changes: Replacement,
  id: string,
): Observable<OrderTransition> =>
  defer(() => {
    const { registry } = context;
    const entry = registry.entry(ref.orderId);
    const order = entry?.known.snapshot ?? null;
    const stop = order === null ? context.halted : stopOf(context.halted, order);
    const stopped = stop.why();
    if (stopped !== null) return of(stopped);
    if (entry?.isReplaced === true) return of(replacedAlready);
    registry.replacementBegins(ref);
    const fail = (): void => {
      registry.replacementFails(ref.orderId);
    };
    return replaceOnly(context, ref, changes, {
      id,
      stop,
      replaces: { orderId: ref.orderId, changes },
    }).pipe(
      tap({
        next: ({ type }) => {
          if (type === 'Rejected') fail();
        },
        error: fail,
      }),
    );
  });

const replaceOnly = (
  context: SubmitContext,
  ref: OrderRef,
  changes: Replacement,
  submission: Submission,
): Observable<OrderTransition> => {
  let isCanceled = false;
  const leftOver$ = leftOf(context, ref, changes, () => (isCanceled = true));
  const ready = isReady(context, submission);
  const within = isWithinLimits(context, submission);
  const turn = hasItsTurn(context, submission);

  const order = context.registry.entry(ref.orderId)?.known.snapshot;
  if (order && !isTerminal(order.status) && !canBeAskedAgain(order)) return of(unknownOrder);
  const expected =
    order && !isTerminal(order.status) ? requestFor(order, order.executedAmount, changes) : null;
  const [begun, steps] =
    expected === null
      ? [leftOver$, [ready, within, turn]]
      : [keepsTheRules(context, expected), [ready, within, () => leftOver$, turn]];

  return untilItsOutcome(context, submission, () =>
    inSteps(begun, submission.stop, steps, (left) => sends(context, submission, left)),
  ).pipe(
    // After the cancel has been sent there are only outcomes.
    catchError((error: unknown) => {
      if (isCanceled) return of(notReplaced(`the new order was not sent: ${causeOf(error)}`, null));
      throw error;
    }),
  );
};

/** Ends the old order. Emits a draft of the rest, or why it is not replaced. */
const leftOf = (
  context: SubmitContext,
  ref: OrderRef,
  changes: Replacement,
  onCanceled: () => void,
): Observable<Stepped> =>
  cancelOne(context, ref).pipe(
    concatMap((outcome): Observable<Stepped> => {
      onCanceled();
      const refusal = refusalOf(outcome);
      if (refusal !== null) return of(refusal);
      context.registry.readAt(ref.orderId, -Infinity);
      return context.registry.life(ref.orderId).pipe(
        filter(isEnding),
        take(1),
        map((ending) => leftOver(ending, changes)),
        switchMap((request) => {
          const checked = request === null ? nothingLeft : keepsTheRules(context, request);
          return isObservable(checked) ? checked : of(checked);
        }),
      );
    }),
  );

const notReplaced = (message: string, code: number | null): Rejected =>
  rejected('client', 'not-replaced', message, code);

/** A second new order for the same rest would execute that amount twice. */
const replacedAlready = notReplaced('another call replaces the order already', null);

/** Somebody else cancelled it, for example a `cancelAll`, and wants no order in its place. */
const canceledByAnother = notReplaced(
  'the order to replace was cancelled by somebody else',
  venueCode.alreadyCanceled,
);

/** The order is left alone, because a new one could not be like it. */
const unknownOrder = notReplaced(
  'the order to replace has a type or status that is newer than this version',
  null,
);

const nothingLeft = notReplaced('the order to replace left nothing to execute', null);

/** Returns the refusal for an order that may still live. It is not replaced, because both could be executed. */
const refusalOf = (outcome: CancelOutcome): Rejected | null => {
  switch (outcome.type) {
    case 'Refused':
      return notReplaced(`the order to replace was not cancelled: ${outcome.message}`, outcome.code);
    case 'AlreadyCanceled':
      return canceledByAnother;
    case 'Unresolved':
      return notReplaced(`the order to replace may still live: ${outcome.message}`, null);
    default:
      return null;
  }
};

/** Returns the request for the rest of an ended order; `null` if there is none. */
const leftOver = (ending: Ending, replacement: Replacement): OrderRequest | null => {
  const { order } = ending;
  if (order === null || (order.status === 'FULLY_FILLED' && replacement.amount === undefined)) return null;
  const fills = ending.type === 'Rejected' ? [] : ending.fills;
  return requestFor(order, sumDecimals(['0', ...fills.map(({ amount }) => amount)]), replacement);
};

/** The fields that a new order takes over from the old one. */
const takenOver = [
  'side',
  'positionSide',
  'type',
  'price',
  'triggerPrice',
  'amount',
  'executedAmount',
  'postOnly',
];

const canBeAskedAgain = ({ odd }: Order): boolean =>
  odd === undefined || takenOver.every((field) => odd[field] === undefined);

/** Returns the request for the rest of an order with that executed amount; `null` if there is none. */
const requestFor = (
  order: Order,
  executed: string,
  { price, triggerPrice, amount, postOnly }: Replacement,
): OrderRequest | null => {
  if (order.type === 'losscut' || order.type === 'unknown' || order.side === 'unknown') return null;
  if (!canBeAskedAgain(order)) return null;
  const left = remainder(amount ?? order.amount, executed);
  if (left === null) return null;
  return {
    pair: order.pair,
    side: order.side,
    type: order.type,
    positionSide: order.positionSide ?? undefined,
    amount: left,
    price: price ?? asOf(order, 'price'),
    triggerPrice: triggerPrice ?? asOf(order, 'triggerPrice'),
    postOnly: postOnly ?? order.postOnly ?? undefined,
  };
};

/** Returns a price of an order. The venue may report zero for an order without a price. */
const asOf = (order: Order, field: 'price' | 'triggerPrice'): string | undefined => {
  const isMeant =
    field === 'price'
      ? ['limit', 'stop_limit'].includes(order.type)
      : !['limit', 'market'].includes(order.type);
  return isMeant ? (order[field] ?? undefined) : undefined;
};

/** Returns the rest of a total; `undefined` for a whole position, `null` if nothing is left. */
const remainder = (total: DecimalInput | null, filled: string): string | undefined | null => {
  if (total === null) return undefined;
  const plain = asPlainDecimal(total);
  // A text that is not a number is left to the check of the request, which names the field.
  if (plain === null) return String(total);
  const scale = Math.max(scaleOf(plain), scaleOf(filled));
  const left = toUnits(plain, scale) - toUnits(filled, scale);
  return left <= 0n ? null : fromUnits(left, scale);
};
