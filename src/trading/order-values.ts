import type { Replacement } from '../execution/order/replacement';
import { liquidities, type Fill } from '../model/fill';
import {
  type Order,
  type OrderRef,
  orderStatuses,
  orderTypes,
  userOrderTypes,
  type OrderRequest,
} from '../model/order';
import {
  cancelers,
  rejectReasons,
  type Attribution,
  type OrderTransition,
  type Violation,
} from '../model/order-transition';
import { sides } from '../model/pair';
import { codeFamilies } from '../model/venue-code';
import { maybe } from '../options/codecs';
import { dictionary, firstOf, list, ownRecord, tagged, type Fields } from '../parsing/combinators';
import {
  Finite,
  Flag,
  Id,
  Integer,
  nullable,
  oneOf,
  only,
  optional,
  PositionSide,
  Side,
  Text,
  Timestamp,
} from '../parsing/primitives';
import { fillFields } from '../parsing/private/fill';
import { orderFields } from '../parsing/private/order-fields';
import { word } from './codec';

/** Codecs of orders and trades on a port. They have the names and values of the domain, as JSON. */

export const FamilyValue = oneOf('a family of codes', codeFamilies);

const OrderTypeValue = word('an order type', orderTypes);

export const OrderValue = ownRecord<Order>('an order', {
  ...orderFields,
  side: word('buy or sell', sides),
  type: OrderTypeValue,
  status: word('an order status', orderStatuses),
  odd: maybe(dictionary('odd fields', Text)),
});
export const OrderValues = list('orders', OrderValue);
export const FillValue = ownRecord<Fill>('a trade', {
  ...fillFields,
  type: OrderTypeValue,
  makerTaker: word('maker or taker', liquidities),
});
export const FillValues = list('trades', FillValue);

export const refFields: Fields<OrderRef> = { pair: Text, orderId: Id };
export const RefValue = ownRecord<OrderRef>('an order', refFields);

/** A decimal of a request. As without a port, the client that places the order refuses a text that is not a decimal. */
export const DecimalInputValue = maybe(firstOf<string | number>('a decimal', [Text, Finite]));

export const RequestValue = ownRecord<OrderRequest>('an order', {
  pair: Text,
  side: Side,
  type: oneOf('a type of order that can be placed', userOrderTypes),
  amount: DecimalInputValue,
  price: DecimalInputValue,
  triggerPrice: DecimalInputValue,
  postOnly: maybe(Flag),
  positionSide: maybe(PositionSide),
});

export const ChangesValue = ownRecord<Replacement>('the changes of an order', {
  price: DecimalInputValue,
  triggerPrice: DecimalInputValue,
  amount: DecimalInputValue,
  postOnly: maybe(Flag),
});

const AttributionValue = oneOf<Attribution>('reply or inferred', ['reply', 'inferred']);

const ViolationValue = ownRecord<Violation>('a violation', {
  field: Text,
  rule: Text,
  actual: Text,
  nearest: nullable(Text),
});

type TransitionOf<Type extends OrderTransition['type']> = Extract<OrderTransition, { readonly type: Type }>;

export const TransitionValue = tagged<OrderTransition>('type', 'a step in the life of an order', {
  Submitted: ownRecord<TransitionOf<'Submitted'>>('Submitted', {
    type: only('Submitted'),
    id: Text,
    request: RequestValue,
    at: Timestamp,
  }),
  Accepted: ownRecord<TransitionOf<'Accepted'>>('Accepted', {
    type: only('Accepted'),
    order: OrderValue,
    attribution: AttributionValue,
  }),
  Triggered: ownRecord<TransitionOf<'Triggered'>>('Triggered', {
    type: only('Triggered'),
    order: OrderValue,
  }),
  PartiallyFilled: ownRecord<TransitionOf<'PartiallyFilled'>>('PartiallyFilled', {
    type: only('PartiallyFilled'),
    order: OrderValue,
    fill: FillValue,
  }),
  Filled: ownRecord<TransitionOf<'Filled'>>('Filled', {
    type: only('Filled'),
    order: OrderValue,
    fills: FillValues,
  }),
  Canceled: ownRecord<TransitionOf<'Canceled'>>('Canceled', {
    type: only('Canceled'),
    order: OrderValue,
    fills: FillValues,
    by: oneOf('a reason of a cancel', cancelers),
  }),
  Rejected: ownRecord<TransitionOf<'Rejected'>>('Rejected', {
    type: only('Rejected'),
    by: oneOf('client or venue', ['client', 'venue']),
    reason: oneOf('a reason', rejectReasons),
    message: Text,
    code: nullable(Integer),
    family: nullable(FamilyValue),
    violations: list('violations', ViolationValue),
    order: nullable(OrderValue),
    attribution: nullable(AttributionValue),
  }),
  Unresolved: ownRecord<TransitionOf<'Unresolved'>>('Unresolved', {
    type: only('Unresolved'),
    candidates: OrderValues,
    message: Text,
  }),
});

/** A place among the fills of a gateway's run. It has no meaning in another run. */
export interface FillPosition {
  readonly epoch: string;
  readonly index: number;
}

const PositionFields: Fields<FillPosition> = { epoch: Text, index: Integer };
export const FillPositionValue = optional(ownRecord<FillPosition>('a place among fills', PositionFields));

/** A fill and the place after it. The first value of a feed has no fill, and says whether fills were missed. */
export interface PlacedFill extends FillPosition {
  readonly fill: Fill | null;
  readonly missed: boolean;
}

export const PlacedFillValue = ownRecord<PlacedFill>('a fill and its place', {
  ...PositionFields,
  fill: nullable(FillValue),
  missed: Flag,
});
