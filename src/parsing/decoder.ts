import type { Either } from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';

/**
 * Decoders with the shape of io-ts's, made by hand. They work together with its codecs, so that a page that reads market
 * data need not load the rest of io-ts.
 */

export const success = <A>(right: A): Either<never, A> => ({ _tag: 'Right', right });

/** Makes a failure. `message` describes the received value where it must not be shown. */
export const failure = (value: unknown, context: t.Context, message?: string): t.Validation<never> => ({
  _tag: 'Left',
  left: [{ value, context, message } as t.ValidationError],
});

/** A part of an input that could not be read while the rest could; see `OddRow`. */
export interface Odd {
  readonly what: 'lost' | 'replaced' | 'lossy';
  readonly errors: t.Errors;
}

/** A listener for odd parts. Without a listener, one odd part fails the whole, so that nothing is left out silently. */
export type OnOdd = (odd: Odd) => void;

/** The first entry of a context, with the listener for odd parts below it. */
interface Root extends t.ContextEntry {
  readonly onOdd?: OnOdd | undefined;
}

export const rootOf = (codec: t.Decoder<unknown, unknown>, input: unknown, onOdd?: OnOdd): t.Context => {
  const root: Root = { key: '', type: codec as Root['type'], actual: input, onOdd };
  return [root];
};

export const onOddOf = (context: t.Context): OnOdd | undefined => (context[0] as Root | undefined)?.onOdd;

export const decoder = <A>(name: string, validate: t.Validate<unknown, A>): t.Decoder<unknown, A> => {
  const self: t.Decoder<unknown, A> = {
    name,
    validate,
    decode: (input) => validate(input, [{ key: '', type: self, actual: input }]),
  };
  return self;
};
