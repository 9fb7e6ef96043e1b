import type { CircuitBreak } from '../model/circuit-break';
import { record } from './combinators';
import { Decimal, nullable, oneOf, Timestamp } from './primitives';
import { ofPair, roomParser, type Unpaired } from './room';

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-stream.md#circuit-break-info */
export const CircuitBreakData = record<Unpaired<CircuitBreak>>('circuit break information', {
  mode: oneOf('a circuit break mode', [
    'NONE',
    'CIRCUIT_BREAK',
    'FULL_RANGE_CIRCUIT_BREAK',
    'RESUMPTION',
    'LISTING',
  ]),
  estimatedItayosePrice: ['estimated_itayose_price', nullable(Decimal)],
  estimatedItayoseAmount: ['estimated_itayose_amount', nullable(Decimal)],
  itayoseUpperPrice: ['itayose_upper_price', nullable(Decimal)],
  itayoseLowerPrice: ['itayose_lower_price', nullable(Decimal)],
  upperTriggerPrice: ['upper_trigger_price', nullable(Decimal)],
  lowerTriggerPrice: ['lower_trigger_price', nullable(Decimal)],
  feeType: ['fee_type', oneOf('a fee type', ['NORMAL', 'SELL_MAKER', 'BUY_MAKER', 'DYNAMIC'])],
  reopenTimestamp: ['reopen_timestamp', nullable(Timestamp)],
  timestamp: Timestamp,
});

export const parseCircuitBreak = roomParser(CircuitBreakData, ofPair);
