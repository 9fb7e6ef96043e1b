import type { Observable } from 'rxjs';
import type { Answered } from '../rest/call';
import { stampOf, type Clock } from '../../operators/clock';

/**
 * Returns a moment of elapsed time by the venue's clock, never later than it truly was, because `Date` headers count
 * whole seconds.
 */
export type VenueTimeOf = (moment: number) => number;

/**
 * Creates the conversion. The knowledge from an answer stays valid after a leap of the clock. If our clock was set,
 * elapsed time went on correctly; if the machine slept, the venue's clock is further than that, and never behind it.
 */
export const createVenueClock = (answered$: Observable<Answered>, clock: Clock): VenueTimeOf => {
  /** The venue's time minus elapsed time, ms; `null` while only our time of day is known. */
  let offset: number | null = null;
  answered$.subscribe(({ date }) => {
    if (date !== null) offset = date - clock.elapsed();
  });
  return (moment) => moment + (offset ?? stampOf(clock) - clock.elapsed());
};
