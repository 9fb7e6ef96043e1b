import type { DocumentedCode } from '../../model/venue-codes';
import { isPlainDecimal, scaleOf, toUnits } from '../../model/decimal';
import { isRefusal, type Refusal, refusal } from '../venue/index';

/** The parameters of a request by name, from the query or from the JSON body. */
export type Parameters = Readonly<Record<string, unknown>>;

/** The codes of a parameter: one if it is missing, one if it is wrong. */
export interface Codes {
  readonly missing: DocumentedCode;
  readonly invalid: DocumentedCode;
}

/** Throws a refusal inside the readers of this module. `orRefusal` returns it as a value. */
const refuse = (code: DocumentedCode): never => {
  throw refusal(code);
};

/** Runs a reader of parameters. The first parameter that is missing or wrong ends it with its code. */
export const orRefusal = <T>(read: () => T): T | Refusal => {
  try {
    return read();
  } catch (error) {
    if (isRefusal(error)) return error;
    throw error;
  }
};

/** True if a parameter is given. An empty one is given: the venue calls it invalid rather than missing. */
const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

export const required = <T>(
  parameters: Parameters,
  name: string,
  { missing, invalid }: Codes,
  read: (value: unknown) => T | undefined,
): T => {
  const value = parameters[name];
  return (isGiven(value) ? read(value) : refuse(missing)) ?? refuse(invalid);
};

export const optionalParameter = <T>(
  parameters: Parameters,
  name: string,
  invalid: DocumentedCode,
  read: (value: unknown) => T | undefined,
): T | undefined => {
  const value = parameters[name];
  return isGiven(value) ? (read(value) ?? refuse(invalid)) : undefined;
};

// ------------------------------------------------------------------------------------------- readers

export const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

export const oneOfParameter =
  <T extends string>(values: readonly T[]) =>
  (value: unknown): T | undefined =>
    values.find((known) => known === value);

/**
 * Reads a whole number, zero or more, from a JSON number or its digits as text. All clients send texts in queries, and
 * some also send ids as texts.
 */
export const wholeNumber = (value: unknown): number | undefined => {
  const digits = typeof value === 'number' ? String(value) : text(value);
  if (digits === undefined || !/^\d{1,15}$/.test(digits)) return undefined;
  return Number(digits);
};

export const wholeNumbers = (value: unknown): readonly number[] | undefined => {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const numbers = value.map(wholeNumber);
  return numbers.every((number) => number !== undefined) ? numbers : undefined;
};

/** Reads a count, 1 or more. The venue limits the size of a page. */
export const count = (value: unknown): number | undefined => {
  const number = wholeNumber(value);
  return number !== undefined && number >= 1 ? number : undefined;
};

/** Returns the parameters of a query. A parameter that is given twice is a list, which no reader accepts. */
export const queryParameters = (query: URLSearchParams): Parameters => {
  const parameters: Record<string, unknown> = {};
  for (const name of new Set(query.keys())) {
    const [value, ...others] = query.getAll(name);
    parameters[name] = others.length === 0 ? value : [value, ...others];
  }
  return parameters;
};

/** The treatment of places beyond those of the pair. Zeros there never matter. */
export type ExcessDigits = 'refused' | 'truncated';

/** Reads a decimal above zero as whole units of 10^-scale, from a text or a JSON number, but never from `1e-7`. */
export const units =
  (scale: number, excess: ExcessDigits) =>
  (value: unknown): bigint | undefined => {
    const decimal = typeof value === 'number' ? String(value) : text(value);
    if (decimal === undefined || !isPlainDecimal(decimal)) return undefined;
    const places = scaleOf(decimal.includes('.') ? decimal.replace(/0+$/, '') : decimal);
    if (places > scale && excess === 'refused') return undefined;
    const whole = toUnits(decimal, scale);
    return whole > 0n ? whole : undefined;
  };
