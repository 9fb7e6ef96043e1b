import { medianOf } from '../../model/latency';
import type { Order, OrderRequest } from '../../model/order';
import type { OrderTransition } from '../../model/order-transition';
import type { Pair } from '../../model/pair';
import { decimalOfUnits, quotient, unitsOf } from '../../profit/money';
import type { RunRecord } from '../../strategy/run-record';
import type { RecordFold } from './record-fold';

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

/** The life of an order as far as it is known. */
interface LifeSoFar {
  readonly command: number;
  readonly at: number;
  request: Partial<OrderRequest>;
  order: Order | null;
  readonly steps: OrderLife['steps'][number][];
  filled: bigint;
  firstFillAt: number | null;
  last: OrderTransition | null;
}

/** Begins the life of a command. A request that has no JSON was recorded as `null`. */
const begun = ({ command, at, request }: Extract<RunRecord, { readonly type: 'command' }>): LifeSoFar => ({
  ...{ command, at, request: request ?? {} },
  ...{ order: null, steps: [], filled: 0n, firstFillAt: null, last: null },
});

const goOn = (life: LifeSoFar, at: number, transition: OrderTransition): void => {
  life.steps.push({ at, type: transition.type });
  life.last = transition;
  if (transition.type === 'Submitted') life.request = transition.request;
  if ('order' in transition && transition.order !== null) life.order = transition.order;
  if (transition.type !== 'PartiallyFilled') return;
  life.filled += unitsOf(transition.fill.amount);
  life.firstFillAt ??= at;
};

const lifeOf = ({ command, at, request, order, steps, filled, firstFillAt, last }: LifeSoFar): OrderLife => {
  const isOver = last?.type === 'Filled' || last?.type === 'Canceled' || last?.type === 'Rejected';
  return {
    command,
    at,
    pair: order?.pair ?? request.pair ?? null,
    side: order?.side ?? request.side ?? null,
    orderType: order?.type ?? request.type ?? null,
    price: order?.price ?? textOf(request.price),
    amount: textOf(request.amount),
    orderId: order?.orderId ?? null,
    steps,
    end: isOver ? last.type : 'open',
    filled: decimalOfUnits(filled),
    firstFillAfter: firstFillAt === null ? null : firstFillAt - at,
    refusal: last?.type === 'Rejected' ? (textOf(last.code) ?? last.reason) : null,
  };
};

/** Folds a run into the lives of its orders, in the order of their commands. Of one that is over only its life stays. */
export const livesFold = (): RecordFold<readonly OrderLife[]> => {
  const lives = new Map<number, LifeSoFar | OrderLife>();
  return {
    add: (record) => {
      if (record.type === 'command' && (record.call === 'submitOrder' || record.call === 'replaceOrder'))
        lives.set(record.command, begun(record));
      if (record.type !== 'transition') return;
      const life = lives.get(record.command);
      if (life === undefined || 'end' in life) return;
      goOn(life, record.at, record.transition);
      const known = lifeOf(life);
      if (known.end !== 'open') lives.set(record.command, known);
    },
    result: () => [...lives.values()].map((life) => ('end' in life ? life : lifeOf(life))),
  };
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
