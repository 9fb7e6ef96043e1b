import type { Observable, SchedulerLike } from 'rxjs';
import type { Answered } from '../rest/call';

/** A moment of our clock by the venue's, never later than it truly was: `Date` headers count whole seconds. */
export type VenueTimeOf = (local: number) => number;

export const createVenueClock = (answered$: Observable<Answered>, scheduler: SchedulerLike): VenueTimeOf => {
  let offset = 0;
  answered$.subscribe(({ date }) => {
    if (date !== null) offset = date - scheduler.now();
  });
  return (local) => local + offset;
};
