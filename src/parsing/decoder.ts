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

export const decoder = <A>(name: string, validate: t.Validate<unknown, A>): t.Decoder<unknown, A> => {
  const self: t.Decoder<unknown, A> = {
    name,
    validate,
    decode: (input) => validate(input, [{ key: '', type: self, actual: input }]),
  };
  return self;
};
