import type { Observable } from 'rxjs';
import type { DepositConfirmation, Deposit, DepositOriginator, UnconfirmedDeposit } from '../model/deposit';
import type { Fill } from '../model/fill';
import type { Instrument } from '../model/instrument';
import type { MarginPositions, MarginStatus } from '../model/margin';
import type { Order, OrderRef, OrderRequest } from '../model/order';
import type { UserAsset } from '../model/user-asset';
import type { VenueStatus } from '../model/venue-status';
import type { Withdrawal, WithdrawalAccount, WithdrawalRequest } from '../model/withdrawal';
import type { SubscribeInfo } from '../parsing/private/subscribe';
import type { ActiveOrdersQuery, OrderIds, TradeHistoryQuery, TransferQuery } from './requests';
import type { Stamp } from './signing';
import type { WriteEvent } from './write-event';

/** A signed call that was answered: what tells whether an earlier call can still be admitted. */
export interface Answered {
  readonly stamp: Stamp;
  /** `Date` of the reply, Unix time in ms, 1 s apart; `null` where it is unknown. */
  readonly date: number | null;
  /** The venue took the stamp: the reply is not a refusal of key, signature, nonce or time. */
  readonly admitted: boolean;
}

/**
 * The private REST API. Reads are cold one-shots: one call a subscription, sent again after what passes, an
 * `ExecutionError` otherwise; `all…$` pages through, every row once. Writes are sent at most once a call of the
 * function, on first subscription; unsubscribing does not stop them, later subscribers get the replay, and they
 * never error: see `WriteEvent`.
 */
export interface Rest {
  readonly order$: (ref: OrderRef) => Observable<Order>;
  readonly ordersInfo$: (request: OrderIds) => Observable<readonly Order[]>;
  readonly activeOrders$: (query?: ActiveOrdersQuery) => Observable<readonly Order[]>;
  readonly allActiveOrders$: (query?: ActiveOrdersQuery) => Observable<Order>;
  readonly tradeHistory$: (query?: TradeHistoryQuery) => Observable<readonly Fill[]>;
  readonly allTrades$: (query?: TradeHistoryQuery) => Observable<Fill>;
  readonly userAssets$: () => Observable<readonly UserAsset[]>;
  readonly marginStatus$: () => Observable<MarginStatus>;
  readonly marginPositions$: () => Observable<MarginPositions>;
  readonly subscribeInfo$: () => Observable<SubscribeInfo>;
  readonly depositHistory$: (query?: TransferQuery) => Observable<readonly Deposit[]>;
  readonly allDeposits$: (query?: TransferQuery) => Observable<Deposit>;
  readonly unconfirmedDeposits$: () => Observable<readonly UnconfirmedDeposit[]>;
  readonly depositOriginators$: () => Observable<readonly DepositOriginator[]>;
  readonly withdrawalAccounts$: (request: {
    readonly asset: string;
  }) => Observable<readonly WithdrawalAccount[]>;
  readonly withdrawalHistory$: (query?: TransferQuery) => Observable<readonly Withdrawal[]>;
  readonly allWithdrawals$: (query?: TransferQuery) => Observable<Withdrawal>;
  readonly status$: () => Observable<readonly VenueStatus[]>;
  readonly instruments$: () => Observable<readonly Instrument[]>;

  readonly createOrder: (request: OrderRequest) => Observable<WriteEvent<Order>>;
  readonly cancelOrder: (ref: OrderRef) => Observable<WriteEvent<Order>>;
  /** At most 30 ids. */
  readonly cancelOrders: (request: OrderIds) => Observable<WriteEvent<readonly Order[]>>;
  readonly confirmDeposits: (deposits: readonly DepositConfirmation[]) => Observable<WriteEvent<null>>;
  readonly confirmAllDeposits: (request: { readonly originatorUuid: string }) => Observable<WriteEvent<null>>;
  readonly requestWithdrawal: (request: WithdrawalRequest) => Observable<WriteEvent<Withdrawal>>;

  /** Hot: every signed call as its reply comes. */
  readonly answered$: Observable<Answered>;
}
