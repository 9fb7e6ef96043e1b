import { compareDecimals } from '../../model/decimal';
import type { Fill } from '../../model/fill';
import { isConditional, isTerminal, type Order } from '../../model/order';

/**
 * A fact, which only ever switches on. `born-canceled`: the reply to the request itself reported the cancel. `cause-known`:
 * nothing more can show who ended the order. `inferred`: the order was found by its parameters, and no reply named it.
 */
export type Fact =
  | 'accepted'
  | 'triggered'
  | 'invalidated'
  | 'cancel-acknowledged'
  | 'born-canceled'
  | 'cause-known'
  | 'inferred';

/**
 * The knowledge about one order, and also any piece of news about it. Both have the same type, and `merge` joins them in
 * any order, however often they come.
 */
export interface Known {
  /** The greatest of the venue's reports; `null` before the first. */
  readonly snapshot: Order | null;
  /** The fills by trade id. */
  readonly fills: ReadonlyMap<number, Fill>;
  readonly facts: ReadonlySet<Fact>;
}

export const nothing: Known = { snapshot: null, fills: new Map(), facts: new Set() };

export const newsOfFact = (...facts: readonly Fact[]): Known =>
  facts.length === 0 ? nothing : { ...nothing, facts: new Set(facts) };

/** Makes news of an order; `more` facts come with it. */
export const newsOfOrder = (order: Order, ...more: readonly Fact[]): Known => {
  const facts = new Set<Fact>(more);
  if (order.status !== 'REJECTED') facts.add('accepted');
  if (order.triggeredAt !== null || order.justTriggered === true || hasLeftInactive(order))
    facts.add('triggered');
  return { snapshot: order, fills: nothing.fills, facts };
};

export const newsOfFill = (fill: Fill): Known => ({
  snapshot: null,
  fills: new Map([[fill.tradeId, fill]]),
  facts: new Set<Fact>(isConditional(fill.type) ? ['accepted', 'triggered'] : ['accepted']),
});

/** Joins two pieces of knowledge: commutative, associative, idempotent. Returns `known` itself if nothing is new. */
export const merge = (known: Known, news: Known): Known => {
  // Most orders are reported once. This saves an eighth of the time from the reply to `Accepted`.
  if (known === nothing) return news;
  const snapshot = greater(known.snapshot, news.snapshot, compareOrders);
  const fills = mergeFills(known.fills, news.fills);
  const facts = mergeFacts(known.facts, news.facts);
  return snapshot === known.snapshot && fills === known.fills && facts === known.facts
    ? known
    : { snapshot, fills, facts };
};

/**
 * True if a conditional order has left the state INACTIVE. It can be cancelled while inactive; every other status
 * except INACTIVE and REJECTED shows that it fired.
 */
const hasLeftInactive = ({ type, status }: Order): boolean =>
  isConditional(type) && status !== 'INACTIVE' && status !== 'CANCELED_UNFILLED' && status !== 'REJECTED';

/** Returns the rank of a state. A status that is newer than this version counts as open, with its executed amount. */
const rank = ({ status, executedAmount }: Order): number => {
  if (isTerminal(status)) return 3;
  if (status === 'PARTIALLY_FILLED') return 2;
  if (status === 'unknown') return compareDecimals(executedAmount, '0') > 0 ? 2 : 0;
  return status === 'UNFILLED' ? 1 : 0;
};

/** The order of terminal states with the same executed amount. The venue never reports two of them about one order. */
const terminalOrder: readonly Order['status'][] = [
  'REJECTED',
  'CANCELED_UNFILLED',
  'CANCELED_PARTIALLY_FILLED',
  'FULLY_FILLED',
];

const compareOrders = (a: Order, b: Order): number =>
  rank(a) - rank(b) ||
  compareDecimals(a.executedAmount, b.executedAmount) ||
  terminalOrder.indexOf(a.status) - terminalOrder.indexOf(b.status) ||
  oddFields(b) - oddFields(a) ||
  compareFields(a, b);

/**
 * Returns the number of fields that could not be read. Another report of the same may have fewer, and so more
 * information.
 */
const oddFields = ({ odd }: Order): number => (odd === undefined ? 0 : Object.keys(odd).length);

/** Returns a field as one text; `null` if there is nothing. */
const textOf = (value: unknown): string | null =>
  value === null || value === undefined
    ? null
    : JSON.stringify(typeof value === 'object' ? Object.entries(value).sort() : value);

/**
 * Compares field by field, in the order of their names: `null` before anything else, then by text. The texts are made only
 * of fields that are not the same anyway, because most reports of a state are equal.
 */
const compareFields = <T extends object>(a: T, b: T): number => {
  const names = [...Object.keys(a), ...Object.keys(b)] as (keyof T)[];
  for (const name of names.filter((one) => a[one] !== b[one]).sort()) {
    const [x, y] = [textOf(a[name]), textOf(b[name])];
    if (x === y) continue;
    if (x === null) return -1;
    if (y === null) return 1;
    return x < y ? -1 : 1;
  }
  return 0;
};

/** Returns the greater of two, the first of equals; `null` is less than anything. */
const greater = <T>(a: T | null, b: T | null, compare: (a: T, b: T) => number): T | null =>
  a === null ? b : b === null ? a : compare(a, b) >= 0 ? a : b;

const mergeFills = (known: Known['fills'], news: Known['fills']): Known['fills'] => {
  let merged: Map<number, Fill> | undefined;
  for (const [tradeId, fill] of news) {
    const other = known.get(tradeId);
    if (other !== undefined && compareFields(other, fill) >= 0) continue;
    merged ??= new Map(known);
    merged.set(tradeId, fill);
  }
  return merged ?? known;
};

const mergeFacts = (known: Known['facts'], news: Known['facts']): Known['facts'] => {
  for (const fact of news) if (!known.has(fact)) return new Set([...known, ...news]);
  return known;
};
