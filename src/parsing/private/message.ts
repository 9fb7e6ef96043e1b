import type * as t from 'io-ts';
import type { DealerOrder, PrivateEvent, PrivateNews } from '../../model/private-event';
import { anything, firstOf, mapped, property, record, rows } from '../combinators';
import { decode, mapDecoded, type Decoded, type OnOddRow } from '../decode';
import { DecimalString, Id, Label, Side, Text, Timestamp } from '../primitives';
import { BalanceRows } from './asset';
import { DepositRows } from './deposit';
import { FillRows } from './fill';
import { NoticeRows, PayableRows, PositionRows } from './margin';
import { OrderRows } from './order';
import { WithdrawalRows } from './withdrawal';

/**
 * The messages of the private stream: `{ method, params }`.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/private-stream.md
 */
interface Message {
  readonly method: string;
  readonly params: unknown;
}

const Message = record<Message>('an object with a method', { method: Text, params: anything });

const DealerOrderData = record<DealerOrder>('a dealer order', {
  orderId: Label,
  asset: Text,
  side: Side,
  price: DecimalString,
  amount: DecimalString,
  orderedAt: Timestamp,
});

const Invalidated = property(
  'order_id',
  firstOf<readonly number[]>('ids', [rows('ids', Id), mapped(Id, (id) => [id])]),
);

/** The wire has an object; an array of such objects would mean the same. */
const Invalidations = firstOf('an object with order_id', [
  Invalidated,
  mapped(rows('invalidations', Invalidated), (ids) => ids.flat()),
]);

type Known = Exclude<PrivateNews['type'], 'unknown'>;
type Content<Type extends Known> = Omit<Extract<PrivateNews, { readonly type: Type }>, 'type'>;

/** The parameters of each method in the domain, and their codec. */
const contents: {
  readonly [Type in Known]: { readonly [K in keyof Content<Type>]: t.Decoder<unknown, Content<Type>[K]> };
} = {
  asset_update: { assets: BalanceRows },
  spot_order_new: { orders: OrderRows },
  spot_order: { orders: OrderRows },
  spot_order_invalidation: { orderIds: Invalidations },
  spot_trade: { fills: FillRows },
  dealer_order_new: { orders: rows('dealer orders', DealerOrderData) },
  withdrawal: { withdrawals: WithdrawalRows },
  deposit: { deposits: DepositRows },
  margin_position_update: { positions: PositionRows },
  margin_payable_update: { amounts: PayableRows },
  margin_notice_update: { notices: NoticeRows },
};

const isKnown = (method: string): method is Known => Object.hasOwn(contents, method);

/** Decodes a message of the private stream; never throws. An unknown method is not an error. `decode` explains `onOdd`. */
export const decodePrivateMessage = (
  message: unknown,
  timetoken: string,
  onOdd?: OnOddRow,
): Decoded<PrivateEvent> => {
  const envelope = decode(Message, message);
  if (envelope._tag === 'Left') return envelope;
  const { method, params } = envelope.right;
  if (!isKnown(method)) return mapDecoded(envelope, () => ({ type: 'unknown', method, params, timetoken }));
  const [[name, codec]] = Object.entries<t.Decoder<unknown, unknown>>(contents[method]) as [
    [string, t.Decoder<unknown, unknown>],
  ];
  return mapDecoded(
    decode(codec, params, 'params', onOdd),
    (content) => ({ type: method, [name]: content, timetoken }) as unknown as PrivateEvent,
  );
};
