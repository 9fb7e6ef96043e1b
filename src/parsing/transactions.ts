import * as t from 'io-ts';
import type { Pair } from '../model/pair';
import type { Trade } from '../model/trade';
import { Decimal, Id, Side, Timestamp } from './primitives';
import { roomParser } from './room';

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-stream.md#transactions */
export const TransactionsData = t.type(
  {
    transactions: t.array(
      t.type({ transaction_id: Id, side: Side, price: Decimal, amount: Decimal, executed_at: Timestamp }),
      'transactions',
    ),
  },
  'an object with transactions',
);
export type TransactionsData = t.TypeOf<typeof TransactionsData>;

/** Oldest first: the wire has the newest first. */
export const toTrades = (pair: Pair, { transactions }: TransactionsData): readonly Trade[] =>
  transactions
    .map((row) => ({
      pair,
      id: row.transaction_id,
      side: row.side,
      price: row.price,
      amount: row.amount,
      timestamp: row.executed_at,
    }))
    .sort((a, b) => a.id - b.id);

export const parseTrades = roomParser(TransactionsData, toTrades);
