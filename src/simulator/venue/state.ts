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

// The mutable records of the venue. They stand in one file because they know each other: an order its account, its
// market and its place in the book, and each of these its orders. What is done with them is in the files beside.

/** All the venue knows of one pair. */
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
  /** The book that others make; `null`: users and house make it among themselves. */
  displayed: Displayed | null;
  /** The raised minimum, where somebody tells it. */
  toldMinimum: Lots | null;
  /** Levels whose amount changed and was not published yet. */
  readonly changedLevels: RestingLevel[];
  /** The orders that rest, as they were listed last; `null` once one has changed. */
  resting: readonly RestingOrder[] | null;
  /** It has work to do at the end of the operation. */
  touched: boolean;
  priceMoved: boolean;
}

/** One side of a book, best price last: what trades and changes most is at the end of the array. */
export interface BookSide {
  readonly side: Side;
  readonly levels: RestingLevel[];
  total: Lots;
}

/** A price level: its orders in time priority, as a doubly linked list through the orders themselves. */
export interface RestingLevel {
  readonly side: Side;
  readonly price: Ticks;
  total: Lots;
  first: LiveOrder | null;
  last: LiveOrder | null;
  /** Changed since it was last published. */
  changed: boolean;
}

/** Does an order fire when the price rises to its trigger, or when it falls to it? */
export type Direction = 'rise' | 'fall';

/**
 * Orders that wait for a trigger, by direction and side. Each queue is sorted so that the one that fires first is
 * last; orders of one trigger price fire in the order they were placed.
 */
export type Triggers = Readonly<Record<Direction, Readonly<Record<Side, LiveOrder[]>>>>;

/** An order inside the venue, mutable; what leaves the venue are its snapshots. */
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
  /** `null` while the amount is the whole position, whatever that will be. */
  start: Lots | null;
  remaining: Lots;
  executed: Lots;
  executedNotional: ExactNotional;
  triggeredAt: number | null;
  canceledAt: number | null;
  executedAt: number | null;
  justTriggered: boolean;
  /** What it holds now: of the quote asset if it buys, of the base asset if it sells. */
  locked: AssetUnits;
  /** What it holds of the position it closes. */
  positionLocked: Lots;
  /** Its place in the book while it rests. */
  level: RestingLevel | null;
  previous: LiveOrder | null;
  next: LiveOrder | null;
  /** Every state so far, oldest first; none is kept of a `house` order. */
  readonly states: VenueOrder[];
}

/** All the venue knows of one account. */
export interface AccountState extends Holder {
  readonly id: UserId;
  readonly class: AccountClass;
  readonly mayTradeOnMargin: boolean;
  readonly company: boolean;
  /** Open orders, oldest first. */
  readonly active: Map<number, LiveOrder>;
  /** How many of them, by index of the market. */
  readonly activeCounts: number[];
  /** Open orders and the latest ended ones, oldest first; empty for a `house` account. */
  readonly orders: Map<number, LiveOrder>;
  /** The ended ones among them, the first to end first. */
  readonly ended: Set<number>;
  /** The latest, oldest first. */
  readonly fills: VenueFill[];
  readonly positions: PositionState[];
  marginMode: VenueMarginStatus['status'];
  payables: AssetUnits;
  notice: Notice;
  /** The latest state of each, oldest first. */
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
  /** Held by open closing orders. */
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
