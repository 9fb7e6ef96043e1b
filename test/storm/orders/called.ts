import type { Called, Record } from './record';

/** Returns the order that a call claims as its own. */
export const claimOf = ({ transitions }: Called): number | undefined => {
  for (const { transition } of transitions) {
    if (transition.type === 'Accepted') return transition.order.orderId;
    if (transition.type === 'Rejected' && transition.order !== null) return transition.order.orderId;
  }
  return undefined;
};

export const claims = ({ calls }: Record): ReadonlyMap<number, Called> =>
  new Map(
    calls.flatMap((call) => {
      const claim = claimOf(call);
      return claim === undefined ? [] : [[claim, call] as const];
    }),
  );

/** True if its order must be cancelled, because nobody observes it any more. */
export const isLeft = ({ cancelOnUnsubscribe, leftAt }: Called): boolean =>
  cancelOnUnsubscribe && leftAt !== null;
