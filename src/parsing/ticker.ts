import * as t from 'io-ts';
import type { Ticker } from '../model/ticker';
import { list, record } from './combinators';
import { Decimal, nullable, Timestamp, Total } from './primitives';
import { ofPair, roomParser, type Unpaired } from './room';

const fields = {
  bid: ['buy', nullable(Decimal)],
  ask: ['sell', nullable(Decimal)],
  last: Decimal,
  open: Decimal,
  high: Decimal,
  low: Decimal,
  volume: ['vol', Total],
  timestamp: Timestamp,
} as const;

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-stream.md#ticker */
export const TickerData = record<Unpaired<Ticker>>('a ticker', fields);

export const parseTicker = roomParser(TickerData, ofPair);

/** The reply of `GET /tickers` and `/tickers_jpy`. */
export const TickersData = list('tickers', record<Ticker>('a ticker', { pair: t.string, ...fields }));
