import type { MonoTypeOperatorFunction, Observable } from 'rxjs';
import type { OrderTransition, Violation } from '../../model/order-transition';
import type { Stamp } from '../rest/signing';
import type { CheckedOrder } from './check-request';
import type { Flight, Flights } from './flight';

// An order needs two things on its way out: the guards decide whether it is within the limits, and the journal records
// it. Both know orders, but an order knows of them only these interfaces.

/** The limits that an order must keep. Each answer is a list of violations. */
export interface OrderLimits {
  /** Emits what can't be checked, once everything is known that can be; `null` if nothing must be waited for. */
  readonly ready: (order: CheckedOrder) => Observable<readonly Violation[]> | null;
  /** Returns the price at which an order is valued; `null` if it is not known. */
  readonly priceOf: (order: CheckedOrder) => string | null;
  /** Checks a flight against everything that is open and on its way, including itself. */
  readonly admit: (flight: Flight, flights: Flights) => readonly Violation[];
  /** Checks an order against its market alone. It runs again as the order leaves. */
  readonly pass: (order: CheckedOrder) => readonly Violation[];
}

/** Records flights. */
export interface FlightRecorder {
  /** Keeps the intent of a flight that is about to leave with this stamp; `null` if nothing is kept. */
  readonly keep: (flight: Flight, stamp: Stamp) => Observable<never> | null;
  /** Passes the life of an order on, and records its transitions. */
  readonly follow: (id: string) => MonoTypeOperatorFunction<OrderTransition>;
}
