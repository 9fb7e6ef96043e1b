import type * as t from 'io-ts';
import { configError } from '../model/errors';
import { isObject, never, record, validateAt, type Fields } from '../parsing/combinators';
import { decode } from '../parsing/decode';
import { decoder } from '../parsing/decoder';

/**
 * Options of clients, guards and simulator. They are records like those of the wire, with the names that users write, and
 * with one rule more: a name that nobody knows is refused, because a misspelt option would do nothing, in silence.
 */

/** Options of which each has its value, given or default. */
export type Settled<A> = { readonly [K in keyof A]-?: Exclude<A[K], undefined> };

/** An object of options. One that may be left out has a codec that gives `undefined` then, or a default. */
export const optionsOf = <A>(codecs: Fields<A>): t.Decoder<unknown, A> => {
  const known = Object.keys(codecs);
  const Known = record<A>('an object of options', codecs, (name) => name);
  return decoder(Known.name, (input, context) => {
    const unknown = isObject(input) ? Object.keys(input).find((key) => !known.includes(key)) : undefined;
    return unknown === undefined
      ? Known.validate(input, context)
      : validateAt(never(`one of ${known.join(', ')}`, 'an unknown option'), unknown, undefined, context);
  });
};

/**
 * What options come to, with their defaults. Throws a `ConfigError` that names the first wrong one, what was expected and
 * what came. `stray`: arguments beside them. `at` names them in the error, where they are not the options of a call.
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
