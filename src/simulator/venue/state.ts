import type { OrderStatus, OrderType, PositionSide } from '../../model/order';
import type { Pair, Side } from '../../model/pair';
import type { VenueState } from '../../model/venue-status';
import type {
  AccountClass,
  VenueDeposit,
  VenueMarginStatus,
  Notice,
  Originator,
  VenueWithdrawal,
  VenueWithdrawalAccount,
} from './account';
import type { BreakerState } from './breaker-state';
import type { Displayed, RestingOrder } from './displayed';
import type { VenueInstrument } from './instrument';
import type { Holder } from './ledger';
import type { VenueFill, VenueOrder, UserId } from './order';
import type { PairRules } from './pair-rules';
import type { AssetUnits, ExactNotional, FineUnits, Lots, Ticks } from './units';

// The mutable records of the venue. They are in one file because they refer to each other: an order to its account, its
// market and its place in the book, and each of these to its orders. The functions over them are in the other files.

/** The state of one pair. */
export interface MarketState {
  readonly pair: Pair;
  readonly index: number;
  rules: PairRules;
  readonly bids: BookSide;
  readonly asks: BookSide;
  readonly triggers: Triggers;
  instrument: VenueInstrument;
  status: VenueState;
  lastPrice: Ticks | null;
  breaker: BreakerState;
  /** The book that others make; `null` if users and house make it among themselves. */
  displayed: Displayed | null;
  /** The raised minimum, if a followed venue publishes one. */
  givenMinimum: Lots | null;
  /** Levels whose amount changed since their last publication. */
  readonly changedLevels: RestingLevel[];
  /** The newest list of resting orders; `null` after one of them has changed. */
  resting: readonly RestingOrder[] | null;
  /** True if the market needs work at the end of the operation. */
  touched: boolean;
  priceMoved: boolean;
}

/**
 * One side of a book, best price last, so that the levels with the most trades and changes are at the end of the array.
 */
export interface BookSide {
  readonly side: Side;
  readonly levels: RestingLevel[];
  total: Lots;
}

/** A price level. Its orders are a doubly linked list in time priority, through the orders themselves. */
export interface RestingLevel {
  readonly side: Side;
  readonly price: Ticks;
  total: Lots;
  first: LiveOrder | null;
  last: LiveOrder | null;
  /** True if the level changed since its last publication. */
  changed: boolean;
}

/** The direction of a price that fires an order: it rises to the trigger, or falls to it. */
export type Direction = 'rise' | 'fall';

/**
 * Orders that wait for a trigger, by direction and side. Each queue is sorted so that the next one to fire is last.
 * Orders with the same trigger price fire in the order they were placed.
 */
export type Triggers = Readonly<Record<Direction, Readonly<Record<Side, LiveOrder[]>>>>;

/** An order inside the venue. It is mutable; only snapshots of it leave the venue. */
export interface LiveOrder {
  readonly id: number;
  readonly account: AccountState;
  readonly market: MarketState;
  readonly side: Side;
  readonly positionSide: PositionSide | null;
  readonly type: OrderType;
  readonly price: Ticks | null;
  readonly triggerPrice: Ticks | null;
  readonly postOnly: boolean | null;
  readonly orderedAt: number;
  readonly expireAt: number | null;
  status: OrderStatus;
  /** The amount; `null` while it is the whole position, whatever that will be. */
  start: Lots | null;
  remaining: Lots;
  executed: Lots;
  executedNotional: ExactNotional;
  triggeredAt: number | null;
  canceledAt: number | null;
  executedAt: number | null;
  justTriggered: boolean;
  /** The amount it holds now: of the quote asset if it buys, of the base asset if it sells. */
  locked: AssetUnits;
  /** The amount it holds of the position that it closes. */
  positionLocked: Lots;
  /** Its level in the book while it rests. */
  level: RestingLevel | null;
  previous: LiveOrder | null;
  next: LiveOrder | null;
  /** Every state so far, oldest first; of an order that ended long ago only the last one. A `house` order keeps none. */
  states: VenueOrder[];
}

/** The state of one account. */
export interface AccountState extends Holder {
  readonly id: UserId;
  readonly class: AccountClass;
  readonly mayTradeOnMargin: boolean;
  readonly company: boolean;
  /** Open orders, oldest first. */
  readonly active: Map<number, LiveOrder>;
  /** The number of open orders by the index of their market. */
  readonly activeCounts: number[];
  /** Open orders and the latest ended ones, oldest first; empty for a `house` account. */
  readonly orders: Map<number, LiveOrder>;
  /** The ended ones among them, in the order of their ends. */
  readonly ended: Set<number>;
  /** Those that may still have all of their states, in the same order. */
  readonly justEnded: LiveOrder[];
  /** The latest fills, oldest first. */
  readonly fills: VenueFill[];
  /** False once a fill was earlier than the one before it. */
  areFillsInOrder: boolean;
  readonly positions: PositionState[];
  marginMode: VenueMarginStatus['status'];
  payables: AssetUnits;
  notice: Notice;
  /** The latest state of each deposit, oldest first. */
  readonly deposits: VenueDeposit[];
  readonly withdrawals: VenueWithdrawal[];
  readonly originators: Originator[];
  readonly withdrawalAccounts: VenueWithdrawalAccount[];
}

/** A margin position inside the venue. */
export interface PositionState {
  readonly account: AccountState;
  readonly market: MarketState;
  readonly side: PositionSide;
  open: Lots;
  /** The amount that open closing orders hold. */
  locked: Lots;
  entry: ExactNotional;
  fee: AssetUnits;
  interest: FineUnits;
  changed: boolean;
}

export interface BalanceChange {
  readonly account: AccountState;
  readonly asset: number;
}
