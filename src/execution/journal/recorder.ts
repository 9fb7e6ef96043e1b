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
import type { BeforeLeave } from '../rest/call';
import { causeOf, isJournalError, journalError } from '../../model/errors';
import { endOf } from '../order/call-memory';
import type { VenueTimeOf } from '../order/clock';
import type { Moment } from '../order/commands';
import { isEnding } from '../order/diff';
import type { WriteEvent } from '../rest/write-event';
import { noJournal, type OrderJournal } from './order-journal';
import type { JournaledWrite, JournalRecord, CallOutcome } from './record';
import type { RecordedCall } from './recorded-calls';

/** What the journal has to say that no call would hear. */
export interface RecorderDiagnostic {
  /** What became of a call was not written down: after a restart it is looked for again. */
  readonly kind: 'outcome-not-journaled';
  /** Of the call in the journal. */
  readonly id: string;
  readonly cause: string;
}

/** One call, as it is written down. */
export interface Recording {
  /** Passes the life of an order on, and writes down what it tells. */
  readonly follow: MonoTypeOperatorFunction<OrderTransition>;
  /** The same of a withdrawal. */
  readonly followWrite: MonoTypeOperatorFunction<WriteEvent<Withdrawal>>;
  /** Writes down that nothing of the call is left to look after. Completes when that is kept. */
  readonly end: (outcome: CallOutcome) => Observable<never>;
}

type Accepted = Extract<OrderTransition, { readonly type: 'Accepted' }>;

/** Writes to the journal. */
export interface Recorder {
  /** A new call: its intent is kept before it leaves. */
  readonly begin: (
    write: JournaledWrite & { readonly id: string },
  ) => Recording & { readonly beforeLeave?: BeforeLeave };
  /** A call of an earlier process. */
  readonly resume: (call: RecordedCall) => Recording;
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

const noRecording: Recording = { follow: identity, followWrite: identity, end: () => EMPTY };

/** An order is placed on the way of every step: where nothing is kept there are none. */
const noRecorder: Recorder = { begin: () => noRecording, resume: () => noRecording };

const recorderTo = ({ journal, clock, moment, venueTimeOf, diagnose }: RecorderConfig): Recorder => {
  const append = (record: JournalRecord): Observable<never> =>
    defer(() => journal.append(record)).pipe(
      catchError((error: unknown) => throwError(() => asFailure(error))),
    );

  /** Completes in any case: what became of a call is told even if it can't be kept. */
  const orDiagnose = (id: string, appended: Observable<never>): Observable<never> =>
    appended.pipe(
      catchError((error: unknown) => {
        diagnose({ kind: 'outcome-not-journaled', id, cause: causeOf(error) });
        return EMPTY;
      }),
    );

  /** Writes nothing of a call that the journal can't hold an intent of. */
  const recordingOf = (id: string, isThere: () => boolean, wasAccepted: boolean): Recording => {
    let isAccepted = wasAccepted;
    const end = (outcome: CallOutcome): Observable<never> =>
      defer(() => (isThere() ? append({ type: 'ended', id, ...moment(), outcome }) : EMPTY));
    const noteEnd = (outcome: CallOutcome): void => {
      orDiagnose(id, end(outcome)).subscribe();
    };
    const accept = ({ order, attribution }: Accepted): Observable<never> => {
      if (isAccepted) return EMPTY;
      isAccepted = true;
      const { orderId } = order;
      return orDiagnose(id, append({ type: 'accepted', id, ...moment(), orderId, attribution }));
    };
    return {
      follow: (life) =>
        life.pipe(
          tap({
            next: (transition) => {
              if (isEnding(transition)) noteEnd(endOf(transition));
            },
            error: () => noteEnd({ type: 'not-sent' }),
          }),
          // Told only when it is kept: an order that you cancel at once could not be found any more.
          concatMap((transition) =>
            transition.type === 'Accepted' ? concat(accept(transition), of(transition)) : of(transition),
          ),
        ),
      followWrite: tap((event) => {
        const outcome = outcomeOf(event);
        if (outcome !== null) noteEnd(outcome);
      }),
      end,
    };
  };

  return {
    begin: (write) => {
      const { id } = write;
      let isThere = false;
      return {
        ...recordingOf(id, () => isThere, false),
        beforeLeave: (stamp) =>
          defer(() => {
            const { at, ran } = moment();
            const requestTime = stamp.type === 'nonce' ? venueTimeOf(clock.elapsed()) : stamp.requestTime;
            // From here on, since a halt does not wait for what is being written: that is kept all the same.
            const wasThere = isThere;
            isThere = true;
            return append({ type: 'intent', at, ran, stamp, requestTime, ...write }).pipe(
              tap({ error: () => (isThere = wasThere) }),
            );
          }),
      };
    },
    resume: ({ intent, accepted }) => recordingOf(intent.id, () => true, accepted !== null),
  };
};

/** What ends a withdrawal; `null`: its outcome is not known. */
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
