import { merge, NEVER, type Observable, ReplaySubject } from 'rxjs';
import { onlyReduces } from './reducing';
import { rejected, type Rejected } from './rejected';

/** What keeps orders from leaving. */
export interface Stop {
  /** What an order is told that may not leave; `null`: it may. */
  readonly why: () => Rejected | null;
  /** Emits when it is set, or at once where it was. */
  readonly stopped$: Observable<Rejected>;
}

/** Set once, it stays so. */
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

/** It stops nothing. */
const noStop: Stop = { why: () => null, stopped$: NEVER };

const eitherOf = (one: Stop, other: Stop): Stop => ({
  why: () => one.why() ?? other.why(),
  stopped$: merge(one.stopped$, other.stopped$),
});

/** What keeps an order from leaving: a halt, unless it only reduces a margin position, and whoever withdraws it. */
export const stopOf = (halted: Stop, order: Parameters<typeof onlyReduces>[0], withdrawal?: Stop): Stop => {
  if (onlyReduces(order)) return withdrawal ?? noStop;
  return withdrawal === undefined ? halted : eitherOf(halted, withdrawal);
};

/** An order that is stopped by a halt. */
export const haltedHere = rejected('client', 'halted', 'the client was halted: nothing was sent', null);
/** An order that is stopped because its last observer has left. */
export const withdrawnHere = rejected(
  'client',
  'withdrawn',
  'its last observer left before it was sent: nothing was sent',
  null,
);
