import { medianOf } from '../../model/latency';
import type { OrderRequest } from '../../model/order';
import type { OrderTransition } from '../../model/order-transition';
import type { Pair } from '../../model/pair';
import { decimalOfUnits, quotient, unitsOf } from '../../profit/money';
import type { RunRecord } from '../../strategy/run-record';

/** The life of a command that placed an order, or would have. */
export interface OrderLife {
  readonly command: number;
  readonly at: number;
  readonly pair: Pair | null;
  readonly side: string | null;
  readonly orderType: string | null;
  readonly price: string | null;
  readonly amount: string | null;
  readonly orderId: number | null;
  readonly steps: readonly { readonly at: number; readonly type: OrderTransition['type'] }[];
  /** The end; `open`: it had not ended when the run did. */
  readonly end: 'Filled' | 'Canceled' | 'Rejected' | 'open';
  readonly filled: string;
  /** Time from the command to the first fill, ms. */
  readonly firstFillAfter: number | null;
  /** The reason of a refusal: the venue's code, or else our reason. */
  readonly refusal: string | null;
}

const textOf = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : null;

const lifeOf = (
  record: Extract<RunRecord, { readonly type: 'command' }>,
  steps: readonly Extract<RunRecord, { readonly type: 'transition' }>[],
): OrderLife => {
  const transitions = steps.map(({ transition }) => transition);
  const last = transitions.at(-1);
  const order = transitions.findLast((one) => 'order' in one && one.order !== null);
  const known = order !== undefined && 'order' in order ? order.order : null;
  const submitted = transitions.find(({ type }) => type === 'Submitted');
  const request = (
    submitted?.type === 'Submitted' ? submitted.request : record.request
  ) as Partial<OrderRequest>;
  const fills = steps.filter(({ transition }) => transition.type === 'PartiallyFilled');
  const filled = fills.reduce(
    (sum, { transition }) =>
      transition.type === 'PartiallyFilled' ? sum + unitsOf(transition.fill.amount) : sum,
    0n,
  );
  const isOver = last?.type === 'Filled' || last?.type === 'Canceled' || last?.type === 'Rejected';
  const [first] = fills;
  return {
    command: record.command,
    at: record.at,
    pair: known?.pair ?? request.pair ?? null,
    side: known?.side ?? request.side ?? null,
    orderType: known?.type ?? request.type ?? null,
    price: known?.price ?? textOf(request.price),
    amount: textOf(request.amount),
    orderId: known?.orderId ?? null,
    steps: steps.map(({ at, transition }) => ({ at, type: transition.type })),
    end: isOver ? last.type : 'open',
    filled: decimalOfUnits(filled),
    firstFillAfter: first === undefined ? null : first.at - record.at,
    refusal: last?.type === 'Rejected' ? (textOf(last.code) ?? last.reason) : null,
  };
};

export const livesOf = (records: readonly RunRecord[]): readonly OrderLife[] => {
  const steps = new Map<number, Extract<RunRecord, { readonly type: 'transition' }>[]>();
  for (const record of records) {
    if (record.type === 'command' && (record.call === 'submitOrder' || record.call === 'replaceOrder'))
      steps.set(record.command, []);
    if (record.type === 'transition') steps.get(record.command)?.push(record);
  }
  return records.flatMap((record) => {
    const own = record.type === 'command' ? steps.get(record.command) : undefined;
    return record.type === 'command' && own !== undefined ? [lifeOf(record, own)] : [];
  });
};

export interface OrdersSummary {
  readonly orders: number;
  readonly filled: number;
  readonly canceled: number;
  readonly rejected: number;
  readonly open: number;
  /** The filled fraction of the amount of all orders that were not refused; `null` if there was none. */
  readonly fillRatio: string | null;
  /** The median time to the first fill of the orders that were filled at all, ms. */
  readonly timeToFill: number | null;
  /** The number of refusals by code or reason. */
  readonly refusals: Readonly<Record<string, number>>;
}

export const ordersSummary = (orders: readonly OrderLife[]): OrdersSummary => {
  const ended = (end: OrderLife['end']): number => orders.filter((order) => order.end === end).length;
  const placed = orders.filter(({ end, amount }) => end !== 'Rejected' && amount !== null);
  const asked = placed.reduce((sum, { amount }) => sum + unitsOf(amount ?? '0'), 0n);
  const got = placed.reduce((sum, { filled }) => sum + unitsOf(filled), 0n);
  const refusals: Record<string, number> = {};
  for (const { refusal } of orders) if (refusal !== null) refusals[refusal] = (refusals[refusal] ?? 0) + 1;
  return {
    orders: orders.length,
    filled: ended('Filled'),
    canceled: ended('Canceled'),
    rejected: ended('Rejected'),
    open: ended('open'),
    fillRatio: asked === 0n ? null : decimalOfUnits(quotient(got, asked)),
    timeToFill: medianOf(
      orders.map(({ firstFillAfter }) => firstFillAfter).filter((after) => after !== null),
    ),
    refusals,
  };
};
