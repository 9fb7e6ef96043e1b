import { compareDecimals } from '../../model/decimal';
import type { AssetBalance } from '../../model/asset';
import type { Order } from '../../model/order';
import { localTime } from '../local-time';
import { left, right, type Column } from '../table';

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

export const isHeld = ({ onhandAmount }: AssetBalance): boolean => compareDecimals(onhandAmount, '0') !== 0;
