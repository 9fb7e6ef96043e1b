import { isLeft, left, right, type Either } from 'fp-ts/lib/Either.js';
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
  const { type, side, positionSide, postOnly } = request;
  const needs = { amount: !closesWhole(type), price: isPriced(type), triggerPrice: isConditional(type) };
  const priceRules: Range = { digits: instrument.priceDigits, min: null, max: null };
  const amount = checkDecimal('amount', request.amount, needs.amount, true, amountRules(request, instrument));
  const price = checkDecimal('price', request.price, needs.price, needs.price, priceRules);
  const triggerPrice = checkDecimal(
    'triggerPrice',
    request.triggerPrice,
    needs.triggerPrice,
    needs.triggerPrice,
    priceRules,
  );
  const violations = [
    ...Object.keys(request)
      .filter((field) => !fields.includes(field))
      .map((field) => violation(field, 'left out: the venue does not have it', 'something', null)),
    ...oneOf('type', type, userOrderTypes),
    ...oneOf('side', side, sides),
    ...(positionSide === undefined ? [] : oneOf('positionSide', positionSide, positionSides)),
    ...(positionSide !== undefined && instrument.margin === null
      ? [violation('positionSide', `left out: ${instrument.pair} has no margin trading`, positionSide, null)]
      : []),
    ...(postOnly === true && type !== 'limit'
      ? [violation('postOnly', 'true for a limit order only', 'true', 'false')]
      : []),
    ...(closesWhole(type) ? checkCloses(request) : []),
    ...[amount, price, triggerPrice].flatMap((one) => (isLeft(one) ? one.left : [])),
  ];
  if (violations.length > 0) return left(violations);
  return right({
    ...request,
    amount: valueOf(amount),
    price: valueOf(price),
    triggerPrice: valueOf(triggerPrice),
  });
};

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

const checkCloses = ({ type, side, positionSide }: OrderRequest): readonly Violation[] => {
  if (positionSide === undefined)
    return [violation('positionSide', `given: a ${type} order closes a position`, 'nothing', null)];
  const closing = positionSide === 'long' ? 'sell' : 'buy';
  return side === closing
    ? []
    : [violation('side', `${closing}: a ${type} order closes a ${positionSide} position`, side, closing)];
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

type Field = 'amount' | 'price' | 'triggerPrice';
type CheckedDecimal = Either<readonly Violation[], string | undefined>;

const valueOf = (checked: CheckedDecimal): string | undefined =>
  isLeft(checked) ? undefined : checked.right;

const checkDecimal = (
  field: Field,
  input: DecimalInput | undefined,
  isNeeded: boolean,
  isAllowed: boolean,
  range: Range,
): CheckedDecimal => {
  const broken = (rule: string, nearest: string | null): CheckedDecimal =>
    left([violation(field, rule, input === undefined ? 'nothing' : String(input), nearest)]);
  if (input === undefined) return isNeeded ? broken('given for this type of order', null) : right(undefined);
  if (!isAllowed) return broken('left out for this type of order', null);
  const plain = asPlainDecimal(input);
  if (plain === null) return broken('a decimal number', null);
  const rule = brokenRule(input, plain, range);
  return rule === null ? right(withoutTrailingZeros(plain)) : broken(rule, nearestIn(plain, range));
};

const brokenRule = (input: DecimalInput, plain: string, { digits, min, max }: Range): string | null => {
  if (typeof input === 'string' && !isPlainDecimal(input)) return 'a plain decimal';
  if (compareDecimals(plain, '0') <= 0) return 'greater than zero';
  if (scaleOf(withoutTrailingZeros(plain)) > digits) return `a multiple of ${fromUnits(1n, digits)}`;
  if (min !== null && compareDecimals(plain, min) < 0) return `at least ${min}`;
  if (max !== null && compareDecimals(plain, max) > 0) return `at most ${max}`;
  return null;
};

/** Returns the plain decimal of an input; `null` if it is not one. */
export const asPlainDecimal = (input: unknown): string | null => {
  if (typeof input === 'string' && isPlainDecimal(input)) return input;
  const value = typeof input === 'string' && input.trim() !== '' ? Number(input) : input;
  return typeof value === 'number' && Number.isFinite(value) ? decimalOf(value) : null;
};

const withoutTrailingZeros = (plain: string): string =>
  plain.includes('.') ? plain.replace(/\.?0+$/, '') : plain;

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

const oneOf = (field: string, actual: string, expected: readonly string[]): readonly Violation[] =>
  expected.includes(actual) ? [] : [violation(field, `one of ${expected.join(', ')}`, actual, null)];

const violation = (field: string, rule: string, actual: string, nearest: string | null): Violation => ({
  field,
  rule,
  actual,
  nearest,
});
