import * as t from 'io-ts';
import type { Fill } from '../../model/fill';
import { OrderType } from './order';
import { DecimalString, Id, oneOf, optional, PositionSide, Side, Timestamp } from './primitives';

/**
 * A trade of the user's, the same in a reply and in a message.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-trade-history
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/private-stream.md#method-spot_trade
 */
export const TradeRow = t.intersection(
  [
    t.type({
      trade_id: Id,
      pair: t.string,
      order_id: Id,
      side: Side,
      type: OrderType,
      amount: DecimalString,
      price: DecimalString,
      maker_taker: oneOf('maker or taker', ['maker', 'taker']),
      fee_amount_base: DecimalString,
      fee_amount_quote: DecimalString,
      executed_at: Timestamp,
    }),
    t.partial({
      position_side: optional(PositionSide),
      fee_occurred_amount_quote: optional(DecimalString),
      profit_loss: optional(DecimalString),
      interest: optional(DecimalString),
    }),
  ],
  'a trade',
);

export const toFill = (row: t.TypeOf<typeof TradeRow>): Fill => ({
  pair: row.pair,
  orderId: row.order_id,
  tradeId: row.trade_id,
  side: row.side,
  positionSide: row.position_side ?? null,
  type: row.type,
  price: row.price,
  amount: row.amount,
  makerTaker: row.maker_taker,
  feeAmountBase: row.fee_amount_base,
  feeAmountQuote: row.fee_amount_quote,
  feeOccurredAmountQuote: row.fee_occurred_amount_quote ?? null,
  profitLoss: row.profit_loss ?? null,
  interest: row.interest ?? null,
  executedAt: row.executed_at,
});

export const TradesData = t.type({ trades: t.array(TradeRow, 'trades') }, 'an object with trades');

export const toFills = ({ trades }: t.TypeOf<typeof TradesData>): readonly Fill[] => trades.map(toFill);
