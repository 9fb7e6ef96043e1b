import type { OrderType, PositionSide } from '../../model/order';
import { decimalOf, isPlainDecimal, scaleOf, toUnits } from '../../model/decimal';
import { venueCode } from '../../model/venue-codes';
import type { Quirks } from './quirks';
import type { VenueInstrument } from './instrument';
import type { NewOrder } from './order';
import { type Refusal, refusalOf, type RefusalRow } from './refusal';

type Body = Readonly<Record<string, unknown>>;

type Figure = bigint | 'missing' | 'invalid';

/** The body of a new order. The pair's digits decide how its figures are read. */
interface OrderReading {
  readonly body: Body;
  /** The instrument; `undefined` if the body names no pair of the venue. Its figures are `missing` then. */
  readonly instrument: VenueInstrument | undefined;
  readonly amount: Figure;
  readonly price: Figure;
  readonly triggerPrice: Figure;
}

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
const isSide = (value: unknown): value is NewOrder['side'] => value === 'buy' || value === 'sell';
const isPositionSide = (value: unknown): value is PositionSide => value === 'long' || value === 'short';

const hasPrice = (type: unknown): boolean => type === 'limit' || type === 'stop_limit';
const hasTrigger = (type: unknown): boolean => type !== 'limit' && type !== 'market' && type !== 'losscut';

/** The refusals of an order body in which something is missing or malformed. */
export const orderFormRefusals: readonly RefusalRow<OrderReading>[] = [
  {
    code: venueCode.missingPair,
    why: 'There is no `pair`.',
    when: ({ body }) => isMissing(body['pair']),
  },
  {
    code: venueCode.invalidPair,
    why: 'The venue has no such `pair`.',
    when: ({ instrument }) => instrument === undefined,
  },
  {
    code: venueCode.missingSide,
    why: 'There is no `side`.',
    when: ({ body }) => isMissing(body['side']),
  },
  {
    code: venueCode.invalidSide,
    why: 'The `side` is neither `buy` nor `sell`.',
    when: ({ body }) => !isSide(body['side']),
  },
  {
    code: venueCode.missingOrderType,
    why: 'There is no `type`.',
    when: ({ body }) => isMissing(body['type']),
  },
  {
    code: venueCode.invalidOrderType,
    why: 'The `type` is not a documented one.',
    when: ({ body }) => !isOrderType(body['type']),
  },
  {
    code: venueCode.invalidPostOnly,
    why: 'The `post_only` is neither `true` nor `false`.',
    when: ({ body }) => !isMissing(body['post_only']) && typeof body['post_only'] !== 'boolean',
  },
  {
    code: venueCode.invalidPositionSide,
    why: 'The `position_side` is neither `long` nor `short`.',
    when: ({ body }) => !isMissing(body['position_side']) && !isPositionSide(body['position_side']),
  },
  {
    code: venueCode.invalidAmount,
    why: 'The `amount` is not a decimal of the places that the pair has.',
    when: ({ amount }) => amount === 'invalid',
  },
  {
    code: venueCode.invalidPrice,
    why: 'The `price` is not a decimal of the places that the pair has.',
    when: ({ price }) => price === 'invalid',
  },
  {
    code: venueCode.invalidTriggerPrice,
    why: 'The `trigger_price` is not a decimal of the places that the pair has.',
    when: ({ triggerPrice }) => triggerPrice === 'invalid',
  },
];

/**
 * Reads a figure in whole units of 10^-scale. Digits beyond the scale are cut off or make it invalid, unless they are
 * zeros.
 */
const figureOf = (value: unknown, scale: number, truncates: boolean): Figure => {
  if (isMissing(value)) return 'missing';
  const text = typeof value === 'number' && Number.isFinite(value) ? decimalOf(value) : value;
  if (typeof text !== 'string' || !isPlainDecimal(text)) return 'invalid';
  const excess = scaleOf(text) > scale ? text.slice(text.indexOf('.') + 1 + scale) : '';
  return /[1-9]/.test(excess) && !truncates ? 'invalid' : toUnits(text, scale);
};

const readingOf = (body: Body, instrument: VenueInstrument | undefined, truncates: boolean): OrderReading => {
  const figure = (field: string, isRead: boolean, scale: number | undefined): Figure =>
    isRead && scale !== undefined ? figureOf(body[field], scale, truncates) : 'missing';
  const { type } = body;
  return {
    body,
    instrument,
    amount: figure('amount', true, instrument?.amountDigits),
    price: figure('price', hasPrice(type), instrument?.priceDigits),
    triggerPrice: figure('trigger_price', hasTrigger(type), instrument?.priceDigits),
  };
};

const unitsOf = (figure: Figure): bigint | null => (typeof figure === 'bigint' ? figure : null);
const ticksOf = (figure: Figure): number | null => (typeof figure === 'bigint' ? Number(figure) : null);

/**
 * Reads the JSON body of `POST /user/spot/order`. Returns a `NewOrder`, or a refusal with the documented code if
 * something is missing or malformed. Decimals may be texts or numbers.
 */
export const readOrderRequest = (
  body: Body,
  instrumentOf: (pair: string) => VenueInstrument | undefined,
  excessDigits: Quirks['excessDigits'],
): NewOrder | Refusal => {
  const { pair, side, type, post_only: postOnly, position_side: positionSide } = body;
  const instrument = typeof pair === 'string' ? instrumentOf(pair) : undefined;
  const reading = readingOf(body, instrument, excessDigits === 'truncated');
  const refused = refusalOf(orderFormRefusals, reading);
  if (refused !== null) return refused;
  return {
    pair: pair as NewOrder['pair'],
    side: side as NewOrder['side'],
    type: type as OrderType,
    amount: unitsOf(reading.amount),
    price: ticksOf(reading.price),
    triggerPrice: ticksOf(reading.triggerPrice),
    postOnly: postOnly === true,
    positionSide: isPositionSide(positionSide) ? positionSide : null,
  };
};
