import type { Record } from './record';

/** The time in ms after which an unknown outcome must be reported. */
const reportWithin = 30_000;
/**
 * The longest time of three replies of one call before its search begins. Each request leaves after the time-out of the
 * previous one.
 */
const replies = 3 * 2_500;
/**
 * A request that is sent again waits for its turn once more, behind pauses of the lane and calls that the venue leaves
 * unanswered. A dead link leaves them so for a minute, in which one call at a time may leave if they are serial.
 */
const nextTurn = 60_000;
/** A second more for events that come in turn. */
const slack = 1_000;

/**
 * Every wait has an end that is reported. Within 30 s an order that has left, and a cancel, emit their outcome, or that
 * nobody knows it.
 */
export const timeViolations = ({ calls, cancels, diagnostics }: Record): readonly string[] => {
  const pauses = diagnostics.flatMap((one) => (one.kind === 'lane-paused' ? [one.pause] : []));
  const longest = reportWithin + replies + Math.max(0, ...pauses) + slack;
  return [
    ...calls.flatMap(({ id, transitions, sent }) => {
      const left = transitions.findIndex(({ transition }) => transition.type === 'Submitted');
      const [from, to] = [transitions[left], transitions[left + 1]];
      const due = longest + nextTurn * Math.max(0, sent.length - 1);
      if (from === undefined || to === undefined || to.at - from.at <= due) return [];
      return [`call ${id}: nothing was told for ${(to.at - from.at) / 1_000} s after it had left`];
    }),
    ...cancels.flatMap(({ refs, askedAt, overAt }) => {
      const took = overAt === null ? 0 : overAt - askedAt;
      if (took <= longest) return [];
      return [`cancel of ${refs.map(({ orderId }) => orderId).join(' ')}: it took ${took / 1_000} s`];
    }),
  ];
};
