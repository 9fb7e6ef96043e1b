import type { Pair } from '../model/pair';
import type { Trade } from '../model/trade';
import { list, property, record } from './combinators';
import { Decimal, Id, Side, Timestamp } from './primitives';
import { ofPair, roomParser, type Unpaired } from './room';

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-stream.md#transactions */
export const TransactionsData = property(
  'transactions',
  list(
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

/** Oldest first: the wire has the newest first. */
export const toTrades = (pair: Pair, rows: readonly Unpaired<Trade>[]): readonly Trade[] =>
  rows.map((row) => ofPair(pair, row)).sort((a, b) => a.id - b.id);

export const parseTrades = roomParser(TransactionsData, toTrades);
