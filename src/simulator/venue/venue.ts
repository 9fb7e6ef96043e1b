import type { Observable, SchedulerLike } from 'rxjs';
import type { CircuitBreakMode } from '../../model/circuit-break';
import type { Pair, Side } from '../../model/pair';
import type { VenueState } from '../../model/venue-status';
import type { Quirks } from './quirks';
import type {
  AccountClass,
  VenueBalance,
  VenueDeposit,
  VenuePositions,
  VenueMarginStatus,
  Originator,
  VenueWithdrawal,
  VenueWithdrawalAccount,
} from './account';
import type { CircuitBreakInfo, DealerTrade, PairStatus, VenueEvent } from './events';
import type { VenueAsset, VenueInstrument } from './instrument';
import type { VenueFill, NewOrder, VenueOrder, UserId } from './order';
import type { OutsideCommands, RestoringCommands } from './displayed';
import type { Refusal } from './refusal';
import type { AssetUnits, Lots, Ticks } from './units';

export interface VenueOptions {
  readonly instruments: readonly VenueInstrument[];
  readonly assets: readonly VenueAsset[];
  /** The market clock, for time stamps, expiry, interest, transfers and auctions. */
  readonly scheduler: SchedulerLike;
  /** Returns numbers in [0, 1), for uuids and the first ids. */
  readonly random: () => number;
  readonly quirks?: Partial<Quirks>;
  readonly timing?: Partial<VenueTiming>;
}

/** The durations of the venue's processes, ms. */
export interface VenueTiming {
  /** Time of a crypto deposit from FOUND to CONFIRMED, and from there to DONE. */
  readonly depositConfirm: number;
  readonly depositCredit: number;
  /** Time of a withdrawal from CONFIRMING to EXAMINING, to SENDING, to DONE. */
  readonly withdrawalConfirm: number;
  readonly withdrawalExamine: number;
  readonly withdrawalSend: number;
  /** Time of a circuit break from its trigger to its auction. */
  readonly circuitBreak: number;
  /** Interval at which the reference price of the circuit breaker follows the last price. */
  readonly circuitBreakReference: number;
}

export interface AccountOptions {
  readonly class: AccountClass;
  /** True if the account may trade on margin (50058 otherwise). */
  readonly margin?: boolean;
  /** True if the threshold and ratio of companies apply. */
  readonly company?: boolean;
}

/** A level of one side of a book with its absolute amount. Lists of levels are sorted, best price first. */
export type BookLevel = readonly [price: Ticks, amount: Lots];

export interface OrderPage {
  readonly pair?: Pair | undefined;
  readonly count?: number | undefined;
  readonly fromId?: number | undefined;
  readonly endId?: number | undefined;
  /** Unix time, ms. */
  readonly since?: number | undefined;
  readonly end?: number | undefined;
}

export interface TradePage {
  readonly pair?: Pair | undefined;
  readonly count?: number | undefined;
  readonly orderId?: number | undefined;
  /** Trade ids, both included. They are unique only within a pair. */
  readonly fromId?: number | undefined;
  readonly endId?: number | undefined;
  readonly since?: number | undefined;
  readonly end?: number | undefined;
  readonly order?: 'asc' | 'desc' | undefined;
}

/** A page of deposits or withdrawals. Without `asset` it has all crypto assets; `jpy` comes only on request. */
export interface TransferPage {
  readonly asset?: string | undefined;
  readonly count?: number | undefined;
  readonly since?: number | undefined;
  readonly end?: number | undefined;
}

/** The commands of users. A refused command has no effect. */
export interface UserCommands {
  /** Returns the order as the reply shows it (see the quirks `orderReply`, `rejected`, `crossingPostOnly`). */
  readonly submitOrder: (user: UserId, order: NewOrder) => VenueOrder | Refusal;
  readonly cancelOrder: (user: UserId, pair: Pair, orderId: number) => VenueOrder | Refusal;
  readonly cancelOrders: (
    user: UserId,
    pair: Pair,
    orderIds: readonly number[],
  ) => readonly VenueOrder[] | Refusal;
  readonly requestWithdrawal: (
    user: UserId,
    request: { readonly asset: string; readonly accountUuid: string; readonly amount: AssetUnits },
  ) => VenueWithdrawal | Refusal;
  readonly confirmDeposits: (
    user: UserId,
    deposits: readonly { readonly uuid: string; readonly originatorUuid: string }[],
  ) => Refusal | null;
  readonly confirmAllDeposits: (user: UserId, originatorUuid: string) => Refusal | null;
}

/** The queries of one user. With `asOf` they return the state of an earlier moment (Unix time, ms). */
export interface UserQueries {
  /**
   * Returns 50009 for an order that is unknown, another user's, of another pair, or ended more than three months ago.
   */
  readonly order: (user: UserId, pair: Pair, orderId: number, asOf?: number) => VenueOrder | Refusal;
  /** Returns orders by their ids, without those that `order` would refuse. */
  readonly ordersInfo: (
    user: UserId,
    pair: Pair,
    orderIds: readonly number[],
    asOf?: number,
  ) => readonly VenueOrder[];
  /** Returns the open orders, newest first. */
  readonly activeOrders: (user: UserId, page: OrderPage, asOf?: number) => readonly VenueOrder[];
  /** Returns fills, newest first unless `order` is `asc`; 1,000 at most, and see the quirk `excessCount`. */
  readonly tradeHistory: (user: UserId, page: TradePage, asOf?: number) => readonly VenueFill[];
  /** Returns every asset of the venue, in the order of `VenueOptions.assets`. */
  readonly assets: (user: UserId) => readonly VenueBalance[];
  readonly marginStatus: (user: UserId) => VenueMarginStatus;
  readonly marginPositions: (user: UserId) => VenuePositions;
  /** Returns deposits, newest first; 100 at most. */
  readonly deposits: (user: UserId, page: TransferPage) => readonly VenueDeposit[];
  readonly unconfirmedDeposits: (user: UserId) => readonly VenueDeposit[];
  readonly originators: (user: UserId) => readonly Originator[];
  readonly withdrawalAccounts: (user: UserId, asset: string) => readonly VenueWithdrawalAccount[];
  /** Returns withdrawals, newest first; 100 at most. */
  readonly withdrawals: (user: UserId, page: TransferPage) => readonly VenueWithdrawal[];
}

/** The queries of public data. */
export interface MarketQueries {
  /** Returns the instruments of this moment. Their suspension flags can change. */
  readonly instruments: () => readonly VenueInstrument[];
  readonly assetRules: () => readonly VenueAsset[];
  readonly instrument: (pair: Pair) => VenueInstrument | undefined;
  readonly pairStatuses: () => readonly PairStatus[];
  readonly circuitBreakInfo: (pair: Pair) => CircuitBreakInfo | undefined;
  /** Returns the best `limit` levels of a side. `buy`: bids, `sell`: asks. */
  readonly bookSide: (pair: Pair, side: Side, limit: number) => readonly BookLevel[];
  /** Returns the total amount of all resting orders of a side. */
  readonly bookTotal: (pair: Pair, side: Side) => Lots;
  readonly bestPrice: (pair: Pair, side: Side) => Ticks | null;
  /** Returns the last price; `null` before the first trade, unless `seedLastPrice` set it. */
  readonly lastPrice: (pair: Pair) => Ticks | null;
  /** Returns the present value of the venue's counter, as in `level` events. */
  readonly sequence: () => number;
}

/** The commands of the simulation's operator: fixtures and controls. */
export interface OperatorCommands {
  readonly openAccount: (options: AccountOptions) => UserId;
  /** Credits money from outside, immediately and DONE, for opening balances. */
  readonly credit: (user: UserId, asset: string, amount: AssetUnits) => void;
  /** Starts a deposit that goes through its states in time. With `awaitsOriginator` it waits for `confirmDeposits`. */
  readonly deposit: (
    user: UserId,
    deposit: {
      readonly asset: string;
      readonly amount: AssetUnits;
      readonly network?: string;
      readonly awaitsOriginator?: boolean;
    },
  ) => VenueDeposit;
  readonly addOriginator: (user: UserId, originator: Omit<Originator, 'uuid'>) => Originator;
  readonly addWithdrawalAccount: (user: UserId, account: VenueWithdrawalAccount) => void;
  /** Ends a withdrawal that is not DONE yet. The amount that it held is free again. */
  readonly endWithdrawal: (uuid: string, status: 'REJECTED' | 'CANCELED' | 'CONFIRM_TIMEOUT') => void;
  /** Trades with the venue's counter, at a price in `jpy` for one whole unit, decimal. */
  readonly dealerOrder: (
    user: UserId,
    order: {
      readonly asset: string;
      readonly side: Side;
      readonly amount: AssetUnits;
      readonly price: string;
    },
  ) => DealerTrade | Refusal;
  readonly setPairStatus: (pair: Pair, status: VenueState) => void;
  readonly setStopped: (pair: Pair, stopped: Partial<VenueInstrument['stopped']>) => void;
  /**
   * Enters a mode. `NONE` ends it immediately with its auction. `duration` is in ms; `null`: until the next command.
   */
  readonly setCircuitBreak: (pair: Pair, mode: CircuitBreakMode, duration?: number | null) => void;
  /** Sets a last price without a trade, for triggers, the circuit breaker and margin. */
  readonly seedLastPrice: (pair: Pair, price: Ticks) => void;
  /** Lets the venue cancel orders it can't honour, with `invalidation` events. */
  readonly invalidateOrders: (user: UserId, pair: Pair, orderIds: readonly number[]) => void;
}

/** Totals of one asset over the whole venue: `users + house + fees + residue + marginPool = deposited − withdrawn`. */
export interface Conservation {
  readonly asset: string;
  readonly users: AssetUnits;
  readonly house: AssetUnits;
  readonly fees: AssetUnits;
  readonly residue: AssetUnits;
  readonly marginPool: AssetUnits;
  readonly deposited: AssetUnits;
  readonly withdrawn: AssetUnits;
}

export interface Venue
  extends UserCommands, UserQueries, MarketQueries, OperatorCommands, OutsideCommands, RestoringCommands {
  /**
   * Feed: emits every event, hot, synchronously, in one total order. The events of a command are emitted before it
   * returns, after its whole effect has taken place. A command given while events are being emitted has its events
   * emitted after them.
   */
  readonly events$: Observable<VenueEvent>;
  readonly conservation: () => readonly Conservation[];
  /** Completes `events$` and cancels every timer. */
  readonly close: () => void;
}

/**
 * Creates a venue. A venue with the same options, seed and commands at the same times has the same events, bit for bit.
 */
export type CreateVenue = (options: VenueOptions) => Venue;
