import type { Either } from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { compareDecimals } from '../../model/decimal';
import { configError, type ConfigError } from '../../model/errors';
import { decode } from '../../parsing/decode';
import { field, integer, orNull } from '../option-codecs';
import { asPlainDecimal } from '../order/check-request';
import type { GuardMarket, GuardOptions } from './options';

const isRecord = (input: unknown): input is Readonly<Record<string, unknown>> =>
  typeof input === 'object' && input !== null && !Array.isArray(input);

const isMarket = (input: unknown): input is GuardMarket =>
  isRecord(input) && typeof input.book$ === 'function' && typeof input.tradable$ === 'function';

const Market = field('an object with book$ and tradable$, as a DataClient', (input) =>
  isMarket(input) ? input : undefined,
);

/** The plain decimal, if it is at least zero; `undefined` otherwise. */
const amountOf = (input: unknown): string | undefined => {
  const plain = asPlainDecimal(input);
  return plain !== null && compareDecimals(plain, '0') >= 0 ? plain : undefined;
};

/** A limit by quote currency. */
export type Limits = ReadonlyMap<string, string>;

const QuoteLimits = field<Limits>('a decimal, zero or more, or one by quote currency', (input) => {
  const limits = new Map<string, string>();
  for (const [asset, value] of Object.entries(isRecord(input) ? input : { jpy: input })) {
    const limit = amountOf(value);
    if (limit === undefined) return undefined;
    limits.set(asset, limit);
  }
  return limits;
});

/** Fractions; `null`: not limited. */
export interface Distances {
  readonly through: string | null;
  readonly away: string | null;
}

const DistanceLimits = field<Distances>('a decimal, zero or more, or { through, away }', (input) => {
  const { through, away, ...others } = isRecord(input) ? input : { through: input, away: input };
  const limits = [through, away].map((limit) => (limit === undefined ? null : amountOf(limit)));
  const [right, left] = limits;
  return right === undefined || left === undefined || Object.keys(others).length > 0
    ? undefined
    : { through: right, away: left };
});

const Count = integer(1, 1_000);

/** `null`: not limited; each is described at `GuardOptions`. */
const GuardConfig = t.type(
  {
    market: orNull(Market),
    maxOpenOrders: orNull(Count),
    maxNotional: orNull(QuoteLimits),
    maxTotalNotional: orNull(QuoteLimits),
    maxDistance: orNull(DistanceLimits),
    maxOrdersPerSecond: orNull(Count),
    maxBookAge: orNull(integer(1, 600_000)),
  },
  'an object of limits',
);

export type GuardConfig = Readonly<t.TypeOf<typeof GuardConfig>>;

const failure = (field: string, expected: string, actual: string): Either<ConfigError, never> => ({
  _tag: 'Left',
  left: configError(field === '' ? 'guards' : `guards.${field}`, expected, actual),
});

/** Checks the limits. A name that is none is refused: a limit that is misspelt would guard nothing. */
export const readGuards = (options: GuardOptions = {}): Either<ConfigError, GuardConfig> => {
  const config = decode(GuardConfig, options);
  if (config._tag === 'Left') return failure(config.left.path, config.left.expected, config.left.actual);
  const known = Object.keys(GuardConfig.props);
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown !== undefined) return failure(unknown, `one of ${known.join(', ')}`, 'an unknown limit');
  const needsMarket = (['maxDistance', 'maxBookAge'] as const).find((name) => config.right[name] !== null);
  return needsMarket !== undefined && config.right.market === null
    ? failure('market', `given: ${needsMarket} needs it`, 'nothing')
    : config;
};
