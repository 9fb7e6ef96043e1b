import type * as t from 'io-ts';
import type { PairPositions } from '../execution/account/account';
import type { Confirmed } from '../execution/account/confirming';
import type { ExecutionDiagnostic } from '../execution/trading';
import type { HaltEvent } from '../execution/guards/halt';
import type { Replacement } from '../execution/order/replacement';
import type { AssetBalance } from '../model/asset';
import type { CancelAllOutcome, CancelOutcome, OrdersUnread } from '../model/cancel-outcome';
import type { Connection } from '../model/connection';
import { liquidities, type Fill } from '../model/fill';
import { marginStates, type MarginNotice, type MarginPositions, type MarginStatus } from '../model/margin';
import type { Order, OrderRef } from '../model/order';
import { orderStatuses, orderTypes, userOrderTypes, type OrderRequest } from '../model/order';
import {
  cancelers,
  rejectReasons,
  type Attribution,
  type OrderTransition,
  type Violation,
} from '../model/order-transition';
import { sides, type Pair } from '../model/pair';
import type { Position } from '../model/position';
import type { DealerOrder, PrivateEvent, PrivateNews } from '../model/private-event';
import type { UserAsset, WithdrawalFee } from '../model/user-asset';
import { maybe } from '../options/codecs';
import {
  anything,
  dictionary,
  firstOf,
  isObject,
  list,
  mapped,
  ownRecord,
  row,
  tagged,
  type Fields,
} from '../parsing/combinators';
import { decoder, failure, success } from '../parsing/decoder';
import { balanceFields, networkFields } from '../parsing/private/asset';
import { fillFields } from '../parsing/private/fill';
import {
  LosscutThresholds,
  marginStatusFields,
  noticeFields,
  positionFields,
} from '../parsing/private/margin';
import { orderFields } from '../parsing/private/order';
import {
  DecimalString,
  Finite,
  Flag,
  Id,
  Integer,
  nullable,
  oneOf,
  only,
  optional,
  PositionSide,
  same,
  Side,
  Text,
  Timestamp,
} from '../parsing/primitives';

/** What is traded and told, as it goes over a port: the names and values of the domain, as JSON. A map is its entries. */

/** How a value is written as JSON, and read. */
export interface Codec<A> {
  readonly decoder: t.Decoder<unknown, A>;
  readonly encode: (value: A) => unknown;
}

/** Of values that JSON carries as they are. */
export const plain = <A>(decoder: t.Decoder<unknown, A>): Codec<A> => ({ decoder, encode: (value) => value });

export const mapOf = <K extends string | number, A>(
  key: t.Decoder<unknown, K>,
  item: t.Decoder<unknown, A>,
): Codec<ReadonlyMap<K, A>> => ({
  decoder: mapped(
    list('entries', row<{ readonly key: K; readonly value: A }>('a key and a value', { key, value: item })),
    (entries) => new Map(entries.map(({ key: k, value }) => [k, value])),
  ),
  encode: (map) => [...map],
});

// ----------------------------------------------------------------------------------------- orders and trades

/** A word of the venue's, which may be one that its reader did not know. */
const word = <const A extends string>(name: string, words: readonly A[]): t.Decoder<unknown, A | 'unknown'> =>
  oneOf<A | 'unknown'>(name, [...words, 'unknown']);

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

const refFields: Fields<OrderRef> = { pair: Text, orderId: Id };
export const RefValue = ownRecord<OrderRef>('an order', refFields);

/** What is no decimal is refused by the client that places the order, as it is without a port between. */
const DecimalInputValue = maybe(firstOf<string | number>('a decimal', [Text, Finite]));

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

export const ChangesValue = ownRecord<Replacement>('what is changed', {
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
    by: oneOf('who cancelled it', cancelers),
  }),
  Rejected: ownRecord<TransitionOf<'Rejected'>>('Rejected', {
    type: only('Rejected'),
    by: oneOf('client or venue', ['client', 'venue']),
    reason: oneOf('a reason', rejectReasons),
    message: Text,
    code: nullable(Integer),
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

// ---------------------------------------------------------------------------------------- cancels and halt

type OutcomeOf<Type extends CancelOutcome['type']> = Extract<CancelOutcome, { readonly type: Type }>;

/** An outcome that has the order as the venue told it last, if it did. */
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
    message: Text,
  }),
  Unresolved: ownRecord<OutcomeOf<'Unresolved'>>('Unresolved', {
    ...refFields,
    type: only('Unresolved'),
    message: Text,
  }),
};

export const OutcomeValue = tagged<CancelOutcome>('type', 'what a cancel came to', outcomes);

export const CancelAllValue = tagged<CancelAllOutcome>('type', 'what a cancel came to', {
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
  Flat: ownRecord<HaltOf<'Flat'>>('Flat', { type: only('Flat'), at: Timestamp, left: OrderValues }),
});

// ------------------------------------------------------------------------------------------------- account

const confirmedFields = { confirmed: Flag, asOf: Timestamp };

const BalanceValue = ownRecord<AssetBalance>('a balance', balanceFields);

const PositionValue = ownRecord<Position>('a position', positionFields);

const ConfirmedPosition = ownRecord<Confirmed<Position>>('a position', {
  ...positionFields,
  ...confirmedFields,
});

type FeeOf<Type extends WithdrawalFee['type']> = Extract<WithdrawalFee, { readonly type: Type }>;

const FeeValue = tagged<WithdrawalFee>('type', 'range or threshold', {
  range: ownRecord<FeeOf<'range'>>('a range', {
    type: only('range'),
    min: DecimalString,
    max: DecimalString,
  }),
  threshold: ownRecord<FeeOf<'threshold'>>('a threshold', {
    type: only('threshold'),
    under: DecimalString,
    over: DecimalString,
    threshold: DecimalString,
  }),
});

export const UserAssets = list(
  'assets',
  ownRecord<UserAsset>('an asset', {
    ...balanceFields,
    withdrawalFee: nullable(FeeValue),
    stopDeposit: Flag,
    stopWithdrawal: Flag,
    networks: list('networks', ownRecord('a network', networkFields)),
    collateralRatio: nullable(DecimalString),
  }),
);

export const MarginStatusValue = ownRecord<MarginStatus>('a margin status', {
  ...marginStatusFields,
  status: word('a margin account status', marginStates),
});

const NoticeValue = ownRecord<MarginNotice>('a notice', noticeFields);

export const MarginPositionsValue = ownRecord<MarginPositions>('margin positions', {
  notice: nullable(NoticeValue),
  payables: DecimalString,
  positions: list('positions', PositionValue),
  losscutThreshold: nullable(LosscutThresholds),
});

export const OrdersCodec = mapOf(Id, OrderValue);
export const AssetsCodec = mapOf(
  Text,
  ownRecord<Confirmed<AssetBalance>>('a balance', { ...balanceFields, ...confirmedFields }),
);
export const AvailableCodec = mapOf(Text, DecimalString);
export const PositionsCodec: Codec<ReadonlyMap<Pair, PairPositions>> = mapOf(
  Text,
  ownRecord<PairPositions>('positions of a pair', {
    long: nullable(ConfirmedPosition),
    short: nullable(ConfirmedPosition),
  }),
);

export const ConnectionValue = ownRecord<Connection>('a connection', {
  state: oneOf('the state of a link', ['idle', 'connecting', 'open', 'waiting']),
  attempt: Integer,
  cause: nullable(Text),
});

// ----------------------------------------------------------------------------------------- private messages

/** What goes over a port of the private messages: nothing of deposits and withdrawals, and nothing unknown. */
export type ServedNews = Exclude<PrivateNews, { readonly type: 'deposit' | 'withdrawal' | 'unknown' }>;
type ServedEvent = Extract<PrivateEvent, ServedNews>;

type EventOf<Type extends ServedNews['type']> = Extract<ServedEvent, { readonly type: Type }>;

const event = <Type extends ServedNews['type']>(
  type: Type,
  content: Fields<Omit<EventOf<Type>, 'type' | 'timetoken'>>,
): t.Decoder<unknown, PrivateEvent> =>
  ownRecord<{ readonly type: Type; readonly timetoken: string }>(type, {
    type: only(type),
    timetoken: Text,
    ...content,
  }) as t.Decoder<unknown, unknown> as t.Decoder<unknown, PrivateEvent>;

const served: { readonly [Type in ServedNews['type']]: t.Decoder<unknown, PrivateEvent> } = {
  asset_update: event('asset_update', { assets: list('balances', BalanceValue) }),
  spot_order_new: event('spot_order_new', { orders: OrderValues }),
  spot_order: event('spot_order', { orders: OrderValues }),
  spot_order_invalidation: event('spot_order_invalidation', { orderIds: list('ids', Id) }),
  spot_trade: event('spot_trade', { fills: FillValues }),
  dealer_order_new: event('dealer_order_new', {
    orders: list(
      'dealer orders',
      ownRecord<DealerOrder>('a dealer order', {
        orderId: Text,
        asset: Text,
        side: Side,
        price: DecimalString,
        amount: DecimalString,
        orderedAt: Timestamp,
      }),
    ),
  }),
  margin_position_update: event('margin_position_update', { positions: list('positions', PositionValue) }),
  margin_payable_update: event('margin_payable_update', { amounts: list('amounts', DecimalString) }),
  margin_notice_update: event('margin_notice_update', { notices: list('notices', NoticeValue) }),
};

export const EventValue = tagged<PrivateEvent>('type', 'a private message', served);

/** Does a private message go over a port? */
export const isServed = ({ type }: PrivateEvent): boolean => Object.hasOwn(served, type);

// ---------------------------------------------------------------------------------------------- diagnostics

const DiagnosticHead = ownRecord<{ readonly kind: string; readonly at: number }>('a diagnostic', {
  kind: Text,
  at: Timestamp,
});

/** A diagnostic is for people: only its kind and its time are checked. */
export const DiagnosticValue = decoder<ExecutionDiagnostic>(DiagnosticHead.name, (input, context) => {
  const head = DiagnosticHead.validate(input, context);
  if (head._tag === 'Left') return head;
  return isObject(input) ? success(input as unknown as ExecutionDiagnostic) : failure(input, context);
});

// ---------------------------------------------------------------------------------------------------- fills

/** A place in the fills that a gateway has told; of another run of the gateway it means nothing. */
export interface FillPosition {
  readonly epoch: string;
  readonly index: number;
}

const PositionFields: Fields<FillPosition> = { epoch: Text, index: Integer };
export const FillPositionValue = optional(ownRecord<FillPosition>('a place among fills', PositionFields));

/** A fill, and the place after it; the first of a feed has none, and says whether some were missed. */
export interface PlacedFill extends FillPosition {
  readonly fill: Fill | null;
  readonly missed: boolean;
}

export const PlacedFillValue = ownRecord<PlacedFill>('a fill and its place', {
  ...PositionFields,
  fill: nullable(FillValue),
  missed: Flag,
});

export const nothingAsked: t.Decoder<unknown, undefined> = mapped(anything, () => undefined);
