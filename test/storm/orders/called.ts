import type { Called } from './record';

/** The order that a call says is its own. */
export const claimOf = ({ transitions }: Called): number | undefined => {
  for (const { transition } of transitions) {
    if (transition.type === 'Accepted') return transition.order.orderId;
    if (transition.type === 'Rejected' && transition.order !== null) return transition.order.orderId;
  }
  return undefined;
};

/** Is its order to be cancelled, because nobody observes it any more? */
export const isLeft = ({ cancelOnUnsubscribe, leftAt }: Called): boolean =>
  cancelOnUnsubscribe && leftAt !== null;
