import { venueCode } from '../../model/venue-codes';
import { scaleOf, toUnits } from '../../model/decimal';
import { accountAt, assetIndex, type Core } from './core';
import type { DealerTrade } from './events';
import { freeOf, transfer } from './ledger';
import { refusal, type Refusal } from './refusal';
import { paymentDivide } from './rounding';
import type { AccountState } from './state';
import type { OperatorCommands } from './venue';

/** The venue's own counter. It buys and sells at its own price, away from the books. */

const dealerOrder = (
  core: Core,
  account: AccountState,
  { asset, side, amount, price }: Parameters<OperatorCommands['dealerOrder']>[1],
): DealerTrade | Refusal => {
  const index = assetIndex(core, asset);
  const rules = core.assets[index];
  const jpy = core.assets[core.jpy];
  if (rules === undefined || jpy === undefined || rules === jpy) return refusal(venueCode.invalidAsset);
  if (amount <= 0n) return refusal(venueCode.invalidAmount);
  const scale = scaleOf(price);
  const value = amount * toUnits(price, scale) * 10n ** BigInt(jpy.precision);
  const divisor = 10n ** BigInt(rules.precision + scale);
  const isPurchase = side === 'buy';
  const payment = paymentDivide[core.quirks.notionalRounding](isPurchase ? value : -value, divisor);
  const needed = isPurchase ? payment : amount;
  if (needed > freeOf(account, isPurchase ? core.jpy : index)) return refusal(venueCode.insufficientFunds);
  transfer(account, core.pots.dealer, core.jpy, payment);
  transfer(core.pots.dealer, account, index, isPurchase ? amount : -amount);
  core.orderId += 1;
  const order: DealerTrade = {
    orderId: core.orderId,
    user: account.id,
    asset,
    side,
    price,
    amount,
    orderedAt: core.scheduler.now(),
  };
  core.emit({ type: 'dealer-order', user: account.id, dealerOrder: order });
  return order;
};

export const dealerCommands = (core: Core): Pick<OperatorCommands, 'dealerOrder'> => ({
  dealerOrder: (user, order) => core.operate(() => dealerOrder(core, accountAt(core, user), order)),
});
