import type * as t from 'io-ts';
import type { ExecutionDiagnostic } from '../execution/trading';
import type { DealerOrder, PrivateEvent, PrivateNews } from '../model/private-event';
import { isObject, list, ownRecord, tagged, type Fields } from '../parsing/combinators';
import { decoder, failure, success } from '../parsing/decoder';
import { DecimalString, Id, only, Side, Text, Timestamp } from '../parsing/primitives';
import { BalanceValue, PositionValue, NoticeValue } from './account-values';
import { OrderValues, FillValues } from './order-values';

/** Codecs of private messages and diagnostics on a port. */

/** The private messages that go over a port. Deposits, withdrawals and unknown messages do not. */
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

/** True for a private message that goes over a port. */
export const isServed = ({ type }: PrivateEvent): boolean => Object.hasOwn(served, type);

// ---------------------------------------------------------------------------------------------- diagnostics

const DiagnosticHead = ownRecord<{ readonly kind: string; readonly at: number }>('a diagnostic', {
  kind: Text,
  at: Timestamp,
});

/** A codec of diagnostics. They are for people, so that only kind and time are checked. */
export const DiagnosticValue = decoder<ExecutionDiagnostic>(DiagnosticHead.name, (input, context) => {
  const head = DiagnosticHead.validate(input, context);
  if (head._tag === 'Left') return head;
  return isObject(input) ? success(input as unknown as ExecutionDiagnostic) : failure(input, context);
});
