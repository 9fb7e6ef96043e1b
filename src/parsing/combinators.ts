import type * as t from 'io-ts';
import { decoder, failure, success } from './decoder';

/**
 * Decoders of what the wire has as objects, rows and lists. A field is told once: the name it has in the domain, its
 * codec, and its key on the wire unless that is the name in snake_case. Keys nobody knows are left alone; the first thing
 * that is wrong is the error.
 */

/** The place of fields that make an object of their own only here: on the wire they are keys of the object around. */
export const itself = null;

type Place = string | number | typeof itself;

/** Where a value is, and its decoder; the decoder alone where the place is the field's own name in snake_case. */
type Field<A> = t.Decoder<unknown, A> | readonly [Place, t.Decoder<unknown, A>];

/** An optional field's decoder may give `undefined`: the field is left out then. */
type Fields<A> = {
  readonly [K in keyof A]-?: Field<object extends Pick<A, K> ? A[K] | undefined : A[K]>;
};

export const anything = decoder<unknown>('anything', (input) => success(input));

export const snakeCase = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The decoder of a value in a row or an object around it. */
const validateAt = <A>(
  codec: t.Decoder<unknown, A>,
  place: string | number,
  value: unknown,
  context: t.Context,
): t.Validation<A> => codec.validate(value, [...context, { key: `${place}`, type: codec, actual: value }]);

const isObject = (input: unknown): boolean =>
  typeof input === 'object' && input !== null && !Array.isArray(input);

const shaped = <A>(
  name: string,
  isShape: (input: unknown) => boolean,
  fields: Fields<A>,
  keyOf = snakeCase,
): t.Decoder<unknown, A> => {
  const steps = Object.entries<Field<unknown>>(fields).map(
    ([field, at]) => [field, ...('decode' in at ? ([keyOf(field), at] as const) : at)] as const,
  );
  return decoder(name, (input, context) => {
    if (!isShape(input)) return failure(input, context);
    const output: Record<string, unknown> = {};
    for (const [field, place, codec] of steps) {
      const result =
        place === itself
          ? codec.validate(input, context)
          : validateAt(codec, place, (input as Record<string | number, unknown>)[place], context);
      if (result._tag === 'Left') return result;
      if (result.right !== undefined) output[field] = result.right;
    }
    return success(output as A);
  });
};

/** An object of the wire. `keyOf` tells the key of a field that has no other. */
export const record = <A>(
  name: string,
  fields: Fields<A>,
  keyOf?: (field: string) => string,
): t.Decoder<unknown, A> => shaped(name, isObject, fields, keyOf);

/** An array of the wire with one value a column, in the order of the fields. */
export const row = <A>(
  name: string,
  columns: { readonly [K in keyof A]: t.Decoder<unknown, A[K]> },
): t.Decoder<unknown, A> => {
  const fields = Object.entries(columns).map(([field, codec], i) => [field, [i, codec]]);
  return shaped(
    name,
    (input) => Array.isArray(input) && input.length === fields.length,
    Object.fromEntries(fields) as Fields<A>,
  );
};

/** An array of any number of the same. */
export const list = <A>(name: string, item: t.Decoder<unknown, A>): t.Decoder<unknown, readonly A[]> =>
  decoder(name, (input, context) => {
    if (!Array.isArray(input)) return failure(input, context);
    const output: A[] = [];
    for (const [i, value] of input.entries()) {
      const result = validateAt(item, i, value, context);
      if (result._tag === 'Left') return result;
      output.push(result.right);
    }
    return success(output);
  });

/** What another decoder gives, made into something else. */
export const mapped = <A, B>(codec: t.Decoder<unknown, A>, f: (value: A) => B): t.Decoder<unknown, B> =>
  decoder(codec.name, (input, context) => {
    const result = codec.validate(input, context);
    return result._tag === 'Left' ? result : success(f(result.right));
  });

/** A field that may be missing or `null`, which mean the same: something else then. */
export const otherwise = <A, B>(codec: t.Decoder<unknown, A>, fallback: B): t.Decoder<unknown, A | B> =>
  decoder<A | B>(codec.name, (input, context) =>
    input === undefined || input === null ? success(fallback) : codec.validate(input, context),
  );

/** What an object of the wire has under a key. */
export const property = <A>(key: string, codec: t.Decoder<unknown, A>): t.Decoder<unknown, A> =>
  mapped(
    record<{ readonly value: A }>(`an object with ${key}`, { value: [key, codec] }),
    ({ value }) => value,
  );
