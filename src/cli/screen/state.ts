import { upsertCandle } from '../../data/candle-keeper';
import type { Candle } from '../../model/candle';
import type { Connection } from '../../model/connection';
import type { Diagnostic } from '../../model/diagnostic';
import type { OrderBook } from '../../model/order-book';
import type { Quote } from '../../model/quote';
import type { Ticker } from '../../model/ticker';
import type { Trade } from '../../model/trade';
import type { WatchEvent } from '../watch/watch-event';

/** The contents of the screen: the latest value of every feed. */
export interface ScreenState {
  readonly ticker: Ticker | null;
  readonly book: OrderBook | null;
  readonly quote: Quote | null;
  /** The trades, newest first. */
  readonly trades: readonly Trade[];
  /** The candles, oldest first. */
  readonly candles: readonly Candle[];
  readonly connection: Connection | null;
  /** The diagnostics, newest last. */
  readonly diagnostics: readonly Diagnostic[];
}

export type ScreenEvent =
  | WatchEvent
  /** The newest trades at the beginning of the screen. */
  | { readonly feed: 'tape'; readonly value: readonly Trade[] }
  | { readonly feed: 'connection'; readonly value: Connection }
  | { readonly feed: 'diagnostics'; readonly value: Diagnostic };

export const emptyScreen: ScreenState = {
  ticker: null,
  book: null,
  quote: null,
  trades: [],
  candles: [],
  connection: null,
  diagnostics: [],
};

/** A number of candles for which even the largest screen has no room. */
export const keptCandles = 400;
const keptTrades = 200;
const keptDiagnostics = 10;

const upsert = upsertCandle(keptCandles);

/** Adds trades of REST below those of the stream, each once, newest first. */
const withOlder = (shown: readonly Trade[], read: readonly Trade[]): readonly Trade[] => {
  const byId = new Map([...read, ...shown].map((trade) => [trade.id, trade]));
  return [...byId.values()].sort((a, b) => b.id - a.id).slice(0, keptTrades);
};

export const onScreenEvent = (state: ScreenState, event: ScreenEvent): ScreenState => {
  switch (event.feed) {
    case 'ticker':
      return { ...state, ticker: event.value };
    case 'book':
      return { ...state, book: event.value };
    case 'quotes':
      return { ...state, quote: event.value };
    case 'trades':
      return { ...state, trades: [event.value, ...state.trades].slice(0, keptTrades) };
    case 'tape':
      return { ...state, trades: withOlder(state.trades, event.value) };
    case 'candles':
      return { ...state, candles: upsert(state.candles, event.value) };
    case 'connection':
      return { ...state, connection: event.value };
    case 'diagnostics':
      return { ...state, diagnostics: [...state.diagnostics, event.value].slice(-keptDiagnostics) };
  }
};
