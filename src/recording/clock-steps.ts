import { stampOf, type Clock } from '../operators/clock';

/** Times that have parted by no more between two looks, ms, are slewing and rounding. */
const tolerance = 50;

/** Looks whether the wall clock has stepped against elapsed time; gives by how much, ms: 0 where it has not. */
export const watchSteps = (clock: Clock): (() => number) => {
  let offset = stampOf(clock) - clock.elapsed();
  return () => {
    const by = stampOf(clock) - clock.elapsed() - offset;
    offset += by;
    return Math.abs(by) > tolerance ? Math.round(by) : 0;
  };
};
