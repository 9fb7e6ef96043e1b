import { decimalOf } from '../ticket/form';

/** Reads the number of bars of a moving average as it was typed; `null` if it is not a valid number. */
export const barsOf = (typed: string): number | null => {
  const bars = Number(decimalOf(typed) ?? Number.NaN);
  return Number.isInteger(bars) && bars >= 1 && bars <= 500 ? bars : null;
};
