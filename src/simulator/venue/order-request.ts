import { decimalOf, isPlainDecimal, scaleOf, toUnits } from '../../model/decimal';
import type { Quirks } from '../quirks';
import type { VenueInstrument } from './instrument';
import type { NewOrder, OrderType, PositionSide } from './order';
import { refusal, type Refusal } from './refusal';

/**
 * The body of `POST /user/spot/order`, made of whatever came as JSON: a `NewOrder`, or the documented code for what is
 * missing or malformed. Decimals may come as text or as numbers.
 */
export const readOrderRequest = (
  body: Readonly<Record<string, unknown>>,
  instrumentOf: (pair: string) => VenueInstrument | undefined,
  excessDigits: Quirks['excessDigits'],
): NewOrder | Refusal => {
  const { pair, side, type, post_only: postOnly, position_side: positionSide } = body;
  if (isMissing(pair)) return refusal(30009);
  const instrument = typeof pair === 'string' ? instrumentOf(pair) : undefined;
  if (instrument === undefined) return refusal(40017);
  if (isMissing(side)) return refusal(30013);
  if (side !== 'buy' && side !== 'sell') return refusal(40021);
  if (isMissing(type)) return refusal(30015);
  if (!isOrderType(type)) return refusal(40024);
  if (!isMissing(postOnly) && typeof postOnly !== 'boolean') return refusal(40113);
  if (!isMissing(positionSide) && !isPositionSide(positionSide)) return refusal(40164);

  const places = { amount: instrument.amountDigits, price: instrument.priceDigits };
  const units = (value: unknown, scale: number): bigint | 'invalid' =>
    unitsOf(value, scale, excessDigits === 'truncated');

  const amount = isMissing(body['amount']) ? null : units(body['amount'], places.amount);
  if (amount === 'invalid') return refusal(40001);
  const hasPrice = type === 'limit' || type === 'stop_limit';
  const price = !hasPrice || isMissing(body['price']) ? null : units(body['price'], places.price);
  if (price === 'invalid') return refusal(40020);
  const hasTrigger = type !== 'limit' && type !== 'market' && type !== 'losscut';
  const trigger = body['trigger_price'];
  const triggerPrice = !hasTrigger || isMissing(trigger) ? null : units(trigger, places.price);
  if (triggerPrice === 'invalid') return refusal(40112);

  return {
    pair: instrument.pair,
    side,
    type,
    amount,
    price: price === null ? null : Number(price),
    triggerPrice: triggerPrice === null ? null : Number(triggerPrice),
    postOnly: postOnly === true,
    positionSide: isPositionSide(positionSide) ? positionSide : null,
  };
};

const isMissing = (value: unknown): value is undefined | null => value === undefined || value === null;

const orderTypes: ReadonlySet<unknown> = new Set<OrderType>([
  'limit',
  'market',
  'stop',
  'stop_limit',
  'take_profit',
  'stop_loss',
  'losscut',
]);

const isOrderType = (value: unknown): value is OrderType => orderTypes.has(value);

const isPositionSide = (value: unknown): value is PositionSide => value === 'long' || value === 'short';

/** Whole units of 10^-scale; digits beyond the scale are cut off or make it invalid, unless they are zeros. */
const unitsOf = (value: unknown, scale: number, truncates: boolean): bigint | 'invalid' => {
  const text = typeof value === 'number' && Number.isFinite(value) ? decimalOf(value) : value;
  if (typeof text !== 'string' || !isPlainDecimal(text)) return 'invalid';
  const excess = scaleOf(text) > scale ? text.slice(text.indexOf('.') + 1 + scale) : '';
  return /[1-9]/.test(excess) && !truncates ? 'invalid' : toUnits(text, scale);
};
