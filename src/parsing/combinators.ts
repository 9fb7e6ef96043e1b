import type * as t from 'io-ts';
import { wordOf } from './decode';
import { decoder, failure, onOddOf, success } from './decoder';
import { oneOf } from './primitives';

/**
 * Decoders of objects, rows and lists on the wire. Each field stands in one line: its name in the domain, its codec, and its
 * key on the wire unless that is the name in snake_case. Unknown keys are ignored. The first wrong value is the error.
 */

/** The place of an object that exists only in the domain. On the wire, its fields are keys of the surrounding object. */
export const itself = null;

/** The place of a value. Several keys are spellings of one key: an error names the first, and the last one present counts. */
type Place = string | number | readonly string[] | typeof itself;

/** The place of a value and its decoder, or only the decoder if the place is the field's name in snake_case. */
type Field<A> = t.Decoder<unknown, A> | readonly [Place, t.Decoder<unknown, A>];

/** The fields of a record. If the decoder of an optional field gives `undefined`, the field is left out. */
export type Fields<A> = {
  readonly [K in keyof A]-?: Field<object extends Pick<A, K> ? A[K] | undefined : A[K]>;
};

export const anything = decoder<unknown>('anything', (input) => success(input));

/** A decoder that refuses every value. `name` is the expected value, and `message` describes the received one. */
export const never = (name: string, message?: string): t.Decoder<unknown, never> =>
  decoder<never>(name, (value, context) => failure(value, context, message));

export const snakeCase = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Both spellings of a key, for records whose documentation and wire differ. */
export const eitherCase = (name: string): readonly string[] => [snakeCase(name), name];

const isSpelled = (place: Place): place is readonly string[] => Array.isArray(place);

/** Returns the key under which an object has the value. */
const keyIn = (input: object, place: string | number | readonly string[]): string | number =>
  isSpelled(place)
    ? (Object.keys(input).findLast((key) => place.includes(key)) ?? (place[0] as string))
    : place;

/** Decodes a value inside a row or an object. */
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

/** The replacements of fields that can't be read. */
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
    // All readable fields share one context, because only an error keeps it.
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
      const onOdd = onOddOf(context);
      if (onOdd === undefined || !Object.hasOwn(standIns, field)) return result;
      onOdd({ what: 'replaced', errors: result.left });
      output[field] = standIns[field as keyof A];
      odd = { ...odd, [field]: wordOf(value) };
    }
    return success((odd === undefined ? output : { ...output, odd }) as A);
  });
};

/** A decoder of an object of the wire. `keyOf` returns the key of a field without a place. */
export const record = <A>(
  name: string,
  fields: Fields<A>,
  keyOf?: (field: string) => Place,
): t.Decoder<unknown, A> => shaped(name, isObject, fields, keyOf);

/**
 * A decoder of an object of the wire that needs only the fields which name it. Every other unreadable field gets its
 * stand-in, and `odd` keeps the received value.
 */
export const tolerantRecord = <A extends { readonly odd?: Readonly<Record<string, string>> }>(
  name: string,
  fields: Fields<Omit<A, 'odd'>>,
  standIns: StandIns<Omit<A, 'odd'>>,
): t.Decoder<unknown, A> => shaped(name, isObject, fields, undefined, standIns) as t.Decoder<unknown, A>;

/** A decoder that gives a stand-in for an unreadable value, if somebody listens for odd rows. */
export const orStandIn = <A, B>(codec: t.Decoder<unknown, A>, standIn: B): t.Decoder<unknown, A | B> =>
  decoder<A | B>(codec.name, (input, context) => {
    const result = codec.validate(input, context);
    const onOdd = result._tag === 'Left' ? onOddOf(context) : undefined;
    if (result._tag === 'Right' || onOdd === undefined) return result;
    onOdd({ what: 'replaced', errors: result.left });
    return success(standIn);
  });

/** A decoder of a word from a list that the venue may extend. */
export const wordIn = <const A extends string>(
  name: string,
  words: readonly A[],
): t.Decoder<unknown, A | 'unknown'> => orStandIn(oneOf(name, words), 'unknown');

/** The key of a field in data of our own, which has the names of the domain. */
export const own = (field: string): string => field;

/** A decoder of a record of our own. It ignores the places that fields have on the venue's wire. */
export const ownRecord = <A>(name: string, fields: Fields<A>): t.Decoder<unknown, A> =>
  record<A>(
    name,
    Object.fromEntries(
      Object.entries<Field<unknown>>(fields).map(([field, at]) => [field, 'decode' in at ? at : at[1]]),
    ) as Fields<A>,
    own,
  );

/** A decoder of an array of the wire with one value per column, in the order of the fields. */
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

/** A decoder of an array of any length whose items are alike. */
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

/** A decoder of an object with any number of like values under any names. */
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
 * A decoder of independent rows of the venue, such as orders, fills, balances or tickers. An unreadable row is left out, if
 * somebody listens for odd rows.
 */
export const rows = <A>(name: string, item: t.Decoder<unknown, A>): t.Decoder<unknown, readonly A[]> =>
  decoder(name, (input, context) => {
    if (!Array.isArray(input)) return failure(input, context);
    const onOdd = onOddOf(context);
    const output: A[] = [];
    for (const [i, value] of input.entries()) {
      const result = validateAt(item, i, value, context);
      if (result._tag === 'Right') output.push(result.right);
      else if (onOdd === undefined) return result;
      else onOdd({ what: 'lost', errors: result.left });
    }
    return success(output);
  });

/** A decoder that tries several in turn. If all fail, the error is the one that got furthest into the input. */
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

/** A decoder that maps the result of another one. */
export const mapped = <A, B>(codec: t.Decoder<unknown, A>, f: (value: A) => B): t.Decoder<unknown, B> =>
  decoder(codec.name, (input, context) => {
    const result = codec.validate(input, context);
    return result._tag === 'Left' ? result : success(f(result.right));
  });

/** A decoder with a reader that reads most values, as the codec would, in a fraction of the time. */
export const quickly = <A>(
  codec: t.Decoder<unknown, A>,
  read: (input: unknown) => A | undefined,
): t.Decoder<unknown, A> =>
  decoder(codec.name, (input, context) => {
    const value = read(input);
    return value === undefined ? codec.validate(input, context) : success(value);
  });

/** A decoder of a field that may be missing or `null`. Both give the fallback. */
export const otherwise = <A, B>(codec: t.Decoder<unknown, A>, fallback: B): t.Decoder<unknown, A | B> =>
  decoder<A | B>(codec.name, (input, context) =>
    input === undefined || input === null ? success(fallback) : codec.validate(input, context),
  );

/** A decoder of the value that an object of the wire has under a key. */
export const property = <A>(key: string, codec: t.Decoder<unknown, A>): t.Decoder<unknown, A> =>
  mapped(
    record<{ readonly value: A }>(`an object with ${key}`, { value: [key, codec] }),
    ({ value }) => value,
  );

/** A decoder of an object with one of a few shapes, chosen by the text under a key. `name` describes the allowed texts. */
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
