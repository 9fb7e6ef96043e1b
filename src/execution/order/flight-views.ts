import type { Pair } from '../../model/pair';
import { areEqualOrders } from './attribution';
import type { CheckedOrder } from './check-request';
import type { Flight, Flights, LandedFlight } from './flight';
import { countWhileIn, takeWhileIn } from './flight-log';

// The views of flights: the search, the fence between equal orders, the guards and `available$` read flights by these.

/** Returns those that have landed since a time (elapsed, ms), the latest first. */
export const landedSince = ({ landed: log }: Flights, since: number): Iterable<LandedFlight> =>
  takeWhileIn(log, ({ outcome }) => outcome.at >= since);

/** Returns how many have left after a time (elapsed, ms), which is at most a second ago. */
export const leftAfter = ({ departures }: Flights, time: number): number =>
  countWhileIn(departures, (at) => at > time);

/** True if its turn has come and its outcome is not known, so that an equal one can't be distinguished from it. */
const isOut = ({ phase }: Flight): boolean => phase !== 'waits';

/** Returns the flights that are out for equal orders. */
export const equalsOf = ({ onTheirWay }: Flights, order: CheckedOrder): readonly Flight[] =>
  onTheirWay.filter((flight) => isOut(flight) && areEqualOrders(flight.order, order));

/** True if an order may leave, because it can't be mixed up with an equal one. */
export const isTurnOf = (flights: Flights, order: CheckedOrder): boolean =>
  equalsOf(flights, order).every(({ reported }) => reported);

/** Returns those of a pair that are searched for. */
export const searchedIn = ({ onTheirWay }: Flights, pair: Pair): readonly Flight[] =>
  onTheirWay.filter(({ phase, order }) => phase === 'searched' && order.pair === pair);

/**
 * Returns the elapsed time at which reads show every order that has left, ms: all are past their fences, and reads have
 * caught up after `settle`. `Infinity` while one can still be admitted.
 */
export const clearAt = ({ onTheirWay }: Flights, settle: number): number =>
  onTheirWay.reduce(
    (latest, { stamp, fencedAt }) => (stamp === null ? latest : Math.max(latest, fencedAt + settle)),
    -Infinity,
  );
