import { type Observable, Subject } from 'rxjs';
import { type FlightEvent, type Flights, noFlights, onFlight } from './flight';

export interface FlightChange {
  readonly event: FlightEvent;
  readonly before: Flights;
}

/** The one place where orders on their way are kept. */
export interface FlightBoard {
  readonly all: () => Flights;
  readonly tell: (event: FlightEvent) => void;
  /** Each event that changed something, after it did. Hot. */
  readonly changes$: Observable<FlightChange>;
}

export const createFlights = (): FlightBoard => {
  let flights = noFlights;
  const changes = new Subject<FlightChange>();
  return {
    all: () => flights,
    tell: (event) => {
      const before = flights;
      const next = onFlight(before, event);
      if (next === before) return;
      flights = next;
      changes.next({ event, before });
    },
    changes$: changes.asObservable(),
  };
};
