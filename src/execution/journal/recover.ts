import { catchError, concat, concatMap, defer, type Observable, of } from 'rxjs';
import { httpError, venueError } from '../../model/errors';
import { isJournalError, journalError } from '../../model/journal-error';
import { causeOf } from '../../model/tagged';
import type { OrderRequest } from '../../model/order';
import type { OrderTransition } from '../../model/order-transition';
import { venueCodes } from '../../model/venue-codes';
import type { Withdrawal } from '../../model/withdrawal';
import { inferred, replayLife } from '../order/call-memory';
import { askedOrder, askedReplacement, askedWithdrawal, type Asked } from '../order/asked';
import type { Commands } from '../order/commands';
import { untilItsOutcome } from '../order/landing';
import { lookFor } from '../order/outcome';
import type { SubmitContext } from '../order/submission';
import type { WriteEvent } from '../rest/write-event';
import type { OrderJournal } from './order-journal';
import type { Intent, JournaledWrite, CallOutcome } from './record';
import { callsOf, orderIdOf, type RecordedCall } from './recorded-calls';
import type { Recorder } from './recorder';

/** An order that an earlier process sent and did not follow to its end. */
export interface RecoveredOrder extends RecoveredCall {
  readonly type: 'order';
  readonly request: OrderRequest;
  /** Feed: the life of the order from `Submitted` on, replayed. It goes on even without subscribers. */
  readonly life$: Observable<OrderTransition>;
}

/** A withdrawal that an earlier process sent. Its effect is not known; `rest.withdrawalHistory` shows it. */
export interface RecoveredWithdrawal extends RecoveredCall {
  readonly type: 'withdrawal';
  readonly request: Extract<JournaledWrite, { readonly write: 'withdrawal' }>['request'];
}

interface RecoveredCall {
  /** The id of the call in the journal. */
  readonly id: string;
  /** The time by the clock of the process that sent it, Unix ms. */
  readonly sentAt: number;
  /** Command: marks the call as taken care of, so that no later process recovers it. Completes when that is kept; fails with a `JournalError`. */
  readonly acknowledge: () => Observable<never>;
}

export type Recovered = RecoveredOrder | RecoveredWithdrawal;

export type RecoveryDiagnostic =
  /** An earlier process did not finish a call. `orderId` is `null` while its outcome is unknown. */
  | {
      readonly kind: 'call-recovered';
      readonly write: JournaledWrite['write'];
      readonly id: string;
      readonly orderId: number | null;
    }
  | { readonly kind: 'journal-unreadable'; readonly cause: string };

export interface RecoveryConfig {
  readonly journal: OrderJournal;
  readonly recorder: Recorder;
  readonly commands: Commands;
  readonly context: SubmitContext;
  readonly diagnose: (diagnostic: RecoveryDiagnostic) => void;
  /** Keeps a life going while it is subscribed to. */
  readonly during: <T>(source: Observable<T>) => Observable<T>;
}

const unseen = 'the process ended before the outcome was seen';

/** Loads the journal and continues its unfinished calls. It emits them after that. */
export const recover = (config: RecoveryConfig): Observable<Recovered> =>
  defer(() => config.journal.load()).pipe(
    catchError((error: unknown) => {
      const failure = isJournalError(error)
        ? error
        : journalError('failed', 'the journal', null, 'to be loaded', causeOf(error));
      config.diagnose({ kind: 'journal-unreadable', cause: failure.message });
      throw failure;
    }),
    concatMap((records) => takeUp(config, [...callsOf(records).values()])),
  );

const takeUp = (config: RecoveryConfig, calls: readonly RecordedCall[]): readonly Recovered[] => {
  const { context, recorder, commands, diagnose } = config;
  // All known orders and all searching calls are registered before the first search.
  for (const call of calls) {
    commands.hasRun(ranOf(call));
    claimOrder(context, call);
  }
  const recovered = calls.flatMap((call) => {
    if (call.ended === null) {
      recorder.resume(call);
      return [recoveredOf(config, call)];
    }
    restore(config, call, call.ended);
    return [];
  });
  for (const { id, type } of recovered) {
    const orderId = calls.find(({ intent }) => intent.id === id)?.accepted?.orderId ?? null;
    diagnose({ kind: 'call-recovered', write: type, id, orderId });
  }
  for (const one of recovered) if (one.type === 'order') one.life$.subscribe();
  return recovered;
};

const ranOf = ({ intent, accepted, ended }: RecordedCall): number =>
  Math.max(intent.ran, accepted?.ran ?? 0, ended?.ran ?? 0);

const claimOrder = ({ registry, search }: SubmitContext, call: RecordedCall): void => {
  const { intent, accepted, ended } = call;
  const orderId = orderIdOf(call);
  if (intent.write !== 'order' || orderId === null) return;
  if (ended !== null) {
    search.exclude(orderId);
    return;
  }
  const { pair } = intent.request;
  registry.own({ pair, orderId }, ...inferred(accepted?.attribution ?? 'reply'));
  if (intent.replaces !== undefined) registry.replacementBegins({ pair, orderId: intent.replaces.orderId });
};

/** Restores a call that has ended, so that its id stays taken, unless it had no effect. */
const restore = (
  { context, commands, during }: RecoveryConfig,
  { intent, accepted }: RecordedCall,
  { outcome, at, ran }: NonNullable<RecordedCall['ended']>,
): void => {
  if (outcome.type === 'not-sent') return;
  const { id } = intent;
  const again = (): Observable<unknown> => {
    if (intent.write === 'withdrawal') return withdrawalAgain(intent, outcome);
    const memory = {
      id,
      left: { request: intent.request, at: intent.at },
      orderId: accepted?.orderId ?? null,
      attribution: accepted?.attribution ?? 'reply',
      end: outcome.type === 'withdrawn' || outcome.type === 'refused' ? null : outcome,
    } as const;
    return during(replayLife(context, memory));
  };
  commands.restore(id, askedBy(intent), again, { at, ran });
};

/** The request of a command, by its intent. */
const askedBy = (intent: Intent): Asked => {
  if (intent.write === 'withdrawal') return askedWithdrawal(intent.request);
  const { request, replaces } = intent;
  if (replaces === undefined) return askedOrder(request);
  return askedReplacement({ pair: request.pair, orderId: replaces.orderId }, replaces.changes);
};

const recoveredOf = (
  { context, recorder, commands, during }: RecoveryConfig,
  { intent, accepted }: RecordedCall,
): Recovered => {
  const { id, at } = intent;
  const common = {
    id,
    sentAt: at,
    acknowledge: () => recorder.acknowledge(id),
  };
  if (intent.write === 'withdrawal') {
    commands.restore(id, askedBy(intent), () => withdrawalAgain(intent, null), null);
    return { ...common, type: 'withdrawal', request: intent.request };
  }
  const { request } = intent;
  if (accepted === null) takeOff(context, intent);
  const life =
    accepted === null
      ? concat(
          of<OrderTransition>({ type: 'Submitted', id, request, at }),
          untilItsOutcome(context, { id }, () => lookFor(context, id, unseen)),
        )
      : replayLife(context, {
          id,
          left: { request, at },
          orderId: accepted.orderId,
          attribution: accepted.attribution,
          end: null,
        });
  const life$ = commands.resume(id, askedBy(intent), during(life.pipe(recorder.follow(id))));
  return { ...common, type: 'order', request, life$ };
};

/** Restores the flight of an earlier process as it left. Any order that turns up could be its order. */
const takeOff = (
  { flights, limits }: SubmitContext,
  { id, request, replaces, stamp, requestTime }: Intent & { readonly write: 'order' },
): void => {
  flights.apply({
    type: 'asked',
    id,
    order: request,
    instrument: null,
    replaces: replaces ?? null,
    price: limits.priceOf(request),
  });
  flights.apply({ type: 'admitted', id, order: request });
  flights.apply({ type: 'left', id, stamp, requestTime, mark: 0, at: -Infinity });
};

/** Restores the events of a withdrawal of an earlier process. */
const withdrawalAgain = (
  { stamp, at }: Intent,
  outcome: CallOutcome | null,
): Observable<WriteEvent<Withdrawal>> => {
  const sent: WriteEvent<Withdrawal> = { type: 'Sent', stamp, at };
  if (outcome?.type === 'withdrawn')
    return of<WriteEvent<Withdrawal>[]>(sent, { type: 'Done', value: outcome.withdrawal });
  const error =
    outcome?.type === 'refused'
      ? venueError(withdrawing, outcome.status, outcome.code, venueCodes.get(outcome.code ?? -1))
      : httpError(withdrawing, 'cut-off', 'unknown', unseen);
  return of<WriteEvent<Withdrawal>[]>(sent, { type: 'Failed', error });
};

const withdrawing = 'POST /user/request_withdrawal';
