import type { Clock } from '../operators/clock';

/** The number of calls that a link may make: a number per second, and as many at once as were saved. */
export interface Allowance {
  /** Takes a call; `false` if none is left. */
  readonly take: () => boolean;
}

/** The number of seconds whose calls may be saved. */
const saved = 10;

export const createAllowance = (perSecond: number, clock: Clock): Allowance => {
  let left = perSecond * saved;
  let at = clock.elapsed();
  return {
    take: () => {
      const now = clock.elapsed();
      left = Math.min(perSecond * saved, left + ((now - at) / 1_000) * perSecond);
      at = now;
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
};
