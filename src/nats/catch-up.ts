import type { JetStreamManager, JsMsg } from '@nats-io/jetstream';
import {
  catchError,
  defer,
  EMPTY,
  filter,
  finalize,
  from,
  map,
  mergeMap,
  type Observable,
  of,
  switchMap,
  throwError,
  toArray,
} from 'rxjs';
import type { Pair } from '../model/pair';
import type { RoomKind } from '../parsing/room-kinds';
import { readStamp } from './frame-message';
import type { StampedFrame } from './room-order';
import { isMissing } from './stream';
import type { Subjects } from './subjects';

/**
 * The time before the newest whole from which frames are read, ms. A whole may be published after diffs that it does
 * not contain.
 */
export const before = 2_000;
const nanos = 1_000_000;

const kindOf = (subject: string): RoomKind => subject.slice(subject.lastIndexOf('.') + 1) as RoomKind;

const stampedOf = (message: Pick<JsMsg, 'subject' | 'headers' | 'string'>): StampedFrame | null => {
  const stamp = readStamp(message.headers);
  return stamp === null ? null : { ...stamp, kind: kindOf(message.subject), frame: message.string() };
};

export interface FrameHistory {
  readonly manager: JetStreamManager;
  readonly subjects: Subjects;
}

/** Emits the newest frame of a room, if the stream has one. */
const newest$ = (
  { manager, subjects }: FrameHistory,
  pair: Pair,
  kind: RoomKind,
): Observable<StampedFrame & { readonly storedAt: number }> =>
  defer(() => manager.direct.getMessage(subjects.stream, { last_by_subj: subjects.frames(pair, kind) })).pipe(
    catchError((error: unknown) => (isMissing(error) ? of(null) : throwError(() => error))),
    mergeMap((message) => {
      if (message === null) return EMPTY;
      const stamp = readStamp(message.header);
      return stamp === null
        ? EMPTY
        : of({ ...stamp, kind, frame: message.string(), storedAt: message.time.getTime() });
    }),
  );

/** Emits all frames of a pair that the stream has from a time on, ms. */
const since$ = ({ manager, subjects }: FrameHistory, pair: Pair, start: number): Observable<StampedFrame> =>
  defer(() =>
    manager.consumers.add(subjects.stream, {
      ack_policy: 'none',
      deliver_policy: 'by_start_time',
      opt_start_time: new Date(start).toISOString(),
      filter_subject: subjects.frames(pair, '*'),
      inactive_threshold: 10_000 * nanos,
      mem_storage: true,
    }),
  ).pipe(
    switchMap((info) => {
      const { num_pending: pending, name } = info;
      if (pending === 0) return EMPTY;
      const consumer = manager.jetstream().consumers.getConsumerFromInfo(info);
      return defer(() => consumer.fetch({ max_messages: pending, expires: 10_000 })).pipe(
        switchMap((messages) => from(messages)),
        map(stampedOf),
        filter((stamped) => stamped !== null),
        finalize(() => {
          manager.consumers.delete(subjects.stream, name).catch(() => undefined);
        }),
      );
    }),
  );

/**
 * One-shot: emits the earlier frames of a pair's rooms for a new member: from two seconds before the newest whole on,
 * or from a given time. For rooms of a state it contains at least the newest frame.
 */
export const history$ = (
  history: FrameHistory,
  pair: Pair,
  kinds: ReadonlySet<RoomKind>,
  start: number | null,
): Observable<readonly StampedFrame[]> => {
  const isOurs = ({ kind }: StampedFrame): boolean => kinds.has(kind);
  const hasBook = kinds.has('depth_whole') || kinds.has('depth_diff');
  const book$ =
    start === null
      ? newest$(history, pair, 'depth_whole').pipe(
          switchMap(({ storedAt }) => since$(history, pair, storedAt - before)),
        )
      : since$(history, pair, start);
  const states = [...kinds].filter((kind) => kind === 'ticker' || kind === 'circuit_break_info');
  return (hasBook || start !== null ? book$ : EMPTY).pipe(
    toArray(),
    map((frames) => frames.filter(isOurs)),
    switchMap((frames) =>
      from(states.filter((kind) => !frames.some((each) => each.kind === kind))).pipe(
        mergeMap((kind) => newest$(history, pair, kind)),
        toArray(),
        map((latest) => [...latest, ...frames]),
      ),
    ),
  );
};
