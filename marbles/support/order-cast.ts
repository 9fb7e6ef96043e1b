import type { Touch } from '../../src/execution/rest/touch';
import type { PrivateStreamEvent } from '../../src/execution/stream/private-stream';
import type { Stamp } from '../../src/execution/rest/signing';
import type { JournalRecord } from '../../src/execution/journal/record';
import { decodeError, httpError, venueError, type CallError } from '../../src/model/errors';
import type { Fill } from '../../src/model/fill';
import type { Order, OrderRequest } from '../../src/model/order';
import type { OrderBook } from '../../src/model/order-book';
import type { Quote } from '../../src/model/quote';
import type { Position } from '../../src/model/position';
import type { PrivateNews } from '../../src/model/private-event';
import type { UserAsset } from '../../src/model/user-asset';
import { venueCodes } from '../../src/model/venue-codes';
import { fillOf, limitOrder, orderAt } from './orders';

/** The values of each incoming sign of the alphabet. */
type Cast<T> = Readonly<Record<string, T>>;

/** The order `1`. Orders of these specs are placed at the start of virtual time. */
export const placed: Order = {
  ...limitOrder,
  orderId: 1,
  amount: '3.0000',
  remainingAmount: '3.0000',
  orderedAt: 1,
  expireAt: null,
};

/** The request of `submit`, for the order `1`. */
export const request: OrderRequest = {
  pair: 'xrp_jpy',
  side: 'buy',
  type: 'limit',
  amount: '3',
  price: '359.412',
};

/** The request for `κ`, which only reduces the long position. */
export const reducing: OrderRequest = {
  pair: 'xrp_jpy',
  side: 'sell',
  type: 'limit',
  amount: '2.0000',
  price: '355.410',
  positionSide: 'long',
};

/** The subject of `cancel`, `replace` and `track`: the order `1`. */
export const ref = { pair: placed.pair, orderId: placed.orderId };

export const at = (status: Order['status'], executed: number, order = placed): Order =>
  orderAt(order, status, executed);

export const trade = (tradeId: number, amount: number, order = placed): Fill => ({
  ...fillOf(order, tradeId, `${amount}.0000`),
  executedAt: 2,
});

const twin: Order = { ...placed, orderId: 2, orderedAt: 2 };
const odd: Order = {
  ...placed,
  orderId: 5,
  type: 'unknown',
  status: 'unknown',
  odd: { type: 'oco', status: 'ARMED' },
};
const stop: Order = { ...placed, type: 'stop_limit', triggerPrice: '360' };

/** A limit order that closes the long position, at most 1 % below the best bid of `g`. */
const closer: Order = {
  ...placed,
  orderId: 11,
  side: 'sell',
  positionSide: 'long',
  amount: '2.0000',
  remainingAmount: '2.0000',
  price: '355.410',
};

const dearer: Order = { ...placed, orderId: 7, price: '359.413' };

export const orders: Cast<Order> = {
  1: placed,
  2: twin,
  3: { ...placed, orderId: 3, pair: 'eth_jpy' },
  4: { ...placed, orderId: 4, type: 'losscut', userCancelable: false },
  5: odd,
  6: { ...placed, orderId: 6 },
  w: at('INACTIVE', 0, stop),
  t: { ...at('UNFILLED', 0, stop), triggeredAt: 3 },
  p: at('PARTIALLY_FILLED', 1),
  f: at('FULLY_FILLED', 3),
  c: at('CANCELED_UNFILLED', 0),
  k: at('CANCELED_PARTIALLY_FILLED', 1),
  y: at('CANCELED_UNFILLED', 0, { ...placed, postOnly: true }),
  d: at('REJECTED', 0),
  '†': { ...at('CANCELED_UNFILLED', 0), expireAt: 4, canceledAt: 4 },
  '②': at('CANCELED_UNFILLED', 0, twin),
  '⑤': at('CANCELED_UNFILLED', 0, odd),
  α: dearer,
  φ: at('FULLY_FILLED', 3, dearer),
  ω: { ...placed, orderId: 8, orderedAt: -5000 },
  '◆': { ...placed, type: 'market', price: null, amount: '11', remainingAmount: '11' },
  '¿': { ...placed, amount: null, odd: { amount: 'three' } },
  ρ: { ...placed, orderId: 10, amount: '2.0000', remainingAmount: '2.0000' },
  ψ: { ...placed, orderId: 9, orderedAt: 20_002 },
  κ: closer,
  χ: at('FULLY_FILLED', 2, closer),
  ν: at('CANCELED_UNFILLED', 0, closer),
};

/** The signs for the state of "it", the order that the reply to a cancel names. */
export const ofIt = 'wtpfckyd';

const free = { feeAmountQuote: '0', feeOccurredAmountQuote: '0' };

export const fills: Cast<Fill> = {
  7: trade(7, 1),
  8: trade(8, 2),
  9: trade(9, 3),
  τ: trade(10, 3, dearer),
  β: { ...trade(1, 1), ...free, side: 'buy', price: '100', executedAt: 1 },
  σ: { ...trade(2, 1), ...free, side: 'sell', price: '110', executedAt: 2 },
  λ: { ...trade(11, 1), executedAt: -5000 },
  π: trade(12, 2, closer),
};

/** Free yen. */
export const funds: Cast<string> = { m: '2000', q: '921.764', z: '1500' };

export const refusal = (code: number): CallError => venueError('POST', 200, code, venueCodes.get(code));

/** The errors of requests. `r` is a refusal with the code that a spec names. */
export const failures: Cast<CallError> = {
  x: httpError('POST', 'timeout', 'unknown', 'timed out'),
  n: httpError('POST', 'refused', 'none', 'refused'),
  a: refusal(50026),
  b: refusal(50027),
  h: refusal(70019),
  u: refusal(50009),
  ø: venueError('GET /user/spot/active_orders', 503, null, undefined),
};

const long: Position = {
  pair: 'xrp_jpy',
  positionSide: 'long',
  averagePrice: '359.000',
  openAmount: '2.0000',
  lockedAmount: null,
  product: '718.0000',
  unrealizedFeeAmount: '0.0000',
  unrealizedInterestAmount: '0.0000',
};

export const positions: Cast<Position> = {
  '>': long,
  '<': { ...long, positionSide: 'short', openAmount: '1.0000' },
  '=': { ...long, openAmount: '0.0000' },
};

/** The book `g`. */
export const goodBook: OrderBook = {
  pair: 'xrp_jpy',
  bids: [
    { price: 359, amount: 10 },
    { price: 350, amount: 100 },
  ],
  asks: [
    { price: 360, amount: 10 },
    { price: 380, amount: 100 },
  ],
  sequence: 1,
  timestamp: 0,
  crossed: false,
  stale: false,
  outside: { asksOver: 0, bidsUnder: 0, asksUnder: 0, bidsOver: 0, askMarket: 0, bidMarket: 0 },
};

export const books: Cast<OrderBook> = {
  g: goodBook,
  v: { ...goodBook, stale: true },
  '◔': { ...goodBook, asks: [{ price: 360, amount: 1 }] },
};

/** Best prices, as a read has them. */
export const touches: Cast<Touch> = { g: { bid: 359, ask: 360 } };

const quote = (bid: number): Quote => ({
  pair: placed.pair,
  bid,
  bidAmount: 1,
  ask: bid + 1,
  askAmount: 1,
  timestamp: 0,
});

/** Best prices. */
export const quotes: Cast<Quote> = { '▲': quote(101), '▼': quote(99) };

export const streamStates: Cast<PrivateStreamEvent> = {
  o: { type: 'connected', resumedFrom: null },
  l: { type: 'lost', cause: 'gone', attempt: 1, retryIn: 1000 },
  j: { type: 'undecodable', timetoken: '1', error: decodeError('', 'a message', 'another') },
};

export const jpy = (freeAmount: string): UserAsset => ({
  asset: 'jpy',
  amountPrecision: 4,
  freeAmount,
  lockedAmount: '0.0000',
  onhandAmount: freeAmount,
  withdrawingAmount: '0.0000',
  withdrawalFee: null,
  stopDeposit: false,
  stopWithdrawal: false,
  networks: [],
  collateralRatio: null,
});

const latest = 17_000_000_000_000_000n;
let messages = 0n;

const message = (news: PrivateNews, timetoken = latest + ++messages): PrivateStreamEvent => ({
  type: 'message',
  event: { ...news, timetoken: String(timetoken) },
});

/**
 * Returns the message about an order, a trade, money or a position, or about several trades (`7+8`). Any other sign is a
 * state of the stream.
 */
export const messageOf = (sign: string): PrivateStreamEvent | undefined => {
  if (sign.includes('+')) {
    const trades = sign.split('+').flatMap((one) => fills[one] ?? []);
    return message({ type: 'spot_trade', fills: trades });
  }
  const [order, fill, free, position] = [orders[sign], fills[sign], funds[sign], positions[sign]];
  if (order !== undefined) return message({ type: 'spot_order', orders: [order] });
  if (fill !== undefined) return message({ type: 'spot_trade', fills: [fill] });
  if (position !== undefined) return message({ type: 'margin_position_update', positions: [position] });
  if (sign === 'i') return message({ type: 'spot_order_invalidation', orderIds: [1] });
  if (free === undefined) return streamStates[sign];
  const { asset, amountPrecision, freeAmount, lockedAmount, onhandAmount, withdrawingAmount } = jpy(free);
  const balance = { asset, amountPrecision, freeAmount, lockedAmount, onhandAmount, withdrawingAmount };
  return message({ type: 'asset_update', assets: [balance] }, sign === 'z' ? 1n : undefined);
};

/** Returns the stamp of a request that is sent at a time. */
export const stampAt = (requestTime: number): Stamp => ({
  type: 'time-window',
  requestTime,
  timeWindow: 2000,
});

/** The record of an earlier process about the request, sent at the start. */
export const sentBefore: JournalRecord = {
  type: 'intent',
  id: 'a',
  at: 0,
  ran: 0,
  stamp: stampAt(0),
  requestTime: 0,
  write: 'order',
  request: { pair: 'xrp_jpy', side: 'buy', type: 'limit', amount: '3', price: '359.412' },
};
