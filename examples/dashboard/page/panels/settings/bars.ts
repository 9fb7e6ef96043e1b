import { decimalOf } from '../ticket/form';

/** The bars of a moving average as they were typed; `null`: they are none. */
export const barsOf = (typed: string): number | null => {
  const bars = Number(decimalOf(typed) ?? Number.NaN);
  return Number.isInteger(bars) && bars >= 1 && bars <= 500 ? bars : null;
};
