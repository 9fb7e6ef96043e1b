import type { PairPositions } from '../execution/account/account';
import type { Confirmed } from '../execution/account/confirming';
import type { AssetBalance } from '../model/asset';
import type { Connection } from '../model/connection';
import { marginStates, type MarginNotice, type MarginPositions, type MarginStatus } from '../model/margin';
import type { OpenOrders } from '../model/open-orders';
import type { Pair } from '../model/pair';
import type { Position } from '../model/position';
import type { UserAsset, WithdrawalFee } from '../model/user-asset';
import { list, ownRecord, tagged } from '../parsing/combinators';
import {
  DecimalString,
  Flag,
  Id,
  Integer,
  nullable,
  oneOf,
  only,
  Text,
  Timestamp,
} from '../parsing/primitives';
import { balanceFields, networkFields } from '../parsing/private/asset';
import {
  LosscutThresholds,
  marginStatusFields,
  noticeFields,
  positionFields,
} from '../parsing/private/margin';
import { type Codec, mapOf, word } from './codec';
import { OrderValue } from './order-values';

/** Codecs of balances, positions and links on a port. A map is written as its entries. */

const confirmedFields = { confirmed: Flag, asOf: Timestamp };

export const BalanceValue = ownRecord<AssetBalance>('a balance', balanceFields);

export const PositionValue = ownRecord<Position>('a position', positionFields);

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

export const NoticeValue = ownRecord<MarginNotice>('a notice', noticeFields);

export const MarginPositionsValue = ownRecord<MarginPositions>('margin positions', {
  notice: nullable(NoticeValue),
  payables: DecimalString,
  positions: list('positions', PositionValue),
  losscutThreshold: nullable(LosscutThresholds),
});

export const OrdersCodec = mapOf(Id, OrderValue);

const OpenOrdersValue = ownRecord<OpenOrders>('open orders', {
  orders: OrdersCodec.decoder,
  isWhole: Flag,
});

export const OpenOrdersCodec: Codec<OpenOrders> = {
  decoder: OpenOrdersValue,
  encode: ({ orders, isWhole }) => ({ orders: OrdersCodec.encode(orders), isWhole }),
};
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
