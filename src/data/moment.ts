import type { Trade } from '../model/trade';
import { stampOf, type Clock } from '../operators/clock';

/** The range of the venue's present time (Unix, ms). It is a range, because our clock may have been set, and elapsed time stops in sleep. */
export interface VenueMoment {
  readonly earliest: number;
  readonly latest: number;
}

/** Computes the moment. `offset` is at least the venue's time minus elapsed time in ms; `-Infinity` if nothing was learnt. */
export const momentOf = (offset: number, elapsed: number, timeOfDay: number): VenueMoment => {
  const learnt = offset + elapsed;
  return learnt === -Infinity
    ? { earliest: timeOfDay, latest: timeOfDay }
    : { earliest: learnt, latest: Math.max(learnt, timeOfDay) };
};

/** Learns the venue's time from trades of the stream. */
export const offsetByTrades = (offset: number, trades: readonly Trade[], elapsed: number): number =>
  Math.max(offset, (trades.at(-1)?.timestamp ?? -Infinity) - elapsed);

/** Returns the time of day by elapsed time. A clock that is set back would let an outage end before it began. */
export const neverSetBack = (clock: Clock): ((elapsed: number) => number) => {
  const ahead = stampOf(clock) - clock.elapsed();
  return (elapsed) => Math.max(stampOf(clock), ahead + elapsed);
};

/** Returns a function that gives the time since this call in ms, by the greater of the two times: elapsed time may stop in sleep. */
export const ageFromNow = (clock: Clock): (() => number) => {
  const begun = stampOf(clock);
  const timeOfDay = neverSetBack(clock);
  return () => timeOfDay(clock.elapsed()) - begun;
};
