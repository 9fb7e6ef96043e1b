import type { Pair, Side } from '../../model/pair';
import type { NewOrder, OrderType, PositionSide, VenueInstrument } from '../venue/index';
import { refusal } from '../venue/index';
import { type ExcessDigits, oneOf, optional, type Parameters, required, text, units } from './parameters';

const sides: readonly Side[] = ['buy', 'sell'];
const positionSides: readonly PositionSide[] = ['long', 'short'];
/** `losscut` orders are the venue's own. */
const orderTypes = [
  'limit',
  'market',
  'stop',
  'stop_limit',
  'take_profit',
  'stop_loss',
] as const satisfies OrderType[];

const priced: readonly OrderType[] = ['limit', 'stop_limit'];
const triggered: readonly OrderType[] = ['stop', 'stop_limit', 'take_profit', 'stop_loss'];
const closing: readonly OrderType[] = ['take_profit', 'stop_loss'];

const boolean = (value: unknown): boolean | undefined => (typeof value === 'boolean' ? value : undefined);

export const pairCodes = { missing: 30009, invalid: 40017 };

/** The pair of a request. */
export const readPair = (
  parameters: Parameters,
  instrumentOf: (pair: Pair) => VenueInstrument | undefined,
): VenueInstrument => required(parameters, 'pair', pairCodes, (value) => instrumentOf(text(value) ?? ''));

const readPositionSide = (parameters: Parameters, instrument: VenueInstrument): PositionSide | null => {
  const positionSide = optional(parameters, 'position_side', 40164, oneOf(positionSides));
  if (positionSide !== undefined && instrument.margin === null) throw refusal(40165);
  return positionSide ?? null;
};

const readPostOnly = (parameters: Parameters, type: OrderType): boolean => {
  const postOnly = optional(parameters, 'post_only', 40113, boolean) ?? false;
  if (postOnly && type !== 'limit') throw refusal(40114);
  return postOnly;
};

/**
 * The body of `POST /user/spot/order` as an order: everything that can be wrong with its form, with the venue's codes.
 * Throws a `Refusal`.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#create-new-order
 */
export const readNewOrder = (
  parameters: Parameters,
  instrumentOf: (pair: Pair) => VenueInstrument | undefined,
  excess: ExcessDigits,
): NewOrder => {
  const instrument = readPair(parameters, instrumentOf);
  const ticks = (value: unknown): number | undefined => {
    const price = units(instrument.priceDigits, excess)(value);
    return price !== undefined && price <= Number.MAX_SAFE_INTEGER ? Number(price) : undefined;
  };
  const lots = units(instrument.amountDigits, excess);

  const type = required(parameters, 'type', { missing: 30015, invalid: 40024 }, oneOf(orderTypes));
  const side = required(parameters, 'side', { missing: 30013, invalid: 40021 }, oneOf(sides));
  const amountCodes = { missing: 30001, invalid: 40001 };
  return {
    pair: instrument.pair,
    side,
    type,
    amount: closing.includes(type)
      ? (optional(parameters, 'amount', amountCodes.invalid, lots) ?? null)
      : required(parameters, 'amount', amountCodes, lots),
    price: priced.includes(type)
      ? required(parameters, 'price', { missing: 30012, invalid: 40020 }, ticks)
      : null,
    triggerPrice: triggered.includes(type)
      ? required(parameters, 'trigger_price', { missing: 30101, invalid: 40112 }, ticks)
      : null,
    postOnly: readPostOnly(parameters, type),
    positionSide: readPositionSide(parameters, instrument),
  };
};
