import { marginStates, type MarginNotice, type MarginPositions, type MarginStatus } from '../../model/margin';
import type { Position } from '../../model/position';
import { type Fields, orStandIn, property, record, rows, wordIn } from '../combinators';
import { DecimalString, optional, PositionSide, Text, Timestamp } from '../primitives';

// ------------------------------------------------------------------------------------------------ positions

/**
 * The documentation and the wire spell four fields differently; a REST reply has no locked amount.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/private-stream.md#method-margin_position_update
 */
export const positionFields: Fields<Position> = {
  pair: Text,
  positionSide: PositionSide,
  averagePrice: DecimalString,
  openAmount: [['open_amount', 'open'], DecimalString],
  lockedAmount: [['locked_amount', 'locked'], optional(DecimalString)],
  product: DecimalString,
  unrealizedFeeAmount: [['unrealized_fee_amount', 'unrealized_fee'], DecimalString],
  unrealizedInterestAmount: [['unrealized_interest_amount', 'unrealized_interest'], DecimalString],
};

export const PositionRows = rows('positions', record<Position>('a position', positionFields));

// ---------------------------------------------------------------------------------------- payables, notices

const Payable = property('amount', DecimalString);

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/private-stream.md#method-margin_payable_update */
export const PayableRows = rows('payables', Payable);

export const noticeFields: Fields<MarginNotice> = {
  what: optional(Text),
  occurredAt: optional(Timestamp),
  amount: optional(DecimalString),
  dueDateAt: optional(Timestamp),
};

const NoticeData = record<MarginNotice>('a notice', noticeFields);

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/private-stream.md#method-margin_notice_update */
export const NoticeRows = rows('notices', NoticeData);

type Thresholds = NonNullable<MarginPositions['losscutThreshold']>;

export const LosscutThresholds = record<Thresholds>('losscut thresholds', {
  individual: DecimalString,
  company: DecimalString,
});

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-positions-information */
export const MarginPositionsData = record<MarginPositions>('an object with positions and payables', {
  notice: orStandIn(optional(NoticeData), null),
  payables: Payable,
  positions: PositionRows,
  losscutThreshold: orStandIn(optional(LosscutThresholds), null),
});

// --------------------------------------------------------------------------------------------------- status

const Available = record<MarginStatus['availableBalances'][number]>('an available balance', {
  pair: Text,
  long: DecimalString,
  short: DecimalString,
});

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-margin-trading-status */
export const marginStatusFields: Fields<MarginStatus> = {
  status: wordIn('a margin account status', marginStates),
  totalMarginBalancePercentage: optional(DecimalString),
  totalMarginBalance: DecimalString,
  marginPositionProfitLoss: DecimalString,
  unrealizedCost: DecimalString,
  totalMarginPositionProduct: DecimalString,
  openMarginPositionProduct: DecimalString,
  openMarginOrderProduct: DecimalString,
  totalPositionMaintenanceMargin: DecimalString,
  totalLongPositionMaintenanceMargin: DecimalString,
  totalShortPositionMaintenanceMargin: DecimalString,
  totalOpenOrderMaintenanceMargin: DecimalString,
  totalLongOpenOrderMaintenanceMargin: DecimalString,
  totalShortOpenOrderMaintenanceMargin: DecimalString,
  marginCallPercentage: optional(DecimalString),
  losscutPercentage: optional(DecimalString),
  buyCredit: DecimalString,
  sellCredit: DecimalString,
  availableBalances: rows('available balances', Available),
};

export const MarginStatusData = record<MarginStatus>('a margin status', marginStatusFields);
