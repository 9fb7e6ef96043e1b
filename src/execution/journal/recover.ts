import { catchError, concat, concatMap, defer, EMPTY, merge, type Observable, of } from 'rxjs';
import type { OrderRef, OrderRequest } from '../../model/order';
import type { OrderTransition } from '../../model/order-transition';
import { type CallError, isJournalError, journalError } from '../../model/errors';
import type { Guards } from '../guards/guards';
import { codeOf, messageOf } from '../order/context';
import { lookFor, type SubmitContext } from '../order/submit';
import { runOnce } from '../run-once';
import type { OrderJournal } from './order-journal';
import type { JournaledWrite } from './record';
import { callsOf, type RecordedCall } from './recorded-calls';
import type { Recorder, Recording } from './recorder';

/** An order that an earlier process sent, and whose end it did not see. */
export interface RecoveredOrder extends RecoveredCall {
  readonly type: 'order';
  readonly request: OrderRequest;
  /** From `Submitted` on; replayed. It goes on whether or not somebody listens. */
  readonly life$: Observable<OrderTransition>;
}

/** A withdrawal that an earlier process sent. Whether it had an effect is not known: `withdrawalHistory$` shows. */
export interface RecoveredWithdrawal extends RecoveredCall {
  readonly type: 'withdrawal';
  readonly request: Extract<JournaledWrite, { readonly write: 'withdrawal' }>['request'];
}

interface RecoveredCall {
  /** Of the call in the journal. */
  readonly id: number;
  /** By the clock of the process that sent it: Unix time, ms. */
  readonly sentAt: number;
  /** You have looked after it: no later process recovers it. Completes when that is kept; errors with a `JournalError`. */
  readonly acknowledge: () => Observable<never>;
}

export type Recovered = RecoveredOrder | RecoveredWithdrawal;

export type RecoveryDiagnostic =
  /** An earlier process left a call unfinished. `orderId` is `null` while its outcome is unknown. */
  | {
      readonly kind: 'call-recovered';
      readonly write: JournaledWrite['write'];
      readonly id: number;
      readonly orderId: number | null;
    }
  | { readonly kind: 'journal-unreadable'; readonly message: string };

export interface RecoveryConfig {
  readonly journal: OrderJournal;
  readonly context: SubmitContext & { readonly guards: Guards; readonly recorder: Recorder };
  readonly diagnose: (diagnostic: RecoveryDiagnostic) => void;
  /** Keeps a life going while it is subscribed to. */
  readonly during: <T>(source: Observable<T>) => Observable<T>;
}

const unseen = 'the process ended before the outcome was seen';

/** The venue's answer that it does not know the order. */
const notFound = 50009;

/** Loads the journal and takes up what it left unfinished; only then does it emit. */
export const recover = (config: RecoveryConfig): Observable<Recovered> =>
  defer(() => config.journal.load()).pipe(
    catchError((error: unknown) => {
      const failure = isJournalError(error)
        ? error
        : journalError('failed', 'the journal', null, 'to be loaded', messageOf(error));
      config.diagnose({ kind: 'journal-unreadable', message: failure.message });
      throw failure;
    }),
    concatMap((records) => takeUp(config, [...callsOf(records).values()])),
  );

const takeUp = (config: RecoveryConfig, calls: readonly RecordedCall[]): readonly Recovered[] => {
  const { context, diagnose } = config;
  // Every order that is somebody's, and every call that looks for one, is known before the first looks.
  for (const call of calls) claimOrder(context, call);
  const recovered = calls.flatMap((call) => {
    const recording = context.recorder.resume(call);
    return call.ended === null ? [recoveredOf(config, call, recording)] : [];
  });
  for (const { id, type } of recovered) {
    const orderId = calls.find(({ intent }) => intent.id === id)?.accepted?.orderId ?? null;
    diagnose({ kind: 'call-recovered', write: type, id, orderId });
  }
  for (const one of recovered) if (one.type === 'order') one.life$.subscribe();
  return recovered;
};

const claimOrder = ({ registry, search }: SubmitContext, { intent, accepted, ended }: RecordedCall): void => {
  if (intent.write !== 'order' || accepted === null) return;
  const ref = { pair: intent.request.pair, orderId: accepted.orderId };
  if (ended !== null) search.exclude(accepted.orderId);
  else registry.own(ref, ...(accepted.attribution === 'inferred' ? (['inferred'] as const) : []));
};

const recoveredOf = (
  { context, during }: RecoveryConfig,
  { intent, accepted }: RecordedCall,
  recording: Recording,
): Recovered => {
  const { id, at } = intent;
  const common = {
    id,
    sentAt: at,
    acknowledge: () => recording.end('acknowledged'),
  };
  if (intent.write === 'withdrawal') return { ...common, type: 'withdrawal', request: intent.request };
  const { request, stamp, requestTime } = intent;
  const submitted: OrderTransition = { type: 'Submitted', request, at };
  const rest =
    accepted === null
      ? lookFor(context, context.search.resume(request, stamp, requestTime), unseen).pipe(
          context.guards.counting(request),
        )
      : trackAgain(context, { pair: request.pair, orderId: accepted.orderId });
  const life$ = runOnce(during(concat(of(submitted), rest).pipe(recording.follow)));
  return { ...common, type: 'order', request, life$ };
};

/** The life of an order that an earlier process knew. */
const trackAgain = ({ api, registry }: SubmitContext, ref: OrderRef): Observable<OrderTransition> => {
  const read = defer(() => api.order$(ref)).pipe(
    concatMap((order): Observable<OrderTransition> => {
      registry.tellOrder(order, 'read');
      return EMPTY;
    }),
    catchError((error: CallError) =>
      codeOf(error) === notFound
        ? of({ type: 'Unresolved', candidates: [], message: error.message } as const)
        : EMPTY,
    ),
  );
  return merge(registry.life(ref.orderId), read);
};
