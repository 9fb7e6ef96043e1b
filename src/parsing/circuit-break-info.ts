import { circuitBreakModes, feeTypes, type CircuitBreak } from '../model/circuit-break';
import { record, wordIn } from './combinators';
import { Decimal, optional, Timestamp } from './primitives';
import { ofPair, roomParser, type Unpaired } from './room';

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-stream.md#circuit-break-info */
export const CircuitBreakData = record<Unpaired<CircuitBreak>>('circuit break information', {
  mode: wordIn('a circuit break mode', circuitBreakModes),
  estimatedItayosePrice: optional(Decimal),
  estimatedItayoseAmount: optional(Decimal),
  itayoseUpperPrice: optional(Decimal),
  itayoseLowerPrice: optional(Decimal),
  upperTriggerPrice: optional(Decimal),
  lowerTriggerPrice: optional(Decimal),
  feeType: wordIn('a fee type', feeTypes),
  reopenTimestamp: optional(Timestamp),
  timestamp: Timestamp,
});

export const parseCircuitBreak = roomParser('circuit_break_info', CircuitBreakData, ofPair);
