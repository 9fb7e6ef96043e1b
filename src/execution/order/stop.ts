import { merge, type Observable, ReplaySubject } from 'rxjs';
import type { Rejected } from './rejected';

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

export const eitherOf = (one: Stop, other: Stop | undefined): Stop =>
  other === undefined
    ? one
    : { why: () => one.why() ?? other.why(), stopped$: merge(one.stopped$, other.stopped$) };
