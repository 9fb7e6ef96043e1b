import { liquidities, type Fill } from '../../model/fill';
import { property, record, rows } from '../combinators';
import { DecimalString, Id, oneOf, optional, PositionSide, Side, Text, Timestamp } from '../primitives';
import { OrderType } from './order';

/**
 * A trade of the user's, the same in a reply and in a message.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-trade-history
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/private-stream.md#method-spot_trade
 */
const FillData = record<Fill>('a trade', {
  pair: Text,
  orderId: Id,
  tradeId: Id,
  side: Side,
  positionSide: optional(PositionSide),
  type: OrderType,
  price: DecimalString,
  amount: DecimalString,
  makerTaker: oneOf('maker or taker', liquidities),
  feeAmountBase: DecimalString,
  feeAmountQuote: DecimalString,
  feeOccurredAmountQuote: optional(DecimalString),
  profitLoss: optional(DecimalString),
  interest: optional(DecimalString),
  executedAt: Timestamp,
});

export const FillRows = rows('trades', FillData);

export const TradesData = property('trades', FillRows);
