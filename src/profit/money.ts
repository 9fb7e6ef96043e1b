import { fromUnits, scaleOf, toUnits } from '../model/decimal';

/**
 * Amounts and money inside the reducer, in whole units of 10^-16. Prices and amounts of the venue have at most eight places
 * each, so that their product is exact.
 */
export type Units = bigint;

const places = 16;
const one = 10n ** BigInt(places);

export const unitsOf = (decimal: string): Units => toUnits(decimal, places);

/** Writes units as a plain decimal without trailing zeros. */
export const decimalOfUnits = (units: Units): string => {
  const text = fromUnits(units, places);
  return text.replace(/\.?0+$/, '');
};

/** Multiplies a price by an amount. */
export const timesUnits = (a: Units, b: Units): Units => (a * b) / one;

/** The share `part / of` of a whole, cut off towards zero. */
export const shareOf = (whole: Units, part: Units, of: Units): Units => (whole * part) / of;

/** Divides one number of units by another; the quotient is in units too, cut off towards zero. */
export const quotient = (a: Units, b: Units): Units => (a * one) / b;

export const absolute = (units: Units): Units => (units < 0n ? -units : units);

export const smaller = (a: Units, b: Units): Units => (a < b ? a : b);

/** Cuts off towards zero after `kept` decimal places, as the venue does in payments. */
export const cutTo = (units: Units, kept: number): Units => {
  if (kept >= places) return units;
  const step = 10n ** BigInt(places - kept);
  return (units / step) * step;
};

/** True if units can hold the decimal exactly. */
export const fits = (decimal: string): boolean => scaleOf(decimal) <= places;
