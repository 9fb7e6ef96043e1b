import type { MonoTypeOperatorFunction, Observable } from 'rxjs';
import type { OrderTransition, Violation } from '../../model/order-transition';
import type { Stamp } from '../rest/signing';
import type { CheckedOrder } from './check-request';
import type { Flight, Flights } from './flight';

// An order asks for two things on its way out: whether it is within the limits, which the guards say, and that it is
// written down, which the journal does. Both know orders. An order knows of them only what stands here.

/** OrderLimits that an order must keep. Each answer is what is violated. */
export interface OrderLimits {
  /** What can't be checked, once all is known that can be; `null`: nothing has to be waited for. */
  readonly ready: (order: CheckedOrder) => Observable<readonly Violation[]> | null;
  /** The price that an order is valued at; `null`: not known. */
  readonly priceOf: (order: CheckedOrder) => string | null;
  /** Of a flight, by all that is open and on its way, itself included. */
  readonly admit: (flight: Flight, flights: Flights) => readonly Violation[];
  /** Of an order and its market alone: asked again as it leaves. */
  readonly pass: (order: CheckedOrder) => readonly Violation[];
}

/** Writes flights down. */
export interface FlightRecorder {
  /** Keeps the intent of a flight that is about to leave with this stamp; `null`: nothing is kept. */
  readonly keep: (flight: Flight, stamp: Stamp) => Observable<never> | null;
  /** Passes the life of an order on, and writes down what it tells. */
  readonly follow: (id: string) => MonoTypeOperatorFunction<OrderTransition>;
}
