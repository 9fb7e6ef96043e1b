import * as t from 'io-ts';
import type { PrivateEvent, PrivateNews } from '../../model/private-event';
import { decode, decoded, mapDecoded, type Decoded } from '../decode';
import { AssetUpdateParams, toBalances } from './asset';
import { DepositParams, toDeposits } from './deposit';
import { TradeRow, toFill } from './fill';
import { NoticeParams, PayableParams, PositionParams, toNotices, toPayables, toPositions } from './margin';
import { OrderRow, toOrder } from './order';
import { DecimalString, Id, Label, Side, Timestamp } from './primitives';
import { WithdrawalParams, toWithdrawals } from './withdrawal';

/**
 * The messages of the private stream: `{ method, params }`.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/private-stream.md
 */
const Message = t.intersection(
  [t.type({ method: t.string }), t.partial({ params: t.unknown })],
  'an object with a method',
);

const Orders = t.array(OrderRow, 'orders');
const Trades = t.array(TradeRow, 'trades');

/** The wire has an object; an array of such would mean the same. */
const Invalidation = t.type(
  { order_id: t.union([t.array(Id, 'ids'), Id], 'ids') },
  'an object with order_id',
);
const Invalidations = t.union([Invalidation, t.array(Invalidation)], 'an object with order_id');

const DealerOrders = t.array(
  t.type(
    {
      order_id: Label,
      asset: t.string,
      side: Side,
      price: DecimalString,
      amount: DecimalString,
      ordered_at: Timestamp,
    },
    'a dealer order',
  ),
  'dealer orders',
);

type Reader = (params: unknown) => Decoded<PrivateNews>;

const reader =
  <P>(codec: t.Decoder<unknown, P>, toNews: (params: P) => PrivateNews): Reader =>
  (params) =>
    mapDecoded(decode(codec, params, 'params'), toNews);

const readers: Readonly<Record<Exclude<PrivateNews['type'], 'unknown'>, Reader>> = {
  asset_update: reader(AssetUpdateParams, (rows) => ({ type: 'asset_update', assets: toBalances(rows) })),
  spot_order_new: reader(Orders, (rows) => ({ type: 'spot_order_new', orders: rows.map(toOrder) })),
  spot_order: reader(Orders, (rows) => ({ type: 'spot_order', orders: rows.map(toOrder) })),
  spot_order_invalidation: reader(Invalidations, (params) => ({
    type: 'spot_order_invalidation',
    orderIds: [params].flat().flatMap(({ order_id }) => order_id),
  })),
  spot_trade: reader(Trades, (rows) => ({ type: 'spot_trade', fills: rows.map(toFill) })),
  dealer_order_new: reader(DealerOrders, (rows) => ({
    type: 'dealer_order_new',
    orders: rows.map(({ order_id, ordered_at, asset, side, price, amount }) => ({
      orderId: order_id,
      asset,
      side,
      price,
      amount,
      orderedAt: ordered_at,
    })),
  })),
  withdrawal: reader(WithdrawalParams, (rows) => ({ type: 'withdrawal', withdrawals: toWithdrawals(rows) })),
  deposit: reader(DepositParams, (rows) => ({ type: 'deposit', deposits: toDeposits(rows) })),
  margin_position_update: reader(PositionParams, (rows) => ({
    type: 'margin_position_update',
    positions: toPositions(rows),
  })),
  margin_payable_update: reader(PayableParams, (rows) => ({
    type: 'margin_payable_update',
    amounts: toPayables(rows),
  })),
  margin_notice_update: reader(NoticeParams, (rows) => ({
    type: 'margin_notice_update',
    notices: toNotices(rows),
  })),
};

const isKnown = (method: string): method is keyof typeof readers => Object.hasOwn(readers, method);

const readNews = ({ method, params }: t.TypeOf<typeof Message>): Decoded<PrivateNews> =>
  isKnown(method) ? readers[method](params) : decoded({ type: 'unknown', method, params });

/** Decodes a message of the private stream; never throws. A method that is not known is not an error. */
export const decodePrivateMessage = (message: unknown, timetoken: string): Decoded<PrivateEvent> => {
  const envelope = decode(Message, message);
  if (envelope._tag === 'Left') return envelope;
  return mapDecoded(readNews(envelope.right), (news) => ({ ...news, timetoken }));
};
