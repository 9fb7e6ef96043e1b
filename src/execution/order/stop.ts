import { merge, NEVER, type Observable, ReplaySubject } from 'rxjs';
import { onlyReduces } from './reducing';
import { rejected, type Rejected } from './rejected';

/** A condition that keeps orders from leaving. */
export interface Stop {
  /** Returns the refusal of an order that may not leave; `null` if it may. */
  readonly why: () => Rejected | null;
  /** Emits when it is set, or immediately if it was set before. */
  readonly stopped$: Observable<Rejected>;
}

/** A stop that stays set. */
export interface Latch extends Stop {
  readonly set: () => void;
}

export const createLatch = (refusal: Rejected): Latch => {
  const stopped = new ReplaySubject<Rejected>(1);
  let isSet = false;
  return {
    set: () => {
      isSet = true;
      stopped.next(refusal);
    },
    why: () => (isSet ? refusal : null),
    stopped$: stopped.asObservable(),
  };
};

/** A stop that stops nothing. */
const noStop: Stop = { why: () => null, stopped$: NEVER };

const eitherOf = (one: Stop, other: Stop): Stop => ({
  why: () => one.why() ?? other.why(),
  stopped$: merge(one.stopped$, other.stopped$),
});

/**
 * Returns the stop of an order: a halt, unless the order only reduces a margin position, and its withdrawal, such as the
 * leaving of its last observer.
 */
export const stopOf = (halted: Stop, order: Parameters<typeof onlyReduces>[0], withdrawal?: Stop): Stop => {
  if (onlyReduces(order)) return withdrawal ?? noStop;
  return withdrawal === undefined ? halted : eitherOf(halted, withdrawal);
};

/** The refusal of an order that a halt stops. */
export const haltedHere = rejected('client', 'halted', 'the client was halted: nothing was sent', null);
/** The refusal of an order whose last observer has left. */
export const withdrawnHere = rejected(
  'client',
  'withdrawn',
  'its last observer left before it was sent: nothing was sent',
  null,
);
