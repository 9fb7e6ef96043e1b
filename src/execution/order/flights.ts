import { type Observable, Subject } from 'rxjs';
import type { CheckedOrder } from './check-request';
import { find, type FlightEvent, type Flights, noFlights, onFlight } from './flight';
import { isTurnOf } from './flight-views';

export interface FlightChange {
  readonly event: FlightEvent;
  readonly before: Flights;
}

/** The one place where orders on their way are kept. */
export interface FlightBoard {
  readonly all: () => Flights;
  readonly apply: (event: FlightEvent) => void;
  /** Feed: emits each event that changed something, after it did. Hot. */
  readonly changes$: Observable<FlightChange>;
  /** Returns true if an order may leave, because it can't be mixed up with an equal one. */
  readonly isTurnOf: (order: CheckedOrder) => boolean;
}

/** With no more than this many keys without a flight, the index is not searched for them. */
const manyKeys = 64;

export const createFlights = (): FlightBoard => {
  let flights = noFlights;
  const changes = new Subject<FlightChange>();
  /**
   * The number of flights that have had their turn, by a key that equal orders have in common. Without this index, looking at
   * 200 other flights would take half of an order's time to its first byte.
   */
  const out = new Map<string, number>();
  const keyOf = ({ amount, price }: CheckedOrder): string => `${amount} ${price}`;
  const count = (order: CheckedOrder, by: number): void => {
    const key = keyOf(order);
    out.set(key, (out.get(key) ?? 0) + by);
    // A key stays for the next equal order. A large map in which one key is added and deleted again and again is slow.
    if (out.size > 2 * flights.onTheirWay.length + manyKeys)
      for (const [one, counted] of out) if (counted === 0) out.delete(one);
  };

  const index = (event: FlightEvent, before: Flights): void => {
    if (event.type === 'admitted') count(event.order, 1);
    if (event.type !== 'over') return;
    const flight = find(before, event.id);
    if (flight !== undefined && flight.phase !== 'waits') count(flight.order, -1);
  };

  return {
    all: () => flights,
    apply: (event) => {
      const before = flights;
      const next = onFlight(before, event);
      if (next === before) return;
      flights = next;
      index(event, before);
      if (changes.observed) changes.next({ event, before });
    },
    changes$: changes.asObservable(),
    isTurnOf: (order) => (out.get(keyOf(order)) ?? 0) === 0 || isTurnOf(flights, order),
  };
};
