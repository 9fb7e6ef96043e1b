import type { PositionSide } from '../../model/order';
import type { Pair } from '../../model/pair';
import type { UserId } from './order';
import type { AssetUnits, ExactNotional, FineUnits, Lots } from './units';

/**
 * `user`: a customer; `house`: a simulated participant: unlimited funds (its balances may go below zero, and count in
 * the conservation law like any other), no limit of open orders, no history, and no private events of its own.
 */
export type AccountClass = 'user' | 'house';

export interface VenueBalance {
  readonly asset: string;
  readonly precision: number;
  /** onhand − locked. */
  readonly free: AssetUnits;
  /** Held by open orders and by withdrawals under way (ledger.ts states the formula). */
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
  /** Σ price × amount of what is open, exact; `averagePrice` makes the venue's text of it. */
  readonly entryNotional: ExactNotional;
  /** Quote asset; taken when it is closed. */
  readonly unrealizedFee: AssetUnits;
  readonly unrealizedInterest: FineUnits;
}

export interface Notice {
  readonly what: 'marginCall' | 'debt' | 'settled' | null;
  readonly occurredAt: number | null;
  /** `jpy`. */
  readonly amount: AssetUnits | null;
  readonly dueDateAt: number | null;
}

/** `GET /user/margin/status`, in the venue's own decimals (it rounds each figure by a rule of its own). */
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

/** `GET /user/margin/positions`. */
export interface VenuePositions {
  readonly notice: Notice;
  /** `jpy`. */
  readonly payables: AssetUnits;
  readonly positions: readonly VenuePosition[];
  /** Shares of the maintenance margin. */
  readonly losscutThreshold: { readonly individual: string; readonly company: string };
}

export type DepositStage = 'FOUND' | 'CONFIRMED' | 'DONE';

/** One state of a deposit: immutable, a new object at every change. */
export interface VenueDeposit {
  readonly uuid: string;
  readonly user: UserId;
  readonly asset: string;
  /** `null` for `jpy`. */
  readonly network: string | null;
  readonly address: string | null;
  readonly txid: string | null;
  readonly amount: AssetUnits;
  readonly status: DepositStage;
  readonly foundAt: number;
  readonly confirmedAt: number | null;
  /** It waits until the user names its originator (`unconfirmedDeposits`). */
  readonly awaitsOriginator: boolean;
}

export interface Originator {
  readonly uuid: string;
  readonly label: string;
  readonly status: 'SCREENING' | 'CONFIRMED' | 'REJECTED' | 'DEPRECATED';
}

/** Where a user may withdraw to. */
export type VenueWithdrawalAccount =
  | {
      readonly type: 'crypto';
      readonly uuid: string;
      readonly asset: string;
      readonly label: string;
      readonly network: string;
      readonly address: string;
      /** `null` for an asset that has none. */
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

/** One state of a withdrawal: immutable, a new object at every change. */
export interface VenueWithdrawal {
  readonly uuid: string;
  readonly user: UserId;
  readonly asset: string;
  readonly account: VenueWithdrawalAccount;
  readonly amount: AssetUnits;
  readonly fee: AssetUnits;
  /** Once it is sent; `null` for `jpy`. */
  readonly txid: string | null;
  readonly status: WithdrawalStage;
  readonly requestedAt: number;
}
