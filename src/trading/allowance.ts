import type { Clock } from '../operators/clock';

/** How many calls a link may make: so many a second, and at once as many as have been saved. */
export interface Allowance {
  /** `false`: there is none left. */
  readonly take: () => boolean;
}

/** Seconds of calls that may be saved up. */
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
