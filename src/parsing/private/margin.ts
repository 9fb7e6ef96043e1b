import * as t from 'io-ts';
import type { MarginNotice, MarginPositions, MarginStatus } from '../../model/margin';
import type { Position } from '../../model/position';
import { DecimalString, nullable, oneOf, optional, PositionSide, spelled, Timestamp } from './primitives';

// ------------------------------------------------------------------------------------------------ positions

/** The documentation and the wire spell four fields differently; a REST reply has no locked amount. */
const PositionRow = spelled(
  t.intersection(
    [
      t.type({
        pair: t.string,
        position_side: PositionSide,
        average_price: DecimalString,
        open_amount: DecimalString,
        product: DecimalString,
        unrealized_fee_amount: DecimalString,
        unrealized_interest_amount: DecimalString,
      }),
      t.partial({ locked_amount: optional(DecimalString) }),
    ],
    'a position',
  ),
  {
    open: 'open_amount',
    locked: 'locked_amount',
    unrealized_fee: 'unrealized_fee_amount',
    unrealized_interest: 'unrealized_interest_amount',
  },
);

const toPosition = (row: t.TypeOf<typeof PositionRow>): Position => ({
  pair: row.pair,
  positionSide: row.position_side,
  averagePrice: row.average_price,
  openAmount: row.open_amount,
  lockedAmount: row.locked_amount ?? null,
  product: row.product,
  unrealizedFeeAmount: row.unrealized_fee_amount,
  unrealizedInterestAmount: row.unrealized_interest_amount,
});

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/private-stream.md#method-margin_position_update */
export const PositionParams = t.array(PositionRow, 'positions');

export const toPositions = (rows: t.TypeOf<typeof PositionParams>): readonly Position[] =>
  rows.map(toPosition);

// ---------------------------------------------------------------------------------------- payables, notices

const Payable = t.type({ amount: DecimalString }, 'a payable');

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/private-stream.md#method-margin_payable_update */
export const PayableParams = t.array(Payable, 'payables');

export const toPayables = (rows: t.TypeOf<typeof PayableParams>): readonly string[] =>
  rows.map(({ amount }) => amount);

const NoticeRow = t.partial(
  {
    what: nullable(t.string),
    occurred_at: nullable(Timestamp),
    amount: nullable(DecimalString),
    due_date_at: nullable(Timestamp),
  },
  'a notice',
);

const toNotice = (row: t.TypeOf<typeof NoticeRow>): MarginNotice => ({
  what: row.what ?? null,
  occurredAt: row.occurred_at ?? null,
  amount: row.amount ?? null,
  dueDateAt: row.due_date_at ?? null,
});

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/private-stream.md#method-margin_notice_update */
export const NoticeParams = t.array(NoticeRow, 'notices');

export const toNotices = (rows: t.TypeOf<typeof NoticeParams>): readonly MarginNotice[] => rows.map(toNotice);

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-positions-information */
export const MarginPositionsData = t.intersection(
  [
    t.type({ positions: PositionParams, payables: Payable }),
    t.partial({
      notice: optional(NoticeRow),
      losscut_threshold: optional(
        t.type({ individual: DecimalString, company: DecimalString }, 'losscut thresholds'),
      ),
    }),
  ],
  'an object with positions and payables',
);

export const toMarginPositions = (data: t.TypeOf<typeof MarginPositionsData>): MarginPositions => ({
  notice: data.notice ? toNotice(data.notice) : null,
  payables: data.payables.amount,
  positions: toPositions(data.positions),
  losscutThreshold: data.losscut_threshold
    ? { individual: data.losscut_threshold.individual, company: data.losscut_threshold.company }
    : null,
});

// --------------------------------------------------------------------------------------------------- status

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-margin-trading-status */
export const MarginStatusData = t.type(
  {
    status: oneOf('a margin account status', ['NORMAL', 'LOSSCUT', 'CALL', 'DEBT', 'SETTLED']),
    total_margin_balance_percentage: nullable(DecimalString),
    total_margin_balance: DecimalString,
    margin_position_profit_loss: DecimalString,
    unrealized_cost: DecimalString,
    total_margin_position_product: DecimalString,
    open_margin_position_product: DecimalString,
    open_margin_order_product: DecimalString,
    total_position_maintenance_margin: DecimalString,
    total_long_position_maintenance_margin: DecimalString,
    total_short_position_maintenance_margin: DecimalString,
    total_open_order_maintenance_margin: DecimalString,
    total_long_open_order_maintenance_margin: DecimalString,
    total_short_open_order_maintenance_margin: DecimalString,
    margin_call_percentage: nullable(DecimalString),
    losscut_percentage: nullable(DecimalString),
    buy_credit: DecimalString,
    sell_credit: DecimalString,
    available_balances: t.array(
      t.type({ pair: t.string, long: DecimalString, short: DecimalString }, 'an available balance'),
      'available balances',
    ),
  },
  'a margin status',
);

export const toMarginStatus = (data: t.TypeOf<typeof MarginStatusData>): MarginStatus => ({
  status: data.status,
  totalMarginBalancePercentage: data.total_margin_balance_percentage,
  totalMarginBalance: data.total_margin_balance,
  marginPositionProfitLoss: data.margin_position_profit_loss,
  unrealizedCost: data.unrealized_cost,
  totalMarginPositionProduct: data.total_margin_position_product,
  openMarginPositionProduct: data.open_margin_position_product,
  openMarginOrderProduct: data.open_margin_order_product,
  totalPositionMaintenanceMargin: data.total_position_maintenance_margin,
  totalLongPositionMaintenanceMargin: data.total_long_position_maintenance_margin,
  totalShortPositionMaintenanceMargin: data.total_short_position_maintenance_margin,
  totalOpenOrderMaintenanceMargin: data.total_open_order_maintenance_margin,
  totalLongOpenOrderMaintenanceMargin: data.total_long_open_order_maintenance_margin,
  totalShortOpenOrderMaintenanceMargin: data.total_short_open_order_maintenance_margin,
  marginCallPercentage: data.margin_call_percentage,
  losscutPercentage: data.losscut_percentage,
  buyCredit: data.buy_credit,
  sellCredit: data.sell_credit,
  availableBalances: data.available_balances.map(({ pair, long, short }) => ({ pair, long, short })),
});
