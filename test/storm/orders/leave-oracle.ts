import { isTerminal } from '../../../src/model/order';
import { claimOf, claims, isLeft } from './called';
import type { Called, Record } from './record';
import { untold } from '../told';
import type { VenueView } from './venue-view';

/** The kinds of diagnostics that name orders which live on. */
const naming: readonly string[] = [
  'cancel-failed',
  'inferred-not-canceled',
  'late-order',
  'unattributed-order',
];

const isSentAfter = ({ transitions, leftAt }: Called): boolean =>
  leftAt !== null && transitions.some(({ at, transition }) => transition.type === 'Submitted' && at > leftAt);

/**
 * An order that had not been sent when it was left is not sent. An order that was left to be cancelled has ended, or a
 * diagnostic names it: its cancel failed, or nobody knows that it is the call's own. Exceptions are orders that an
 * equal call claims, and orders that no read can show.
 */
export const leaveViolations = (record: Record, venue: VenueView): readonly string[] => {
  const { calls, diagnostics } = record;
  const claimed = claims(record);
  const named = new Set(
    diagnostics.flatMap((one) => ('order' in one && naming.includes(one.kind) ? [one.order.orderId] : [])),
  );
  const livesOn = (orderId: number): boolean => {
    const order = venue.order(orderId);
    return (
      order !== undefined && !isTerminal(order.status) && !named.has(orderId) && !venue.isHidden(orderId)
    );
  };
  const forgotten = calls.filter(isLeft).flatMap((call) => {
    const claim = claimOf(call);
    const own =
      claim === undefined ? venue.placedBy(call).filter((orderId) => !claimed.has(orderId)) : [claim];
    return own
      .filter(livesOn)
      .map((orderId) => `call ${call.id}: its observer left, but order ${orderId} lives on`);
  });
  return [
    ...calls
      .filter((call) => isLeft(call) && isSentAfter(call))
      .map(({ id }) => `call ${id}: sent after its observer left`),
    ...forgotten.slice(untold(diagnostics, ...naming)),
  ];
};
