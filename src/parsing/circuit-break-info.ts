import * as t from 'io-ts';
import { type CircuitBreak } from '../model/circuit-break';
import type { Pair } from '../model/pair';
import { Decimal, nullable, Timestamp } from './primitives';
import { roomParser } from './room';

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-stream.md#circuit-break-info */
export const CircuitBreakData = t.type(
  {
    mode: t.keyof(
      { NONE: null, CIRCUIT_BREAK: null, FULL_RANGE_CIRCUIT_BREAK: null, RESUMPTION: null, LISTING: null },
      'a circuit break mode',
    ),
    estimated_itayose_price: nullable(Decimal),
    estimated_itayose_amount: nullable(Decimal),
    itayose_upper_price: nullable(Decimal),
    itayose_lower_price: nullable(Decimal),
    upper_trigger_price: nullable(Decimal),
    lower_trigger_price: nullable(Decimal),
    fee_type: t.keyof({ NORMAL: null, SELL_MAKER: null, BUY_MAKER: null, DYNAMIC: null }, 'a fee type'),
    reopen_timestamp: nullable(Timestamp),
    timestamp: Timestamp,
  },
  'circuit break information',
);
export type CircuitBreakData = t.TypeOf<typeof CircuitBreakData>;

export const toCircuitBreak = (pair: Pair, data: CircuitBreakData): CircuitBreak => ({
  pair,
  mode: data.mode,
  estimatedItayosePrice: data.estimated_itayose_price,
  estimatedItayoseAmount: data.estimated_itayose_amount,
  itayoseUpperPrice: data.itayose_upper_price,
  itayoseLowerPrice: data.itayose_lower_price,
  upperTriggerPrice: data.upper_trigger_price,
  lowerTriggerPrice: data.lower_trigger_price,
  feeType: data.fee_type,
  reopenTimestamp: data.reopen_timestamp,
  timestamp: data.timestamp,
});

export const parseCircuitBreak = roomParser(CircuitBreakData, toCircuitBreak);
