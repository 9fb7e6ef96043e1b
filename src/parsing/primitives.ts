import type * as t from 'io-ts';
import { decimalOf, isPlainDecimal } from '../model/decimal';
import { positionSides } from '../model/order';
import { sides } from '../model/pair';
import { decoder, failure, onOddOf, success } from './decoder';

/** Codecs of the venue's scalars. */

/** The significant digits of a text. Two decimal texts with the same value have the same ones. */
const digitsOf = (text: string): string => text.replace(/e.*|\./g, '').replace(/^0+|0+$/g, '');

/** A codec of one value. `read` returns `undefined` for an input that is not one. */
export const scalar = <A>(name: string, read: (input: unknown) => A | undefined): t.Decoder<unknown, A> =>
  decoder(name, (input, context) => {
    const value = read(input);
    return value === undefined ? failure(input, context) : success(value);
  });

/** A codec of values that are the same on the wire and in the domain. */
export const same = <A>(name: string, is: (input: unknown) => input is A): t.Decoder<unknown, A> =>
  scalar(name, (input) => (is(input) ? input : undefined));

export const Text = same('a text', (input): input is string => typeof input === 'string');

/** A text that is not empty. */
export const NonEmptyText = same(
  'a text that is not empty',
  (input): input is string => typeof input === 'string' && input !== '',
);

/** A text. A number is accepted as its text. */
export const Label = scalar('a text or a number', (input) =>
  typeof input === 'string' || typeof input === 'number' ? `${input}` : undefined,
);

export const Flag = same('true or false', (input): input is boolean => typeof input === 'boolean');

/** A plain, possibly negative decimal for accounting, kept as the venue wrote it. */
export const DecimalString = same(
  'a plain decimal string',
  (input): input is string => typeof input === 'string' && isPlainDecimal(input),
);

/** An amount that the documentation shows as a number in one place and as a string in another. */
export const AmountText = scalar('a plain decimal', (input) => {
  const text = typeof input === 'number' && Number.isFinite(input) ? decimalOf(input) : input;
  return typeof text === 'string' && isPlainDecimal(text) ? text : undefined;
});

/** The number that carries the wire's decimal exactly; `null` if no number does. */
const carried = (input: unknown): number | null | undefined => {
  if (typeof input !== 'string' || !isPlainDecimal(input) || input.startsWith('-')) return undefined;
  const value = Number(input);
  // A double keeps 15 significant digits of every decimal. Only longer texts need the round trip.
  return input.length <= 15 || digitsOf(`${value}`) === digitsOf(input) ? value : null;
};

/** A price or an amount for computing: a `number` that carries the wire's decimal exactly. */
export const Decimal = scalar(
  'a plain decimal that a number can carry',
  (input) => carried(input) ?? undefined,
);

/** A total for display; `null` if a `number` can't carry the wire's decimal. */
export const Total: t.Decoder<unknown, number | null> = decoder('a plain decimal', (input, context) => {
  const value = carried(input);
  if (value === undefined) return failure(input, context);
  if (value === null) onOddOf(context)?.({ what: 'lossy', errors: [{ value: input, context }] });
  return success(value);
});

/** A whole number that is not negative. */
export const isCount = (input: unknown): input is number =>
  Number.isSafeInteger(input) && (input as number) >= 0;

/** Unix time in ms, before the year 5138. */
export const isTimestamp = (input: unknown): input is number => isCount(input) && input < 1e14;

export const Timestamp = same('a timestamp in ms', isTimestamp);

/** An id that the venue writes as a number. */
export const Id = same('an id', isCount);

export const Finite = same('a number', (input): input is number => Number.isFinite(input));

export const Integer = same('an integer', (input): input is number => Number.isInteger(input));

/** A sequence id. It is a string on the wire and a number in the documentation; both are accepted. */
export const Sequence = scalar('a sequence id', (input) => {
  const value = typeof input === 'string' && /^(?:0|[1-9]\d*)$/.test(input) ? Number(input) : input;
  return isCount(value) ? value : undefined;
});

/** One of a few values. */
export const oneOf = <const A extends string | number>(
  name: string,
  values: readonly A[],
): t.Decoder<unknown, A> => same(name, (input): input is A => (values as readonly unknown[]).includes(input));

/** A codec of only this value. */
export const only = <const A extends string | number>(value: A): t.Decoder<unknown, A> =>
  oneOf(`${value}`, [value]);

export const Side = oneOf('buy or sell', sides);
export const PositionSide = oneOf('long or short', positionSides);

/** A field that is always present and may be `null`. */
export const nullable = <A>({ name, validate }: t.Decoder<unknown, A>): t.Decoder<unknown, A | null> =>
  decoder<A | null>(`${name} or null`, (input, context) =>
    input === null ? success(null) : validate(input, context),
  );

/** A field that the documentation calls optional: missing and `null` mean the same. */
export const optional = <A>({ name, validate }: t.Decoder<unknown, A>): t.Decoder<unknown, A | null> =>
  decoder<A | null>(`${name}, null or nothing`, (input, context) =>
    input === null || input === undefined ? success(null) : validate(input, context),
  );
