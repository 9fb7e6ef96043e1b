import type { LookUp } from '../rest/instruments';
import type { FlightRecorder, OrderLimits } from './admission';
import type { OrderContext } from './context';
import type { Replaces } from './replacement';
import type { Search } from './search';
import type { Latch, Stop } from './stop';

/** The dependencies of placing an order. */
export interface SubmitContext extends OrderContext {
  readonly search: Search;
  readonly limits: OrderLimits;
  readonly recorder: FlightRecorder;
  /** The latch that is set when the client is halted. No order leaves any more then. */
  readonly halted: Latch;
  readonly instrument: LookUp;
}

export interface SubmitOptions {
  /**
   * `true` sends it even while an equal order of this client has no outcome yet, which makes the two hard to
   * distinguish.
   */
  readonly allowEqualInFlight?: boolean | undefined;
}

export interface Submission extends SubmitOptions {
  /** The id of the command. */
  readonly id: string;
  /** The stop that keeps it from leaving. */
  readonly stop: Stop;
  readonly replaces?: Replaces | undefined;
}
