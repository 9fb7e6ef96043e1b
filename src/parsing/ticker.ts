import * as t from 'io-ts';
import type { Pair } from '../model/pair';
import type { Ticker } from '../model/ticker';
import { Decimal, nullable, Timestamp, Total } from './primitives';
import { roomParser } from './room';

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-stream.md#ticker */
export const TickerData = t.type(
  {
    sell: nullable(Decimal),
    buy: nullable(Decimal),
    open: Decimal,
    high: Decimal,
    low: Decimal,
    last: Decimal,
    vol: Total,
    timestamp: Timestamp,
  },
  'a ticker',
);
export type TickerData = t.TypeOf<typeof TickerData>;

export const toTicker = (pair: Pair, data: TickerData): Ticker => ({
  pair,
  bid: data.buy,
  ask: data.sell,
  last: data.last,
  open: data.open,
  high: data.high,
  low: data.low,
  volume: data.vol,
  timestamp: data.timestamp,
});

export const parseTicker = roomParser(TickerData, toTicker);

/** The reply of `GET /tickers` and `/tickers_jpy`. */
export const TickersData = t.array(t.intersection([t.type({ pair: t.string }), TickerData]), 'tickers');

export const toTickers = (rows: t.TypeOf<typeof TickersData>): readonly Ticker[] =>
  rows.map((row) => toTicker(row.pair, row));
