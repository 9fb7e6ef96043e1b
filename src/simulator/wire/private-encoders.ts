import { fromUnits } from '../../model/decimal';
import type { Pair } from '../../model/pair';
import {
  type AssetBalance,
  type AssetUnits,
  averagePrice,
  type Deposit,
  type Fill,
  formatAmount,
  formatPrice,
  type MarginPositions,
  type MarginStatus,
  type Notice,
  type Order,
  type Originator,
  type Position,
  type Venue,
  type VenueAsset,
  type VenueInstrument,
  type Withdrawal,
  type WithdrawalAccount,
} from '../venue/index';

/** Looks up what figures are written with. */
export interface Rules {
  readonly instrument: (pair: Pair) => VenueInstrument;
  readonly asset: (asset: string) => VenueAsset;
  readonly money: (asset: string, units: AssetUnits) => string;
}

export const rulesOf = (venue: Venue): Rules => {
  const assets = new Map(venue.assetRules().map((rule) => [rule.asset, rule]));
  const asset = (name: string): VenueAsset => {
    const rule = assets.get(name);
    if (!rule) throw new Error(`the venue has no asset ${name}`);
    return rule;
  };
  return {
    asset,
    instrument: (pair) => {
      const instrument = venue.instrument(pair);
      if (!instrument) throw new Error(`the venue has no pair ${pair}`);
      return instrument;
    },
    money: (name, units) => fromUnits(units, asset(name).precision),
  };
};

/** Drops what has not happened: the venue leaves such fields out. */
const present = (fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
  const result: Record<string, unknown> = {};
  for (const name in fields) if (fields[name] !== null) result[name] = fields[name];
  return result;
};

const orderFigures = (rules: Rules, order: Order) => {
  const instrument = rules.instrument(order.pair);
  const amount = (lots: bigint | null) => (lots === null ? null : formatAmount(instrument, lots));
  const price = (ticks: number | null) => (ticks === null ? null : formatPrice(instrument, ticks));
  return {
    start_amount: amount(order.startAmount),
    remaining_amount: amount(order.remainingAmount),
    executed_amount: formatAmount(instrument, order.executedAmount),
    average_price: averagePrice(instrument, order.executedNotional, order.executedAmount),
    price: price(order.price),
    trigger_price: price(order.triggerPrice),
  };
};

/** An order as REST shows it. */
export const orderJson = (rules: Rules, order: Order) => {
  const { start_amount, remaining_amount, executed_amount, average_price, price, trigger_price } =
    orderFigures(rules, order);
  return {
    order_id: order.orderId,
    pair: order.pair,
    side: order.side,
    ...present({ position_side: order.positionSide }),
    type: order.type,
    start_amount,
    remaining_amount,
    executed_amount,
    ...present({ price, post_only: order.postOnly }),
    user_cancelable: order.userCancelable,
    average_price,
    ordered_at: order.orderedAt,
    expire_at: order.expireAt,
    ...present({
      canceled_at: order.canceledAt,
      executed_at: order.executedAt,
      triggered_at: order.triggeredAt,
      trigger_price,
    }),
    status: order.status,
  };
};

/** An order as `spot_order_new` and `spot_order` show it. */
export const orderMessage = (rules: Rules, order: Order) => {
  const { price, trigger_price, ...figures } = orderFigures(rules, order);
  const hasMoved = order.triggeredAt !== null || order.executedAmount > 0n;
  return {
    average_price: figures.average_price,
    ...present({ canceled_at: order.canceledAt }),
    executed_amount: figures.executed_amount,
    ...present({ executed_at: order.executedAt }),
    expire_at: order.expireAt,
    order_id: order.orderId,
    ordered_at: order.orderedAt,
    pair: order.pair,
    ...present({ price, trigger_price }),
    remaining_amount: figures.remaining_amount,
    position_side: order.positionSide,
    side: order.side,
    start_amount: figures.start_amount,
    status: order.status,
    type: order.type,
    ...present({ triggered_at: order.triggeredAt, post_only: order.postOnly }),
    user_cancelable: order.userCancelable,
    ...present({ is_just_triggered: hasMoved ? order.justTriggered : null }),
  };
};

const fillFigures = (rules: Rules, fill: Fill) => {
  const instrument = rules.instrument(fill.pair);
  const quote = (units: AssetUnits | null) =>
    units === null ? null : rules.money(instrument.quoteAsset, units);
  return {
    amount: formatAmount(instrument, fill.amount),
    price: formatPrice(instrument, fill.price),
    fee_amount_base: rules.money(instrument.baseAsset, fill.feeBase),
    fee_amount_quote: quote(fill.feeQuote),
    fee_occurred_amount_quote: quote(fill.feeOccurredQuote),
    profit_loss: quote(fill.profitLoss),
    interest: quote(fill.interest),
  };
};

/** A fill as `trade_history` shows it. */
export const tradeJson = (rules: Rules, fill: Fill) => {
  const { amount, price, profit_loss, interest, ...fees } = fillFigures(rules, fill);
  return {
    trade_id: fill.tradeId,
    pair: fill.pair,
    order_id: fill.orderId,
    side: fill.side,
    ...present({ position_side: fill.positionSide }),
    type: fill.type,
    amount,
    price,
    maker_taker: fill.makerTaker,
    ...fees,
    ...present({ profit_loss, interest }),
    executed_at: fill.executedAt,
  };
};

/** A fill as `spot_trade` shows it: what does not apply is `null`. */
export const tradeMessage = (rules: Rules, fill: Fill) => ({
  ...fillFigures(rules, fill),
  executed_at: fill.executedAt,
  maker_taker: fill.makerTaker,
  order_id: fill.orderId,
  pair: fill.pair,
  position_side: fill.positionSide,
  side: fill.side,
  trade_id: fill.tradeId,
  type: fill.type,
});

/** A balance as `asset_update` shows it. */
export const assetMessage = (balance: AssetBalance) => {
  const { asset, precision } = balance;
  return {
    asset,
    amount_precision: precision,
    free_amount: fromUnits(balance.free, precision),
    locked_amount: fromUnits(balance.locked, precision),
    onhand_amount: fromUnits(balance.onhand, precision),
    withdrawing_amount: fromUnits(balance.withdrawing, precision),
  };
};

const withdrawalFee = ({ bankFee, networks, precision }: VenueAsset) => {
  if (bankFee) return bankFee;
  const fees = networks.map((network) => network.withdrawalFee).sort((a, b) => Number(a) - Number(b));
  const none = fromUnits(0n, precision);
  return { min: fees[0] ?? none, max: fees.at(-1) ?? none };
};

/** A balance as `GET /user/assets` shows it, with the rules of the asset. */
export const assetJson = (rules: Rules, balance: AssetBalance) => {
  const rule = rules.asset(balance.asset);
  const networks = rule.networks.map((network) => ({
    asset: rule.asset,
    network: network.network,
    stop_deposit: network.stopDeposit,
    stop_withdrawal: network.stopWithdrawal,
    withdrawal_fee: network.withdrawalFee,
  }));
  return {
    ...assetMessage(balance),
    withdrawal_fee: withdrawalFee(rule),
    stop_deposit: rule.stopDeposit,
    stop_withdrawal: rule.stopWithdrawal,
    ...(rule.bankFee ? {} : { network_list: networks }),
    collateral_ratio: rule.collateralRatio,
  };
};

const positionFigures = (rules: Rules, position: Position) => {
  const instrument = rules.instrument(position.pair);
  const { quoteAsset, priceDigits, amountDigits } = instrument;
  return {
    pair: position.pair,
    position_side: position.positionSide,
    average_price: averagePrice(instrument, position.entryNotional, position.openAmount),
    open: formatAmount(instrument, position.openAmount),
    locked: formatAmount(instrument, position.lockedAmount),
    product: fromUnits(position.entryNotional, priceDigits + amountDigits),
    fee: rules.money(quoteAsset, position.unrealizedFee),
    interest: rules.money(quoteAsset, position.unrealizedInterest),
  };
};

/** A position as `margin_position_update` shows it: not under the documented names. */
export const positionMessage = (rules: Rules, position: Position) => {
  const { fee, interest, ...figures } = positionFigures(rules, position);
  return { ...figures, unrealized_fee: fee, unrealized_interest: interest };
};

/** A position as `GET /user/margin/positions` shows it. */
const positionJson = (rules: Rules, position: Position) => {
  const { open, locked, fee, interest, ...figures } = positionFigures(rules, position);
  return {
    ...figures,
    open_amount: open,
    locked_amount: locked,
    unrealized_fee_amount: fee,
    unrealized_interest_amount: interest,
  };
};

export const noticeJson = (rules: Rules, { what, occurredAt, amount, dueDateAt }: Notice) => ({
  what,
  occurred_at: occurredAt,
  amount: amount === null ? null : rules.money('jpy', amount),
  due_date_at: dueDateAt,
});

export const marginPositionsJson = (rules: Rules, margin: MarginPositions) => ({
  notice: noticeJson(rules, margin.notice),
  payables: { amount: rules.money('jpy', margin.payables) },
  positions: margin.positions.map((position) => positionJson(rules, position)),
  losscut_threshold: margin.losscutThreshold,
});

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** `GET /user/margin/status`: the figures are the venue's own already, only the names change. */
export const marginStatusJson = (status: MarginStatus) =>
  Object.fromEntries(Object.entries(status).map(([name, value]) => [snakeCase(name), value as unknown]));

/** A deposit, in REST and in a message. */
export const depositJson = (rules: Rules, deposit: Deposit) => ({
  uuid: deposit.uuid,
  asset: deposit.asset,
  amount: rules.money(deposit.asset, deposit.amount),
  ...present({ network: deposit.network, address: deposit.address }),
  ...(deposit.network === null ? {} : { txid: deposit.txid }),
  found_at: deposit.foundAt,
  ...present({ confirmed_at: deposit.confirmedAt }),
  status: deposit.status,
});

export const unconfirmedDepositJson = (rules: Rules, deposit: Deposit) => ({
  uuid: deposit.uuid,
  asset: deposit.asset,
  amount: rules.money(deposit.asset, deposit.amount),
  network: deposit.network,
  txid: deposit.txid,
  created_at: deposit.foundAt,
});

/** An originator of deposits: the venue knows its name, the simulator the rest. */
export const originatorJson = ({ uuid, label, status }: Originator) => ({
  uuid,
  label,
  deposit_type: 'WALLET',
  deposit_purpose: null,
  originator_status: status,
  originator_type: 'OWN',
  originator_last_name: null,
  originator_first_name: null,
  originator_country: 'JP',
  originator_prefecture: null,
  originator_city: null,
  originator_address: null,
  originator_building: null,
  originator_company_name: null,
  originator_company_type: null,
  originator_company_type_position: null,
  originator_substantial_controllers: [],
});

const destination = (account: WithdrawalAccount) =>
  account.type === 'bank'
    ? {
        bank_name: account.bankName,
        branch_name: account.branchName,
        account_type: account.accountType,
        account_number: account.accountNumber,
        account_owner: account.accountOwner,
      }
    : {
        label: account.label,
        address: account.address,
        network: account.network,
        ...present({ destination_tag: account.destinationTag }),
      };

/** Where to withdraw to, as `GET /user/withdrawal_account` shows it. */
export const withdrawalAccountJson = (account: WithdrawalAccount) => ({
  uuid: account.uuid,
  label: account.label,
  ...destination(account),
});

/** A withdrawal, in REST and in a message. */
export const withdrawalJson = (rules: Rules, withdrawal: Withdrawal) => ({
  uuid: withdrawal.uuid,
  asset: withdrawal.asset,
  account_uuid: withdrawal.account.uuid,
  amount: rules.money(withdrawal.asset, withdrawal.amount),
  fee: rules.money(withdrawal.asset, withdrawal.fee),
  ...destination(withdrawal.account),
  ...(withdrawal.account.type === 'crypto' ? { txid: withdrawal.txid } : {}),
  status: withdrawal.status,
  requested_at: withdrawal.requestedAt,
});
