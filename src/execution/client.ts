import {
  catchError,
  concat,
  concatMap,
  defer,
  EMPTY,
  filter,
  ignoreElements,
  lastValueFrom,
  merge,
  Observable,
  of,
  takeUntil,
  tap,
  timer,
} from 'rxjs';
import { createDiagnostics } from '../connectivity/diagnostics';
import type { Deposit, DepositConfirmation } from '../model/deposit';
import type { MarginNotice } from '../model/margin';
import type { PrivateEvent } from '../model/private-event';
import type { Withdrawal, WithdrawalRequest } from '../model/withdrawal';
import type { WatchedClock } from '../operators/leaps';
import { createAccount } from './account/account';
import { availableOf } from './account/available';
import { createPnl } from './account/pnl';
import type { PnlConfig } from './account/pnl-options';
import type { CallError } from '../model/errors';
import { createCallsWithIds, type Until } from './journal/calls-with-ids';
import type { ExecutionDiagnosticEvent } from './trading';
import type { GuardConfig } from './guards/config';
import { createGuards } from './guards/guards';
import { halt, oncePerAim } from './guards/halt';
import { createInstruments } from './rest/instruments';
import type { ReadTouch } from './rest/touch';
import { createFlights } from './order/flights';
import { createLatch, haltedHere, withdrawnHere } from './order/stop';
import type { OrderJournal } from './journal/order-journal';
import { createRecorder } from './journal/recorder';
import { recover, type Recovered } from './journal/recover';
import { cancelLeft, createClosing, onLeave } from './leaving';
import { cancelMany, cancelOne } from './order/cancel';
import { cancelAll } from './order/cancel-all';
import { createVenueClock } from './order/clock';
import { createCommands } from './order/commands';
import type { OrderContext } from './order/context';
import { createFills } from './order/fills';
import { tryingAgain } from './order/reconcile';
import { createRegistry } from './order/registry';
import { createSearch } from './order/search';
import { track } from './order/track';
import type { PrivateStreamEvent } from './stream/private-stream';
import type { PrivateApi, PrivateRest } from './rest/rest';
import { holding } from '../operators/holding';
import { type Course, courseOf, runOnce } from '../operators/course';
import { withOptions } from '../operators/with-options';
import { createSession } from './stream/session';
import {
  cancelAllOptions,
  commandOptions,
  type CommandOptions,
  replacementFields,
  submitOptions,
  type Trading,
} from './trading';
import type { WriteEvent } from './rest/write-event';

/**
 * The client of the private side of the venue. Errors and events are recognised by `_tag`, `type` and `kind`. Every Observable
 * is cold: nothing happens until it is subscribed to.
 */
export interface ExecutionClient extends Trading {
  /** The reads of the private REST API. */
  readonly rest: PrivateRest;
  /**
   * Command: nothing happens until it is subscribed to; then it loads the journal, as the first order does. It emits the
   * unfinished calls of earlier processes, and completes. Later subscribers get the replay. It may fail with a `JournalError`;
   * the next subscription then tries again.
   */
  readonly recover: () => Observable<Recovered>;
  /**
   * Command: nothing happens until it is subscribed to; the first subscription withdraws an asset to one of the
   * `rest.withdrawalAccounts`. It fails only after the client was closed. The same `id` gives the same events; a different
   * request with that `id` is `Failed` with a `RequestError`.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#new-withdrawal-request
   */
  readonly requestWithdrawal: (
    request: WithdrawalRequest,
    options?: CommandOptions,
  ) => Observable<WriteEvent<Withdrawal>>;
  /**
   * Command: nothing happens until it is subscribed to; the first subscription names the originators of deposits. Later
   * subscribers get the replay. It never fails: see `WriteEvent`.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#confirm-deposits
   */
  readonly confirmDeposits: (deposits: readonly DepositConfirmation[]) => Observable<WriteEvent<null>>;
  /**
   * Command: nothing happens until it is subscribed to; the first subscription names one originator for all unconfirmed
   * deposits. Later subscribers get the replay. It never fails: see `WriteEvent`.
   *
   * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#confirm-all-deposits
   */
  readonly confirmAllDeposits: (request: { readonly originatorUuid: string }) => Observable<WriteEvent<null>>;
  /** Feed: every deposit in private messages, from now on. */
  readonly deposits$: Observable<Deposit>;
  /** Feed: every withdrawal in private messages, from now on. */
  readonly withdrawals$: Observable<Withdrawal>;
  /** Feed: every notice about the margin account, from now on. */
  readonly marginNotices$: Observable<MarginNotice>;
}

export interface ExecutionParts {
  readonly api: PrivateApi;
  /** The private stream, cold. Each subscription is one connection. */
  readonly stream$: Observable<PrivateStreamEvent>;
  readonly guards: GuardConfig;
  readonly pnl: PnlConfig;
  readonly watched: WatchedClock;
  readonly journal: OrderJournal;
  readonly touch: ReadTouch;
  /** The time in ms by which the venue's reads are assumed to lag behind a write. */
  readonly settle: number;
  /** True if no other program places orders on this account. */
  readonly exclusiveAccount: boolean;
  /** The time in ms for which the private stream is kept after its last subscriber has left. */
  readonly linger: number;
  /** Frees the resources of the parts. */
  readonly release: () => Promise<void>;
}

/** Composes the client of its parts. Tests replace parts by stubs. */
export const composeExecutionClient = (parts: ExecutionParts): ExecutionClient => {
  const { api, stream$, guards, pnl, watched, journal, touch } = parts;
  const { settle, exclusiveAccount, linger, release } = parts;
  const { clock, leaps$, looking$ } = watched;
  const elapsed = (): number => clock.elapsed();
  const {
    diagnose,
    diagnostics$,
    close: closeDiagnostics,
  } = createDiagnostics<ExecutionDiagnosticEvent>(clock);
  leaps$.subscribe(({ by }) => diagnose({ kind: 'clock-leapt', by }));
  api.pauses$.subscribe((pause) => diagnose({ kind: 'lane-paused', ...pause }));
  api.odd$.subscribe((odd) => diagnose({ kind: 'odd-row', ...odd }));
  const registry = createRegistry(elapsed);
  const flights = createFlights();
  const closing = createClosing(clock, diagnose);
  const { untilClosed, untilEnded, unlessLeft, asked, command: begunCommand } = closing;
  api.answered$.subscribe((by) => {
    flights.apply({ type: 'fenced', by, at: elapsed() });
  });
  const venueTimeOf = createVenueClock(api.answered$, clock);
  const context: OrderContext = {
    api,
    registry,
    flights,
    clock,
    leaps$,
    venueTimeOf,
    diagnose,
    settle,
    exclusiveAccount,
  };
  const fills = createFills(context);
  const session = createSession({ context, fills, stream$, diagnose, untilEnded, looking$ });
  const instrument = createInstruments(api.rest.instruments, clock, leaps$);
  const commands = createCommands(clock);
  const recorder = createRecorder({ journal, clock, moment: commands.moment, venueTimeOf, diagnose });
  const { ordersKnown$, areOrdersKnown } = session;
  const limits = createGuards({ config: guards, context, ordersKnown$, areOrdersKnown, untilClosed });
  const halted = createLatch(haltedHere);
  const search = createSearch(context, untilEnded);
  const submitContext = { ...context, search, limits, halted, recorder, instrument };
  const hold = holding(session.running$, linger, clock);
  /**
   * Keeps the session running while the source is subscribed to. The order leaves before the session begins; with `using`
   * it would be the other way round.
   */
  const during = <T>(source: Observable<T>, until = untilClosed): Observable<T> =>
    new Observable<T>((subscriber) => {
      until(source).subscribe(subscriber);
      if (!subscriber.closed) subscriber.add(hold());
    });
  const recovered$ = runOnce(
    recover({ journal, recorder, commands, context: submitContext, diagnose, during }).pipe(untilClosed),
  );
  /** True once the calls of earlier processes are known. Nothing is sent before that. */
  let isRecovered = false;
  const ready$ = recovered$.pipe(ignoreElements(), tap({ complete: () => (isRecovered = true) }));
  const onceRecovered = <T>(begin: () => Course<T>, until = untilClosed): Course<T> =>
    isRecovered
      ? begin()
      : courseOf(
          until(
            concat(
              ready$,
              defer(() => begin().values$),
            ),
          ),
        );
  const command = <T>(verb: string, source: Observable<T>): Observable<T> =>
    begunCommand(verb, () => courseOf(untilClosed(source)));
  const commandWithId = <T>(verb: string, begin: () => Course<T>, until?: Until): Observable<T> =>
    begunCommand(verb, () => onceRecovered(begin, until));

  const calls = createCallsWithIds({ commands, context: submitContext, recorder, api, during });
  const haltOnce = oncePerAim((options) =>
    runOnce(
      halt(
        {
          ...context,
          halted,
          recovered$,
          instrument,
          touch,
          place: (request, withdrawal) => calls.submit(request, { withdrawal }, undefined)().values$,
        },
        options,
      ).pipe(untilClosed),
    ),
  );
  const left = cancelLeft({
    cancel: (ref) => runOnce(cancelOne(context, ref).pipe(untilEnded)),
    diagnose,
    exclusiveAccount,
  });

  const eventsOf = <T extends PrivateEvent['type']>(
    type: T,
  ): Observable<PrivateEvent & { readonly type: T }> =>
    session.events$.pipe(
      filter((event): event is PrivateEvent & { readonly type: T } => event.type === type),
    );
  const account = createAccount({ context, session, rest: api.rest });
  const pnl$ = createPnl({
    config: pnl,
    fills$: during(fills.fills$),
    history: (since) => api.rest.all.tradeHistory({ since }),
    tryingAgain: tryingAgain(context, 'fills'),
    untilClosed,
  });
  const end$ = defer(() => {
    closing.end();
    // Orders that stay open are reported before this.
    closeDiagnostics();
    return merge(release(), journal.close?.() ?? EMPTY);
  });
  const closed$ = runOnce(
    defer(() => {
      closing.close();
      return concat(left.finished$.pipe(takeUntil(timer(longestClosing, clock))), end$);
    }),
  );
  const close = (): Promise<void> => lastValueFrom(closed$, { defaultValue: undefined });

  return {
    rest: api.rest,
    confirmDeposits: (deposits) => command('confirmDeposits', api.confirmDeposits(deposits)),
    confirmAllDeposits: (request) => command('confirmAllDeposits', api.confirmAllDeposits(request)),
    submitOrder: (request, options = {}) =>
      withOptions(submitOptions, options, ({ id, cancelOnUnsubscribe = false, allowEqualInFlight }) => {
        if (!cancelOnUnsubscribe)
          return commandWithId('submitOrder', calls.submit(request, { allowEqualInFlight }, id));
        const withdrawal = createLatch(withdrawnHere);
        const until = unlessLeft(() => withdrawal.why() !== null);
        const begin = calls.submit(request, { allowEqualInFlight, withdrawal }, id, until);
        const life = commandWithId('submitOrder', begin, until);
        return onLeave(life, (itself) => {
          withdrawal.set();
          left.leave(itself);
        });
      }),
    trackOrder: (which) =>
      'id' in which
        ? commandWithId('trackOrder', calls.track(which.id))
        : asked('trackOrder', during(track(context, which))),
    cancelOrder: (ref) => command('cancelOrder', cancelOne(context, ref)),
    cancelOrders: (orders) => command('cancelOrders', cancelMany(context, [orders])),
    cancelAll: (which = {}) =>
      withOptions(cancelAllOptions, which, ({ pair }) =>
        command('cancelAll', cancelAll({ context, pair, untilClosed })),
      ),
    replaceOrder: (ref, changes, options = {}) =>
      withOptions(replacementFields, changes, () =>
        withOptions(commandOptions, options, ({ id }) =>
          commandWithId('replaceOrder', calls.replace(ref, changes, id)),
        ),
      ),
    halt: (options = {}) => command('halt', haltOnce(options)),
    requestWithdrawal: (request, options = {}) =>
      withOptions(commandOptions, options, ({ id }) =>
        command(
          'requestWithdrawal',
          defer(() => onceRecovered(calls.withdraw(request, id)).values$).pipe(
            catchError((error: CallError) => of<WriteEvent<Withdrawal>>({ type: 'Failed', error })),
          ),
        ),
      ),
    recover: () => command('recover', recovered$),
    openOrders: () => during(session.openOrders$),
    privateEvents$: during(session.events$),
    fills$: during(fills.fills$),
    orders$: during(session.orders$),
    assets$: during(account.assets$),
    available$: during(availableOf({ ...account, flights, orders: registry, elapsed })),
    positions$: during(account.positions$),
    pnl$: pnl$.pipe(untilClosed),
    deposits$: during(eventsOf('deposit').pipe(concatMap(({ deposits }) => deposits))),
    withdrawals$: during(eventsOf('withdrawal').pipe(concatMap(({ withdrawals }) => withdrawals))),
    marginNotices$: during(eventsOf('margin_notice_update').pipe(concatMap(({ notices }) => notices))),
    connection$: session.connection$.pipe(untilClosed),
    diagnostics$,
    close,
    [Symbol.asyncDispose]: close,
  };
};

/** The longest time in ms in which a closing client cancels orders whose subscribers have left. */
const longestClosing = 5_000;
