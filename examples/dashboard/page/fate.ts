import type { OrderTransition } from 'rx-bitbank/execution';

/** What became of an order so far, in plain words. */
export const fateOf = (transition: OrderTransition): string => {
  switch (transition.type) {
    case 'Submitted':
      return 'It is on its way.';
    case 'Accepted':
      return `Accepted as order ${transition.order.orderId}.`;
    case 'Triggered':
      return 'Its trigger was reached.';
    case 'PartiallyFilled':
      return `Filled in part: ${transition.fill.amount} at ${transition.fill.price}.`;
    case 'Filled':
      return `Filled, at ${transition.order.averagePrice ?? 'an unknown price'} on average.`;
    case 'Canceled':
      return transition.by === 'post-only' ? 'Canceled: it would have taken.' : 'Canceled.';
    case 'Rejected':
      return transition.reason === 'not-sent'
        ? `Not sent: ${transition.message}.`
        : `Refused${transition.code === null ? '' : ` (${transition.code})`}: ${transition.message}.`;
    case 'Unresolved':
      return `It is not known what became of it, it is still searched for: ${transition.message}.`;
  }
};
