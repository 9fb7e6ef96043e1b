import type { Pair } from '../../model/pair';
import { unitsOf } from '../../profit/money';
import type { RunRecord } from '../../strategy/run-record';
import { livesFold, type OrderLife } from '../result/lives';
import { folded } from '../result/record-fold';

type FillRecord = Extract<RunRecord, { readonly type: 'fill' }>;
type Notice = Extract<RunRecord, { readonly type: 'notice' }>['notice'];

/** The view of a run that a comparison needs. Times are Unix times in ms. */
export interface RunView {
  readonly orders: readonly OrderLife[];
  readonly from: number;
  readonly to: number;
  readonly fillsOf: (order: OrderLife) => readonly FillRecord[];
  /** Returns the time at which an order was completely filled, cancelled or refused; `Infinity` if it was not. */
  readonly endOf: (order: OrderLife) => number;
  readonly isGuessed: (order: OrderLife) => boolean;
  /** Returns true if the market of a pair was unknown at any time between. */
  readonly isUnknown: (pair: Pair | null, from: number, to: number) => boolean;
  /**
   * Returns a text of the orders that were open just before in a pair, by side and price, and of the sum of its fills.
   */
  readonly standing: (pair: Pair | null, at: number) => string;
  /** Returns the best price that a taker of a side could have had at any time between; `null` if there was none. */
  readonly bestFor: (pair: Pair | null, side: string | null, from: number, to: number) => bigint | null;
}

const endTypes: readonly string[] = ['Filled', 'Canceled', 'Rejected'];

export const viewOf = (records: readonly RunRecord[]): RunView => {
  const orders = folded(records, livesFold());
  const fills = new Map<number, FillRecord[]>();
  const notices: Notice[] = [];
  const marks = new Map<Pair, Extract<RunRecord, { readonly type: 'mark' }>[]>();
  for (const record of records) {
    if (record.type === 'fill') {
      const { orderId } = record.fill;
      fills.set(orderId, [...(fills.get(orderId) ?? []), record]);
    } else if (record.type === 'notice') notices.push(record.notice);
    else if (record.type === 'mark') {
      const known = marks.get(record.pair);
      if (known === undefined) marks.set(record.pair, [record]);
      else known.push(record);
    }
  }
  const guessed = new Set(
    notices.flatMap((notice) => (notice.kind === 'fill-assumed' ? [notice.orderId] : [])),
  );
  const endOf = ({ steps }: OrderLife): number => {
    const end = steps.at(-1);
    return end !== undefined && endTypes.includes(end.type) ? end.at : Infinity;
  };
  const from = records[0]?.at ?? 0;
  const to = records.at(-1)?.at ?? 0;
  return {
    orders,
    from,
    to,
    fillsOf: ({ orderId }) => (orderId === null ? [] : (fills.get(orderId) ?? [])),
    endOf,
    isGuessed: ({ orderId }) => orderId !== null && guessed.has(orderId),
    isUnknown: (pair, since, until) => {
      let unknownSince: number | null = null;
      for (const notice of notices) {
        if (notice.pair !== pair) continue;
        if (notice.kind === 'order-unproven' && notice.at >= since && notice.at <= until) return true;
        if (notice.kind === 'market-unknown') unknownSince ??= notice.at;
        if (notice.kind !== 'market-known') continue;
        if (unknownSince !== null && unknownSince <= until && notice.at >= since) return true;
        unknownSince = null;
      }
      return unknownSince !== null && unknownSince <= until;
    },
    standing: (pair, at) => {
      const open: string[] = [];
      let held = 0n;
      for (const order of orders) {
        if (order.pair !== pair || order.at >= at) continue;
        const own = fills.get(order.orderId ?? -1) ?? [];
        for (const { at: time, fill } of own)
          if (time < at) held += fill.side === 'buy' ? unitsOf(fill.amount) : -unitsOf(fill.amount);
        if (endOf(order) >= at) open.push(`${order.side} ${order.price}`);
      }
      return `${held}; ${open.toSorted().join(', ')}`;
    },
    bestFor: (pair, side, since, until) => {
      let best: bigint | null = null;
      for (const { at, bid, ask } of marks.get(pair ?? '') ?? []) {
        const text = side === 'buy' ? ask : bid;
        if (at < since || at > until || text === null) continue;
        const price = unitsOf(text);
        if (best === null || (side === 'buy' ? price < best : price > best)) best = price;
      }
      return best;
    },
  };
};
