import {
  averagePrice,
  type AssetUnits,
  type FineUnits,
  type VenueFill,
  formatAmount,
  formatFine,
  formatPrice,
  opensPosition,
  type VenueOrder,
} from '../venue/index';
import { present, type Rules } from './rules';

const orderFigures = (rules: Rules, order: VenueOrder) => {
  const instrument = rules.instrument(order.pair);
  const amount = (lots: bigint | null) => (lots === null ? null : formatAmount(instrument, lots));
  const price = (ticks: number | null) => (ticks === null ? null : formatPrice(instrument, ticks));
  return {
    start_amount: amount(order.startAmount),
    remaining_amount: amount(order.remainingAmount),
    executed_amount: formatAmount(instrument, order.executedAmount),
    average_price: averagePrice(instrument, order.executedNotional, order.executedAmount),
    price: price(order.price),
    trigger_price: price(order.triggerPrice),
  };
};

/** Writes an order as in REST. */
export const orderJson = (rules: Rules, order: VenueOrder) => {
  const { start_amount, remaining_amount, executed_amount, average_price, price, trigger_price } =
    orderFigures(rules, order);
  return {
    order_id: order.orderId,
    pair: order.pair,
    side: order.side,
    ...present({ position_side: order.positionSide }),
    type: order.type,
    start_amount,
    remaining_amount,
    executed_amount,
    ...present({ price, post_only: order.postOnly }),
    user_cancelable: order.userCancelable,
    average_price,
    ordered_at: order.orderedAt,
    expire_at: order.expireAt,
    ...present({
      canceled_at: order.canceledAt,
      executed_at: order.executedAt,
      triggered_at: order.triggeredAt,
      trigger_price,
    }),
    status: order.status,
  };
};

/** Writes an order as in `spot_order_new` and `spot_order`. */
export const orderMessage = (rules: Rules, order: VenueOrder) => {
  const { price, trigger_price, ...figures } = orderFigures(rules, order);
  const hasMoved = order.triggeredAt !== null || order.executedAmount > 0n;
  return {
    average_price: figures.average_price,
    ...present({ canceled_at: order.canceledAt }),
    executed_amount: figures.executed_amount,
    ...present({ executed_at: order.executedAt }),
    expire_at: order.expireAt,
    order_id: order.orderId,
    ordered_at: order.orderedAt,
    pair: order.pair,
    ...present({ price, trigger_price }),
    remaining_amount: figures.remaining_amount,
    position_side: order.positionSide,
    side: order.side,
    start_amount: figures.start_amount,
    status: order.status,
    type: order.type,
    ...present({ triggered_at: order.triggeredAt, post_only: order.postOnly }),
    user_cancelable: order.userCancelable,
    ...present({ is_just_triggered: hasMoved ? order.justTriggered : null }),
  };
};

const fillFigures = (rules: Rules, fill: VenueFill) => {
  const instrument = rules.instrument(fill.pair);
  const quote = (units: AssetUnits | null) =>
    units === null ? null : rules.money(instrument.quoteAsset, units);
  const fine = (units: FineUnits | null) => (units === null ? null : formatFine(units));
  return {
    amount: formatAmount(instrument, fill.amount),
    price: formatPrice(instrument, fill.price),
    fee_amount_base: rules.money(instrument.baseAsset, fill.feeBase),
    fee_amount_quote: quote(fill.feeQuote),
    fee_occurred_amount_quote: quote(fill.feeOccurredQuote),
    // A fill that opens a position has `0`, without decimal places.
    profit_loss: opensPosition(fill) ? '0' : fine(fill.profitLoss),
    interest: opensPosition(fill) ? '0' : fine(fill.interest),
  };
};

/** Writes a fill as in `trade_history`. */
export const tradeJson = (rules: Rules, fill: VenueFill) => {
  const { amount, price, profit_loss, interest, ...fees } = fillFigures(rules, fill);
  return {
    trade_id: fill.tradeId,
    pair: fill.pair,
    order_id: fill.orderId,
    side: fill.side,
    ...present({ position_side: fill.positionSide }),
    type: fill.type,
    amount,
    price,
    maker_taker: fill.makerTaker,
    ...fees,
    ...present({ profit_loss, interest }),
    executed_at: fill.executedAt,
  };
};

/** Writes a fill as in `spot_trade`. Fields that do not apply are `null`. */
export const tradeMessage = (rules: Rules, fill: VenueFill) => ({
  ...fillFigures(rules, fill),
  executed_at: fill.executedAt,
  maker_taker: fill.makerTaker,
  order_id: fill.orderId,
  pair: fill.pair,
  position_side: fill.positionSide,
  side: fill.side,
  trade_id: fill.tradeId,
  type: fill.type,
});
