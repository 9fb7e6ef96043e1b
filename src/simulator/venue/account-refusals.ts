import { venueCode } from '../../model/venue-codes';
import { freeOf } from './ledger';
import { closesPosition, opensPosition } from './live-order';
import { expectedPrice, mayBeWhole, type Attempt } from './order-refusals';
import { positionOf } from './positions';
import type { RefusalRow } from './refusal';
import { availableMargin, openingMargin, standingOf } from './standing';
import type { AssetUnits, Lots } from './units';

/** An order that passed `orderRefusals`, with the amount that it would lock. */
export interface FundedAttempt extends Attempt {
  /** The amount that it would lock of the asset it pays with. A margin order locks none. */
  readonly lock: AssetUnits;
}

const maxActiveOrders = 30;

/** Returns the part of a position that is left for one more closing order. */
const closable = ({ account, market, order }: Attempt): Lots => {
  const { open, locked } = positionOf(account, market, order.positionSide ?? 'long');
  // A take_profit and a stop_loss may wait for the same position, because they hold nothing until they fire.
  return mayBeWhole(order.type) ? open : open - locked;
};

/**
 * The reasons to refuse an order that depend on the user: the user has too little of something, or may not trade on margin.
 */
export const accountRefusals: readonly RefusalRow<FundedAttempt>[] = [
  {
    code: venueCode.tooManyOpenOrders,
    why: `The user has ${maxActiveOrders} open orders of the pair.`,
    when: ({ account, market }) => (account.activeCounts[market.index] ?? 0) >= maxActiveOrders,
  },
  {
    code: venueCode.insufficientFunds,
    why: 'A spot order would lock more of its asset than is free.',
    when: ({ account, market: { rules }, order, lock }) =>
      order.positionSide === null && lock > freeOf(account, order.side === 'buy' ? rules.quote : rules.base),
  },
  {
    code: venueCode.marginUnreviewed,
    why: 'There is a `position_side`, and the user may not trade on margin.',
    when: ({ account, order }) => order.positionSide !== null && !account.mayTradeOnMargin,
  },
  {
    code: venueCode.noMarginOpening,
    why: 'The order would open a position while the venue closes those of the user.',
    when: ({ account, order }) => account.marginMode === 'LOSSCUT' && opensPosition(order),
  },
  {
    code: venueCode.noMarginClosing,
    why: 'The order would close a position while the venue closes those of the user.',
    when: ({ account, order }) => account.marginMode === 'LOSSCUT' && closesPosition(order),
  },
  {
    code: venueCode.insufficientCredit,
    why: 'The order would open a position that needs more margin than the user has left.',
    when: ({ core, account, market, order }) =>
      opensPosition(order) &&
      openingMargin(account, market, expectedPrice(market, order), order.amount ?? 0n) >
        availableMargin(standingOf(core, account)),
  },
  {
    code: venueCode.exceedsPosition,
    why: 'The order would close more of a position than is open and not held by other orders.',
    when: (attempt) => {
      if (!closesPosition(attempt.order)) return false;
      const left = closable(attempt);
      return left === 0n || (attempt.order.amount ?? 0n) > left;
    },
  },
];
