import * as t from 'io-ts';

/** A codec of an option: what `parse` makes of the input, `undefined` where it is wrong. Its name says what is expected. */
export const field = <A>(name: string, parse: (input: unknown) => A | undefined): t.Type<A> =>
  new t.Type<A>(
    name,
    (input): input is A => parse(input) !== undefined,
    (input, context) => {
      const value = parse(input);
      return value === undefined ? t.failure(input, context) : t.success(value);
    },
    t.identity,
  );

export const withDefault = <A>(codec: t.Type<A>, value: A): t.Type<A> =>
  field(codec.name, (input) => {
    if (input === undefined) return value;
    const result = codec.decode(input);
    return result._tag === 'Right' ? result.right : undefined;
  });

/** `null` where it is left out. */
export const orNull = <A>(codec: t.Type<A>): t.Type<A | null> =>
  withDefault<A | null>(codec as t.Type<A | null>, null);

/** A text of digits is taken, too. */
export const integer = (min: number, max: number): t.Type<number> =>
  field(`an integer from ${min} to ${max}`, (input) => {
    const value = typeof input === 'string' && /^\d+$/.test(input) ? Number(input) : input;
    return Number.isInteger(value) && (value as number) >= min && (value as number) <= max
      ? (value as number)
      : undefined;
  });
