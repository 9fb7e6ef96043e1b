import type { CircuitBreakMode, FeeType } from '../../model/circuit-break';
import type { Pair, Side } from '../../model/pair';
import type { VenueState } from '../../model/venue-status';
import type { VenueBalance, VenueDeposit, Notice, VenuePosition, VenueWithdrawal } from './account';
import type { VenueFill, VenueOrder, UserId } from './order';
import type { AssetUnits, Lots, Ticks } from './units';

/** A public trade. Each trade appears once, whoever took part. */
export interface PublicTrade {
  readonly tradeId: number;
  readonly pair: Pair;
  /** The taker's side. */
  readonly side: Side;
  readonly price: Ticks;
  readonly amount: Lots;
  readonly executedAt: number;
}

/**
 * The state of a pair's circuit breaker. Fields are `null` where the public documentation of `circuit_break_info` says
 * so.
 */
export interface CircuitBreakInfo {
  readonly pair: Pair;
  readonly mode: CircuitBreakMode;
  readonly estimatedItayosePrice: Ticks | null;
  readonly estimatedItayoseAmount: Lots | null;
  readonly itayoseUpperPrice: Ticks | null;
  readonly itayoseLowerPrice: Ticks | null;
  readonly upperTriggerPrice: Ticks | null;
  readonly lowerTriggerPrice: Ticks | null;
  readonly feeType: FeeType;
  readonly reopenTimestamp: number | null;
  readonly timestamp: number;
}

export interface PairStatus {
  readonly pair: Pair;
  readonly status: VenueState;
  /** The smallest amount of an order. It is raised while the pair is busy. */
  readonly minAmount: Lots;
}

/** A sale or purchase at the venue's own counter rather than on a book. */
export interface DealerTrade {
  readonly orderId: number;
  readonly user: UserId;
  readonly asset: string;
  readonly side: Side;
  /** The price in `jpy` for one whole unit of the asset, decimal. */
  readonly price: string;
  readonly amount: AssetUnits;
  readonly orderedAt: number;
}

/** An event of one user, which nobody else may see. There is none for a `house` account. */
export type AccountEvent =
  /** The message `spot_order_new` if `isNew`, else `spot_order`. */
  | { readonly type: 'order'; readonly user: UserId; readonly isNew: boolean; readonly order: VenueOrder }
  /** The message `spot_trade`. */
  | { readonly type: 'fill'; readonly user: UserId; readonly fill: VenueFill }
  /** The message `spot_order_invalidation`. */
  | { readonly type: 'invalidation'; readonly user: UserId; readonly orderIds: readonly number[] }
  /** The message `asset_update`. */
  | { readonly type: 'asset'; readonly user: UserId; readonly balance: VenueBalance }
  /** The message `margin_position_update`. */
  | { readonly type: 'position'; readonly user: UserId; readonly position: VenuePosition }
  /** The message `margin_payable_update`, in `jpy`. */
  | { readonly type: 'payable'; readonly user: UserId; readonly amount: AssetUnits }
  /** The message `margin_notice_update`. */
  | { readonly type: 'notice'; readonly user: UserId; readonly notice: Notice }
  /** The message `deposit`. */
  | { readonly type: 'deposit'; readonly user: UserId; readonly deposit: VenueDeposit }
  /** The message `withdrawal`. */
  | { readonly type: 'withdrawal'; readonly user: UserId; readonly withdrawal: VenueWithdrawal }
  /** The message `dealer_order_new`. */
  | { readonly type: 'dealer-order'; readonly user: UserId; readonly dealerOrder: DealerTrade };

export type PublicEvent =
  | { readonly type: 'trade'; readonly trade: PublicTrade }
  /** The absolute amount that rests at a price now; zero means that the level is gone. */
  | {
      readonly type: 'level';
      readonly pair: Pair;
      /** The side of the level: `buy` for a bid, `sell` for an ask. */
      readonly side: Side;
      readonly price: Ticks;
      readonly amount: Lots;
      /**
       * The venue's one counter, which all pairs share. It rises with every event. Within a pair it never rises by only
       * one.
       */
      readonly sequence: number;
    }
  | { readonly type: 'circuit-break'; readonly info: CircuitBreakInfo }
  /** A trade of the others in a market from outside. */
  | { readonly type: 'print'; readonly pair: Pair; readonly price: Ticks; readonly amount: Lots }
  /** An order came while the book of the others was not known. */
  | {
      readonly type: 'unproven';
      readonly pair: Pair;
      readonly orderId: number;
      readonly outcome: 'rejected' | 'rests';
    }
  | { readonly type: 'pair-status'; readonly status: PairStatus };

export type VenueEvent = AccountEvent | PublicEvent;
