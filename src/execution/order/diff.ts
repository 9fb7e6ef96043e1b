import { compareDecimals, sumDecimals } from '../../model/decimal';
import type { Fill } from '../../model/fill';
import type { Order } from '../../model/order';
import type { Attribution, CanceledBy, OrderTransition } from '../../model/order-transition';
import type { Known } from './known';

/** The transitions that end a life. */
export type Ending = Extract<OrderTransition, { readonly type: 'Filled' | 'Canceled' | 'Rejected' }>;

export const isEnding = (transition: OrderTransition): transition is Ending =>
  transition.type === 'Filled' || transition.type === 'Canceled' || transition.type === 'Rejected';

/**
 * Returns the transitions from `before` to `after`, with the laws of transitions: `Accepted` comes before any later
 * one, `Triggered` before a fill, and there is one `PartiallyFilled` per trade. An ending waits until the fills add up
 * to the executed amount and its cause is known, and nothing follows it. There are none until the venue has reported
 * the order.
 */
export const diff = (before: Known, after: Known): readonly OrderTransition[] => {
  const order = after.snapshot;
  if (order === null || ending(before) !== null) return [];
  const transitions: OrderTransition[] = [];
  if (isAccepted(after)) {
    if (!isAccepted(before)) transitions.push({ type: 'Accepted', order, attribution: attributionOf(after) });
    if (after.facts.has('triggered') && !(isAccepted(before) && isKnownToHaveFired(before)))
      transitions.push({ type: 'Triggered', order });
    for (const fill of sortedFills(after))
      if (!isAccepted(before) || !before.fills.has(fill.tradeId))
        transitions.push({ type: 'PartiallyFilled', order, fill });
  }
  const end = ending(after);
  if (end !== null) transitions.push(end);
  return transitions;
};

/**
 * True if the trigger has fired. A fill shows that too, even if the type of the order, which shows that there is a trigger,
 * could not be read.
 */
const isKnownToHaveFired = ({ facts, fills }: Known): boolean => facts.has('triggered') || fills.size > 0;

/** Returns the end of the order; `null` while it lives, and while something that its ending needs is still missing. */
export const ending = (known: Known): Ending | null => {
  const order = known.snapshot;
  if (order === null || hasMissingFills(known)) return null;
  switch (order.status) {
    case 'FULLY_FILLED':
      return { type: 'Filled', order, fills: sortedFills(known) };
    case 'CANCELED_UNFILLED':
    case 'CANCELED_PARTIALLY_FILLED': {
      const by = canceledBy(order, known);
      return by === null ? null : { type: 'Canceled', order, fills: sortedFills(known), by };
    }
    case 'REJECTED':
      return {
        type: 'Rejected',
        by: 'venue',
        reason: 'rejected',
        message: 'the venue ended the order as REJECTED',
        code: null,
        family: null,
        violations: [],
        order,
        attribution: attributionOf(known),
      };
    default:
      return null;
  }
};

const attributionOf = ({ facts }: Known): Attribution => (facts.has('inferred') ? 'inferred' : 'reply');

/** Returns the sum of the known fills. */
export const filledAmount = ({ fills }: Known): string =>
  fills.size === 0 ? '0' : sumDecimals(['0', ...Array.from(fills.values(), ({ amount }) => amount)]);

/** True if the venue reported a larger executed amount than the known fills add up to: rows of trades are missing. */
export const hasMissingFills = (known: Known): boolean =>
  known.snapshot !== null && compareDecimals(filledAmount(known), known.snapshot.executedAmount) < 0;

const isAccepted = (known: Known): boolean => known.snapshot !== null && known.facts.has('accepted');

const sortedFills = (known: Known): readonly Fill[] =>
  [...known.fills.values()].sort((a, b) => a.tradeId - b.tradeId);

/** The assumed time in ms within which a post-only order that would have taken is gone. The venue does not state it. */
const postOnlyEnd = 1000;

/** Returns who cancelled the order; `null` while a fact that decides it may still come. */
const canceledBy = (order: Order, { facts }: Known): CanceledBy | null => {
  if (facts.has('cancel-acknowledged')) return 'user';
  if (facts.has('invalidated')) return 'invalidation';
  if (facts.has('born-canceled') && order.postOnly === true) return 'post-only';
  const { canceledAt, expireAt, orderedAt } = order;
  if (canceledAt !== null && expireAt !== null && canceledAt >= expireAt) return 'expiry';
  if (!facts.has('cause-known')) return null;
  const wasUntouched = order.postOnly === true && order.status === 'CANCELED_UNFILLED';
  return wasUntouched && canceledAt !== null && canceledAt - orderedAt < postOnlyEnd
    ? 'post-only'
    : 'unknown';
};
