import { clockOf } from '../../operators/clock';

const clock = clockOf();

/** Begins to count; what it gives tells how many ms have gone since. */
export const startStopwatch = (): (() => number) => {
  const started = clock.elapsed();
  return () => clock.elapsed() - started;
};
