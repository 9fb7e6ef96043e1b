import type { Observable } from 'rxjs';
import type { AssetBalance } from '../model/asset';
import type { CancelAllOutcome, CancelOutcome } from '../model/cancel-outcome';
import type { Connection } from '../model/connection';
import type { ClockDiagnostic, Noticed } from '../model/diagnostic';
import type { Fill } from '../model/fill';
import type { Order, OrderRef, OrderRequest } from '../model/order';
import type { OrderTransition } from '../model/order-transition';
import type { Pair } from '../model/pair';
import type { PrivateEvent } from '../model/private-event';
import type { Profit } from '../profit/index';
import type { PairPositions } from './account/account';
import type { Confirmed } from './account/confirming';
import type { RecorderDiagnostic } from './journal/recorder';
import type { RecoveryDiagnostic } from './journal/recover';
import type { LeavingDiagnostic } from './leaving';
import type { OrderDiagnostic } from './order/context';
import type { StreamDiagnostic } from './stream/session';
import type { HaltEvent, HaltOptions } from './guards/halt-event';
import type { Replacement } from './order/replacement';
import type { SubmitOptions } from './order/submission';
import type { OrderIds } from './rest/requests';
import type { LanePause } from './rest/rate-budget';
import type { PrivatePages, PrivateReads } from './rest/rest';

export interface CommandOptions {
  /**
   * Names the command: a text of 1 to 100 characters. The same id gives the same life, also in a later process with the
   * same journal, and does nothing again; it is kept for a day after its end. Default: one is made.
   */
  readonly id?: string | undefined;
}

export interface SubmitOrderOptions extends SubmitOptions, CommandOptions {
  /** Cancels the order when the last observer leaves before its end; an order that has not left by then is not sent. */
  readonly cancelOnUnsubscribe?: boolean;
}

/** What can be read of orders and of the account: one-shots. */
export interface TradingRest extends Pick<
  PrivateReads,
  'order' | 'ordersInfo' | 'activeOrders' | 'tradeHistory' | 'assets' | 'marginStatus' | 'marginPositions'
> {
  /** One-shots that page to the end, each row once. */
  readonly all: Pick<PrivatePages, 'activeOrders' | 'tradeHistory'>;
}

/**
 * What a strategy, a bot or a dashboard needs in order to trade, wherever its orders go: to the venue, to a simulated
 * one, or to another machine that holds the keys. `name$` is a feed, a verb is a command. Every Observable is cold:
 * nothing happens until it is subscribed to. A command that nobody subscribes to within a second is a diagnostic,
 * `not-subscribed`; one that is subscribed to after `close()` errors with a `ClosedError`.
 */
export interface Trading {
  /**
   * Command: nothing happens until it is subscribed to; the first subscription sends one order. Emits the life of that
   * order, and completes with its end. Later subscribers get the replay, and unsubscribing aborts nothing. It errors only
   * while no byte can have been sent, and then `retry()` starts afresh, also under the same `id`. Another request under an
   * `id` that is taken is `Rejected` by the client with the reason `id-taken`.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#create-new-order
   */
  readonly submitOrder: (request: OrderRequest, options?: SubmitOrderOptions) => Observable<OrderTransition>;
  /**
   * Command: nothing happens until it is subscribed to; then an order that was placed elsewhere or before is read and
   * followed. Emits its life from `Accepted` on. Errors if the venue does not know the order. With the `id` of a command
   * that places an order it emits the life of that command from the beginning, and sends nothing; it errors with a
   * `RequestError` if no such command is known.
   */
  readonly trackOrder: (which: OrderRef | { readonly id: string }) => Observable<OrderTransition>;
  /**
   * Command: nothing happens until it is subscribed to; the first subscription sends one cancel. Emits one outcome.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#cancel-order
   */
  readonly cancelOrder: (ref: OrderRef) => Observable<CancelOutcome>;
  /**
   * Command: nothing happens until it is subscribed to; the first subscription sends the cancels, 30 ids per call. Emits
   * one outcome per order.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#cancel-multiple-orders
   */
  readonly cancelOrders: (orders: OrderIds) => Observable<CancelOutcome>;
  /**
   * Command: nothing happens until it is subscribed to; the first subscription cancels every live order of the account,
   * or of a pair, except those that only the venue may cancel: at once those that are known, the others as they are read.
   * Emits one outcome per order. Reads and cancels are repeated for 30 s; then what has no outcome is `Unresolved`, as is,
   * with no `orderId`, the list of open orders where it could not be read. Errors only where nothing was sent and nothing
   * would mend it: a wrong key, a wrong pair, a client that is closed.
   */
  readonly cancelAll: (which?: { readonly pair?: Pair | undefined }) => Observable<CancelAllOutcome>;
  /**
   * Command: nothing happens until it is subscribed to; the first subscription cancels an order, waits until that has
   * ended with all its fills known, and sends a new order for what is left. Emits the life of the new order. An order is
   * replaced by one: a second call is `not-replaced`, unless the first placed no order.
   */
  readonly replaceOrder: (
    ref: OrderRef,
    changes: Replacement,
    options?: CommandOptions,
  ) => Observable<OrderTransition>;
  /**
   * Command: nothing happens until it is subscribed to. From the first subscription on no order leaves any more, but for those
   * that only reduce a margin position, and every order of the account is cancelled until it is proven that none is open: then
   * `Flat`, and completion. It never errors, it outlives an outage, it goes on when its observers leave, and it can't be
   * undone: the next order takes a new client. Margin positions stay, and `Flat` names them, unless `positions: 'close'` is
   * given. Later subscribers, and later calls with the same pairs and the same aim, get the replay of the first.
   */
  readonly halt: (options?: HaltOptions) => Observable<HaltEvent>;
  /** What can be read of the private REST API. */
  readonly rest: TradingRest;
  /** Feed: every private message, from now on. */
  readonly privateEvents$: Observable<PrivateEvent>;
  /** Feed: every fill, once per trade id, from now on. */
  readonly fills$: Observable<Fill>;
  /** Feed: the live orders by id, with the current value first. */
  readonly orders$: Observable<ReadonlyMap<number, Order>>;
  /** Feed: the balances by asset, with the current value first. */
  readonly assets$: Observable<ReadonlyMap<string, Confirmed<AssetBalance>>>;
  /** Feed: the free amounts by asset, less what orders on their way will lock, with the current value first. */
  readonly available$: Observable<ReadonlyMap<string, string>>;
  /** Feed: the open margin positions by pair, with the current value first. */
  readonly positions$: Observable<ReadonlyMap<Pair, PairPositions>>;
  /**
   * Feed: profit and loss, per pair and in all, with the current value first. It counts fills from its first
   * subscription on, or from what the option `pnl` says, and goes on counting when its observers leave.
   */
  readonly pnl$: Observable<Profit>;
  /** Feed: the state of the private stream; replays the latest, and never connects by itself. */
  readonly connection$: Observable<Connection>;
  /**
   * Feed: what was noticed besides, the last 100 at once. The first ten of a kind about one order or pair come as they are
   * noticed; after them one a second, which tells the latest, and in `count` for how many it stands.
   */
  readonly diagnostics$: Observable<ExecutionDiagnostic>;
  /**
   * Completes every Observable of the client and frees what it holds. Orders stay open, but for those that were left behind
   * (`cancelOnUnsubscribe`): they are cancelled before the promise resolves, within 5 s, or told as `left-open`.
   */
  readonly close: () => Promise<void>;
  /** The same as `close`, for `await using`. */
  readonly [Symbol.asyncDispose]: () => Promise<void>;
}

/** What was noticed of orders, of the private stream and of the journal. */
export type ExecutionDiagnosticEvent =
  | OrderDiagnostic
  | StreamDiagnostic
  | RecorderDiagnostic
  | RecoveryDiagnostic
  | LeavingDiagnostic
  | LimitDiagnostic
  | PortDiagnostic
  | ClockDiagnostic;

/**
 * The venue said that there were too many calls, which it counts for all programs of the account: calls of a lane wait. Orders,
 * cancels and withdrawals are `update`, all else is `query`.
 */
export type LimitDiagnostic = { readonly kind: 'lane-paused' } & LanePause;

/** What a client noticed that trades over a port. */
export type PortDiagnostic =
  /** The gateway cannot tell which fills there were while no link stood, because it was restarted or kept too few. */
  | { readonly kind: 'fills-unheard' }
  /** What the gateway told of a call could not be read, and was left out. */
  | { readonly kind: 'answer-unreadable'; readonly call: string; readonly cause: string };

/** An {@link ExecutionDiagnosticEvent} as `diagnostics$` tells it. */
export type ExecutionDiagnostic = Noticed<ExecutionDiagnosticEvent>;
