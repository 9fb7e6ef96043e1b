import { unitsOf } from '../../profit/money';
import type { OrderLife } from '../result/lives';
import type { AlignedOrders } from './align';
import type { RunView } from './run-view';

/**
 * The cause of a difference between the ends of an order in two runs.
 *
 * - `span`: the other run had not begun yet, or was over.
 * - `unknown-market`: one run did not know the book of the pair meanwhile, or filled the order by a guess.
 * - `earlier`: the runs had different positions or open orders when the order was placed or cancelled.
 * - `moment`: the order was placed, was cancelled or arrived at another moment, when prices were different.
 * - `book`: the order took at the same moment, but from a different book.
 * - `amount`: the order rested, and others traded or displayed less at its price than its amount.
 * - `queue`: the order rested at a price that the market reached and did not pass, so that its place in the queue decided.
 * - `refused`: one run refused the order.
 */
export type DifferenceCause =
  'span' | 'unknown-market' | 'earlier' | 'moment' | 'book' | 'amount' | 'queue' | 'refused';

/** The part that differs: the order itself, its filled amount, its average price, or its end. */
export type DifferentPart = 'order' | 'filled' | 'price' | 'end';

const notionalOf = (view: RunView, order: OrderLife): bigint =>
  view
    .fillsOf(order)
    .reduce((sum, { fill }) => sum + (unitsOf(fill.price) * unitsOf(fill.amount)) / 10n ** 16n, 0n);

export const differentParts = (
  { a, b }: AlignedOrders,
  viewA: RunView,
  viewB: RunView,
): readonly DifferentPart[] => {
  if (a === null || b === null) return ['order'];
  return [
    ...(a.price !== b.price || a.amount !== b.amount ? ['order' as const] : []),
    ...(a.filled !== b.filled ? ['filled' as const] : []),
    ...(a.filled === b.filled && a.price === b.price && notionalOf(viewA, a) !== notionalOf(viewB, b)
      ? ['price' as const]
      : []),
    ...(a.end !== b.end ? ['end' as const] : []),
  ];
};

/** True if the runs differed already before the order. Consequences of that need no cause of their own. */
const isEarlier = ({ pair }: OrderLife, viewA: RunView, atA: number, viewB: RunView, atB: number): boolean =>
  viewA.standing(pair, atA) !== viewB.standing(pair, atB);

/** Returns the cause of an order that only one run has. */
const causeOfMissing = (
  order: OrderLife,
  own: RunView,
  other: RunView,
  within: number,
): DifferenceCause | null => {
  if (order.at > other.to - within || order.at < other.from) return 'span';
  if (other.isUnknown(order.pair, order.at - within, order.at + within)) return 'unknown-market';
  return isEarlier(order, own, order.at, other, order.at) ? 'earlier' : null;
};

const rested = (view: RunView, order: OrderLife): boolean =>
  order.price !== null && view.fillsOf(order).every(({ fill }) => fill.makerTaker !== 'taker');

/** True if the best prices show that only trades at exactly its price could meet a resting order. */
const wasNotPassed = (view: RunView, { pair, side, price }: OrderLife, from: number, to: number): boolean => {
  const best = view.bestFor(pair, side, from, to);
  if (best === null || price === null) return true;
  return side === 'buy' ? best >= unitsOf(price) : best <= unitsOf(price);
};

const causeOfBoth = (a: OrderLife, b: OrderLife, viewA: RunView, viewB: RunView): DifferenceCause | null => {
  const [endA, endB] = [viewA.endOf(a), viewB.endOf(b)];
  if ((endA > viewA.to && endB > viewA.to) || (endB > viewB.to && endA > viewB.to)) return 'span';
  const isUnsure = (view: RunView, order: OrderLife, end: number): boolean =>
    view.isGuessed(order) || view.isUnknown(order.pair, order.at, Math.min(end, view.to));
  if (isUnsure(viewA, a, endA) || isUnsure(viewB, b, endB)) return 'unknown-market';
  const isEarlierThan = (atA: number, atB: number): boolean => isEarlier(a, viewA, atA, viewB, atB);
  if (a.price !== b.price || a.amount !== b.amount) {
    if (isEarlierThan(a.at, b.at)) return 'earlier';
    return a.at !== b.at ? 'moment' : null;
  }
  if ((a.end === 'Rejected') !== (b.end === 'Rejected'))
    return isEarlierThan(a.at, b.at) ? 'earlier' : 'refused';
  const restedIn = [rested(viewA, a), rested(viewB, b)];
  if (restedIn.includes(false)) {
    const acceptedAt = ({ steps }: OrderLife): number | undefined =>
      steps.find(({ type }) => type === 'Accepted')?.at;
    return acceptedAt(a) === acceptedAt(b) ? 'book' : 'moment';
  }
  // The order that was filled later, or not at all, is compared up to the fill of the other order, or up to its cancel.
  const firstFill = (view: RunView, order: OrderLife): number => view.fillsOf(order)[0]?.at ?? Infinity;
  const [fillA, fillB] = [firstFill(viewA, a), firstFill(viewB, b)];
  if (endB < fillA && endB < endA && a.filled !== '0' && b.end === 'Canceled') return 'moment';
  if (endA < fillB && endA < endB && b.filled !== '0' && a.end === 'Canceled') return 'moment';
  const isLessA = unitsOf(a.filled) < unitsOf(b.filled);
  const [view, less, until] = isLessA ? [viewA, a, endA] : [viewB, b, endB];
  if (less.filled !== '0') return 'amount';
  return wasNotPassed(view, less, less.at, Math.min(until, view.to)) ? 'queue' : null;
};

export const differenceCause = (
  { a, b }: AlignedOrders,
  viewA: RunView,
  viewB: RunView,
  within: number,
): DifferenceCause | null => {
  if (a !== null && b !== null) return causeOfBoth(a, b, viewA, viewB);
  if (a !== null) return causeOfMissing(a, viewA, viewB, within);
  return b === null ? null : causeOfMissing(b, viewB, viewA, within);
};
