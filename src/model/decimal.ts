/**
 * Exact decimals for money. Outside, a value is a plain decimal string; inside, it is a `bigint` of whole units of 10^-scale.
 */

/** A plain decimal as the venue writes it. It may have a minus, and has no plus, no exponent and no missing digits. */
const plainDecimal = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/** The most characters of a decimal. A hostile text that is longer costs no time. */
const longestDecimal = 100;

export const isPlainDecimal = (text: string): boolean =>
  text.length <= longestDecimal && plainDecimal.test(text);

/** The number of decimal places in the text: 2 for `1.50`. */
export const scaleOf = (text: string): number => {
  const point = text.indexOf('.');
  return point < 0 ? 0 : text.length - point - 1;
};

/** Converts a plain decimal to units of 10^-scale. Further digits are cut off. */
export const toUnits = (text: string, scale: number): bigint => {
  const point = text.indexOf('.');
  if (point < 0) return BigInt(text + '0'.repeat(scale));
  const fraction = text.slice(point + 1, point + 1 + scale).padEnd(scale, '0');
  return BigInt(text.slice(0, point) + fraction);
};

/** Converts units of 10^-scale to a plain decimal with all its places: `fromUnits(150n, 2)` is `1.50`. */
export const fromUnits = (units: bigint, scale: number): string => {
  if (scale === 0) return units.toString();
  const sign = units < 0n ? '-' : '';
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
};

/** Compares two plain decimals by value: negative, zero or positive. */
export const compareDecimals = (a: string, b: string): number => {
  // A double carries 15 significant digits of every decimal. Units would take seven times as long.
  if (a.length <= 15 && b.length <= 15) return Number(a) - Number(b);
  const scale = Math.max(scaleOf(a), scaleOf(b));
  const difference = toUnits(a, scale) - toUnits(b, scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

/** The exact sum of plain decimals, with as many places as the longest one. */
export const sumDecimals = (values: readonly string[]): string => {
  const scale = values.reduce((most, value) => Math.max(most, scaleOf(value)), 0);
  return fromUnits(
    values.reduce((sum, value) => sum + toUnits(value, scale), 0n),
    scale,
  );
};

/** The exact product of plain decimals, with the places of both. */
export const multiplyDecimals = (a: string, b: string): string => {
  const [scaleOfA, scaleOfB] = [scaleOf(a), scaleOf(b)];
  return fromUnits(toUnits(a, scaleOfA) * toUnits(b, scaleOfB), scaleOfA + scaleOfB);
};

/** The exact difference `a - b` of plain decimals. */
export const subtractDecimals = (a: string, b: string): string => {
  const scale = Math.max(scaleOf(a), scaleOf(b));
  return fromUnits(toUnits(a, scale) - toUnits(b, scale), scale);
};

/** The greater of two plain decimals. */
export const maxDecimal = (a: string, b: string): string => (compareDecimals(a, b) >= 0 ? a : b);

/** A finite number as a plain decimal, never as `1e-7`. */
export const decimalOf = (value: number): string => {
  const text = String(value);
  const exponentAt = text.indexOf('e');
  if (exponentAt < 0) return text;
  const exponent = Number(text.slice(exponentAt + 1));
  const mantissa = text.slice(0, exponentAt);
  const places = scaleOf(mantissa);
  const digits = mantissa.replace('.', '');
  if (exponent >= places) return digits + '0'.repeat(exponent - places);
  return fromUnits(BigInt(digits), places - exponent);
};
