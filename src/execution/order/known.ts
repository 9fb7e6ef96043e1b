import { compareDecimals } from '../../model/decimal';
import type { Fill } from '../../model/fill';
import { isConditional, isTerminal, type Order } from '../../model/order';

/**
 * What only ever switches on.
 * `born-canceled`: the reply to the request itself said so.
 * `cause-settled`: no further word about who ended the order is awaited.
 * `inferred`: it was found by its parameters, no reply named it.
 */
export type Fact =
  | 'accepted'
  | 'triggered'
  | 'invalidated'
  | 'cancel-acknowledged'
  | 'born-canceled'
  | 'cause-settled'
  | 'inferred';

/**
 * All that is known about one order, and any piece of news about it: both are the same thing, and `merge` joins
 * them, whatever their order, and however often they come.
 */
export interface Known {
  /** The greatest of all the venue told; `null` before the first. */
  readonly snapshot: Order | null;
  /** By trade id. */
  readonly fills: ReadonlyMap<number, Fill>;
  readonly facts: ReadonlySet<Fact>;
}

export const nothing: Known = { snapshot: null, fills: new Map(), facts: new Set() };

export const newsOfFact = (...facts: readonly Fact[]): Known =>
  facts.length === 0 ? nothing : { ...nothing, facts: new Set(facts) };

/** `more` is told with it. */
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
  // Most orders are told once: an eighth of the time from the reply to `Accepted`.
  if (known === nothing) return news;
  const snapshot = greater(known.snapshot, news.snapshot, compareOrders);
  const fills = mergeFills(known.fills, news.fills);
  const facts = mergeFacts(known.facts, news.facts);
  return snapshot === known.snapshot && fills === known.fills && facts === known.facts
    ? known
    : { snapshot, fills, facts };
};

/** A conditional order can be cancelled while inactive; every other status but INACTIVE and REJECTED says it fired. */
const hasLeftInactive = ({ type, status }: Order): boolean =>
  isConditional(type) && status !== 'INACTIVE' && status !== 'CANCELED_UNFILLED' && status !== 'REJECTED';

/** A status that is newer than this version is open, as far as its executed amount says. */
const rank = ({ status, executedAmount }: Order): number => {
  if (isTerminal(status)) return 3;
  if (status === 'PARTIALLY_FILLED') return 2;
  if (status === 'unknown') return compareDecimals(executedAmount, '0') > 0 ? 2 : 0;
  return status === 'UNFILLED' ? 1 : 0;
};

/** Among terminal states of the same executed amount; the venue never tells two of them about one order. */
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

/** What could not be read of one telling can be of another, which says more. */
const oddFields = ({ odd }: Order): number => (odd === undefined ? 0 : Object.keys(odd).length);

/** What was told of a field, as one text; `null`: nothing. */
const textOf = (value: unknown): string | null =>
  value === null || value === undefined
    ? null
    : JSON.stringify(typeof value === 'object' ? Object.entries(value).sort() : value);

/** Field by field, in the order of their names: `null` before anything else, then by text. */
const compareFields = <T extends object>(a: T, b: T): number => {
  const names = new Set([...Object.keys(a), ...Object.keys(b)] as (keyof T)[]);
  for (const name of [...names].sort()) {
    const [x, y] = [textOf(a[name]), textOf(b[name])];
    if (x === y) continue;
    if (x === null) return -1;
    if (y === null) return 1;
    return x < y ? -1 : 1;
  }
  return 0;
};

/** The greater of two, the first of equals; `null` is less than anything. */
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
