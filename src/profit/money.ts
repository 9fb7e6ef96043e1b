import { fromUnits, scaleOf, toUnits } from '../model/decimal';

/**
 * Amounts and money inside the reducer: whole units of 10^-16. A price and an amount of the venue have at most eight
 * places each, so that their product is exact.
 */
export type Units = bigint;

const places = 16;
const one = 10n ** BigInt(places);

export const unitsOf = (decimal: string): Units => toUnits(decimal, places);

/** The plain decimal, without zeros at its end. */
export const decimalOfUnits = (units: Units): string => {
  const text = fromUnits(units, places);
  return text.replace(/\.?0+$/, '');
};

/** Price times amount, or amount times price. */
export const timesUnits = (a: Units, b: Units): Units => (a * b) / one;

/** `whole * part / of`, cut off towards zero: the share of a whole that goes with a part. */
export const shareOf = (whole: Units, part: Units, of: Units): Units => (whole * part) / of;

/** A quotient as units, cut off towards zero. */
export const quotient = (a: Units, b: Units): Units => (a * one) / b;

export const absolute = (units: Units): Units => (units < 0n ? -units : units);

export const smaller = (a: Units, b: Units): Units => (a < b ? a : b);

/** Cut off towards zero after so many decimal places, as the venue pays. */
export const cutTo = (units: Units, kept: number): Units => {
  if (kept >= places) return units;
  const step = 10n ** BigInt(places - kept);
  return (units / step) * step;
};

/** Does the decimal fit into units? */
export const fits = (decimal: string): boolean => scaleOf(decimal) <= places;
