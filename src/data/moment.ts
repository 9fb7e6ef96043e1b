import type { Trade } from '../model/trade';
import { stampOf, type Clock } from '../operators/clock';

/** The venue's time now lies between: our clock may have been set, and elapsed time stands still in sleep; Unix, ms. */
export interface VenueMoment {
  readonly earliest: number;
  readonly latest: number;
}

/** `offset`: the venue's time less elapsed time, at least, ms; `-Infinity` where it has told nothing. */
export const momentOf = (offset: number, elapsed: number, timeOfDay: number): VenueMoment => {
  const learnt = offset + elapsed;
  return learnt === -Infinity
    ? { earliest: timeOfDay, latest: timeOfDay }
    : { earliest: learnt, latest: Math.max(learnt, timeOfDay) };
};

/** What newly comes by the stream tells of the venue's time. */
export const offsetByTrades = (offset: number, trades: readonly Trade[], elapsed: number): number =>
  Math.max(offset, (trades.at(-1)?.timestamp ?? -Infinity) - elapsed);

/** The time of day by elapsed time. Set back, it would tell of an outage that it ended before it began. */
export const neverSetBack = (clock: Clock): ((elapsed: number) => number) => {
  const ahead = stampOf(clock) - clock.elapsed();
  return (elapsed) => Math.max(stampOf(clock), ahead + elapsed);
};

/** How long ago this was called, by whichever of the two times says more: elapsed time may stand still in sleep; ms. */
export const ageFromNow = (clock: Clock): (() => number) => {
  const begun = stampOf(clock);
  const timeOfDay = neverSetBack(clock);
  return () => timeOfDay(clock.elapsed()) - begun;
};
