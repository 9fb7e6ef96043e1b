import {
  catchError,
  defer,
  EMPTY,
  type MonoTypeOperatorFunction,
  type Observable,
  type SchedulerLike,
  tap,
  throwError,
} from 'rxjs';
import type { OrderTransition } from '../../model/order-transition';
import type { BeforeLeave } from '../call';
import { isJournalError, journalError } from '../errors';
import type { VenueTimeOf } from '../order/clock';
import { messageOf } from '../order/context';
import { isEnding } from '../order/diff';
import type { WriteEvent } from '../write-event';
import type { OrderJournal } from './order-journal';
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

/** Writes to the journal. */
export interface Recorder {
  /** A new call: its intent is kept before it leaves. */
  readonly begin: (write: JournaledWrite) => Recording & { readonly beforeLeave: BeforeLeave };
  /** A call of an earlier process. */
  readonly resume: (call: RecordedCall) => Recording;
}

export interface RecorderConfig {
  readonly journal: OrderJournal;
  readonly scheduler: SchedulerLike;
  readonly venueTimeOf: VenueTimeOf;
  readonly diagnose: (diagnostic: RecorderDiagnostic) => void;
}

export const createRecorder = ({ journal, scheduler, venueTimeOf, diagnose }: RecorderConfig): Recorder => {
  const now = (): number => scheduler.now();
  let lastId = 0;

  const append = (record: JournalRecord): Observable<never> =>
    defer(() => journal.append(record)).pipe(
      catchError((error: unknown) => throwError(() => asFailure(error))),
    );

  /** Nobody waits for it. */
  const note = (id: number, appended: Observable<never>): void => {
    appended.subscribe({
      error: (error: unknown) => diagnose({ kind: 'outcome-not-journaled', id, message: messageOf(error) }),
    });
  };

  /** Writes nothing of a call whose intent was not kept. */
  const recordingOf = (id: number, isKept: () => boolean, wasAccepted: boolean): Recording => {
    let isAccepted = wasAccepted;
    const end = (outcome: string): Observable<never> =>
      defer(() => (isKept() ? append({ type: 'ended', id, at: now(), outcome }) : EMPTY));
    return {
      follow: tap({
        next: (transition) => {
          if (transition.type === 'Accepted' && !isAccepted) {
            isAccepted = true;
            const { order, attribution } = transition;
            note(id, append({ type: 'accepted', id, at: now(), orderId: order.orderId, attribution }));
          }
          if (isEnding(transition)) note(id, end(transition.type));
        },
        error: () => note(id, end('not sent')),
      }),
      followWrite: tap((event) => {
        if (event.type === 'Done') note(id, end('done'));
        if (event.type === 'Failed' && event.error.effect === 'none') note(id, end('no effect'));
      }),
      end,
    };
  };

  return {
    begin: (write) => {
      const id = Math.max(lastId + 1, now());
      lastId = id;
      let isKept = false;
      return {
        ...recordingOf(id, () => isKept, false),
        beforeLeave: (stamp) =>
          defer(() => {
            const at = now();
            const requestTime = stamp.type === 'nonce' ? venueTimeOf(at) : stamp.requestTime;
            return append({ type: 'intent', id, at, stamp, requestTime, ...write });
          }).pipe(tap({ complete: () => (isKept = true) })),
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
