import { liquidities, type Fill } from '../../model/fill';
import { type Fields, orStandIn, property, record, rows, wordIn } from '../combinators';
import { DecimalString, Id, optional, PositionSide, Side, Text, Timestamp } from '../primitives';
import { OrderType } from './order-fields';

/**
 * The fields of a trade of the user's, the same in a reply and in a message.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-trade-history
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/private-stream.md#method-spot_trade
 */
export const fillFields: Fields<Fill> = {
  pair: Text,
  orderId: Id,
  tradeId: Id,
  side: Side,
  positionSide: orStandIn(optional(PositionSide), null),
  type: orStandIn(OrderType, 'unknown'),
  price: DecimalString,
  amount: DecimalString,
  makerTaker: wordIn('maker or taker', liquidities),
  feeAmountBase: DecimalString,
  feeAmountQuote: DecimalString,
  feeOccurredAmountQuote: orStandIn(optional(DecimalString), null),
  profitLoss: orStandIn(optional(DecimalString), null),
  interest: orStandIn(optional(DecimalString), null),
  executedAt: Timestamp,
};

const FillData = record<Fill>('a trade', fillFields);

export const FillRows = rows('trades', FillData);

export const TradesData = property('trades', FillRows);
