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
import type { BeforeLeave } from '../rest/call';
import { stampOf, type Clock } from '../../operators/clock';
import { isJournalError, journalError } from '../../model/errors';
import type { VenueTimeOf } from '../order/clock';
import { messageOf } from '../order/context';
import { isEnding } from '../order/diff';
import type { WriteEvent } from '../rest/write-event';
import { noJournal, type OrderJournal } from './order-journal';
import type { JournaledWrite, JournalRecord } from './record';
import type { RecordedCall } from './recorded-calls';

/** What the journal has to say that no call would hear. */
export interface RecorderDiagnostic {
  /** What became of a call was not written down: after a restart it is looked for again. */
  readonly kind: 'outcome-not-journaled';
  /** Of the call in the journal. */
  readonly id: number;
  readonly message: string;
}

/** One call, as it is written down. */
export interface Recording {
  /** Passes the life of an order on, and writes down what it tells. */
  readonly follow: MonoTypeOperatorFunction<OrderTransition>;
  /** The same of any other write. */
  readonly followWrite: <A>(events: Observable<WriteEvent<A>>) => Observable<WriteEvent<A>>;
  /** Writes down that nothing of the call is left to look after. Completes when that is kept. */
  readonly end: (outcome: string) => Observable<never>;
}

type Accepted = Extract<OrderTransition, { readonly type: 'Accepted' }>;

/** Writes to the journal. */
export interface Recorder {
  /** A new call: its intent is kept before it leaves. */
  readonly begin: (write: JournaledWrite) => Recording & { readonly beforeLeave?: BeforeLeave };
  /** A call of an earlier process. */
  readonly resume: (call: RecordedCall) => Recording;
}

export interface RecorderConfig {
  readonly journal: OrderJournal;
  readonly clock: Clock;
  readonly venueTimeOf: VenueTimeOf;
  readonly diagnose: (diagnostic: RecorderDiagnostic) => void;
}

export const createRecorder = (config: RecorderConfig): Recorder =>
  config.journal === noJournal ? noRecorder : recorderTo(config);

const noRecording: Recording = { follow: identity, followWrite: identity, end: () => EMPTY };

/** An order is placed on the way of every step: where nothing is kept there are none. */
const noRecorder: Recorder = { begin: () => noRecording, resume: () => noRecording };

const recorderTo = ({ journal, clock, venueTimeOf, diagnose }: RecorderConfig): Recorder => {
  const now = (): number => stampOf(clock);
  let lastId = 0;

  const append = (record: JournalRecord): Observable<never> =>
    defer(() => journal.append(record)).pipe(
      catchError((error: unknown) => throwError(() => asFailure(error))),
    );

  /** Completes in any case: what became of a call is told even if it can't be kept. */
  const orDiagnose = (id: number, appended: Observable<never>): Observable<never> =>
    appended.pipe(
      catchError((error: unknown) => {
        diagnose({ kind: 'outcome-not-journaled', id, message: messageOf(error) });
        return EMPTY;
      }),
    );

  /** Writes nothing of a call that the journal can't hold an intent of. */
  const recordingOf = (id: number, isThere: () => boolean, wasAccepted: boolean): Recording => {
    let isAccepted = wasAccepted;
    const end = (outcome: string): Observable<never> =>
      defer(() => (isThere() ? append({ type: 'ended', id, at: now(), outcome }) : EMPTY));
    const noteEnd = (outcome: string): void => {
      orDiagnose(id, end(outcome)).subscribe();
    };
    const accept = ({ order, attribution }: Accepted): Observable<never> => {
      if (isAccepted) return EMPTY;
      isAccepted = true;
      const { orderId } = order;
      return orDiagnose(id, append({ type: 'accepted', id, at: now(), orderId, attribution }));
    };
    return {
      follow: (life) =>
        life.pipe(
          tap({
            next: (transition) => {
              if (isEnding(transition)) noteEnd(transition.type);
            },
            error: () => noteEnd('not sent'),
          }),
          // Told only when it is kept: an order that you cancel at once could not be found any more.
          concatMap((transition) =>
            transition.type === 'Accepted' ? concat(accept(transition), of(transition)) : of(transition),
          ),
        ),
      followWrite: tap((event) => {
        if (event.type === 'Done') noteEnd('done');
        if (event.type === 'Failed' && event.error.effect === 'none') noteEnd('no effect');
      }),
      end,
    };
  };

  return {
    begin: (write) => {
      const id = Math.max(lastId + 1, now());
      lastId = id;
      let isThere = false;
      return {
        ...recordingOf(id, () => isThere, false),
        beforeLeave: (stamp) =>
          defer(() => {
            const at = now();
            const requestTime = stamp.type === 'nonce' ? venueTimeOf(clock.elapsed()) : stamp.requestTime;
            // From here on, since a halt does not wait for what is being written: that is kept all the same.
            const wasThere = isThere;
            isThere = true;
            return append({ type: 'intent', id, at, stamp, requestTime, ...write }).pipe(
              tap({ error: () => (isThere = wasThere) }),
            );
          }),
      };
    },
    resume: ({ intent, accepted }) => {
      lastId = Math.max(lastId, intent.id);
      return recordingOf(intent.id, () => true, accepted !== null);
    },
  };
};

const asFailure = (error: unknown): unknown =>
  isJournalError(error)
    ? error
    : journalError('failed', 'the journal', null, 'a record to be kept', messageOf(error));
