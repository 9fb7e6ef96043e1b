import { clockOf } from '../../operators/clock';

const clock = clockOf();

/** Starts a stopwatch. It returns a function to the ms since then. */
export const startStopwatch = (): (() => number) => {
  const started = clock.elapsed();
  return () => clock.elapsed() - started;
};
