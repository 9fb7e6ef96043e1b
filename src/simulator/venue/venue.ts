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
  /** The market clock: time stamps, expiry, interest, transfers, auctions. */
  readonly scheduler: SchedulerLike;
  /** Numbers in [0, 1), for uuids and the first ids. */
  readonly random: () => number;
  readonly quirks?: Partial<Quirks>;
  readonly timing?: Partial<VenueTiming>;
}

/** How long things take, ms. */
export interface VenueTiming {
  /** A crypto deposit from FOUND to CONFIRMED, and from there to DONE. */
  readonly depositConfirm: number;
  readonly depositCredit: number;
  /** A withdrawal from CONFIRMING to EXAMINING, to SENDING, to DONE. */
  readonly withdrawalConfirm: number;
  readonly withdrawalExamine: number;
  readonly withdrawalSend: number;
  /** A circuit break from its trigger to its auction. */
  readonly circuitBreak: number;
  /** How often the reference price of the circuit breaker follows the last price. */
  readonly circuitBreakReference: number;
}

export interface AccountOptions {
  readonly class: AccountClass;
  /** May trade on margin (50058 otherwise). */
  readonly margin?: boolean;
  /** Takes the threshold and ratio of companies. */
  readonly company?: boolean;
}

/** One side of a book: absolute amounts, best first. */
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
  /** Trade ids, both included. They are unique within a pair only. */
  readonly fromId?: number | undefined;
  readonly endId?: number | undefined;
  readonly since?: number | undefined;
  readonly end?: number | undefined;
  readonly order?: 'asc' | 'desc' | undefined;
}

/** Without `asset`: all crypto assets; `jpy` only if it is asked for. */
export interface TransferPage {
  readonly asset?: string | undefined;
  readonly count?: number | undefined;
  readonly since?: number | undefined;
  readonly end?: number | undefined;
}

/** What users may do. A refused command has no effect. */
export interface UserCommands {
  /** The order as the reply shows it (see the quirks `orderReply`, `rejected`, `crossingPostOnly`). */
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

/** Queries of one user. `asOf` shows the state of an earlier moment (Unix time, ms). */
export interface UserQueries {
  /** 50009 for an order that is unknown, another's, of another pair, or ended more than three months ago. */
  readonly order: (user: UserId, pair: Pair, orderId: number, asOf?: number) => VenueOrder | Refusal;
  /** What `order` would refuse is left out. */
  readonly ordersInfo: (
    user: UserId,
    pair: Pair,
    orderIds: readonly number[],
    asOf?: number,
  ) => readonly VenueOrder[];
  /** Newest first. */
  readonly activeOrders: (user: UserId, page: OrderPage, asOf?: number) => readonly VenueOrder[];
  /** Newest first unless `order` is `asc`; 1,000 at most, and see the quirk `excessCount`. */
  readonly tradeHistory: (user: UserId, page: TradePage, asOf?: number) => readonly VenueFill[];
  /** Every asset of the venue, in the order of `VenueOptions.assets`. */
  readonly assets: (user: UserId) => readonly VenueBalance[];
  readonly marginStatus: (user: UserId) => VenueMarginStatus;
  readonly marginPositions: (user: UserId) => VenuePositions;
  /** Newest first; 100 at most. */
  readonly deposits: (user: UserId, page: TransferPage) => readonly VenueDeposit[];
  readonly unconfirmedDeposits: (user: UserId) => readonly VenueDeposit[];
  readonly originators: (user: UserId) => readonly Originator[];
  readonly withdrawalAccounts: (user: UserId, asset: string) => readonly VenueWithdrawalAccount[];
  /** Newest first; 100 at most. */
  readonly withdrawals: (user: UserId, page: TransferPage) => readonly VenueWithdrawal[];
}

/** What everybody may know. */
export interface MarketQueries {
  /** As they are now: suspension flags can be changed. */
  readonly instruments: () => readonly VenueInstrument[];
  readonly assetRules: () => readonly VenueAsset[];
  readonly instrument: (pair: Pair) => VenueInstrument | undefined;
  readonly pairStatuses: () => readonly PairStatus[];
  readonly circuitBreakInfo: (pair: Pair) => CircuitBreakInfo | undefined;
  /** The best `limit` levels of a side. `buy`: bids, `sell`: asks. */
  readonly bookSide: (pair: Pair, side: Side, limit: number) => readonly BookLevel[];
  /** The amount of every resting order of a side. */
  readonly bookTotal: (pair: Pair, side: Side) => Lots;
  readonly bestPrice: (pair: Pair, side: Side) => Ticks | null;
  /** `null` before the first trade, unless `seedLastPrice` set it. */
  readonly lastPrice: (pair: Pair) => Ticks | null;
  /** The venue's counter now, as in `level` events. */
  readonly sequence: () => number;
}

/** What the one who runs the simulation may do: fixtures and the control path. */
export interface OperatorCommands {
  readonly openAccount: (options: AccountOptions) => UserId;
  /** Money from outside, at once and DONE: opening balances. */
  readonly credit: (user: UserId, asset: string, amount: AssetUnits) => void;
  /** A deposit that goes through its states in time; with `awaitsOriginator` it waits for `confirmDeposits`. */
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
  /** Ends a withdrawal that is not DONE yet; what it held is free again. */
  readonly endWithdrawal: (uuid: string, status: 'REJECTED' | 'CANCELED' | 'CONFIRM_TIMEOUT') => void;
  /** Trades with the venue's counter at a price in `jpy` for one whole unit, decimal. */
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
  /** Enters a mode; `NONE` ends it with its auction now. `duration` in ms, `null`: until told. */
  readonly setCircuitBreak: (pair: Pair, mode: CircuitBreakMode, duration?: number | null) => void;
  /** A last price without a trade: what triggers, the circuit breaker and margin go by. */
  readonly seedLastPrice: (pair: Pair, price: Ticks) => void;
  /** The venue cancels orders it can't honour, with `invalidation` events. */
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
   * Every event, hot, synchronous, in one total order. Events of a command are emitted before it returns, after its
   * whole effect has taken place; a command given while events are being emitted has its events emitted after them.
   */
  readonly events$: Observable<VenueEvent>;
  readonly conservation: () => readonly Conservation[];
  /** Completes `events$` and cancels every timer. */
  readonly close: () => void;
}

/** A venue with the same options, seed and commands at the same times has the same events, bit for bit. */
export type CreateVenue = (options: VenueOptions) => Venue;
