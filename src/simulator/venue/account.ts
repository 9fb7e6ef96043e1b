import type { PositionSide } from '../../model/order';
import type { Pair } from '../../model/pair';
import type { UserId } from './order';
import type { AssetUnits, ExactNotional, FineUnits, Lots } from './units';

/**
 * The class of an account. A `user` is a customer. A `house` account is a simulated participant: it has unlimited funds
 * (its balances may go below zero, and count in the conservation law like any other), no limit of open orders, no
 * history, and no private events of its own.
 */
export type AccountClass = 'user' | 'house';

export interface VenueBalance {
  readonly asset: string;
  readonly precision: number;
  /** The part of `onhand` that is not locked: onhand − locked. */
  readonly free: AssetUnits;
  /** The amount that open orders and withdrawals under way hold (ledger.ts states the formula). */
  readonly locked: AssetUnits;
  readonly onhand: AssetUnits;
  /** The part of `locked` that withdrawals hold. */
  readonly withdrawing: AssetUnits;
}

/** A margin position. A user may have a long and a short of the same pair. */
export interface VenuePosition {
  readonly pair: Pair;
  readonly positionSide: PositionSide;
  readonly openAmount: Lots;
  /** The part of `openAmount` that open closing orders hold. */
  readonly lockedAmount: Lots;
  /** The exact Σ price × amount of the open part. `averagePrice` makes the venue's text of it. */
  readonly entryNotional: ExactNotional;
  /** The unrealized fee in the quote asset. It is taken when the position is closed. */
  readonly unrealizedFee: AssetUnits;
  readonly unrealizedInterest: FineUnits;
}

export interface Notice {
  readonly what: 'marginCall' | 'debt' | 'settled' | null;
  readonly occurredAt: number | null;
  /** The amount in `jpy`. */
  readonly amount: AssetUnits | null;
  readonly dueDateAt: number | null;
}

/**
 * The reply of `GET /user/margin/status`, in the venue's own decimals. The venue rounds each figure by a rule of its
 * own.
 */
export interface VenueMarginStatus {
  readonly status: 'NORMAL' | 'LOSSCUT' | 'CALL' | 'DEBT' | 'SETTLED';
  readonly totalMarginBalancePercentage: string | null;
  readonly totalMarginBalance: string;
  readonly marginPositionProfitLoss: string;
  readonly unrealizedCost: string;
  readonly totalMarginPositionProduct: string;
  readonly openMarginPositionProduct: string;
  readonly openMarginOrderProduct: string;
  readonly totalPositionMaintenanceMargin: string;
  readonly totalLongPositionMaintenanceMargin: string;
  readonly totalShortPositionMaintenanceMargin: string;
  readonly totalOpenOrderMaintenanceMargin: string;
  readonly totalLongOpenOrderMaintenanceMargin: string;
  readonly totalShortOpenOrderMaintenanceMargin: string;
  readonly marginCallPercentage: string | null;
  readonly losscutPercentage: string | null;
  readonly buyCredit: string;
  readonly sellCredit: string;
  readonly availableBalances: readonly {
    readonly pair: Pair;
    readonly long: string;
    readonly short: string;
  }[];
}

/** The reply of `GET /user/margin/positions`. */
export interface VenuePositions {
  readonly notice: Notice;
  /** The unpaid amount in `jpy`. */
  readonly payables: AssetUnits;
  readonly positions: readonly VenuePosition[];
  /** The thresholds of a losscut, as shares of the maintenance margin. */
  readonly losscutThreshold: { readonly individual: string; readonly company: string };
}

export type DepositStage = 'FOUND' | 'CONFIRMED' | 'DONE';

/** One state of a deposit. It is immutable: every change makes a new object. */
export interface VenueDeposit {
  readonly uuid: string;
  readonly user: UserId;
  readonly asset: string;
  /** The network of the deposit; `null` for `jpy`. */
  readonly network: string | null;
  readonly address: string | null;
  readonly txid: string | null;
  readonly amount: AssetUnits;
  readonly status: DepositStage;
  readonly foundAt: number;
  readonly confirmedAt: number | null;
  /** True while the deposit waits until the user names its originator (`unconfirmedDeposits`). */
  readonly awaitsOriginator: boolean;
}

export interface Originator {
  readonly uuid: string;
  readonly label: string;
  readonly status: 'SCREENING' | 'CONFIRMED' | 'REJECTED' | 'DEPRECATED';
}

/** A destination of withdrawals that a user has registered. */
export type VenueWithdrawalAccount =
  | {
      readonly type: 'crypto';
      readonly uuid: string;
      readonly asset: string;
      readonly label: string;
      readonly network: string;
      readonly address: string;
      /** The destination tag; `null` for an asset without tags. */
      readonly destinationTag: number | string | null;
    }
  | {
      readonly type: 'bank';
      readonly uuid: string;
      readonly asset: 'jpy';
      readonly label: string;
      readonly bankName: string;
      readonly branchName: string;
      readonly accountType: string;
      readonly accountNumber: string;
      readonly accountOwner: string;
    };

export type WithdrawalStage =
  'CONFIRMING' | 'EXAMINING' | 'SENDING' | 'DONE' | 'REJECTED' | 'CANCELED' | 'CONFIRM_TIMEOUT';

/** One state of a withdrawal. It is immutable: every change makes a new object. */
export interface VenueWithdrawal {
  readonly uuid: string;
  readonly user: UserId;
  readonly asset: string;
  readonly account: VenueWithdrawalAccount;
  readonly amount: AssetUnits;
  readonly fee: AssetUnits;
  /** The transaction id, once the withdrawal is sent; `null` for `jpy`. */
  readonly txid: string | null;
  readonly status: WithdrawalStage;
  readonly requestedAt: number;
}
