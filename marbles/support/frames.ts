import type { RoomKind } from '../../src/parsing/room-kinds';

/** Frames and replies of one pair, in the venue's spelling. */
export const pair = 'btc_jpy';

export const frameOf = (kind: RoomKind, data: object, of = pair): string =>
  `42${JSON.stringify(['message', { room_name: `${kind}_${of}`, message: { data } }])}`;

export const tickerData = (last: number, timestamp = 0): object => ({
  sell: `${last + 1}`,
  buy: `${last}`,
  open: '1',
  high: '9',
  low: '1',
  last: `${last}`,
  vol: '1.5',
  timestamp,
});

export const ticker = (last: number): string => frameOf('ticker', tickerData(last));

export interface TradeRow {
  readonly transaction_id: number;
  readonly side: 'buy' | 'sell';
  readonly price: string;
  readonly amount: string;
  readonly executed_at: number;
}

export const tradeRow = (id: number, at = id, price = '100', amount = '1'): TradeRow => ({
  transaction_id: id,
  side: 'buy',
  price,
  amount,
  executed_at: at,
});

/** Makes trades, newest first, as in a frame. */
export const tradesData = (...rows: readonly TradeRow[]): object => ({ transactions: rows.toReversed() });

export const trades = (...rows: readonly TradeRow[]): string => frameOf('transactions', tradesData(...rows));

type Pairs = readonly (readonly [price: number, amount: number])[];

const texts = (pairs: Pairs): readonly (readonly string[])[] => pairs.map((entry) => entry.map(String));

export interface WholeOf {
  readonly sequence: number;
  /** The venue's time. Default: the same number as its sequence. */
  readonly at?: number;
  readonly bids?: Pairs;
  readonly asks?: Pairs;
}

export const wholeData = ({
  sequence,
  at = sequence,
  bids = [[100, 1]],
  asks = [[101, 1]],
}: WholeOf): object => ({
  bids: texts(bids),
  asks: texts(asks),
  asks_over: '0',
  bids_under: '0',
  asks_under: '0',
  bids_over: '0',
  ask_market: '0',
  bid_market: '0',
  timestamp: at,
  sequenceId: `${sequence}`,
});

export const whole = (book: WholeOf): string => frameOf('depth_whole', wholeData(book));

export const diff = ({ sequence, at = sequence, bids = [], asks = [] }: WholeOf): string =>
  frameOf('depth_diff', { a: texts(asks), b: texts(bids), t: at, s: `${sequence}` });

export const circuitBreakData = (mode: string, trigger = '9', timestamp = 0): object => ({
  mode,
  estimated_itayose_price: null,
  estimated_itayose_amount: null,
  itayose_upper_price: null,
  itayose_lower_price: null,
  upper_trigger_price: trigger,
  lower_trigger_price: '1',
  fee_type: 'NORMAL',
  reopen_timestamp: null,
  timestamp,
});

export const circuitBreak = (mode: string, trigger = '9'): string =>
  frameOf('circuit_break_info', circuitBreakData(mode, trigger));

export const spotPair = (name = pair, more: object = {}): object => ({
  name,
  base_asset: 'btc',
  quote_asset: 'jpy',
  maker_fee_rate_base: '0',
  taker_fee_rate_base: '0',
  maker_fee_rate_quote: '-0.0002',
  taker_fee_rate_quote: '0.0012',
  unit_amount: '0.0001',
  limit_max_amount: '1000',
  market_max_amount: '10',
  market_allowance_rate: '0.2',
  price_digits: 0,
  amount_digits: 4,
  is_enabled: true,
  stop_order: false,
  stop_order_and_cancel: false,
  ...more,
});
