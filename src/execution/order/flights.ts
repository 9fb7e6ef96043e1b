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
    const counted = (out.get(key) ?? 0) + by;
    if (counted === 0) out.delete(key);
    else out.set(key, counted);
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
    isTurnOf: (order) => !out.has(keyOf(order)) || isTurnOf(flights, order),
  };
};
