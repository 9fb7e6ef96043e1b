import type { Pair } from '../../model/pair';
import { areEqualOrders } from './attribution';
import type { CheckedOrder } from './check-request';
import type { Flight, Flights, LandedFlight } from './flight';
import { countWhileIn, takeWhileIn } from './flight-log';

// The views of flights. The search, the fence between equal orders, the guards and `available$` read flights only through
// them.

/** Returns the flights that have landed since an elapsed time (ms), latest first. */
export const landedSince = ({ landed: log }: Flights, since: number): Iterable<LandedFlight> =>
  takeWhileIn(log, ({ outcome }) => outcome.at >= since);

/** Returns how many orders have left after an elapsed time (ms), which is at most a second ago. */
export const leftAfter = ({ departures }: Flights, time: number): number =>
  countWhileIn(departures, (at) => at > time);

/**
 * True if the order's turn has come and its outcome is not known, so that an equal order can't be distinguished from it.
 */
const isOut = ({ phase }: Flight): boolean => phase !== 'waits';

/** Returns the flights that are out for equal orders. */
export const equalsOf = ({ onTheirWay }: Flights, order: CheckedOrder): readonly Flight[] =>
  onTheirWay.filter((flight) => isOut(flight) && areEqualOrders(flight.order, order));

/** True if an order may leave, because it can't be mixed up with an equal one. */
export const isTurnOf = (flights: Flights, order: CheckedOrder): boolean =>
  equalsOf(flights, order).every(({ reported }) => reported);

/** Returns the flights of a pair whose orders are searched for. */
export const searchedIn = ({ onTheirWay }: Flights, pair: Pair): readonly Flight[] =>
  onTheirWay.filter(({ phase, order }) => phase === 'searched' && order.pair === pair);

/**
 * Returns the elapsed time (ms) from which reads show every order that has left: all flights are past their fences then,
 * and `settle` is over. It is `Infinity` while the venue can still admit one of them.
 */
export const clearAt = ({ onTheirWay }: Flights, settle: number): number =>
  onTheirWay.reduce(
    (latest, { stamp, fencedAt }) => (stamp === null ? latest : Math.max(latest, fencedAt + settle)),
    -Infinity,
  );
