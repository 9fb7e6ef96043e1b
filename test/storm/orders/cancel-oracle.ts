import type { CancelAllOutcome } from '../../../src/execution/index';
import { isTerminal } from '../../../src/model/order';
import type { Record } from './record';
import { claimOf, isLeft } from './called';
import type { VenueView } from './venue-view';

/**
 * Each call of a cancel is sent once, each order has one outcome, and an outcome that says how an order ended is true.
 */
export const cancelViolations = (record: Record, venue: VenueView): readonly string[] => [
  ...record.cancels.flatMap(({ refs, outcomes, overAt, error }) => {
    const names = refs.map(({ orderId }) => orderId).join(' ');
    if (overAt === null) return [`cancel of ${names}: left open`];
    if (error !== null) return [];
    const missed = refs.filter(
      ({ orderId }) => outcomes.filter((one) => one.orderId === orderId).length !== 1,
    );
    return missed.map(({ orderId }) => `cancel of ${names}: order ${orderId} has not one outcome`);
  }),
  ...record.cancels.flatMap(({ outcomes }) =>
    outcomes.flatMap((outcome) => outcomeViolations(venue, outcome)),
  ),
  ...sentTwice(record, venue),
  ...wronglyBlamed(record),
];

/** An order counts as cancelled by us exactly if a cancel of ours was answered before its end was emitted. */
const wronglyBlamed = ({ calls, acknowledged }: Record): readonly string[] =>
  calls.flatMap(({ id, transitions }) =>
    transitions.flatMap(({ at, transition }) => {
      if (transition.type !== 'Canceled') return [];
      const { orderId } = transition.order;
      const answeredAt = acknowledged.get(orderId) ?? Infinity;
      const isOurs = answeredAt <= at;
      // The message of an invalidation may come before the answer, in the same millisecond (seed 27204).
      const isTie = answeredAt === at && transition.by === 'invalidation';
      return isTie || isOurs === (transition.by === 'user')
        ? []
        : [
            `call ${id}: Canceled by ${transition.by}, but a cancel of order ${orderId} was ${isOurs ? '' : 'not '}answered`,
          ];
    }),
  );

const outcomeViolations = (venue: VenueView, { orderId, type }: CancelAllOutcome): readonly string[] => {
  // The list of open orders could not be read, so that it concerns none.
  if (orderId === null) return [];
  const status = venue.order(orderId)?.status;
  const isWrong =
    status === undefined ||
    (type === 'AlreadyFilled' && status !== 'FULLY_FILLED') ||
    ((type === 'Canceled' || type === 'AlreadyCanceled') &&
      !(isTerminal(status) && status !== 'FULLY_FILLED'));
  return isWrong ? [`cancel of ${orderId}: ${type}, but it is ${status}`] : [];
};

/**
 * Finds orders with more effective requests to cancel them than were asked for: by a call, by a replacement, or by
 * leaving.
 */
const sentTwice = ({ sent, cancels, calls }: Record, venue: VenueView): readonly string[] => {
  const taken = new Map<number, Set<string>>();
  for (const { path, body, digest } of sent) {
    if (!path.endsWith('/cancel_order') || !venue.admitted.has(digest)) continue;
    const { order_id } = JSON.parse(body) as { readonly order_id: number };
    taken.set(order_id, (taken.get(order_id) ?? new Set()).add(digest));
  }
  const asked = [
    ...cancels.flatMap(({ refs }) => (refs.length === 1 ? refs.map(({ orderId }) => orderId) : [])),
    ...calls.map(({ replaces }) => replaces),
    ...calls.filter(isLeft).map(claimOf),
  ];
  return [...taken].flatMap(([orderId, { size }]) => {
    const most = asked.filter((one) => one === orderId).length;
    return size > most ? [`order ${orderId}: ${size} cancels were taken, ${most} were asked for`] : [];
  });
};
