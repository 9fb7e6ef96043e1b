import { compareDecimals } from '../../model/decimal';
import type { AssetBalance } from '../../model/asset';
import type { Order } from '../../model/order';
import { tableLines, type Column } from '../table';

const left = <Row>(title: string, cell: (row: Row) => string): Column<Row> => ({
  title,
  align: 'left',
  cell,
});
const right = <Row>(title: string, cell: (row: Row) => string): Column<Row> => ({
  title,
  align: 'right',
  cell,
});

/** `2026-01-31 09:30:00`, UTC. */
const utc = (time: number): string => new Date(time).toISOString().slice(0, 19).replace('T', ' ');

const orderColumns: readonly Column<Order>[] = [
  left('PAIR', ({ pair }) => pair),
  right('ORDER', ({ orderId }) => `${orderId}`),
  left('SIDE', ({ side, positionSide }) => (positionSide === null ? side : `${side} ${positionSide}`)),
  left('TYPE', ({ type, postOnly }) => (postOnly === true ? `${type} post-only` : type)),
  right('PRICE', ({ price }) => price ?? '-'),
  right('TRIGGER', ({ triggerPrice }) => triggerPrice ?? '-'),
  right('AMOUNT', ({ amount }) => amount ?? '-'),
  right('EXECUTED', ({ executedAmount }) => executedAmount),
  left('STATUS', ({ status }) => status),
  left('ORDERED (UTC)', ({ orderedAt }) => utc(orderedAt)),
];

const assetColumns: readonly Column<AssetBalance>[] = [
  left('ASSET', ({ asset }) => asset),
  right('ONHAND', ({ onhandAmount }) => onhandAmount),
  right('FREE', ({ freeAmount }) => freeAmount),
  right('LOCKED', ({ lockedAmount }) => lockedAmount),
  right('WITHDRAWING', ({ withdrawingAmount }) => withdrawingAmount),
];

export const orderTable = (orders: readonly Order[]): readonly string[] => tableLines(orderColumns, orders);

export const assetTable = (assets: readonly AssetBalance[]): readonly string[] =>
  tableLines(assetColumns, assets);

export const isHeld = ({ onhandAmount }: AssetBalance): boolean => compareDecimals(onhandAmount, '0') !== 0;
