import { compareDecimals } from '../../model/decimal';
import type { AssetBalance } from '../../model/asset';
import type { Order } from '../../model/order';

/** A column of a table: its title, and what it shows of a row. */
export interface Column<Row> {
  readonly title: string;
  readonly align: 'left' | 'right';
  readonly cell: (row: Row) => string;
}

/** Rows under their titles, columns as wide as their widest cell, two spaces apart. One line each, no line break at its end. */
export const tableLines = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): readonly string[] => {
  const cells = [
    columns.map(({ title }) => title),
    ...rows.map((row) => columns.map(({ cell }) => cell(row))),
  ];
  const widths = columns.map((_, i) => Math.max(...cells.map((line) => line[i]?.length ?? 0)));
  return cells.map((line) =>
    line
      .map((text, i) => {
        const width = widths[i] ?? 0;
        return columns[i]?.align === 'right' ? text.padStart(width) : text.padEnd(width);
      })
      .join('  ')
      .trimEnd(),
  );
};

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
