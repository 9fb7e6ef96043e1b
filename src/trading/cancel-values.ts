import type { HaltEvent } from '../execution/guards/halt-event';
import type { CancelAllOutcome, CancelOutcome, OrdersUnread } from '../model/cancel-outcome';
import type { Order, OrderRef } from '../model/order';
import { firstOf, list, ownRecord, tagged } from '../parsing/combinators';
import { Integer, nullable, oneOf, only, same, Text, Timestamp } from '../parsing/primitives';
import { PositionValue } from './account-values';
import { FamilyValue, OrderValue, OrderValues, RefValue, refFields, RequestValue } from './order-values';

/** Codecs of the outcomes of cancels and halts on a port. */

type OutcomeOf<Type extends CancelOutcome['type']> = Extract<CancelOutcome, { readonly type: Type }>;

/** An outcome with the last known state of the order, if there is one. */
const WithOrder = ownRecord<
  OrderRef & { readonly type: 'AlreadyCanceled' | 'AlreadyFilled' | 'Pending'; readonly order: Order | null }
>('an outcome', {
  ...refFields,
  type: oneOf('AlreadyCanceled, AlreadyFilled or Pending', ['AlreadyCanceled', 'AlreadyFilled', 'Pending']),
  order: nullable(OrderValue),
});

const outcomes = {
  Canceled: ownRecord<OutcomeOf<'Canceled'>>('Canceled', {
    ...refFields,
    type: only('Canceled'),
    order: OrderValue,
  }),
  AlreadyCanceled: WithOrder,
  AlreadyFilled: WithOrder,
  Pending: WithOrder,
  Refused: ownRecord<OutcomeOf<'Refused'>>('Refused', {
    ...refFields,
    type: only('Refused'),
    code: nullable(Integer),
    family: nullable(FamilyValue),
    message: Text,
  }),
  Unresolved: ownRecord<OutcomeOf<'Unresolved'>>('Unresolved', {
    ...refFields,
    type: only('Unresolved'),
    message: Text,
  }),
};

export const OutcomeValue = tagged<CancelOutcome>('type', 'the outcome of a cancel', outcomes);

export const CancelAllValue = tagged<CancelAllOutcome>('type', 'the outcome of a cancel', {
  ...outcomes,
  Unresolved: firstOf<OutcomeOf<'Unresolved'> | OrdersUnread>('Unresolved', [
    outcomes.Unresolved,
    ownRecord<OrdersUnread>('Unresolved', {
      type: only('Unresolved'),
      pair: nullable(Text),
      orderId: same('null', (input): input is null => input === null),
      message: Text,
    }),
  ]),
});

type HaltOf<Type extends HaltEvent['type']> = Extract<HaltEvent, { readonly type: Type }>;

export const HaltValue = tagged<HaltEvent>('type', 'a step of a halt', {
  Halted: ownRecord<HaltOf<'Halted'>>('Halted', { type: only('Halted'), at: Timestamp }),
  Canceling: ownRecord<HaltOf<'Canceling'>>('Canceling', {
    type: only('Canceling'),
    orders: list('orders', RefValue),
  }),
  CancelOutcome: ownRecord<HaltOf<'CancelOutcome'>>('CancelOutcome', {
    type: only('CancelOutcome'),
    outcome: OutcomeValue,
  }),
  Remaining: ownRecord<HaltOf<'Remaining'>>('Remaining', {
    type: only('Remaining'),
    orders: OrderValues,
  }),
  Unreadable: ownRecord<HaltOf<'Unreadable'>>('Unreadable', {
    type: only('Unreadable'),
    message: Text,
  }),
  Closing: ownRecord<HaltOf<'Closing'>>('Closing', {
    type: only('Closing'),
    position: PositionValue,
    order: RequestValue,
  }),
  NotClosed: ownRecord<HaltOf<'NotClosed'>>('NotClosed', {
    type: only('NotClosed'),
    position: PositionValue,
    message: Text,
  }),
  Flat: ownRecord<HaltOf<'Flat'>>('Flat', {
    type: only('Flat'),
    at: Timestamp,
    left: OrderValues,
    positions: nullable(list('positions', PositionValue)),
  }),
});
