import type { CancelAllOutcome, OrderTransition } from '../../../src/execution/index';

/** Describes transitions and outcomes as lines of a history. */
export const textOfTransition = (transition: OrderTransition): string => {
  switch (transition.type) {
    case 'Submitted':
      return 'Submitted';
    case 'Accepted':
      return `Accepted order ${transition.order.orderId} by ${transition.attribution}, ${transition.order.status}`;
    case 'Triggered':
      return 'Triggered';
    case 'PartiallyFilled':
      return `PartiallyFilled trade ${transition.fill.tradeId}, ${transition.fill.amount} at ${transition.fill.price}`;
    case 'Filled':
      return `Filled by ${transition.fills.length} trades`;
    case 'Canceled':
      return `Canceled by ${transition.by} after ${transition.fills.length} trades`;
    case 'Rejected':
      return `Rejected by ${transition.by}, ${transition.reason}: ${transition.message}`;
    case 'Unresolved':
      return `Unresolved among orders ${transition.candidates.map(({ orderId }) => orderId).join(' ')}`;
  }
};

export const textOfOutcome = (outcome: CancelAllOutcome): string => {
  const why = 'message' in outcome ? `: ${outcome.message}` : '';
  return `order ${outcome.orderId} ${outcome.type}${why}`;
};
