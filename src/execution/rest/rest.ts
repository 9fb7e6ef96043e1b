import { Observable, ReplaySubject, share, takeUntil } from 'rxjs';
import type {
  DepositConfirmation,
  Deposit,
  DepositOriginator,
  UnconfirmedDeposit,
} from '../../model/deposit';
import type { Fill } from '../../model/fill';
import type { Instrument } from '../../model/instrument';
import type { MarginPositions, MarginStatus } from '../../model/margin';
import type { Order, OrderRef, OrderRequest } from '../../model/order';
import type { UserAsset } from '../../model/user-asset';
import type { VenueStatus } from '../../model/venue-status';
import type { Withdrawal, WithdrawalAccount, WithdrawalRequest } from '../../model/withdrawal';
import type { SubscribeInfo } from '../../parsing/private/subscribe';
import type { ActiveOrdersQuery, OrderIds, TradeHistoryQuery, TransferQuery } from './requests';
import type { Stamp } from './signing';
import type { WriteEvent } from './write-event';
import {
  createCaller,
  type Answered,
  type CallerConfig,
  type CallerDependencies,
  type Leaving,
} from './call';
import { endpoints } from './endpoints';
import { nameOf, type Endpoint } from './endpoint';
import { allRows, type Span } from './paging';
import type { CallError } from '../../model/errors';
import { retryBackoff } from '../../operators/retry-backoff';
import { stampOf } from '../../operators/clock';

/**
 * The private REST API. Reads are cold one-shots: one call a subscription, sent again after what passes, an
 * `CallError` otherwise; `all…$` pages through, every row once. Writes are sent at most once a call of the
 * function, on first subscription; unsubscribing does not stop them, later subscribers get the replay, and they
 * never error: see `WriteEvent`.
 */
export interface Rest {
  /**
   * One order by its id, until three months after its end. `VenueError` 50009: the venue does not know it.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-order-information
   */
  readonly order$: (ref: OrderRef) => Observable<Order>;
  /**
   * Orders of a pair by their ids; those the venue does not know are left out.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-multiple-orders
   */
  readonly ordersInfo$: (request: OrderIds) => Observable<readonly Order[]>;
  /**
   * A page of open orders.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-active-orders
   */
  readonly activeOrders$: (query?: ActiveOrdersQuery) => Observable<readonly Order[]>;
  /**
   * Every open order, one an emission.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-active-orders
   */
  readonly allActiveOrders$: (query?: ActiveOrdersQuery) => Observable<Order>;
  /**
   * A page of the account's trades, 1000 at most.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-trade-history
   */
  readonly tradeHistory$: (query?: TradeHistoryQuery) => Observable<readonly Fill[]>;
  /**
   * Every trade of a span, one an emission.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-trade-history
   */
  readonly allTrades$: (query?: TradeHistoryQuery) => Observable<Fill>;
  /**
   * Balances with the rules of their assets: decimal places, fees, networks.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#return-users-asset-list
   */
  readonly userAssets$: () => Observable<readonly UserAsset[]>;
  /**
   * The state of the margin account, JPY.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-margin-trading-status
   */
  readonly marginStatus$: () => Observable<MarginStatus>;
  /**
   * Open margin positions and what is owed.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-positions-information
   */
  readonly marginPositions$: () => Observable<MarginPositions>;
  /**
   * Channel and token of the private stream; the token is a secret.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#get-channel-and-token-for-private-stream
   */
  readonly subscribeInfo$: () => Observable<SubscribeInfo>;
  /**
   * A page of deposits, 100 at most.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-deposit-history
   */
  readonly depositHistory$: (query?: TransferQuery) => Observable<readonly Deposit[]>;
  /**
   * Every deposit of a span, one an emission.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-deposit-history
   */
  readonly allDeposits$: (query?: TransferQuery) => Observable<Deposit>;
  /**
   * Deposits that wait to be told from whom they came.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-unconfirmed-deposits
   */
  readonly unconfirmedDeposits$: () => Observable<readonly UnconfirmedDeposit[]>;
  /**
   * Those whom deposits may come from.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-deposit-originators
   */
  readonly depositOriginators$: () => Observable<readonly DepositOriginator[]>;
  /**
   * Where the user may withdraw an asset to.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#get-withdrawal-accounts
   */
  readonly withdrawalAccounts$: (request: {
    readonly asset: string;
  }) => Observable<readonly WithdrawalAccount[]>;
  /**
   * A page of withdrawals, 100 at most.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-withdrawal-history
   */
  readonly withdrawalHistory$: (query?: TransferQuery) => Observable<readonly Withdrawal[]>;
  /**
   * Every withdrawal of a span, one an emission.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#fetch-withdrawal-history
   */
  readonly allWithdrawals$: (query?: TransferQuery) => Observable<Withdrawal>;
  /**
   * How busy each pair is, and the minimum amount that follows from it.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#get-exchange-status
   */
  readonly status$: () => Observable<readonly VenueStatus[]>;
  /**
   * The rules of every pair.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#get-all-pairs-info
   */
  readonly instruments$: () => Observable<readonly Instrument[]>;

  readonly createOrder: (request: OrderRequest, leaving?: Leaving) => Observable<WriteEvent<Order>>;
  readonly cancelOrder: (ref: OrderRef) => Observable<WriteEvent<Order>>;
  /** At most 30 ids. */
  readonly cancelOrders: (request: OrderIds) => Observable<WriteEvent<readonly Order[]>>;
  /**
   * A write: says from whom deposits came.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#confirm-deposits
   */
  readonly confirmDeposits: (deposits: readonly DepositConfirmation[]) => Observable<WriteEvent<null>>;
  /**
   * A write: says that every unconfirmed deposit came from one originator.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#confirm-all-deposits
   */
  readonly confirmAllDeposits: (request: { readonly originatorUuid: string }) => Observable<WriteEvent<null>>;
  /**
   * A write that sends an asset out, to one of the `withdrawalAccounts$`.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#new-withdrawal-request
   */
  readonly requestWithdrawal: (
    request: WithdrawalRequest,
    leaving?: Leaving,
  ) => Observable<WriteEvent<Withdrawal>>;

  /** Hot: every signed call as its reply comes. */
  readonly answered$: Observable<Answered>;
}

export interface RestConfig extends CallerConfig {
  /** How long after its request time the venue takes a read, ms. */
  readonly readTimeWindow: number;
  readonly writeTimeWindow: number;
  /** How long the reply to a read may take, ms. */
  readonly readTimeout: number;
  readonly writeTimeout: number;
  /** How often a read is sent again after what passes. */
  readonly readRetries: number;
}

export interface RestDependencies extends CallerDependencies {
  readonly config: RestConfig;
  /** Gives a number in [0, 1). */
  readonly random: () => number;
  /** Ends everything: waiting calls are not made, open ones are aborted. */
  readonly closed$: Observable<unknown>;
}

const passing: readonly string[] = ['rate-limit', 'busy', 'clock', 'system'];

/** A read that failed like this may succeed in a moment. */
const isTransient = (error: unknown): boolean => {
  const known = error as CallError;
  switch (known._tag) {
    case 'VenueError':
      return passing.includes(known.class);
    case 'HttpError':
      return known.reason !== 'too-large';
    case 'DecodeError':
      return true;
    case 'ClosedError':
    case 'NoRestError':
    case 'RequestError':
    case 'PagingError':
    case 'JournalError':
      return false;
  }
};

/** The two refusals that prove that a write had no effect and that say nothing against it. */
const isRefusedTime = (error: unknown): boolean => {
  const known = error as CallError;
  return known._tag === 'VenueError' && (known.code === 20034 || known.code === 20035);
};

export const createRest = ({ random, closed$, ...dependencies }: RestDependencies): Rest => {
  const { config, watched } = dependencies;
  const { clock } = watched;
  const { call, answered$ } = createCaller(dependencies);

  const readOptions = { timeWindow: config.readTimeWindow, timeout: config.readTimeout };
  const writeOptions = { timeWindow: config.writeTimeWindow, timeout: config.writeTimeout };

  const read = <Q, A>(endpoint: Endpoint<Q, A>, request: Q): Observable<A> =>
    call(endpoint, request, readOptions).pipe(
      retryBackoff({
        initialDelay: 250,
        maxDelay: 4_000,
        maxAttempts: config.readRetries,
        shouldRetry: isTransient,
        random,
        scheduler: clock,
      }),
      takeUntil(closed$),
    );

  const write = <Q, A>(
    endpoint: Endpoint<Q, A>,
    request: Q,
    leaving: Leaving = {},
  ): Observable<WriteEvent<A>> =>
    new Observable<WriteEvent<A>>((subscriber) => {
      const end = (event: WriteEvent<A>): void => {
        subscriber.next(event);
        subscriber.complete();
      };
      const onLeave = (stamp: Stamp | null): void => {
        if (stamp !== null) subscriber.next({ type: 'Sent', stamp, at: stampOf(clock) });
      };
      return call(endpoint, request, { ...writeOptions, ...leaving, onLeave })
        .pipe(retryBackoff({ maxAttempts: 2, shouldRetry: isRefusedTime, random, scheduler: clock }))
        .subscribe({
          next: (value) => end({ type: 'Done', value }),
          error: (error: CallError) => end({ type: 'Failed', error }),
        });
    }).pipe(
      takeUntil(closed$),
      share({
        connector: () => new ReplaySubject(),
        resetOnError: false,
        resetOnComplete: false,
        resetOnRefCountZero: false,
      }),
    );

  const all = <Q extends Span & { readonly count?: number | undefined }, A>(
    endpoint: Endpoint<Q, readonly A[]>,
    query: Q,
    largestPage: number,
    keyOf: (row: A) => number | string,
    timeOf: (row: A) => number,
  ): Observable<A> => {
    const pageSize = query.count ?? largestPage;
    const count = Number.isFinite(pageSize) ? { count: pageSize } : {};
    const page = (span: Span): Observable<readonly A[]> => read(endpoint, { ...query, ...count, ...span });
    return allRows({ endpoint: nameOf(endpoint), page, pageSize, keyOf, timeOf }, query);
  };

  return {
    order$: (ref) => read(endpoints.order, ref),
    ordersInfo$: (request) => read(endpoints.ordersInfo, request),
    activeOrders$: (query = {}) => read(endpoints.activeOrders, query),
    allActiveOrders$: (query = {}) =>
      all(
        endpoints.activeOrders,
        query,
        Infinity,
        ({ orderId }) => orderId,
        ({ orderedAt }) => orderedAt,
      ),
    tradeHistory$: (query = {}) => read(endpoints.tradeHistory, query),
    allTrades$: (query = {}) =>
      all(
        endpoints.tradeHistory,
        query,
        1_000,
        // A trade with oneself is a row for each of the two orders.
        ({ tradeId, orderId }) => `${tradeId}/${orderId}`,
        ({ executedAt }) => executedAt,
      ),
    userAssets$: () => read(endpoints.userAssets, undefined),
    marginStatus$: () => read(endpoints.marginStatus, undefined),
    marginPositions$: () => read(endpoints.marginPositions, undefined),
    subscribeInfo$: () => read(endpoints.subscribeInfo, undefined),
    depositHistory$: (query = {}) => read(endpoints.depositHistory, query),
    allDeposits$: (query = {}) =>
      all(
        endpoints.depositHistory,
        query,
        100,
        ({ uuid }) => uuid,
        ({ foundAt }) => foundAt,
      ),
    unconfirmedDeposits$: () => read(endpoints.unconfirmedDeposits, undefined),
    depositOriginators$: () => read(endpoints.depositOriginators, undefined),
    withdrawalAccounts$: (request) => read(endpoints.withdrawalAccounts, request),
    withdrawalHistory$: (query = {}) => read(endpoints.withdrawalHistory, query),
    allWithdrawals$: (query = {}) =>
      all(
        endpoints.withdrawalHistory,
        query,
        100,
        ({ uuid }) => uuid,
        ({ requestedAt }) => requestedAt,
      ),
    status$: () => read(endpoints.status, undefined),
    instruments$: () => read(endpoints.instruments, undefined),

    createOrder: (request, leaving) => write(endpoints.createOrder, request, leaving),
    cancelOrder: (ref) => write(endpoints.cancelOrder, ref),
    cancelOrders: (request) => write(endpoints.cancelOrders, request),
    confirmDeposits: (deposits) => write(endpoints.confirmDeposits, deposits),
    confirmAllDeposits: (request) => write(endpoints.confirmAllDeposits, request),
    requestWithdrawal: (request, leaving) => write(endpoints.requestWithdrawal, request, leaving),

    answered$,
  };
};
