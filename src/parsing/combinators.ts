import type * as t from 'io-ts';
import { wordOf } from './decode';
import { decoder, failure, hearerOf, success } from './decoder';
import { oneOf } from './primitives';

/**
 * Decoders of what the wire has as objects, rows and lists. A field is told once: the name it has in the domain, its
 * codec, and its key on the wire unless that is the name in snake_case. Keys nobody knows are left alone; the first thing
 * that is wrong is the error.
 */

/** The place of fields that make an object of their own only here: on the wire they are keys of the object around. */
export const itself = null;

/** Several keys are spellings of one: an error names the first, and where the wire has more of them the last counts. */
type Place = string | number | readonly string[] | typeof itself;

/** Where a value is, and its decoder; the decoder alone where the place is the field's own name in snake_case. */
type Field<A> = t.Decoder<unknown, A> | readonly [Place, t.Decoder<unknown, A>];

/** An optional field's decoder may give `undefined`: the field is left out then. */
export type Fields<A> = {
  readonly [K in keyof A]-?: Field<object extends Pick<A, K> ? A[K] | undefined : A[K]>;
};

export const anything = decoder<unknown>('anything', (input) => success(input));

/** What nothing is: `name` is what was expected; `message`, where it is told, what came instead. */
export const never = (name: string, message?: string): t.Decoder<unknown, never> =>
  decoder<never>(name, (value, context) => failure(value, context, message));

export const snakeCase = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The keys of a record that the documentation spells in one way and the wire in the other. */
export const eitherCase = (name: string): readonly string[] => [snakeCase(name), name];

const isSpelled = (place: Place): place is readonly string[] => Array.isArray(place);

/** The key under which an object has a value. */
const keyIn = (input: object, place: string | number | readonly string[]): string | number =>
  isSpelled(place)
    ? (Object.keys(input).findLast((key) => place.includes(key)) ?? (place[0] as string))
    : place;

/** The decoder of a value in a row or an object around it. */
export const validateAt = <A>(
  codec: t.Decoder<unknown, A>,
  place: string | number,
  value: unknown,
  context: t.Context,
  field?: string,
): t.Validation<A> => {
  const entry = { key: `${place}`, type: codec, actual: value, field };
  return codec.validate(value, [...context, entry]);
};

export const isObject = (input: unknown): input is object =>
  typeof input === 'object' && input !== null && !Array.isArray(input);

/** What may stand in a field that can't be read. */
type StandIns<A> = { readonly [K in keyof A]?: A[K] };

/** The entry of a field in a context. */
interface FieldEntry {
  key: string;
  type: t.Decoder<unknown, unknown>;
  actual: unknown;
  field: string;
}

const within = (context: t.Context): [t.Context, FieldEntry] => {
  const entry: FieldEntry = { key: '', type: anything, actual: undefined, field: '' };
  return [[...context, entry], entry];
};

const shaped = <A>(
  name: string,
  isShape: (input: unknown) => boolean,
  fields: Fields<A>,
  keyOf: (field: string) => Place = snakeCase,
  standIns: StandIns<A> = {},
): t.Decoder<unknown, A> => {
  const steps = Object.entries<Field<unknown>>(fields).map(
    ([field, at]) => [field, ...('decode' in at ? ([keyOf(field), at] as const) : at)] as const,
  );
  return decoder(name, (input, context) => {
    if (!isShape(input)) return failure(input, context);
    const output: Record<string, unknown> = {};
    let odd: Record<string, string> | undefined;
    // One context for the fields that can be read: only an error keeps it.
    let [inner, entry] = within(context);
    for (const [field, place, codec] of steps) {
      let value: unknown = input;
      if (place !== itself) {
        value = (input as Record<string | number, unknown>)[keyIn(input as object, place)];
        entry.key = `${isSpelled(place) ? (place[0] as string) : place}`;
        entry.type = codec;
        entry.actual = value;
        entry.field = field;
      }
      const result = codec.validate(value, place === itself ? context : inner);
      if (result._tag === 'Right') {
        if (result.right !== undefined) output[field] = result.right;
        continue;
      }
      [inner, entry] = within(context);
      const hear = hearerOf(context);
      if (hear === undefined || !Object.hasOwn(standIns, field)) return result;
      hear({ what: 'replaced', errors: result.left });
      output[field] = standIns[field as keyof A];
      odd = { ...odd, [field]: wordOf(value) };
    }
    return success((odd === undefined ? output : { ...output, odd }) as A);
  });
};

/** An object of the wire. `keyOf` tells the key of a field that has no other. */
export const record = <A>(
  name: string,
  fields: Fields<A>,
  keyOf?: (field: string) => Place,
): t.Decoder<unknown, A> => shaped(name, isObject, fields, keyOf);

/**
 * An object of the wire of which only what names it must be readable: any other field that is odd gets its stand-in, and
 * `odd` tells what stood there.
 */
export const tolerantRecord = <A extends { readonly odd?: Readonly<Record<string, string>> }>(
  name: string,
  fields: Fields<Omit<A, 'odd'>>,
  standIns: StandIns<Omit<A, 'odd'>>,
): t.Decoder<unknown, A> => shaped(name, isObject, fields, undefined, standIns) as t.Decoder<unknown, A>;

/** A value that gets a stand-in where it can't be read and somebody hears of that. */
export const orStandIn = <A, B>(codec: t.Decoder<unknown, A>, standIn: B): t.Decoder<unknown, A | B> =>
  decoder<A | B>(codec.name, (input, context) => {
    const result = codec.validate(input, context);
    const hear = result._tag === 'Left' ? hearerOf(context) : undefined;
    if (result._tag === 'Right' || hear === undefined) return result;
    hear({ what: 'replaced', errors: result.left });
    return success(standIn);
  });

/** A word of a list that the venue may extend. */
export const wordIn = <const A extends string>(
  name: string,
  words: readonly A[],
): t.Decoder<unknown, A | 'unknown'> => orStandIn(oneOf(name, words), 'unknown');

/** The key of a field in what is our own, which has the names of the domain. */
export const own = (field: string): string => field;

/** A record of our own: the places that its fields have on the venue's wire do not count. */
export const ownRecord = <A>(name: string, fields: Fields<A>): t.Decoder<unknown, A> =>
  record<A>(
    name,
    Object.fromEntries(
      Object.entries<Field<unknown>>(fields).map(([field, at]) => [field, 'decode' in at ? at : at[1]]),
    ) as Fields<A>,
    own,
  );

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

/** An object of any number of the same, by names that the wire is free in. */
export const dictionary = <A>(
  name: string,
  item: t.Decoder<unknown, A>,
): t.Decoder<unknown, Readonly<Record<string, A>>> =>
  decoder(name, (input, context) => {
    if (!isObject(input)) return failure(input, context);
    const output: [string, A][] = [];
    for (const [key, value] of Object.entries(input)) {
      const result = validateAt(item, key, value, context);
      if (result._tag === 'Left') return result;
      output.push([key, result.right]);
    }
    return success(Object.fromEntries(output));
  });

/**
 * Rows of the venue, each of which means something without the others: orders, fills, balances, tickers. One that can't be
 * read is left out where somebody hears of it.
 */
export const rows = <A>(name: string, item: t.Decoder<unknown, A>): t.Decoder<unknown, readonly A[]> =>
  decoder(name, (input, context) => {
    if (!Array.isArray(input)) return failure(input, context);
    const hear = hearerOf(context);
    const output: A[] = [];
    for (const [i, value] of input.entries()) {
      const result = validateAt(item, i, value, context);
      if (result._tag === 'Right') output.push(result.right);
      else if (hear === undefined) return result;
      else hear({ what: 'lost', errors: result.left });
    }
    return success(output);
  });

/** The first of these that takes the input. Of their failures, the one that got furthest in is told. */
export const firstOf = <A>(name: string, codecs: readonly t.Decoder<unknown, A>[]): t.Decoder<unknown, A> =>
  decoder(name, (input, context) => {
    const errors: t.ValidationError[] = [];
    for (const codec of codecs) {
      const result = codec.validate(input, context);
      if (result._tag === 'Right') return result;
      errors.push(...result.left);
    }
    return { _tag: 'Left', left: errors };
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

/** An object of one of a few shapes, which the text under a key tells: `name` is what may stand there. */
export const tagged = <A>(
  key: string,
  name: string,
  codecs: Readonly<Record<string, t.Decoder<unknown, A>>>,
): t.Decoder<unknown, A> => {
  const Tag = property(key, oneOf(name, Object.keys(codecs)));
  return decoder(Tag.name, (input, context) => {
    const tag = Tag.validate(input, context);
    return tag._tag === 'Left' ? tag : (codecs[tag.right] as t.Decoder<unknown, A>).validate(input, context);
  });
};
