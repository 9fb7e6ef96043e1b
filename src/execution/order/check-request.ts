import { left, right, type Either } from 'fp-ts/lib/Either.js';
import { compareDecimals, decimalOf, fromUnits, isPlainDecimal, scaleOf, toUnits } from '../../model/decimal';
import type { Instrument } from '../../model/instrument';
import {
  type DecimalInput,
  isConditional,
  type OrderRequest,
  positionSides,
  userOrderTypes,
} from '../../model/order';
import { sides } from '../../model/pair';
import type { Violation } from '../../model/order-transition';

/** A request that keeps every rule of its instrument. Its decimals are plain strings, never `1e-7`. */
export interface CheckedOrder extends OrderRequest {
  readonly amount?: string | undefined;
  readonly price?: string | undefined;
  readonly triggerPrice?: string | undefined;
}

export type Checked = Either<readonly Violation[], CheckedOrder>;

/**
 * Checks a request against the permanent rules of its instrument. Suspensions, which change from minute to minute, are
 * left to the venue: an old flag must not refuse an order that the venue would accept.
 */
export const checkRequest = (request: OrderRequest, instrument: Instrument): Checked => {
  const { pair, type, side, positionSide, postOnly } = request;
  const violations: Violation[] = [];
  const broken: Broken = (field, rule, actual, nearest = null) => {
    violations.push({ field, rule, actual, nearest });
  };
  for (const field of Object.keys(request))
    if (!fields.includes(field)) broken(field, 'nothing: the venue has no such field', 'something');
  checkWord(broken, 'type', type, userOrderTypes);
  checkWord(broken, 'side', side, sides);
  if (positionSide !== undefined) {
    checkWord(broken, 'positionSide', positionSide, positionSides);
    if (instrument.margin === null)
      broken('positionSide', `nothing: ${instrument.pair} has no margin trading`, positionSide);
  }
  if (postOnly === true && type !== 'limit')
    broken('postOnly', 'true for a limit order only', 'true', 'false');
  if (closesWhole(type)) checkCloses(broken, request);
  const amount = closesWhole(type) ? 'optional' : 'needed';
  const price = isPriced(type) ? 'needed' : 'refused';
  const triggerPrice = isConditional(type) ? 'needed' : 'refused';
  const priceRules: Range = { digits: instrument.priceDigits, min: null, max: null };
  // Each field is written out, so that all orders have one shape: with a spread, V8 made a new one for each order, and looked
  // up each field anew wherever the order was read.
  const checked: CheckedOrder = {
    pair,
    side,
    type,
    amount: checkDecimal(broken, 'amount', request.amount, amount, amountRules(request, instrument)),
    price: checkDecimal(broken, 'price', request.price, price, priceRules),
    triggerPrice: checkDecimal(broken, 'triggerPrice', request.triggerPrice, triggerPrice, priceRules),
    postOnly,
    positionSide,
  };
  return violations.length > 0 ? left(violations) : right(checked);
};

/** Notes a rule that the request breaks. */
type Broken = (field: string, rule: string, actual: string, nearest?: string | null) => void;

const fields: readonly string[] = [
  'pair',
  'side',
  'type',
  'amount',
  'price',
  'triggerPrice',
  'postOnly',
  'positionSide',
];

const isPriced = (type: string): boolean => type === 'limit' || type === 'stop_limit';

/** True for types that close a position and may leave the amount to the venue. */
const closesWhole = (type: string): boolean => type === 'take_profit' || type === 'stop_loss';

const checkCloses = (broken: Broken, { type, side, positionSide }: OrderRequest): void => {
  if (positionSide === undefined) {
    broken('positionSide', `long or short: a ${type} order closes a position`, 'nothing');
    return;
  }
  const closing = positionSide === 'long' ? 'sell' : 'buy';
  if (side !== closing)
    broken('side', `${closing}: a ${type} order closes a ${positionSide} position`, side, closing);
};

interface Range {
  readonly digits: number;
  readonly min: string | null;
  readonly max: string | null;
}

const amountRules = ({ type }: OrderRequest, instrument: Instrument): Range => ({
  digits: instrument.amountDigits,
  min: instrument.minAmount,
  max: isPriced(type) ? instrument.limitMaxAmount : instrument.marketMaxAmount,
});

/** Returns the plain decimal of an input, in its one spelling. */
const checkDecimal = (
  broken: Broken,
  field: 'amount' | 'price' | 'triggerPrice',
  input: DecimalInput | undefined,
  need: 'needed' | 'optional' | 'refused',
  range: Range,
): string | undefined => {
  if (input === undefined) {
    if (need === 'needed') broken(field, 'a value for this type of order', 'nothing');
    return undefined;
  }
  if (need === 'refused') {
    broken(field, 'nothing for this type of order', String(input));
    return undefined;
  }
  const plain = asPlainDecimal(input);
  if (plain === null) {
    broken(field, 'a decimal number', String(input));
    return undefined;
  }
  const shortest = withoutTrailingZeros(plain);
  const rule = brokenRule(input, plain, shortest, range);
  if (rule !== null) broken(field, rule, String(input), nearestIn(plain, range));
  return shortest;
};

const brokenRule = (
  input: DecimalInput,
  plain: string,
  shortest: string,
  { digits, min, max }: Range,
): string | null => {
  if (typeof input === 'string' && input !== plain) return 'a plain decimal';
  if (compareDecimals(shortest, '0') <= 0) return 'greater than zero';
  if (scaleOf(shortest) > digits) return `a multiple of ${fromUnits(1n, digits)}`;
  if (min !== null && compareDecimals(shortest, min) < 0) return `at least ${min}`;
  if (max !== null && compareDecimals(shortest, max) > 0) return `at most ${max}`;
  return null;
};

/** Returns the plain decimal of an input; `null` if it is not one. */
export const asPlainDecimal = (input: unknown): string | null => {
  if (typeof input === 'string' && isPlainDecimal(input)) return input;
  const value = typeof input === 'string' && input.trim() !== '' ? Number(input) : input;
  return typeof value === 'number' && Number.isFinite(value) ? decimalOf(value) : null;
};

const withoutTrailingZeros = (plain: string): string =>
  plain.endsWith('0') && plain.includes('.') ? plain.replace(/\.?0+$/, '') : plain;

/** Returns the valid value nearest to a decimal; the greater one if two are equally near. */
const nearestIn = (plain: string, { digits, min, max }: Range): string => {
  const scale = Math.max(digits, scaleOf(plain), scaleOf(min ?? '0'), scaleOf(max ?? '0'));
  const step = 10n ** BigInt(scale - digits);
  const value = toUnits(plain, scale);
  const rounded = value <= 0n ? 0n : ((2n * value + step) / (2n * step)) * step;
  const least = min === null ? step : ((toUnits(min, scale) + step - 1n) / step) * step;
  const most = max === null ? null : (toUnits(max, scale) / step) * step;
  const clamped = rounded < least ? least : most !== null && rounded > most ? most : rounded;
  return fromUnits(clamped / step, digits);
};

const checkWord = (broken: Broken, field: string, actual: string, expected: readonly string[]): void => {
  if (!expected.includes(actual)) broken(field, `one of ${expected.join(', ')}`, actual);
};
