import {
  decimal, digits, flag, id, list, mapped, money, oneOf, optional, own, record, refused, rows, sequence, text,
  timestamp, total, tuple, isObject, word, type Row, type Shape,
} from './shape'; // prettier-ignore

/** The public messages and replies, as the documentation and the venue have them. */

const pair = 'btc_jpy';

const orNull = (shape: Shape): Shape => optional(shape, null);

const ofPair = (shape: Shape<Row>, of: string): Shape<Row> =>
  mapped(shape, (data) => ({ pair: of, ...data }));

// ---------------------------------------------------------------------------------------------- shapes

const ticker = record({
  bid: ['buy', orNull(decimal)],
  ask: ['sell', orNull(decimal)],
  last: ['last', orNull(decimal)],
  open: ['open', orNull(decimal)],
  high: ['high', orNull(decimal)],
  low: ['low', orNull(decimal)],
  volume: ['vol', orNull(total)],
  timestamp: ['timestamp', timestamp],
});

const trade = record({
  id: ['transaction_id', id],
  side: ['side', oneOf('buy', 'sell')],
  price: ['price', decimal],
  amount: ['amount', decimal],
  timestamp: ['executed_at', timestamp],
});

const byNumber =
  (field: string) =>
  (a: Row, b: Row): number =>
    (a[field] as number) - (b[field] as number);

const trades = mapped(record({ trades: ['transactions', rows(trade)] }), (data) =>
  (data['trades'] as readonly Row[]).toSorted(byNumber('id')),
);

export interface LevelOf {
  readonly price: number;
  readonly amount: number;
}

const levels = (most: number): Shape<readonly LevelOf[]> =>
  mapped(list(tuple(decimal, decimal), most), (pairs) =>
    pairs.map(([price, amount]) => ({ price: price as number, amount: amount as number })),
  );

/** Reads the last amount of each price that isn't zero, best first. */
const side = (best: 1 | -1, most: number): Shape<readonly LevelOf[]> =>
  mapped(levels(most), (all) => {
    const amounts = new Map(all.map(({ price, amount }) => [price, amount]));
    return Array.from(amounts, ([price, amount]) => ({ price, amount }))
      .filter(({ amount }) => amount > 0)
      .sort((a, b) => (a.price - b.price) * best);
  });

const totals = (names: readonly (readonly [name: string, key: string])[], shape: Shape): Shape<Row> =>
  record(Object.fromEntries(names.map(([name, key]) => [name, [key, shape] as const])));

const both = (first: Shape<Row>, second: Shape<Row>, join: (first: Row, second: Row) => Row): Shape<Row> => ({
  sample: (draw) => ({ ...(first.sample(draw) as Row), ...(second.sample(draw) as Row) }),
  read: (input) => {
    const one = first.read(input);
    const other = second.read(input);
    return one === refused || other === refused ? refused : join(one, other);
  },
});

const outsideKeys = [
  'asks_over',
  'bids_under',
  'asks_under',
  'bids_over',
  'ask_market',
  'bid_market',
] as const;
const outsideShort = ['ao', 'bu', 'au', 'bo', 'am', 'bm'] as const;
const outsideNames = ['asksOver', 'bidsUnder', 'asksUnder', 'bidsOver', 'askMarket', 'bidMarket'] as const;

const whole = both(
  record({
    asks: ['asks', side(1, 8)],
    bids: ['bids', side(-1, 8)],
    timestamp: ['timestamp', timestamp],
    sequence: ['sequenceId', sequence],
  }),
  totals(
    outsideNames.map((name, i) => [name, outsideKeys[i] as string]),
    orNull(total),
  ),
  (book, outside) => ({ ...book, outside }),
);

const isTold = ([, value]: readonly [string, unknown]): boolean => value !== undefined;

const diff = both(
  record({
    asks: ['a', levels(5)],
    bids: ['b', levels(5)],
    timestamp: ['t', timestamp],
    sequence: ['s', sequence],
  }),
  totals(
    outsideNames.map((name, i) => [name, outsideShort[i] as string]),
    optional(total, undefined),
  ),
  (book, outside) => ({ ...book, outside: Object.fromEntries(Object.entries(outside).filter(isTold)) }),
);

const circuitBreak = record({
  mode: ['mode', word('NONE', 'CIRCUIT_BREAK', 'FULL_RANGE_CIRCUIT_BREAK', 'RESUMPTION', 'LISTING')],
  estimatedItayosePrice: ['estimated_itayose_price', orNull(decimal)],
  estimatedItayoseAmount: ['estimated_itayose_amount', orNull(decimal)],
  itayoseUpperPrice: ['itayose_upper_price', orNull(decimal)],
  itayoseLowerPrice: ['itayose_lower_price', orNull(decimal)],
  upperTriggerPrice: ['upper_trigger_price', orNull(decimal)],
  lowerTriggerPrice: ['lower_trigger_price', orNull(decimal)],
  feeType: ['fee_type', word('NORMAL', 'SELL_MAKER', 'BUY_MAKER', 'DYNAMIC')],
  reopenTimestamp: ['reopen_timestamp', orNull(timestamp)],
  timestamp: ['timestamp', timestamp],
});

// ---------------------------------------------------------------------------------------------- rooms

export const rooms = {
  ticker,
  transactions: trades,
  depth_whole: whole,
  depth_diff: diff,
  circuit_break_info: circuitBreak,
} as const;

export type RoomName = keyof typeof rooms;
export const roomNames = Object.keys(rooms) as readonly RoomName[];

export type FrameReading =
  | { readonly type: 'no-room' }
  /** A frame of a room; its message is `refused` if that can't be read. */
  | {
      readonly type: 'room';
      readonly kind: RoomName;
      readonly pair: string;
      readonly message: unknown;
      /** The totals of the message that a number can't hold. */
      readonly lossy: readonly string[];
    }
  | { readonly type: 'other-room' };

/** Returns the fields that were sent but can't be held. Exactly those are unknown. */
const lossyOf = (kind: RoomName, message: unknown, data: Row): readonly string[] => {
  const isLost = (value: unknown, key: string): boolean =>
    value === null && typeof own(data, key) === 'string';
  if (kind === 'ticker') return isLost((message as Row)['volume'], 'vol') ? ['volume'] : [];
  if (kind !== 'depth_whole' && kind !== 'depth_diff') return [];
  const keys = kind === 'depth_whole' ? outsideKeys : outsideShort;
  const outside = (message as Row)['outside'] as Row;
  return outsideNames.filter((name, i) => isLost(outside[name], keys[i] as string));
};

/** Reads the messages of a frame for the observed pairs. */
export const readFrame = (frame: string, pairs: readonly string[]): FrameReading => {
  const json = parsed(frame.startsWith('42') ? frame.slice(2) : '');
  if (!Array.isArray(json) || json.length !== 2 || json[0] !== 'message' || !isObject(json[1]))
    return { type: 'no-room' };
  const [room, message] = [own(json[1], 'room_name'), own(json[1], 'message')];
  if (typeof room !== 'string' || !isObject(message)) return { type: 'no-room' };
  for (const kind of roomNames) {
    const of = pairs.find((one) => room === `${kind}_${one}`);
    if (of === undefined) continue;
    const data = (rooms[kind] as Shape).read(own(message, 'data'));
    const lossy = data === refused ? [] : lossyOf(kind, data, own(message, 'data') as Row);
    const isRows = Array.isArray(data);
    if (isRows && spanOf(data as readonly Row[]) > dayLength)
      return { type: 'room', kind, pair: of, message: refused, lossy: [] };
    const value =
      data === refused
        ? data
        : isRows
          ? data.map((row: Row) => ({ pair: of, ...row }))
          : { pair: of, ...(data as Row) };
    return { type: 'room', kind, pair: of, message: value, lossy };
  }
  return { type: 'other-room' };
};

/** The greatest age of a trade in ms. A frame contains the trades since the last one, not ages ago. */
const dayLength = 86_400_000;

const spanOf = (trades: readonly Row[]): number => {
  const times = trades.map((trade) => trade['timestamp'] as number).sort((a, b) => a - b);
  return (times.at(-1) ?? 0) - (times[0] ?? 0);
};

/** Parses a text; `undefined` if it is not JSON. */
export const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
};

// ---------------------------------------------------------------------------------------------- REST

/**
 * The open time of a candle. Candles are requested for 2026-09-21; one that opens more than a day before or after it
 * has another date.
 */
const candleTime: Shape<number> = {
  sample: timestamp.sample,
  read: (input) => {
    const time = timestamp.read(input);
    if (time === refused) return refused;
    return time >= Date.UTC(2026, 8, 20) && time < Date.UTC(2026, 8, 23) ? time : refused;
  },
};

const candle = mapped(tuple(decimal, decimal, decimal, decimal, total, candleTime), ([open, high, low, close, volume, openTime]) => ({
  open, high, low, close, volume, openTime,
})); // prettier-ignore

const candleTypes = [
  '1min',
  '5min',
  '15min',
  '30min',
  '1hour',
  '4hour',
  '8hour',
  '12hour',
  '1day',
  '1week',
  '1month',
] as const;

const candlestick = mapped(
  record({
    all: [
      'candlestick',
      rows(record({ type: ['type', oneOf(...candleTypes)], rows: ['ohlcv', rows(candle)] }), 1),
    ],
  }),
  ({ all }) =>
    (all as readonly { readonly type: string; readonly rows: readonly Row[] }[])
      .flatMap(({ type, rows }) => rows.map((row) => ({ pair, type, ...row })))
      .toSorted(byNumber('openTime')),
);

const rate = optional(money, null);
const fees = record({
  makerBase: ['maker_fee_rate_base', money],
  takerBase: ['taker_fee_rate_base', money],
  makerQuote: ['maker_fee_rate_quote', money],
  takerQuote: ['taker_fee_rate_quote', money],
  marginOpenMakerQuote: ['margin_open_maker_fee_rate_quote', rate],
  marginOpenTakerQuote: ['margin_open_taker_fee_rate_quote', rate],
  marginCloseMakerQuote: ['margin_close_maker_fee_rate_quote', rate],
  marginCloseTakerQuote: ['margin_close_taker_fee_rate_quote', rate],
});
const margin = mapped(
  record({
    longInterest: ['margin_long_interest', rate],
    shortInterest: ['margin_short_interest', rate],
    currentIndividualRatio: ['margin_current_individual_ratio', rate],
    currentCompanyRatio: ['margin_current_company_ratio', rate],
  }),
  (all) => ({ margin: all['longInterest'] === null || all['shortInterest'] === null ? null : all }),
);
const stopFlag = optional(flag, false);
const stopped = record({
  order: ['stop_order', flag],
  orderAndCancel: ['stop_order_and_cancel', flag],
  market: ['stop_market_order', stopFlag],
  stop: ['stop_stop_order', stopFlag],
  stopLimit: ['stop_stop_limit_order', stopFlag],
  marginLong: ['stop_margin_long_order', stopFlag],
  marginShort: ['stop_margin_short_order', stopFlag],
  buy: ['stop_buy_order', stopFlag],
  sell: ['stop_sell_order', stopFlag],
});
const rules = record({
  pair: ['name', text('btc_jpy', 'xrp_jpy')],
  baseAsset: ['base_asset', text('btc')],
  quoteAsset: ['quote_asset', text('jpy')],
  minAmount: ['unit_amount', money],
  limitMaxAmount: ['limit_max_amount', money],
  marketMaxAmount: ['market_max_amount', money],
  marketAllowanceRate: ['market_allowance_rate', money],
  priceDigits: ['price_digits', digits],
  amountDigits: ['amount_digits', digits],
  enabled: ['is_enabled', flag],
});
const instrument = both(
  both(rules, fees, (one, other) => ({ ...one, fees: other })),
  both(margin, stopped, (one, other) => ({ ...one, stopped: other })),
  (one, other) => ({ ...one, ...other }),
);

const status = record({
  pair: ['pair', text('btc_jpy')],
  state: ['status', word('NORMAL', 'BUSY', 'VERY_BUSY', 'HALT')],
  minAmount: ['min_amount', money],
});

const inside = (key: string, shape: Shape): Shape =>
  mapped(record({ inside: [key, shape] }), ({ inside: value }) => value);

export const statuses = inside('statuses', rows(status));
export const instruments = inside('pairs', rows(instrument));

/** The data of each public reply. */
export const publicReplies = {
  tickers: rows(
    both(record({ pair: ['pair', text('btc_jpy', 'xrp_jpy')] }), ticker, (one, other) => ({
      ...one,
      ...other,
    })),
  ),
  depth: ofPair(whole, pair),
  transactions: mapped(trades, (rows) => rows.map((row) => ({ pair, ...row }))),
  candlestick,
  circuitBreakInfo: ofPair(circuitBreak, pair),
  instruments,
  status: statuses,
} as const satisfies Record<string, Shape>;

// ---------------------------------------------------------------------------------------------- envelopes

export type ReplyReading =
  | { readonly type: 'value'; readonly value: unknown }
  | { readonly type: 'venue-error'; readonly code: number | null }
  | { readonly type: 'unreadable' };

/** Reads a reply of REST: its data, the venue's error, or neither. */
export const readReply = (shape: Shape, httpStatus: number, body: string): ReplyReading => {
  const json = parsed(body);
  const reply = isObject(json) ? json : {};
  const data = own(reply, 'data');
  const code = own(reply, 'success') === 0 && isObject(data) ? own(data, 'code') : undefined;
  if (Number.isInteger(code)) return { type: 'venue-error', code: code as number };
  if (httpStatus !== 200) return { type: 'venue-error', code: null };
  if (own(reply, 'success') !== 1) return { type: 'unreadable' };
  const value = shape.read(data);
  return value === refused ? { type: 'unreadable' } : { type: 'value', value };
};
