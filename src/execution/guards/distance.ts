import {
  compareDecimals,
  fromUnits,
  multiplyDecimals,
  scaleOf,
  subtractDecimals,
  toUnits,
} from '../../model/decimal';
import type { Side } from '../../model/pair';
import type { Violation } from '../../model/order-transition';
import type { CheckedOrder } from '../order/check-request';
import { breach } from './breach';
import type { Distances, GuardConfig } from './config';
import type { MarketView } from './market';
import { lastPrice, levelsFor, bestOpposite } from './valuation';

/**
 * Checks how far an order reaches into the market, and how far away from it the order would rest. It compares the order's
 * price, or the last price that a market order reaches, with the best price. A trigger may be away on either side. The limit
 * of a stop-limit order is measured from its trigger, where the market will then be.
 */
export const checkDistance = (
  { maxDistance }: Pick<GuardConfig, 'maxDistance'>,
  order: CheckedOrder,
  market: MarketView,
): readonly Violation[] => {
  if (maxDistance === null) return [];
  const { side, type, amount = '0', price, triggerPrice } = order;
  const best = bestOpposite(side, market);
  if (best === null) return [breach('maxDistance', 'a best price to measure from', 'not known')];
  if (type === 'market') {
    const last = lastPrice(levelsFor(side, market), amount);
    return last === null
      ? [breach('maxDistance', `levels for ${amount}`, 'fewer are known')]
      : measure(maxDistance, side, last, best);
  }
  if (triggerPrice === undefined) return price === undefined ? [] : measure(maxDistance, side, price, best);
  const { away } = maxDistance;
  return [
    ...measure({ through: away, away }, side, triggerPrice, best),
    ...(price === undefined ? [] : measure(maxDistance, side, price, triggerPrice)),
  ];
};

const measure = (
  { through, away }: Distances,
  side: Side,
  price: string,
  from: string,
): readonly Violation[] => {
  const above = subtractDecimals(price, from);
  const into = side === 'buy' ? above : subtractDecimals(from, price);
  const isThrough = compareDecimals(into, '0') > 0;
  const limit = isThrough ? through : away;
  const distance = into.replace('-', '');
  if (limit === null || compareDecimals(distance, multiplyDecimals(limit, from)) <= 0) return [];
  const rule = `at most ${limit} ${isThrough ? 'through' : 'away from'} ${from}`;
  return [breach('maxDistance', rule, fraction(distance, from))];
};

const places = 6;

/** The fraction `part / whole`, rounded up, so that a value beyond a limit never reads as the limit. */
const fraction = (part: string, whole: string): string => {
  const scale = Math.max(scaleOf(part), scaleOf(whole));
  const divisor = toUnits(whole, scale);
  return fromUnits((toUnits(part, scale + places) + divisor - 1n) / divisor, places);
};
