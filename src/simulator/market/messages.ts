/** The public data of the venue in the form of its JSON: the `data` of a frame, and the `data` of a REST reply. */
import type { CandleType } from '../../model/candle';
import type { CircuitBreakMode, FeeType } from '../../model/circuit-break';
import type { Pair, Side } from '../../model/pair';
import type { VenueState } from '../../model/venue-status';

export type LevelText = readonly [price: string, amount: string];

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-stream.md#depth-whole */
export interface DepthWholeMessage {
  readonly asks: readonly LevelText[];
  readonly bids: readonly LevelText[];
  readonly asks_over: string;
  readonly bids_under: string;
  readonly asks_under: string;
  readonly bids_over: string;
  readonly ask_market: string;
  readonly bid_market: string;
  readonly timestamp: number;
  readonly sequenceId: string;
}

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-stream.md#depth-diff */
export interface DepthDiffMessage {
  readonly a: readonly LevelText[];
  readonly b: readonly LevelText[];
  readonly t: number;
  readonly s: string;
  readonly ao?: string;
  readonly bu?: string;
  readonly au?: string;
  readonly bo?: string;
  readonly am?: string;
  readonly bm?: string;
}

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-stream.md#ticker */
export interface TickerMessage {
  readonly sell: string | null;
  readonly buy: string | null;
  readonly open: string;
  readonly high: string;
  readonly low: string;
  readonly last: string;
  readonly vol: string;
  readonly timestamp: number;
}

export type TickersRow = { readonly pair: Pair } & TickerMessage;

export interface TransactionRow {
  readonly transaction_id: number;
  readonly side: Side;
  readonly price: string;
  readonly amount: string;
  readonly executed_at: number;
}

/** Trades. They come newest first on the stream and in the latest 60, and oldest first in the page of a day. */
export interface TransactionsMessage {
  readonly transactions: readonly TransactionRow[];
}

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-stream.md#circuit-break-info */
export interface CircuitBreakMessage {
  readonly mode: CircuitBreakMode;
  readonly estimated_itayose_price: string | null;
  readonly estimated_itayose_amount: string | null;
  readonly itayose_upper_price: string | null;
  readonly itayose_lower_price: string | null;
  readonly upper_trigger_price: string | null;
  readonly lower_trigger_price: string | null;
  readonly fee_type: FeeType;
  readonly reopen_timestamp: number | null;
  readonly timestamp: number;
}

export type CandleText = readonly [
  open: string,
  high: string,
  low: string,
  close: string,
  volume: string,
  openTime: number,
];

/** A page that does not exist yet, but will come soon. */
export type NotYet = 'not-yet';

export interface CandlestickReply {
  readonly candlestick: readonly { readonly type: CandleType; readonly ohlcv: readonly CandleText[] }[];
  /** Unix time, ms. */
  readonly timestamp: number;
}

export interface SpotStatusReply {
  readonly statuses: readonly {
    readonly pair: Pair;
    readonly status: VenueState;
    readonly min_amount: string;
  }[];
}

/** One message of the public stream. */
export type PublishedMessage = { readonly room: string } & (
  | { readonly type: 'depth_whole'; readonly data: DepthWholeMessage }
  | { readonly type: 'depth_diff'; readonly data: DepthDiffMessage }
  | { readonly type: 'ticker'; readonly data: TickerMessage }
  | { readonly type: 'transactions'; readonly data: TransactionsMessage }
  | { readonly type: 'circuit_break_info'; readonly data: CircuitBreakMessage }
);
