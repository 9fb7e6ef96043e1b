import type * as t from 'io-ts';
import { decoder, success } from '../parsing/decoder';
import { same, scalar } from '../parsing/primitives';

/** Codecs of single options. The name of a codec stands in errors and says what is expected. */

/** An option that may be left out; it then has the given value. `null` does not count as left out. */
export const withDefault = <A, B>(codec: t.Decoder<unknown, A>, value: B): t.Decoder<unknown, A | B> =>
  decoder<A | B>(codec.name, (input, context) =>
    input === undefined ? success(value) : codec.validate(input, context),
  );

export const maybe = <A>(codec: t.Decoder<unknown, A>): t.Decoder<unknown, A | undefined> =>
  withDefault(codec, undefined);

/** An option that is accepted and ignored. */
export const ignored: t.Decoder<unknown, undefined> = decoder('anything', () => success(undefined));

/** An option whose value never appears in an error. */
export const hidden = <A>(codec: t.Decoder<unknown, A>): t.Decoder<unknown, A> =>
  decoder(codec.name, (input, context) => {
    const result = codec.validate(input, context);
    return result._tag === 'Right' || input === undefined
      ? result
      : {
          _tag: 'Left',
          left: result.left.map((error) => ({
            ...error,
            message: input === '' ? 'an empty text' : 'something else',
          })),
        };
  });

export const atLeast = (least: number): t.Decoder<unknown, number> =>
  same(
    `a number of at least ${least}`,
    (input): input is number => Number.isFinite(input) && (input as number) >= least,
  );

/** A whole number. A text of digits is accepted too, because environment variables are texts. */
export const integer = (min: number, max: number): t.Decoder<unknown, number> =>
  scalar(`an integer from ${min} to ${max}`, (input) => {
    const value = typeof input === 'string' && /^\d+$/.test(input) ? Number(input) : input;
    return Number.isInteger(value) && (value as number) >= min && (value as number) <= max
      ? (value as number)
      : undefined;
  });

/** A port or another function. Its arguments are checked only by its type. */
export const func = <F>(): t.Decoder<unknown, F> =>
  same('a function', (input): input is F => typeof input === 'function');

/** An object that has all of these members. */
export const having = <A>(name: string, members: readonly (keyof A & string)[]): t.Decoder<unknown, A> =>
  same(name, (input): input is A =>
    members.every((member) => (Object(input) as Record<string, unknown>)[member] !== undefined),
  );
