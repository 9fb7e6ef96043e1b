import { decodeError } from '../model/errors';
import type { Pair } from '../model/pair';
import type { Trade } from '../model/trade';
import { property, record, rows } from './combinators';
import { failed } from './decode';
import { decimalAfter, idAfter, isNext, skip, timestampAfter, token } from './frame-reader';
import { Decimal, Id, Side, Timestamp } from './primitives';
import { ofPair, roomParser, type FastReader, type Unpaired } from './room';

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-stream.md#transactions */
export const TransactionsData = property(
  'transactions',
  rows(
    'transactions',
    record<Unpaired<Trade>>('a transaction', {
      id: ['transaction_id', Id],
      side: Side,
      price: Decimal,
      amount: Decimal,
      timestamp: ['executed_at', Timestamp],
    }),
  ),
);

/** Makes trades, oldest first. The wire has the newest first. */
export const toTrades = (pair: Pair, rows: readonly Unpaired<Trade>[]): readonly Trade[] =>
  rows.map((row) => ofPair(pair, row)).sort((a, b) => a.id - b.id);

const transactions = token('"transactions":[');
const transactionId = token('{"transaction_id":');
const sell = token(',"side":"sell"');
const buy = token(',"side":"buy"');
const pricedAt = token(',"price":"');
const ofAmount = token(',"amount":"');
const executedAt = token(',"executed_at":');
const rowEnd = token('}');
const comma = token(',');
const end = token(']');

const readSide = (): Trade['side'] => {
  if (isNext(sell)) return 'sell';
  skip(buy);
  return 'buy';
};

const readTrade = (pair: Pair): Trade => {
  const id = idAfter(transactionId);
  const side = readSide();
  const price = decimalAfter(pricedAt);
  const amount = decimalAfter(ofAmount);
  const timestamp = timestampAfter(executedAt);
  skip(rowEnd);
  return { pair, id, side, price, amount, timestamp };
};

/** Inserts a trade at its place, so that the oldest trade is the first. */
const insert = (trades: Trade[], trade: Trade): void => {
  let at = trades.length;
  for (; at > 0 && (trades[at - 1] as Trade).id > trade.id; at -= 1) trades[at] = trades[at - 1] as Trade;
  trades[at] = trade;
};

export const tradesReader: FastReader<readonly Trade[]> = (pair) => {
  const trades: Trade[] = [];
  skip(transactions);
  if (isNext(end)) return trades;
  do insert(trades, readTrade(pair));
  while (isNext(comma));
  skip(end);
  return trades;
};

export const parseTrades = roomParser('transactions', TransactionsData, toTrades, tradesReader);

/** The longest time in ms between trades of one frame, which has the trades since the previous frame. */
const longestSpan = 86_400_000;

/** The time in ms from the oldest trade to the newest. */
const spanOf = (trades: readonly Trade[]): number => {
  let [first, last] = [Infinity, -Infinity];
  for (const { timestamp } of trades) {
    first = Math.min(first, timestamp);
    last = Math.max(last, timestamp);
  }
  return last - first;
};

/** Parses trades, and refuses a frame whose trades lie too far apart: they would cause an endless gap of bars. */
export const parseNewTrades: typeof parseTrades = (pair, onOdd) => {
  const read = parseTrades(pair, onOdd);
  return (frame) => {
    const trades = read(frame);
    if (trades._tag === 'Left') return trades;
    const span = spanOf(trades.right);
    return span <= longestSpan
      ? trades
      : failed(decodeError('data/transactions', 'trades of one day', `trades of ${span} ms`));
  };
};
