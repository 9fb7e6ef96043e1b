import { stampOf, type Clock } from '../operators/clock';

/** The greatest difference in ms between two readings that still counts as slewing and rounding. */
const tolerance = 50;

/** Returns a function that reports by how many ms the wall clock has stepped against elapsed time; 0 if it has not. */
export const watchSteps = (clock: Clock): (() => number) => {
  let offset = stampOf(clock) - clock.elapsed();
  return () => {
    const by = stampOf(clock) - clock.elapsed() - offset;
    offset += by;
    return Math.abs(by) > tolerance ? Math.round(by) : 0;
  };
};
