import type { Observable } from 'rxjs';
import { stampOf, type Clock } from '../../operators/clock';
import type { Stamp } from './signing';

/** The venue's clock, as far as the `Date` headers of its replies bound it. The venue has no call for its time. */
export interface ClockOffset {
  /** The lower bound of the venue's time minus our elapsed time, ms. */
  readonly min: number;
  /** The upper bound, ms. */
  readonly max: number;
}

export const unknownOffset: ClockOffset = { min: -Infinity, max: Infinity };

/**
 * A reply: the elapsed times of its request and of itself, and the venue's time (Unix, ms), cut off to whole seconds.
 */
export interface DatedReply {
  readonly sentAt: number;
  readonly receivedAt: number;
  readonly date: number;
}

/**
 * Narrows the bounds. The venue wrote `date` between sending and receiving, and its clock then was less than a second
 * further. If new bounds contradict the earlier ones, the venue's clock was set or one clock drifted, and only the new
 * bounds count.
 */
export const learnOffset = (known: ClockOffset, { sentAt, receivedAt, date }: DatedReply): ClockOffset => {
  const fresh = { min: date - receivedAt, max: date + 1_000 - sentAt };
  const both = { min: Math.max(known.min, fresh.min), max: Math.min(known.max, fresh.max) };
  return both.min <= both.max ? both : fresh;
};

/** Returns the middle of the bounds, in whole ms; zero while nothing is known. */
export const offsetOf = ({ min, max }: ClockOffset): number =>
  Number.isFinite(min) && Number.isFinite(max) ? Math.round((min + max) / 2) : 0;

/** Stamps the calls of one key, each later than the previous one, and learns the venue's time from its replies. */
export interface Stamps {
  readonly next: (timeWindow: number) => Stamp;
  readonly learn: (reply: DatedReply) => void;
  /** Reports that the venue refused a request time. Later ones need not come after it. */
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
