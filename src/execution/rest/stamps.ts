import type { Observable } from 'rxjs';
import { stampOf, type Clock } from '../../operators/clock';
import { learnOffset, offsetOf, unknownOffset, type DatedReply } from './clock-offset';
import type { Stamp } from './signing';

/** Stamps the calls of one key, each later than the one before, and learns the venue's time from its replies. */
export interface Stamps {
  readonly next: (timeWindow: number) => Stamp;
  readonly learn: (reply: DatedReply) => void;
  /** The venue refused a request time: later ones need not come after it. */
  readonly refused: (stamp: Stamp) => void;
  readonly admitted: (stamp: Stamp) => void;
}

export const createStamps = (type: Stamp['type'], clock: Clock, leaps$: Observable<unknown>): Stamps => {
  let offset = unknownOffset;
  leaps$.subscribe(() => (offset = unknownOffset));
  const venueTime = (): number =>
    offset === unknownOffset ? stampOf(clock) : clock.elapsed() + offsetOf(offset);
  let last = 0;
  let lastAdmitted = 0;
  const after = (time: number): number => (last = Math.max(last + 1, time));
  return {
    next: (timeWindow) =>
      type === 'nonce'
        ? { type, nonce: after(stampOf(clock)) }
        : { type, requestTime: after(venueTime()), timeWindow },
    learn: (reply) => (offset = learnOffset(offset, reply)),
    refused: (stamp) => {
      if (stamp.type === 'time-window') last = lastAdmitted;
    },
    admitted: (stamp) => {
      if (stamp.type === 'time-window') lastAdmitted = Math.max(lastAdmitted, stamp.requestTime);
    },
  };
};
