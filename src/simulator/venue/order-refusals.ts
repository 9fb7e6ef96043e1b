import type { OrderType } from '../../model/order';
import { venueCode } from '../../model/venue-codes';
import type { Core } from './core';
import { closesPosition, opensPosition } from './live-order';
import { minAmountOf, offeredPrice } from './market-state';
import type { NewOrder } from './order';
import type { RefusalRow } from './refusal';
import type { AccountState, MarketState } from './state';
import { referencePrice } from './stops';
import { directionOf, isReached } from './triggers';
import type { Lots, Ticks } from './units';

/**
 * The reasons to refuse an order of the right form to any account. Every reason is a row, and the rows are checked from
 * top to bottom.
 */

/** An attempt to place an order. */
export interface Attempt {
  readonly core: Core;
  readonly account: AccountState;
  readonly market: MarketState;
  readonly order: NewOrder;
}

type Row = RefusalRow<Attempt>;

/**
 * The highest price in multiples of the last price. The venue documents codes but no bound, so that the factor is our
 * assumption.
 */
const highestPriceFactor = 100;

const needsPrice = (type: OrderType): boolean => type === 'limit' || type === 'stop_limit';
const needsTrigger = (type: OrderType): boolean =>
  type === 'stop' || type === 'stop_limit' || type === 'take_profit' || type === 'stop_loss';
/** True if an order of the type may close the whole position, without an amount. */
export const mayBeWhole = (type: OrderType): boolean => type === 'take_profit' || type === 'stop_loss';

/** Returns the price at which a market order may expect to trade. */
export const expectedPrice = (market: MarketState, { side, price, triggerPrice }: NewOrder): Ticks =>
  price ?? triggerPrice ?? offeredPrice(market, side) ?? market.lastPrice ?? 0;

// ---------------------------------------------------------------------------------------------- sense

const senseless: readonly Row[] = [
  {
    code: venueCode.invalidOrderType,
    why: 'The `type` is `losscut`, which only the venue places.',
    when: ({ order }) => order.type === 'losscut',
  },
  {
    code: venueCode.missingAmount,
    why: 'There is no `amount`, and the order is neither a `take_profit` nor a `stop_loss`.',
    when: ({ order }) => order.amount === null && !mayBeWhole(order.type),
  },
  {
    code: venueCode.invalidAmount,
    why: 'The `amount` is not above zero.',
    when: ({ order }) => order.amount !== null && order.amount <= 0n,
  },
  {
    code: venueCode.missingPrice,
    why: 'There is no `price`, and the order is a `limit` or a `stop_limit`.',
    when: ({ order }) => order.price === null && needsPrice(order.type),
  },
  {
    code: venueCode.missingTriggerPrice,
    why: 'There is no `trigger_price`, and the order waits for one.',
    when: ({ order }) => order.triggerPrice === null && needsTrigger(order.type),
  },
  {
    code: venueCode.postOnlyOfSuchType,
    why: 'The `post_only` is `true`, and the order is not a `limit`.',
    when: ({ order }) => order.postOnly && order.type !== 'limit',
  },
  {
    code: venueCode.noMarginTradingOfPair,
    why: 'There is a `position_side`, and the pair has no margin trading.',
    when: ({ order, market }) => order.positionSide !== null && market.rules.margin === null,
  },
  {
    code: venueCode.notClosing,
    why: 'A `take_profit` or a `stop_loss` would not close a margin position.',
    when: ({ order }) => mayBeWhole(order.type) && !closesPosition(order),
  },
  {
    code: venueCode.noOpeningByStop,
    why: 'An order that waits for a trigger would open a margin position.',
    when: ({ order }) => needsTrigger(order.type) && opensPosition(order),
  },
];

// ---------------------------------------------------------------------------------------------- suspension

const stopped = ({ market }: Attempt) => market.instrument.stopped;
const opens = (order: NewOrder, side: NewOrder['positionSide']): boolean =>
  order.positionSide === side && opensPosition(order);

const untimely: readonly Row[] = [
  {
    code: venueCode.tradingSuspended,
    why: 'The pair is in the state `HALT`.',
    when: ({ market }) => market.status === 'HALT',
  },
  {
    code: venueCode.pairOrdersAndCancelsSuspended,
    why: 'The pair takes neither orders nor cancels (`stop_order_and_cancel`).',
    when: (attempt) => stopped(attempt).orderAndCancel,
  },
  {
    code: venueCode.pairOrdersSuspended,
    why: 'The pair takes no orders (`stop_order`).',
    when: (attempt) => stopped(attempt).order,
  },
  {
    code: venueCode.ordersRestricted,
    why: 'The pair is not enabled (`is_enabled`).',
    when: ({ market }) => !market.instrument.enabled,
  },
  {
    code: venueCode.buyingRestricted,
    why: 'The pair takes no buys (`stop_buy_order`).',
    when: (attempt) => attempt.order.side === 'buy' && stopped(attempt).buy,
  },
  {
    code: venueCode.sellingRestricted,
    why: 'The pair takes no sells (`stop_sell_order`).',
    when: (attempt) => attempt.order.side === 'sell' && stopped(attempt).sell,
  },
  {
    code: venueCode.marketOrdersRestricted,
    why: 'The pair takes no market orders (`stop_market_order`).',
    when: (attempt) => attempt.order.type === 'market' && stopped(attempt).market,
  },
  {
    code: venueCode.stopRestricted,
    why: 'The pair takes no orders that go to market by a trigger (`stop_stop_order`).',
    when: (attempt) => {
      const { type } = attempt.order;
      return stopped(attempt).stop && needsTrigger(type) && type !== 'stop_limit';
    },
  },
  {
    code: venueCode.stopLimitRestricted,
    why: 'The pair takes no stop limit orders (`stop_stop_limit_order`).',
    when: (attempt) => attempt.order.type === 'stop_limit' && stopped(attempt).stopLimit,
  },
  {
    code: venueCode.longOpeningRestricted,
    why: 'The pair takes no orders that open a long (`stop_margin_long_order`).',
    when: (attempt) => opens(attempt.order, 'long') && stopped(attempt).marginLong,
  },
  {
    code: venueCode.shortOpeningRestricted,
    why: 'The pair takes no orders that open a short (`stop_margin_short_order`).',
    when: (attempt) => opens(attempt.order, 'short') && stopped(attempt).marginShort,
  },
];

// ---------------------------------------------------------------------------------------------- values

const isAbove = (amount: Lots | null, most: Lots): boolean => amount !== null && amount > most;
const isTooHigh = ({ lastPrice }: MarketState, price: Ticks | null): boolean =>
  price !== null && lastPrice !== null && price > lastPrice * highestPriceFactor;

const outOfBounds: readonly Row[] = [
  {
    code: venueCode.amountTooSmall,
    why: 'The amount is below the minimum of the pair (`unit_amount`).',
    when: ({ order: { amount }, market }) => amount !== null && amount < market.rules.minAmount,
  },
  {
    code: venueCode.amountBelowRaisedMinimum,
    why: 'The amount is below the minimum that a busy pair has for now (`min_amount` of `/spot/status`).',
    when: ({ order: { amount }, market }) => amount !== null && amount < minAmountOf(market),
  },
  {
    code: venueCode.marketBuyTooLarge,
    why: 'A buy that goes to market is larger than the pair allows (`market_max_amount`).',
    when: ({ order: { type, side, amount }, market }) =>
      side === 'buy' && !needsPrice(type) && isAbove(amount, market.rules.marketMaxAmount),
  },
  {
    code: venueCode.amountTooLarge,
    why: 'The amount is larger than the pair allows (`limit_max_amount`, at market `market_max_amount`).',
    when: ({ order: { type, amount }, market: { rules } }) =>
      isAbove(amount, needsPrice(type) ? rules.limitMaxAmount : rules.marketMaxAmount),
  },
  {
    code: venueCode.marketOrdersRestrictedInBreak,
    why: 'A market order comes in a circuit break.',
    when: ({ order, market }) => order.type === 'market' && market.breaker.mode !== 'NONE',
  },
  {
    code: venueCode.invalidPrice,
    why: 'The price has more digits than a price can have.',
    when: ({ order: { price } }) => price !== null && !Number.isSafeInteger(price),
  },
  {
    code: venueCode.priceTooLow,
    why: 'The price is not above zero.',
    when: ({ order: { price } }) => price !== null && price < 1,
  },
  {
    code: venueCode.priceTooHigh,
    why: 'The price is more than a hundred times the last price.',
    when: ({ order, market }) => isTooHigh(market, order.price),
  },
  {
    code: venueCode.priceBeyondBand,
    why: 'The price is outside the band of a circuit break.',
    when: ({ order: { price }, market: { breaker } }) =>
      price !== null &&
      ((breaker.upperLimit !== null && price > breaker.upperLimit) ||
        (breaker.lowerLimit !== null && price < breaker.lowerLimit)),
  },
  {
    code: venueCode.invalidTriggerPrice,
    why: 'The trigger price is not above zero, or has more digits than a price can have.',
    when: ({ order: { triggerPrice } }) =>
      triggerPrice !== null && (!Number.isSafeInteger(triggerPrice) || triggerPrice < 1),
  },
  {
    code: venueCode.triggerPriceTooHigh,
    why: 'The trigger price is more than a hundred times the last price.',
    when: ({ order, market }) => isTooHigh(market, order.triggerPrice),
  },
  {
    code: venueCode.triggersAtOnce,
    why: 'The trigger price is reached already.',
    when: ({ core, order, market }) => {
      if (order.triggerPrice === null) return false;
      const reference = referencePrice(core, market, order.side);
      return reference !== null && isReached(directionOf(order), order.triggerPrice, reference);
    },
  },
];

export const orderRefusals: readonly Row[] = [...senseless, ...untimely, ...outOfBounds];
