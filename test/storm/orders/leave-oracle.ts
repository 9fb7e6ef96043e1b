import { isTerminal } from '../../../src/model/order';
import { claimOf, claims, isLeft } from './called';
import type { Called, Record } from './record';
import type { VenueView } from './venue-view';

const isSentAfter = ({ transitions, leftAt }: Called): boolean =>
  leftAt !== null &&
  transitions.some(({ transition }) => transition.type === 'Submitted' && transition.at > leftAt);

/**
 * What had not been sent when it was left is not sent. What was left behind to be cancelled has ended, or a diagnostic names it: its cancel failed, or nobody knows that it is
 * the call's own. Excepted is what an equal call has for its own, and what no read can show.
 */
export const leaveViolations = (record: Record, venue: VenueView): readonly string[] => {
  const { calls, diagnostics } = record;
  const claimed = claims(record);
  const named = new Set(
    diagnostics.flatMap((one) =>
      one.kind === 'cancel-failed' ||
      one.kind === 'inferred-not-canceled' ||
      one.kind === 'late-order' ||
      one.kind === 'unattributed-order'
        ? [one.order.orderId]
        : [],
    ),
  );
  const livesOn = (orderId: number): boolean => {
    const order = venue.order(orderId);
    return (
      order !== undefined && !isTerminal(order.status) && !named.has(orderId) && !venue.isHidden(orderId)
    );
  };
  return calls.filter(isLeft).flatMap((call) => {
    if (isSentAfter(call)) return [`call ${call.id}: sent after its observer left`];
    const claim = claimOf(call);
    const own =
      claim === undefined ? venue.placedBy(call).filter((orderId) => !claimed.has(orderId)) : [claim];
    return own
      .filter(livesOn)
      .map((orderId) => `call ${call.id}: its observer left, but order ${orderId} lives on`);
  });
};
