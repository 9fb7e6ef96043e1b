import * as t from 'io-ts';
import { decimalOf, isPlainDecimal } from '../../model/decimal';
import * as market from '../primitives';

/** Codecs of what private replies and messages share. */

/** io-ts's combinators take none but codecs: that of a value which looks the same on both sides. */
const codecOf = <A>({ name, validate }: t.Decoder<unknown, A>): t.Type<A> =>
  new t.Type<A>(name, (input): input is A => validate(input, [])._tag === 'Right', validate, t.identity);

export const DecimalString = codecOf(market.DecimalString);
export const Id = codecOf(market.Id);
export const Integer = codecOf(market.Integer);
export const Side = codecOf(market.Side);
export const Timestamp = codecOf(market.Timestamp);

export const oneOf = <const A extends string>(name: string, values: readonly A[]): t.Type<A> =>
  codecOf(market.oneOf(name, values));

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

/** A text that may not be empty. */
export const NonEmptyText = new t.Type<string>(
  'a text',
  (input): input is string => typeof input === 'string' && input !== '',
  (input, context) =>
    typeof input === 'string' && input !== '' ? t.success(input) : t.failure(input, context),
  t.identity,
);

/** An amount the documentation has as a number in one place and as a string in another. */
export const AmountText = new t.Type<string, string, unknown>(
  'a plain decimal',
  (input): input is string => typeof input === 'string' && isPlainDecimal(input),
  (input, context) => {
    const text = typeof input === 'number' && Number.isFinite(input) ? decimalOf(input) : input;
    return typeof text === 'string' && isPlainDecimal(text) ? t.success(text) : t.failure(input, context);
  },
  t.identity,
);

/** A number or a text, as a text. */
export const Label = new t.Type<string, string, unknown>(
  'a text or a number',
  (input): input is string => typeof input === 'string',
  (input, context) =>
    typeof input === 'string' || typeof input === 'number'
      ? t.success(`${input}`)
      : t.failure(input, context),
  t.identity,
);

const isRecord = (input: unknown): input is Record<string, unknown> =>
  typeof input === 'object' && input !== null && !Array.isArray(input);

/** A codec that also takes other spellings of keys: `{ spelling: key }`. */
export const spelled = <A, O>(
  codec: t.Type<A, O>,
  spellings: Readonly<Record<string, string>>,
): t.Type<A, O> =>
  new t.Type<A, O>(
    codec.name,
    (input): input is A => codec.is(input),
    (input, context) =>
      codec.validate(
        isRecord(input)
          ? Object.fromEntries(Object.entries(input).map(([key, value]) => [spellings[key] ?? key, value]))
          : input,
        context,
      ),
    (value) => codec.encode(value),
  );

export const PositionSide = oneOf('long or short', ['long', 'short']);
