import type * as t from 'io-ts';
import { configError } from '../model/errors';
import { unknownOption } from '../model/unknown-option';
import { isObject, never, record, validateAt, type Fields } from '../parsing/combinators';
import { decode } from '../parsing/decode';
import { decoder } from '../parsing/decoder';

/**
 * Options of clients, guards and simulator. They are records like those of the wire, with the names that users write. They
 * have one more rule: an unknown name is refused.
 */

/** Options after defaults were filled in. */
export type WithDefaults<A> = { readonly [K in keyof A]-?: Exclude<A[K], undefined> };

/** A codec of an object of options. The codec of an optional member accepts `undefined`, or gives a default for it. */
export const optionsOf = <A>(codecs: Fields<A>): t.Decoder<unknown, A> => {
  const known = Object.keys(codecs);
  const Known = record<A>('an object of options', codecs, (name) => name);
  return decoder(Known.name, (input, context) => {
    const unknown = isObject(input) ? unknownOption(known, input) : null;
    return unknown === null
      ? Known.validate(input, context)
      : validateAt(never(unknown.expected, unknown.actual), unknown.name, undefined, context);
  });
};

/**
 * Checks options and fills in their defaults. Throws a `ConfigError` that names the first wrong option, what was expected and
 * what came. `stray` holds arguments after the options, which are refused. `at` is a prefix for names in the error.
 */
export const resolveOptions = <A>(
  codec: t.Decoder<unknown, A>,
  input: unknown,
  stray: readonly unknown[] = [],
  at = '',
): A => {
  if (stray.length > 0) throw configError('arguments', codec.name, `${stray.length} more`);
  const result = decode(codec, input, at);
  if (result._tag === 'Right') return result.right;
  const { path, expected, actual } = result.left;
  throw configError(path.replaceAll('/', '.') || 'options', expected, actual);
};
