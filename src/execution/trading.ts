import type { Observable } from 'rxjs';
import type { AssetBalance } from '../model/asset';
import type { CancelAllOutcome, CancelOutcome } from '../model/cancel-outcome';
import type { Connection } from '../model/connection';
import type { ClockDiagnostic, Noticed } from '../model/diagnostic';
import type { Fill } from '../model/fill';
import type { OpenOrders } from '../model/open-orders';
import type { Order, OrderRef, OrderRequest } from '../model/order';
import type { OrderTransition } from '../model/order-transition';
import type { Pair } from '../model/pair';
import type { PrivateEvent } from '../model/private-event';
import type { OptionNames } from '../operators/with-options';
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
   * The id of the command, a text of 1 to 100 characters. The same id gives the same life and sends nothing again, also in a
   * later process with the same journal. It is kept for a day after the end. By default an id is generated.
   */
  readonly id?: string | undefined;
}

export interface SubmitOrderOptions extends SubmitOptions, CommandOptions {
  /** Cancels the order when the last subscriber leaves before its end. An order that has not left by then is not sent. */
  readonly cancelOnUnsubscribe?: boolean;
}

/** The names of the options of commands. A `halt` refuses no name: it has to halt in any case. */
export const commandOptions: OptionNames<CommandOptions> = { id: true };
export const submitOptions: OptionNames<SubmitOrderOptions> = {
  cancelOnUnsubscribe: true,
  allowEqualInFlight: true,
  ...commandOptions,
};
export const cancelAllOptions: OptionNames<{ readonly pair?: Pair }> = { pair: true };
export const replacementFields: OptionNames<Replacement> = {
  price: true,
  triggerPrice: true,
  amount: true,
  postOnly: true,
};

/** The one-shots that read orders and the account. */
export interface TradingRest extends Pick<
  PrivateReads,
  'order' | 'ordersInfo' | 'activeOrders' | 'tradeHistory' | 'assets' | 'marginStatus' | 'marginPositions'
> {
  /** One-shots that read all pages, each row once. */
  readonly all: Pick<PrivatePages, 'activeOrders' | 'tradeHistory'>;
}

/**
 * Everything that a strategy, a bot or a dashboard needs to trade. Orders may go to the venue, to a simulated venue, or to
 * another machine that holds the keys. A name with `$` is a feed, and a verb is a command. Every Observable is cold: nothing
 * happens until it is subscribed to. A command without a subscription within a second is reported as `not-subscribed`. A
 * command that is subscribed to after `close()` fails with a `ClosedError`.
 */
export interface Trading {
  /**
   * Command: nothing happens until it is subscribed to; the first subscription sends one order. It emits the life of that order,
   * and completes with its end. Later subscribers get the replay, and unsubscribing aborts nothing. It fails only if no byte
   * can have been sent; `retry()` then starts again, also with the same `id`. A different request with a taken `id` is
   * `Rejected` by the client with the reason `id-taken`.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#create-new-order
   */
  readonly submitOrder: (request: OrderRequest, options?: SubmitOrderOptions) => Observable<OrderTransition>;
  /**
   * Command: nothing happens until it is subscribed to; then it reads and follows an order that was placed earlier or
   * elsewhere. It emits the life from `Accepted` on, and fails if the venue does not know the order. With the `id` of a command
   * that places an order, it emits the life of that command from the beginning and sends nothing; it fails with a
   * `RequestError` if no such command is known.
   */
  readonly trackOrder: (which: OrderRef | { readonly id: string }) => Observable<OrderTransition>;
  /**
   * Command: nothing happens until it is subscribed to; the first subscription sends one cancel. It emits one outcome.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#cancel-order
   */
  readonly cancelOrder: (ref: OrderRef) => Observable<CancelOutcome>;
  /**
   * Command: nothing happens until it is subscribed to; the first subscription sends the cancels, 30 ids per call. It emits one
   * outcome per order.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#cancel-multiple-orders
   */
  readonly cancelOrders: (orders: OrderIds) => Observable<CancelOutcome>;
  /**
   * Command: nothing happens until it is subscribed to; the first subscription cancels every live order of the account or of a
   * pair, except those that only the venue may cancel. Known orders are cancelled immediately, the others once they are read.
   * It emits one outcome per order. Reads and cancels are repeated for 30 s. An order without an outcome is then `Unresolved`;
   * so is, without an `orderId`, a list of open orders that could not be read. It fails only if nothing was sent and no retry
   * would help: a wrong key, a wrong pair or option, a closed client.
   */
  readonly cancelAll: (which?: { readonly pair?: Pair | undefined }) => Observable<CancelAllOutcome>;
  /**
   * Command: nothing happens until it is subscribed to; the first subscription cancels an order, waits until it has ended with
   * all its fills known, and sends a new order for the rest. It emits the life of the new order. An order is replaced only once:
   * a second call is `not-replaced`, unless the first one placed no order.
   */
  readonly replaceOrder: (
    ref: OrderRef,
    changes: Replacement,
    options?: CommandOptions,
  ) => Observable<OrderTransition>;
  /**
   * Command: nothing happens until it is subscribed to. From the first subscription on, no order leaves except those that only
   * reduce a margin position. Every order of the account is cancelled until it is proven that none is open; then it emits
   * `Flat` and completes. It never fails, it survives an outage, and it continues without subscribers. It can't be undone: the
   * next order needs a new client. Margin positions stay, and `Flat` names them, unless `positions: 'close'` is given. Later
   * subscribers, and later calls with the same pairs and the same aim, get the replay of the first call.
   */
  readonly halt: (options?: HaltOptions) => Observable<HaltEvent>;
  /**
   * One-shot: emits the open orders, and whether these are all. They come from memory as long as messages have reported every
   * change since a complete list was read. Otherwise the list is read. It fails if the list can't be read.
   */
  readonly openOrders: () => Observable<OpenOrders>;
  /** The reads of the private REST API. */
  readonly rest: TradingRest;
  /** Feed: every private message, from now on. */
  readonly privateEvents$: Observable<PrivateEvent>;
  /** Feed: every fill, once per trade id, from now on. */
  readonly fills$: Observable<Fill>;
  /** Feed of state: the live orders by id. */
  readonly orders$: Observable<ReadonlyMap<number, Order>>;
  /** Feed of state: the balances by asset. */
  readonly assets$: Observable<ReadonlyMap<string, Confirmed<AssetBalance>>>;
  /** Feed of state: the free amounts by asset, minus the amounts that orders on their way will lock. */
  readonly available$: Observable<ReadonlyMap<string, string>>;
  /** Feed of state: the open margin positions by pair. */
  readonly positions$: Observable<ReadonlyMap<Pair, PairPositions>>;
  /**
   * Feed of state: profit and loss, per pair and per quote currency. It counts fills from its first subscription on, or
   * from the start that the option `pnl` gives, and continues to count without subscribers.
   */
  readonly pnl$: Observable<Profit>;
  /** Feed of state: the link of the private stream. Subscribing never connects. */
  readonly connection$: Observable<Connection>;
  /**
   * Feed: the diagnostics of the client. A new subscriber gets the last 100 immediately. The first ten of a kind about one order
   * or pair come as they are noticed. After them comes one per second, the latest, and its `count` says for how many it stands.
   */
  readonly diagnostics$: Observable<ExecutionDiagnostic>;
  /**
   * Command: completes every Observable of the client and frees its resources. Orders stay open, except those whose subscribers
   * left with `cancelOnUnsubscribe`: they are cancelled before the promise resolves, within 5 s, or reported as `left-open`.
   */
  readonly close: () => Promise<void>;
  /** The same as `close`, for `await using`. */
  readonly [Symbol.asyncDispose]: () => Promise<void>;
}

/** A diagnostic event about orders, the private stream or the journal. */
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
 * The venue refused a call because there were too many, which it counts over all programs of the account. The calls of a lane
 * wait. Orders, cancels and withdrawals are in the lane `update`, all others in `query`.
 */
export type LimitDiagnostic = { readonly kind: 'lane-paused' } & LanePause;

/** A diagnostic event of a client that trades over a port. */
export type PortDiagnostic =
  /** The gateway does not know the fills of a time without a link, because it was restarted or kept too few. */
  | { readonly kind: 'fills-lost' }
  /** A value that the gateway sent for a call could not be read, and was left out. */
  | { readonly kind: 'answer-unreadable'; readonly call: string; readonly cause: string };

/** An {@link ExecutionDiagnosticEvent} as `diagnostics$` emits it. */
export type ExecutionDiagnostic = Noticed<ExecutionDiagnosticEvent>;
