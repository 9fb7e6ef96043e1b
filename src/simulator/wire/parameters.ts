import type { DocumentedCode } from '../../model/venue-codes';
import { isPlainDecimal, scaleOf, toUnits } from '../../model/decimal';
import { isRefusal, type Refusal, refusal } from '../venue/index';

/** Parameters of a request by name: of the query, or of the JSON body. */
export type Parameters = Readonly<Record<string, unknown>>;

/** The codes for a parameter: where it is missing, where it is wrong. */
export interface Codes {
  readonly missing: DocumentedCode;
  readonly invalid: DocumentedCode;
}

/** Inside this module's readers a refusal is thrown; `orRefusal` gives it back as a value. */
const refuse = (code: DocumentedCode): never => {
  throw refusal(code);
};

/** Runs what reads parameters; the first that is missing or wrong ends it with its code. */
export const orRefusal = <T>(read: () => T): T | Refusal => {
  try {
    return read();
  } catch (error) {
    if (isRefusal(error)) return error;
    throw error;
  }
};

/** An empty one is given: the venue calls it invalid, not missing. */
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

/** A whole number, zero or more: a JSON number, or its digits as text (all clients write queries, some also ids so). */
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

/** 1 or more; what a page holds at most is the venue's. */
export const count = (value: unknown): number | undefined => {
  const number = wholeNumber(value);
  return number !== undefined && number >= 1 ? number : undefined;
};

/** The parameters of a query; one that is given twice is a list, which no reader takes. */
export const queryParameters = (query: URLSearchParams): Parameters => {
  const parameters: Record<string, unknown> = {};
  for (const name of new Set(query.keys())) {
    const [value, ...others] = query.getAll(name);
    parameters[name] = others.length === 0 ? value : [value, ...others];
  }
  return parameters;
};

/** What to do with places beyond those of the pair (zeros there never matter). */
export type ExcessDigits = 'refused' | 'truncated';

/** A decimal above zero, as whole units of 10^-scale: text or a JSON number, never `1e-7`. */
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
