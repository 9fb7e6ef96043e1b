import type { LookUp } from '../rest/instruments';
import type { FlightRecorder, OrderLimits } from './admission';
import type { OrderContext } from './context';
import type { Replaces } from './replacement';
import type { Search } from './search';
import type { Latch, Stop } from './stop';

/** What placing an order works with. */
export interface SubmitContext extends OrderContext {
  readonly search: Search;
  readonly limits: OrderLimits;
  readonly recorder: FlightRecorder;
  /** Set when the client is halted: no order leaves any more. */
  readonly halted: Latch;
  readonly instrument: LookUp;
}

export interface SubmitOptions {
  /** Send it even while an equal order of this client has no outcome yet, which makes the two hard to tell apart. */
  readonly allowEqualInFlight?: boolean | undefined;
}

export interface Submission extends SubmitOptions {
  /** Of the command. */
  readonly id: string;
  /** Keeps it from leaving. */
  readonly stop: Stop;
  readonly replaces?: Replaces | undefined;
}
