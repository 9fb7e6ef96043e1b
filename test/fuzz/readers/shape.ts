import type { Draw } from '../draw';

/**
 * The form of a venue's value, written as plainly as possible and apart from `src/parsing`. It makes a valid value, and
 * reads any value. The library is compared with it.
 */
export interface Shape<A = unknown> {
  readonly sample: (draw: Draw) => unknown;
  /** Reads a value; `refused` if it does not have the form. */
  readonly read: (input: unknown) => A | typeof refused;
}

export const refused = Symbol('refused');

const shape = <A>(sample: Shape<A>['sample'], read: Shape<A>['read']): Shape<A> => ({ sample, read });

/** Makes a shape of values that are read unchanged. */
const plain = <A>(sample: (draw: Draw) => A, is: (input: unknown) => boolean): Shape<A> =>
  shape(sample, (input) => (is(input) ? (input as A) : refused));

// ---------------------------------------------------------------------------------------------- decimals

const decimalPattern = /^(0|[1-9][0-9]*)(\.[0-9]+)?$/;

/** A number of digits that no amount of money has. */
const mostDigits = 100;

const isDecimal = (input: unknown): input is string =>
  typeof input === 'string' && input.length <= mostDigits && decimalPattern.test(input);

const isSignedDecimal = (input: unknown): input is string =>
  typeof input === 'string' && isDecimal(input.startsWith('-') ? input.slice(1) : input);

/** Returns the digits of a number and the place of its point, so that two spellings of the same number are equal. */
const significant = (text: string): string => {
  const [mantissa = '', exponent = '0'] = text.split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  let digits = whole + fraction;
  let scale = fraction.length - Number(exponent);
  let from = 0;
  while (digits[from] === '0') from += 1;
  digits = digits.slice(from);
  while (digits.endsWith('0')) {
    digits = digits.slice(0, -1);
    scale -= 1;
  }
  return digits === '' ? '0' : `${digits}e${-scale}`;
};

/** True if a number stands for exactly the written decimal. */
const isCarried = (text: string): boolean => significant(text) === significant(String(Number(text)));

const sampleDecimal = (draw: Draw): string => {
  const whole = draw.below(10 ** draw.between(1, 8));
  const places = draw.pick([0, 0, 2, 4, 8]);
  return places === 0 ? `${whole}` : `${whole}.${String(draw.below(10 ** places)).padStart(places, '0')}`;
};

/** A price or an amount to compute with. */
export const decimal: Shape<number> = shape(sampleDecimal, (input) =>
  isDecimal(input) && isCarried(input) ? Number(input) : refused,
);

/** A total; `null` if a number can't hold it. */
export const total: Shape<number | null> = shape(sampleDecimal, (input) =>
  isDecimal(input) ? (isCarried(input) ? Number(input) : null) : refused,
);

/** A decimal of accounts. */
export const money: Shape<string> = plain(
  (draw) => (draw.chance(0.1) ? '-' : '') + sampleDecimal(draw),
  isSignedDecimal,
);

/** Writes a number without an exponent. */
const expanded = (value: number): string => {
  const text = String(Math.abs(value));
  const sign = value < 0 ? '-' : '';
  const [mantissa = '', exponent = '0'] = text.split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const shift = Number(exponent);
  if (shift >= 0)
    return (
      `${sign}${whole}${fraction.padEnd(shift, '0')}` +
      (fraction.length > shift ? '.' + fraction.slice(shift) : '')
    );
  return `${sign}0.${'0'.repeat(-shift - whole.length)}${whole}${fraction}`;
};

/** The same, or a number that stands for it. */
export const moneyOrNumber: Shape<string> = shape(
  (draw) => (draw.chance(0.5) ? sampleDecimal(draw) : Number(sampleDecimal(draw))),
  (input) =>
    money.read(
      typeof input === 'number' && Number.isFinite(input) && !String(input).includes('e')
        ? String(input)
        : typeof input === 'number'
          ? expanded(input)
          : input,
    ),
);

// ---------------------------------------------------------------------------------------------- other scalars

const isCount = (input: unknown): boolean => Number.isSafeInteger(input) && (input as number) >= 0;

export const timestamp: Shape<number> = plain(
  (draw) => 1_790_000_000_000 + draw.below(draw.chance(0.02) ? 1_000_000_000 : 600_000),
  (input) => isCount(input) && (input as number) < 100_000_000_000_000,
);
export const id: Shape<number> = plain((draw) => draw.between(1, 10 ** draw.between(1, 11)), isCount);
export const integer: Shape<number> = plain(
  (draw) => draw.below(9),
  (input) => Number.isInteger(input),
);
export const digits: Shape<number> = plain(
  (draw) => draw.below(9),
  (input) => isCount(input) && (input as number) <= 20,
);
export const flag: Shape<boolean> = plain(
  (draw) => draw.chance(0.5),
  (input) => input === true || input === false,
);

export const sequence: Shape<number> = shape(
  (draw) => (draw.chance(0.9) ? `${34_423_855_352 + draw.below(1_000_000)}` : draw.below(1_000_000)),
  (input) => {
    const value = typeof input === 'string' && /^(0|[1-9][0-9]*)$/.test(input) ? Number(input) : input;
    return isCount(value) ? (value as number) : refused;
  },
);

const isText = (input: unknown): boolean => typeof input === 'string';

export const text = (...samples: readonly string[]): Shape<string> =>
  plain((draw) => draw.pick(samples), isText);
export const someText = (...samples: readonly string[]): Shape<string> =>
  plain(
    (draw) => draw.pick(samples),
    (input) => isText(input) && input !== '',
  );

/** A text, or a number as a text. */
export const label: Shape<string> = shape(
  (draw) => (draw.chance(0.5) ? `${draw.below(1_000)}` : draw.below(1_000)),
  (input) => (typeof input === 'string' ? input : typeof input === 'number' ? String(input) : refused),
);

export const oneOf = <const A extends string>(...values: readonly A[]): Shape<A> =>
  plain(
    (draw) => draw.pick(values),
    (input) => (values as readonly unknown[]).includes(input),
  );

export const anything: Shape = plain(
  (draw) => draw.below(10),
  () => true,
);

// ---------------------------------------------------------------------------------------------- made of others

/** Reads `otherwise` for a missing or `null` value. Samples leave it out as often. */
export const optional = <A, B>({ sample, read }: Shape<A>, otherwise: B): Shape<A | B> =>
  shape<A | B>(
    (draw) => draw.pick([() => undefined, () => null, () => sample(draw), () => sample(draw)])(),
    (input) => (input === undefined || input === null ? otherwise : read(input)),
  );

export const list = <A>({ sample, read }: Shape<A>, most = 4): Shape<readonly A[]> =>
  shape<readonly A[]>(
    (draw) => Array.from({ length: draw.below(most + 1) }, () => sample(draw)),
    (input) => {
      if (!Array.isArray(input)) return refused;
      const items: A[] = [];
      for (const one of input as unknown[]) {
        const item = read(one);
        if (item === refused) return refused;
        items.push(item);
      }
      return items;
    },
  );

/** An array of rows. A refused row is left out. */
export const rows = <A>({ sample, read }: Shape<A>, most = 4): Shape<readonly A[]> =>
  shape<readonly A[]>(list({ sample, read }, most).sample, (input) =>
    Array.isArray(input)
      ? (input as unknown[]).flatMap((one) => {
          const item = read(one);
          return item === refused ? [] : [item];
        })
      : refused,
  );

/** Replaces an unreadable value by another. */
export const orElse = <A, B>({ sample, read }: Shape<A>, standIn: B): Shape<A | B> =>
  shape<A | B>(sample, (input) => {
    const value = read(input);
    return value === refused ? standIn : value;
  });

/** One of a few words, or a newer one. */
export const word = <const A extends string>(...values: readonly A[]): Shape<A | 'unknown'> =>
  orElse(oneOf(...values), 'unknown');

/** An array of fixed length. */
export const tuple = (...shapes: readonly Shape[]): Shape<readonly unknown[]> =>
  shape<readonly unknown[]>(
    (draw) => shapes.map(({ sample }) => sample(draw)),
    (input) => {
      if (!Array.isArray(input) || input.length !== shapes.length) return refused;
      const values = shapes.map(({ read }, i) => read((input as unknown[])[i]));
      return values.includes(refused) ? refused : values;
    },
  );

export type Row = Readonly<Record<string, unknown>>;

export const isObject = (input: unknown): input is Row =>
  typeof input === 'object' && input !== null && !Array.isArray(input);

/** Reads an object's own property, whatever its prototype has. */
export const own = (input: Row, key: string): unknown => (Object.hasOwn(input, key) ? input[key] : undefined);

/** Describes an unreadable value in a word. */
const said = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return /:\S*@/.test(value) ? 'something else' : value.slice(0, 80);
  if (Array.isArray(value)) return `an array of ${value.length}`;
  return typeof value === 'object' && value !== null ? 'an object' : `${value as number | boolean | null}`;
};

/**
 * An object: its names, each with its key (the last one present counts) and its shape. A refused field is replaced by
 * its stand-in, if it has one, and `odd` describes the value.
 */
export const record = (
  fields: Readonly<Record<string, readonly [key: string | readonly string[], shape: Shape]>>,
  standIns: Row = {},
): Shape<Row> =>
  shape<Row>(
    (draw) => {
      const sample: Record<string, unknown> = {};
      for (const [keys, { sample: draws }] of Object.values(fields)) {
        const value = draws(draw);
        if (value !== undefined) sample[typeof keys === 'string' ? keys : draw.pick(keys)] = value;
      }
      return sample;
    },
    (input) => {
      if (!isObject(input)) return refused;
      const output: Record<string, unknown> = {};
      const odd: Record<string, string> = {};
      for (const [name, [keys, { read }]] of Object.entries(fields)) {
        const spellings = typeof keys === 'string' ? [keys] : keys;
        const present = Object.keys(input)
          .filter((key) => spellings.includes(key))
          .at(-1);
        const found = present === undefined ? undefined : input[present];
        const value = read(found);
        if (value === refused && !Object.hasOwn(standIns, name)) return refused;
        output[name] = value === refused ? standIns[name] : value;
        if (value === refused) odd[name] = said(found);
      }
      return Object.keys(odd).length === 0 ? output : { ...output, odd };
    },
  );

export const mapped = <A, B>({ sample, read }: Shape<A>, f: (value: A) => B): Shape<B> =>
  shape(sample, (input) => {
    const value = read(input);
    return value === refused ? refused : f(value);
  });
