import * as t from 'io-ts';
import { decimalOf, isPlainDecimal } from '../../model/decimal';
import { oneOf } from '../primitives';

/** Codecs of what private replies and messages share. */

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
