import { circuitBreakModes, feeTypes, type CircuitBreak } from '../model/circuit-break';
import { record } from './combinators';
import { Decimal, nullable, oneOf, Timestamp } from './primitives';
import { ofPair, roomParser, type Unpaired } from './room';

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/public-stream.md#circuit-break-info */
export const CircuitBreakData = record<Unpaired<CircuitBreak>>('circuit break information', {
  mode: oneOf('a circuit break mode', circuitBreakModes),
  estimatedItayosePrice: nullable(Decimal),
  estimatedItayoseAmount: nullable(Decimal),
  itayoseUpperPrice: nullable(Decimal),
  itayoseLowerPrice: nullable(Decimal),
  upperTriggerPrice: nullable(Decimal),
  lowerTriggerPrice: nullable(Decimal),
  feeType: oneOf('a fee type', feeTypes),
  reopenTimestamp: nullable(Timestamp),
  timestamp: Timestamp,
});

export const parseCircuitBreak = roomParser('circuit_break_info', CircuitBreakData, ofPair);
