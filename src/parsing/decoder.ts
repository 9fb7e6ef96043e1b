import type { Either } from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';

/**
 * Decoders as io-ts has them, made by hand: they go together with its codecs, and a page that reads market data needs
 * nothing else of it.
 */

export const success = <A>(right: A): Either<never, A> => ({ _tag: 'Right', right });

/** `message`: what came, in words, where it is not to be shown. */
export const failure = (value: unknown, context: t.Context, message?: string): t.Validation<never> => ({
  _tag: 'Left',
  left: [{ value, context, message } as t.ValidationError],
});

/** What could not be read of an input whose rest could; see `OddRow`. */
export interface Odd {
  readonly what: 'lost' | 'replaced' | 'lossy';
  readonly errors: t.Errors;
}

/** Hears of it. Where nobody does, one odd part costs the whole: nothing is left out in silence. */
export type Hear = (odd: Odd) => void;

/** The first entry of a context: who hears what is odd further in. */
interface Root extends t.ContextEntry {
  readonly hear?: Hear | undefined;
}

export const rootOf = (codec: t.Decoder<unknown, unknown>, input: unknown, hear?: Hear): t.Context => {
  const root: Root = { key: '', type: codec as Root['type'], actual: input, hear };
  return [root];
};

export const hearerOf = (context: t.Context): Hear | undefined => (context[0] as Root | undefined)?.hear;

export const decoder = <A>(name: string, validate: t.Validate<unknown, A>): t.Decoder<unknown, A> => {
  const self: t.Decoder<unknown, A> = {
    name,
    validate,
    decode: (input) => validate(input, [{ key: '', type: self, actual: input }]),
  };
  return self;
};
