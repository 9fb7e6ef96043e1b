import type * as t from 'io-ts';
import { anything, list, mapped, row } from '../parsing/combinators';
import { oneOf } from '../parsing/primitives';

/** Writes a value as JSON, and reads it. */
export interface Codec<A> {
  readonly decoder: t.Decoder<unknown, A>;
  readonly encode: (value: A) => unknown;
}

/** A codec of values that JSON carries as they are. */
export const plain = <A>(decoder: t.Decoder<unknown, A>): Codec<A> => ({ decoder, encode: (value) => value });

export const mapOf = <K extends string | number, A>(
  key: t.Decoder<unknown, K>,
  item: t.Decoder<unknown, A>,
): Codec<ReadonlyMap<K, A>> => ({
  decoder: mapped(
    list('entries', row<{ readonly key: K; readonly value: A }>('a key and a value', { key, value: item })),
    (entries) => new Map(entries.map(({ key: k, value }) => [k, value])),
  ),
  encode: (map) => [...map],
});

export const nothingAsked: t.Decoder<unknown, undefined> = mapped(anything, () => undefined);

/** A codec of a word of the venue, which may be unknown. */
export const word = <const A extends string>(
  name: string,
  words: readonly A[],
): t.Decoder<unknown, A | 'unknown'> => oneOf<A | 'unknown'>(name, [...words, 'unknown']);
