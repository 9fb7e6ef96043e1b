import { fromUnits } from '../../model/decimal';
import {
  type VenueBalance,
  type AssetUnits,
  averagePrice,
  type ExactNotional,
  formatAmount,
  formatFine,
  type VenuePositions,
  type VenueMarginStatus,
  type Notice,
  type VenuePosition,
  type VenueAsset,
  type VenueInstrument,
} from '../venue/index';
import type { Rules } from './rules';

/** Writes a balance as in `asset_update`. */
export const assetMessage = (balance: VenueBalance) => {
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

/** Writes a balance as in `GET /user/assets`, with the rules of the asset. */
export const assetJson = (rules: Rules, balance: VenueBalance) => {
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

/** Returns the product in whole units of the quote asset, cut off. */
const productOf = (
  { priceDigits, amountDigits }: VenueInstrument,
  notional: ExactNotional,
  precision: number,
): AssetUnits => {
  const excess = priceDigits + amountDigits - precision;
  return excess > 0 ? notional / 10n ** BigInt(excess) : notional * 10n ** BigInt(-excess);
};

const positionFigures = (rules: Rules, position: VenuePosition) => {
  const instrument = rules.instrument(position.pair);
  const { quoteAsset } = instrument;
  return {
    pair: position.pair,
    position_side: position.positionSide,
    average_price: averagePrice(instrument, position.entryNotional, position.openAmount),
    open: formatAmount(instrument, position.openAmount),
    locked: formatAmount(instrument, position.lockedAmount),
    product: rules.money(
      quoteAsset,
      productOf(instrument, position.entryNotional, rules.asset(quoteAsset).precision),
    ),
    fee: rules.money(quoteAsset, position.unrealizedFee),
    interest: formatFine(position.unrealizedInterest),
  };
};

/** Writes a position as in `margin_position_update`, whose names are not the documented ones. */
export const positionMessage = (rules: Rules, position: VenuePosition) => {
  const { fee, interest, ...figures } = positionFigures(rules, position);
  return { ...figures, unrealized_fee: fee, unrealized_interest: interest };
};

/** Writes a position as in `GET /user/margin/positions`, without the amount that closing orders hold. */
const positionJson = (rules: Rules, position: VenuePosition) => {
  const { pair, position_side, average_price, open, product, fee, interest } = positionFigures(
    rules,
    position,
  );
  return {
    pair,
    position_side,
    average_price,
    product,
    open_amount: open,
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

/** Returns both sides of every pair that has margin trading. The venue also lists those that are not open. */
const everyPosition = (rules: Rules, open: readonly VenuePosition[]): readonly VenuePosition[] =>
  rules.marginPairs().flatMap((pair) =>
    (['long', 'short'] as const).map(
      (positionSide) =>
        open.find((known) => known.pair === pair && known.positionSide === positionSide) ?? {
          pair,
          positionSide,
          openAmount: 0n,
          lockedAmount: 0n,
          entryNotional: 0n,
          unrealizedFee: 0n,
          unrealizedInterest: 0n,
        },
    ),
  );

export const marginPositionsJson = (rules: Rules, margin: VenuePositions) => ({
  notice: noticeJson(rules, margin.notice),
  payables: { amount: rules.money('jpy', margin.payables) },
  positions: everyPosition(rules, margin.positions).map((position) => positionJson(rules, position)),
  losscut_threshold: margin.losscutThreshold,
});

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Writes the reply of `GET /user/margin/status`. The figures are already the venue's own, so only the names change. */
export const marginStatusJson = (status: VenueMarginStatus) =>
  Object.fromEntries(Object.entries(status).map(([name, value]) => [snakeCase(name), value as unknown]));
