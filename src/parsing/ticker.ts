import type { Ticker } from '../model/ticker';
import { orStandIn, record, rows } from './combinators';
import { decimalAfter, nullableDecimalAfter, timestampAfter, token } from './frame-reader';
import { Decimal, optional, Text, Timestamp, Total } from './primitives';
import { ofPair, roomParser, type FastReader, type Unpaired } from './room';

const fields = {
  bid: ['buy', optional(Decimal)],
  ask: ['sell', optional(Decimal)],
  last: optional(Decimal),
  open: optional(Decimal),
  high: optional(Decimal),
  low: optional(Decimal),
  volume: ['vol', optional(Total)],
  timestamp: Timestamp,
} as const;

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-stream.md#ticker */
export const TickerData = record<Unpaired<Ticker>>('a ticker', fields);

/**
 * A codec of only the best prices in the reply of `GET /{pair}/ticker`. An unreadable side is `null`, if somebody listens
 * for odd rows.
 */
export const TouchData = record<Pick<Ticker, 'bid' | 'ask'>>('a ticker', {
  bid: ['buy', orStandIn(optional(Decimal), null)],
  ask: ['sell', orStandIn(optional(Decimal), null)],
});

const sell = token('"sell":');
const buy = token(',"buy":');
const opened = token(',"open":"');
const highest = token(',"high":"');
const lowest = token(',"low":"');
const latest = token(',"last":"');
const vol = token(',"vol":"');
const time = token(',"timestamp":');

export const tickerReader: FastReader<Ticker> = (pair) => {
  const ask = nullableDecimalAfter(sell);
  const bid = nullableDecimalAfter(buy);
  const open = decimalAfter(opened);
  const high = decimalAfter(highest);
  const low = decimalAfter(lowest);
  const last = decimalAfter(latest);
  const volume = decimalAfter(vol);
  const timestamp = timestampAfter(time);
  return { pair, bid, ask, last, open, high, low, volume, timestamp };
};

export const parseTicker = roomParser('ticker', TickerData, ofPair, tickerReader);

/** A codec of the reply of `GET /tickers` and `/tickers_jpy`. */
export const TickersData = rows('tickers', record<Ticker>('a ticker', { pair: Text, ...fields }));
