import * as t from 'io-ts';
import { decimalOf, isPlainDecimal } from '../model/decimal';

/** Codecs of the venue's scalars. */

const trimZeros = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);

/** A double keeps 15 significant digits of any decimal; only longer texts need the round trip. */
const survives = (text: string, value: number): boolean =>
  text.length <= 15 || decimalOf(value) === trimZeros(text);

const isAmount = (input: unknown): input is string =>
  typeof input === 'string' && isPlainDecimal(input) && !input.startsWith('-');

/** A codec of values that look the same on both sides. */
export const same = <A>(name: string, is: (input: unknown) => input is A): t.Type<A> =>
  new t.Type<A>(
    name,
    is,
    (input, context) => (is(input) ? t.success(input) : t.failure(input, context)),
    t.identity,
  );

export const Text = same('a text', (input): input is string => typeof input === 'string');

export const Flag = same('true or false', (input): input is boolean => typeof input === 'boolean');

/** A plain, possibly negative decimal kept as the venue wrote it: what is accounted. */
export const DecimalString = same(
  'a plain decimal string',
  (input): input is string => typeof input === 'string' && isPlainDecimal(input),
);

/** A price or an amount to compute with: a `number` that carries the wire's decimal exactly. */
export const Decimal = new t.Type<number, string, unknown>(
  'a plain decimal that a number can carry',
  (input): input is number => typeof input === 'number',
  (input, context) => {
    if (!isAmount(input)) return t.failure(input, context);
    const value = Number(input);
    return survives(input, value) ? t.success(value) : t.failure(input, context);
  },
  decimalOf,
);

/** A total, for display: `null` where a `number` can't carry the wire's decimal. */
export const Total = new t.Type<number | null, string | null, unknown>(
  'a plain decimal',
  (input): input is number | null => input === null || typeof input === 'number',
  (input, context) => {
    if (!isAmount(input)) return t.failure(input, context);
    const value = Number(input);
    return t.success(survives(input, value) ? value : null);
  },
  (value) => (value === null ? null : decimalOf(value)),
);

const isCount = (input: unknown): input is number => Number.isSafeInteger(input) && (input as number) >= 0;

/** Unix time in ms, before the year 5138. */
export const Timestamp = same(
  'a timestamp in ms',
  (input): input is number => isCount(input) && input < 1e14,
);

/** An id the venue writes as a number. */
export const Id = same('an id', isCount);

export const Integer = same('an integer', (input): input is number => Number.isInteger(input));

/** A sequence id: on the wire a string, in the documentation a number; both are taken. */
export const Sequence = new t.Type<number, string, unknown>(
  'a sequence id',
  isCount,
  (input, context) => {
    const value = typeof input === 'string' && /^(?:0|[1-9]\d*)$/.test(input) ? Number(input) : input;
    return isCount(value) ? t.success(value) : t.failure(input, context);
  },
  String,
);

/** One of a few values. */
export const oneOf = <const A extends string | number>(name: string, values: readonly A[]): t.Type<A> =>
  same(name, (input): input is A => (values as readonly unknown[]).includes(input));

export const Side = oneOf('buy or sell', ['buy', 'sell']);

/** A codec that also takes, and leaves as they are, inputs that stand for nothing. */
const orNothing = <A, O, N>(
  codec: t.Type<A, O>,
  name: string,
  isNothing: (input: unknown) => input is N,
): t.Type<A | N, O | N> =>
  new t.Type<A | N, O | N>(
    `${codec.name}${name}`,
    (input): input is A | N => isNothing(input) || codec.is(input),
    (input, context) => (isNothing(input) ? t.success<A | N>(input) : codec.validate(input, context)),
    (value) => (isNothing(value) ? value : codec.encode(value)),
  );

/** A field that is always there, and may be `null`. */
export const nullable = <A, O>(codec: t.Type<A, O>): t.Type<A | null, O | null> =>
  orNothing(codec, ' or null', (input) => input === null);

/** A documented-optional field: missing and `null` mean the same. */
export const optional = <A, O>(codec: t.Type<A, O>): t.Type<A | null | undefined, O | null | undefined> =>
  orNothing(codec, ', null or nothing', (input) => input === null || input === undefined);
