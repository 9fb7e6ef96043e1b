import type { Observable } from 'rxjs';
import type { Answered } from '../rest/call';
import { stampOf, type Clock } from '../../operators/clock';

/** A moment of elapsed time by the venue's clock, never later than it truly was: `Date` headers count whole seconds. */
export type VenueTimeOf = (moment: number) => number;

/**
 * What an answer told holds also after the clock has leapt. If our clock was set, elapsed time went on rightly; if the machine
 * slept, the venue's clock is further than that, and never less far.
 */
export const createVenueClock = (answered$: Observable<Answered>, clock: Clock): VenueTimeOf => {
  /** The venue's time less elapsed time, ms; `null` while only our time of day can stand for it. */
  let offset: number | null = null;
  answered$.subscribe(({ date }) => {
    if (date !== null) offset = date - clock.elapsed();
  });
  return (moment) => moment + (offset ?? stampOf(clock) - clock.elapsed());
};
