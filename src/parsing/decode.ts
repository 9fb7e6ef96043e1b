import type * as t from 'io-ts';
import type { Either } from 'fp-ts/lib/Either.js';
import { decodeError, type DecodeError } from '../model/errors';
import type { OddRow } from '../model/odd-row';
import { withoutPasswords } from '../model/without-passwords';
import { rootOf, success, type Odd } from './decoder';

/** The result of a decoder: the typed value, or the first error of the input. */
export type Decoded<A> = Either<DecodeError, A>;

export const failed = (left: DecodeError): Decoded<never> => ({ _tag: 'Left', left });

export const mapDecoded = <A, B>(either: Decoded<A>, f: (value: A) => B): Decoded<B> =>
  either._tag === 'Right' ? success(f(either.right)) : either;

/** Copies the beginning of a text. A plain slice would keep the whole large text in memory. */
export const beginningOf = (text: string): string => Array.from(text.slice(0, 80)).join('');

/** True if the text may contain `user:password@host`. A pattern would search for the end again at each of many colons. */
const mayHoldPassword = (text: string): boolean => {
  const colon = text.indexOf(':');
  return colon >= 0 && text.includes('@', colon);
};

/** Describes a value in words, shortened. */
export const describe = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string')
    return mayHoldPassword(value) ? 'something else' : JSON.stringify(withoutPasswords(value).slice(0, 80));
  // A template literal throws for a symbol.
  if (typeof value === 'symbol') return 'a symbol';
  if (typeof value === 'function') return 'a function';
  if (Array.isArray(value)) return `an array of ${value.length}`;
  return Object(value) === value ? 'an object' : `${value as number | boolean | null}`;
};

/** Returns a word of the wire as it was received, shortened. */
export const wordOf = (value: unknown): string =>
  typeof value === 'string' && !mayHoldPassword(value) ? value.slice(0, 80) : describe(value);

/** Chooses the failure that got further into the input, because it says more. */
const deeper = (a: t.ValidationError, b: t.ValidationError): t.ValidationError =>
  b.context.length > a.context.length ? b : a;

const pathOf = (context: t.Context, at: string): string =>
  [...(at === '' ? [] : [at]), ...context.slice(1).map(({ key }) => key)].join('/');

/** The keys by which the wire names its rows. */
const nameKeys = ['pair', 'name', 'asset', 'order_id', 'trade_id', 'transaction_id', 'uuid'];

/** The name of the innermost row around a value, if that row has a name. */
const rowNameOf = (context: t.Context): string => {
  for (const { actual } of [...context].reverse()) {
    if (typeof actual !== 'object' || actual === null || Array.isArray(actual)) continue;
    const named = nameKeys.flatMap((key) => {
      const value = (actual as Readonly<Record<string, unknown>>)[key];
      return typeof value === 'string' || typeof value === 'number' ? [`${key}=${wordOf(value)}`] : [];
    });
    if (named.length > 0) return named.join(' ');
  }
  return '';
};

const oddRowOf = ({ what, errors }: Odd, at: string): OddRow => {
  const { context, message } = errors.reduce(deeper);
  const entry = context.at(-1) as t.ContextEntry & { readonly field?: string };
  return {
    what,
    row: rowNameOf(context),
    field: entry.field ?? entry.key,
    path: pathOf(context, at),
    expected: entry.type.name,
    actual: message ?? describe(entry.actual),
  };
};

/** A listener for odd rows. */
export type OnOddRow = (odd: OddRow) => void;

/**
 * Decodes a value; never throws. Where the received value must not be shown, the failure's message describes it instead. `at`
 * is the place of the value in its message. `onOdd` is called with odd rows and fields; without it, an odd row fails the whole.
 */
export const decode = <A>(
  codec: t.Decoder<unknown, A>,
  input: unknown,
  at = '',
  onOdd?: OnOddRow,
): Decoded<A> => {
  const result = codec.validate(input, rootOf(codec, input, onOdd && ((odd) => onOdd(oddRowOf(odd, at)))));
  if (result._tag === 'Right') return result;
  const { context, message } = result.left.reduce(deeper);
  const { type, actual } = context.at(-1) as t.ContextEntry;
  return failed(decodeError(pathOf(context, at), type.name, message ?? describe(actual)));
};

const withoutPrototype = (key: string, value: unknown): unknown => (key === '__proto__' ? undefined : value);

/**
 * Parses JSON without `__proto__` keys. io-ts copies by assignment, which would turn such a key into a prototype with
 * unchecked fields.
 */
const parseJson = (text: string): unknown =>
  text.includes('__proto__') || text.includes('\\u') ? JSON.parse(text, withoutPrototype) : JSON.parse(text);

/** Decodes a JSON text; never throws. */
export const decodeJson = <A>(codec: t.Decoder<unknown, A>, text: string, at = ''): Decoded<A> => {
  let input: unknown;
  try {
    input = parseJson(text);
  } catch {
    return failed(decodeError(at, 'JSON', describe(text)));
  }
  return decode(codec, input, at);
};
