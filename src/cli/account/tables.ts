import { compareDecimals } from '../../model/decimal';
import type { AssetBalance } from '../../model/asset';
import type { Fill } from '../../model/fill';
import type { MarginStatus } from '../../model/margin';
import type { Order } from '../../model/order';
import type { Position } from '../../model/position';
import type { WithdrawalAccount } from '../../model/withdrawal';
import { localTime } from '../common/local-time';
import { left, right, type Column } from '../common/table';

export const orderColumns: readonly Column<Order>[] = [
  left('PAIR', ({ pair }) => pair),
  right('ORDER', ({ orderId }) => `${orderId}`),
  left('SIDE', ({ side, positionSide }) => (positionSide === null ? side : `${side} ${positionSide}`)),
  left('TYPE', ({ type, postOnly }) => (postOnly === true ? `${type} post-only` : type)),
  right('PRICE', ({ price }) => price ?? '-'),
  right('TRIGGER', ({ triggerPrice }) => triggerPrice ?? '-'),
  right('AMOUNT', ({ amount }) => amount ?? '-'),
  right('EXECUTED', ({ executedAmount }) => executedAmount),
  left('STATUS', ({ status }) => status),
  left('ORDERED', ({ orderedAt }) => localTime(orderedAt)),
];

export const assetColumns: readonly Column<AssetBalance>[] = [
  left('ASSET', ({ asset }) => asset),
  right('ONHAND', ({ onhandAmount }) => onhandAmount),
  right('FREE', ({ freeAmount }) => freeAmount),
  right('LOCKED', ({ lockedAmount }) => lockedAmount),
  right('WITHDRAWING', ({ withdrawingAmount }) => withdrawingAmount),
];

export const withdrawalAccountColumns: readonly Column<WithdrawalAccount>[] = [
  left('ACCOUNT', ({ uuid }) => uuid),
  left('LABEL', ({ label }) => label ?? '-'),
  left('NETWORK', ({ network }) => network ?? '-'),
  left('ADDRESS', ({ address }) => address ?? '-'),
];

export const isHeld = ({ onhandAmount }: AssetBalance): boolean => compareDecimals(onhandAmount, '0') !== 0;

export const fillColumns: readonly Column<Fill>[] = [
  left('TIME', ({ executedAt }) => localTime(executedAt)),
  left('PAIR', ({ pair }) => pair),
  left('SIDE', ({ side, positionSide }) => (positionSide === null ? side : `${side} ${positionSide}`)),
  right('PRICE', ({ price }) => price),
  right('AMOUNT', ({ amount }) => amount),
  left('AS', ({ makerTaker }) => makerTaker),
  right('FEE', ({ feeAmountQuote }) => feeAmountQuote),
  right('PROFIT', ({ profitLoss }) => profitLoss ?? '-'),
  right('ORDER', ({ orderId }) => `${orderId}`),
  right('TRADE', ({ tradeId }) => `${tradeId}`),
];

export const positionColumns: readonly Column<Position>[] = [
  left('PAIR', ({ pair }) => pair),
  left('SIDE', ({ positionSide }) => positionSide),
  right('AMOUNT', ({ openAmount }) => openAmount),
  right('AVERAGE', ({ averagePrice }) => averagePrice),
  right('WORTH', ({ product }) => product),
  right('FEE', ({ unrealizedFeeAmount }) => unrealizedFeeAmount),
  right('INTEREST', ({ unrealizedInterestAmount }) => unrealizedInterestAmount),
];

/** A value with its name, shown as a row. */
type Detail = readonly [name: string, value: string];

export const pairedColumns: readonly Column<Detail>[] = [
  left('MARGIN', ([name]) => name),
  right('', ([, value]) => value),
];

export const marginRows = (status: MarginStatus): readonly Detail[] => [
  ['state', status.status],
  ['margin, jpy', status.totalMarginBalance],
  ['margin, %', status.totalMarginBalancePercentage ?? '-'],
  ['call below, %', status.marginCallPercentage ?? '-'],
  ['loss cut below, %', status.losscutPercentage ?? '-'],
  ['profit of positions, jpy', status.marginPositionProfitLoss],
  ['positions, jpy', status.openMarginPositionProduct],
  ['their open orders, jpy', status.openMarginOrderProduct],
];
