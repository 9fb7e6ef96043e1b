import type * as t from 'io-ts';
import { compareDecimals } from '../../model/decimal';
import { having, integer, withDefault } from '../../options/codecs';
import { optionsOf } from '../../options/options';
import { dictionary, firstOf, mapped, never, validateAt } from '../../parsing/combinators';
import { decoder } from '../../parsing/decoder';
import { scalar } from '../../parsing/primitives';
import { asPlainDecimal } from '../order/check-request';
import type { GuardMarket } from './options';

const Market = having<GuardMarket>('an object with book$ and tradable$, as a DataClient', [
  'book$',
  'tradable$',
]);

const Amount = scalar('a decimal, zero or more', (input) => {
  const plain = asPlainDecimal(input);
  return plain !== null && compareDecimals(plain, '0') >= 0 ? plain : undefined;
});

/** The limits by quote currency. */
export type Limits = ReadonlyMap<string, string>;

const QuoteLimits = firstOf<Limits>('a decimal, zero or more, or one by quote currency', [
  mapped(Amount, (limit) => new Map([['jpy', limit]])),
  mapped(dictionary('limits by quote currency', Amount), (limits) => new Map(Object.entries(limits))),
]);

/** Limits of distance as fractions; `null` for no limit. */
export interface Distances {
  readonly through: string | null;
  readonly away: string | null;
}

const orNull = <A>(codec: t.Decoder<unknown, A>): t.Decoder<unknown, A | null> => withDefault(codec, null);

const DistanceLimits = firstOf<Distances>('a decimal, zero or more, or { through, away }', [
  mapped(Amount, (limit) => ({ through: limit, away: limit })),
  optionsOf<Distances>({ through: orNull(Amount), away: orNull(Amount) }),
]);

/** The limits of `GuardOptions`, which describes each. `null` means no limit. */
export interface GuardConfig {
  readonly market: GuardMarket | null;
  readonly maxOpenOrders: number | null;
  readonly maxNotional: Limits | null;
  readonly maxTotalNotional: Limits | null;
  readonly maxDistance: Distances | null;
  readonly maxOrdersPerSecond: number | null;
  readonly maxBookAge: number | null;
}

const Count = integer(1, 1_000);

const GuardLimits = optionsOf<GuardConfig>({
  market: orNull(Market),
  maxOpenOrders: orNull(Count),
  maxNotional: orNull(QuoteLimits),
  maxTotalNotional: orNull(QuoteLimits),
  maxDistance: orNull(DistanceLimits),
  maxOrdersPerSecond: orNull(Count),
  maxBookAge: orNull(integer(1, 600_000)),
});

/** A codec of the limits of `GuardOptions`. Limits that are left out do not apply. */
export const GuardConfig = decoder<GuardConfig>(GuardLimits.name, (input, context) => {
  const limits = GuardLimits.validate(input === undefined ? {} : input, context);
  // `isLeft` is not used, because remote trading shares these codecs, and a page would load fp-ts with them.
  if (limits._tag === 'Left' || limits.right.market !== null) return limits;
  const needy = (['maxDistance', 'maxBookAge'] as const).find((name) => limits.right[name] !== null);
  return needy === undefined
    ? limits
    : validateAt(never(`given: ${needy} needs it`), 'market', undefined, context);
});
