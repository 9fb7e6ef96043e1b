import {
  catchError,
  concat,
  concatMap,
  defer,
  EMPTY,
  identity,
  type MonoTypeOperatorFunction,
  type Observable,
  of,
  tap,
  throwError,
} from 'rxjs';
import type { OrderTransition } from '../../model/order-transition';
import type { Withdrawal } from '../../model/withdrawal';
import type { Clock } from '../../operators/clock';
import { isJournalError, journalError } from '../../model/journal-error';
import { causeOf } from '../../model/tagged';
import type { FlightRecorder } from '../order/admission';
import { endOf } from '../order/call-memory';
import type { VenueTimeOf } from '../order/clock';
import type { Moment } from '../order/commands';
import { sinceOf } from '../order/attribution';
import { isEnding } from '../order/diff';
import type { Stamp } from '../rest/signing';
import type { WriteEvent } from '../rest/write-event';
import { noJournal, type OrderJournal } from './order-journal';
import type { JournaledWrite, JournalRecord, CallOutcome } from './record';
import type { RecordedCall } from './recorded-calls';

/** A diagnostic of the journal. */
export interface RecorderDiagnostic {
  /** The outcome of a call was not written, so that it is searched for again after a restart. */
  readonly kind: 'outcome-not-journaled';
  /** The id of the call in the journal. */
  readonly id: string;
  readonly cause: string;
}

type Accepted = Extract<OrderTransition, { readonly type: 'Accepted' }>;

/** Writes to the journal. An intent is the record of a flight that leaves. */
export interface Recorder extends FlightRecorder {
  readonly withdrawal: (
    id: string,
    request: (JournaledWrite & { readonly write: 'withdrawal' })['request'],
  ) => {
    readonly keep: (stamp: Stamp) => Observable<never> | null;
    readonly follow: MonoTypeOperatorFunction<WriteEvent<Withdrawal>>;
  };
  /** Continues a call of an earlier process whose intent is in the journal. */
  readonly resume: (call: RecordedCall) => void;
  /** Writes that the user has taken care of a call. It completes when that is kept. */
  readonly acknowledge: (id: string) => Observable<never>;
}

export interface RecorderConfig {
  readonly journal: OrderJournal;
  readonly clock: Clock;
  readonly moment: () => Moment;
  readonly venueTimeOf: VenueTimeOf;
  readonly diagnose: (diagnostic: RecorderDiagnostic) => void;
}

export const createRecorder = (config: RecorderConfig): Recorder =>
  config.journal === noJournal ? noRecorder : recorderTo(config);

/** The recorder without a journal. It adds no step to the placing of an order. */
const noRecorder: Recorder = {
  keep: () => null,
  follow: () => identity,
  withdrawal: () => ({ keep: () => null, follow: identity }),
  resume: () => undefined,
  acknowledge: () => EMPTY,
};

const recorderTo = ({ journal, clock, moment, venueTimeOf, diagnose }: RecorderConfig): Recorder => {
  /** The calls whose intent is in the journal, by id; `true` if their orders are in it too. */
  const calls = new Map<string, boolean>();

  const append = (record: JournalRecord): Observable<never> =>
    defer(() => journal.append(record)).pipe(
      catchError((error: unknown) => throwError(() => asFailure(error))),
    );

  /** Completes in any case, so that the outcome of a call is emitted even if it can't be written. */
  const orDiagnose = (id: string, appended: Observable<never>): Observable<never> =>
    appended.pipe(
      catchError((error: unknown) => {
        diagnose({ kind: 'outcome-not-journaled', id, cause: causeOf(error) });
        return EMPTY;
      }),
    );

  /** Writes an intent. Earlier bytes of the same call, signed at `since`, may have placed its order. */
  const keep = (id: string, write: JournaledWrite, stamp: Stamp, since = Infinity): Observable<never> =>
    defer(() => {
      const signedAt = stamp.type === 'nonce' ? venueTimeOf(clock.elapsed()) : stamp.requestTime;
      const requestTime = Math.min(since, signedAt);
      // The call counts from here on, because a halt does not wait for the write, and the record is kept in any case.
      const wasThere = calls.has(id);
      calls.set(id, false);
      return append({ type: 'intent', id, ...moment(), stamp, requestTime, ...write }).pipe(
        tap({
          error: () => {
            if (!wasThere) calls.delete(id);
          },
        }),
      );
    });

  /** Writes the end of a call, if its intent is in the journal. */
  const end = (id: string, outcome: CallOutcome): Observable<never> =>
    defer(() => (calls.delete(id) ? append({ type: 'ended', id, ...moment(), outcome }) : EMPTY));

  const noteEnd = (id: string, outcome: CallOutcome): void => {
    orDiagnose(id, end(id, outcome)).subscribe();
  };

  const accept = (id: string, { order, attribution }: Accepted): Observable<never> => {
    if (calls.get(id) !== false) return EMPTY;
    calls.set(id, true);
    const { orderId } = order;
    return orDiagnose(id, append({ type: 'accepted', id, ...moment(), orderId, attribution }));
  };

  return {
    keep: (flight, stamp) => {
      const { id, order: request, replaces } = flight;
      const write = { write: 'order', request, ...(replaces === null ? {} : { replaces }) } as const;
      return keep(id, write, stamp, sinceOf(flight).requestTime);
    },
    follow: (id) => (life) =>
      life.pipe(
        tap({
          next: (transition) => {
            if (isEnding(transition)) noteEnd(id, endOf(transition));
          },
          error: () => noteEnd(id, { type: 'not-sent' }),
        }),
        // A transition is emitted only after it is kept. Otherwise an order that is cancelled immediately could not be
        // found after a crash.
        concatMap((transition) =>
          transition.type === 'Accepted' ? concat(accept(id, transition), of(transition)) : of(transition),
        ),
      ),
    withdrawal: (id, request) => ({
      keep: (stamp) => keep(id, { write: 'withdrawal', request }, stamp),
      follow: tap((event) => {
        const outcome = outcomeOf(event);
        if (outcome !== null) noteEnd(id, outcome);
      }),
    }),
    resume: ({ intent, accepted }) => void calls.set(intent.id, accepted !== null),
    acknowledge: (id) => end(id, { type: 'acknowledged' }),
  };
};

/** The outcome that ends a withdrawal; `null` if it is not known. */
const outcomeOf = (event: WriteEvent<Withdrawal>): CallOutcome | null => {
  if (event.type === 'Done') return { type: 'withdrawn', withdrawal: event.value };
  if (event.type === 'Sent' || event.error.effect !== 'none') return null;
  const { error } = event;
  return error._tag === 'VenueError'
    ? { type: 'refused', status: error.status, code: error.code }
    : { type: 'not-sent' };
};

const asFailure = (error: unknown): unknown =>
  isJournalError(error)
    ? error
    : journalError('failed', 'the journal', null, 'a record to be kept', causeOf(error));
