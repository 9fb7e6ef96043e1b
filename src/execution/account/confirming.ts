import {
  BehaviorSubject,
  debounceTime,
  defer,
  distinctUntilChanged,
  map,
  merge,
  type MonoTypeOperatorFunction,
  NEVER,
  type Observable,
  switchMap,
  tap,
} from 'rxjs';
import { compareDecimals } from '../../model/decimal';
import { elapsing, stampOf, type Clock } from '../../operators/clock';
import { shareCurrent } from '../../operators/share-current';

/** A value without a version of its own, with fields that say how reliable it is. */
export type Confirmed<T> = T & {
  /** True if a read that was sent after the last message about it has confirmed it. */
  readonly confirmed: boolean;
  /** The time of day at which the message came or the read was sent, by the client's clock (Unix, ms). */
  readonly asOf: number;
};

/**
 * The latest value of each key. Of two messages the one with the later timetoken wins. A read updates only keys without a
 * message since the read was sent.
 */
export interface Confirming<T> {
  readonly values$: Observable<ReadonlyMap<string, Confirmed<T>>>;
  /** Takes the values of one message. */
  update(values: readonly T[], timetoken: string): void;
  /** Is called when a read is sent. Call the returned function with the reply. */
  reading(): (values: readonly T[]) => void;
  /** The elapsed time in ms at which the last message about a key came or the read with it was sent; `-Infinity` without one. */
  updatedAt(key: string): number;
}

interface Kept<T> {
  readonly value: Confirmed<T>;
  /** The timetoken of the last message; `null` before the first one. */
  readonly timetoken: string | null;
  /** A counter of messages and reads, which shows their order. */
  readonly turn: number;
  /** The same moment as `asOf`, in elapsed time. */
  readonly at: number;
}

export const createConfirming = <T extends object>(
  keyOf: (value: T) => string,
  isPresent: (value: T) => boolean,
  clock: Clock,
): Confirming<T> => {
  let kept: ReadonlyMap<string, Kept<T>> = new Map();
  let count = 0;
  const values = new BehaviorSubject<ReadonlyMap<string, Confirmed<T>>>(new Map());
  const keep = (next: ReadonlyMap<string, Kept<T>>): void => {
    kept = next;
    const present = [...kept].filter(([, { value }]) => isPresent(value));
    values.next(new Map(present.map(([key, { value }]) => [key, value])));
  };
  return {
    values$: values.asObservable(),
    updatedAt: (key) => kept.get(key)?.at ?? -Infinity,
    update: (received, timetoken) => {
      const isNews = (value: T): boolean => {
        const last = kept.get(keyOf(value))?.timetoken ?? null;
        return last === null || compareDecimals(timetoken, last) > 0;
      };
      const news = received.filter(isNews);
      if (news.length === 0) return;
      const turn = ++count;
      const at = clock.elapsed();
      const next = new Map(kept);
      for (const value of news)
        next.set(keyOf(value), {
          value: { ...value, confirmed: false, asOf: stampOf(clock) },
          timetoken,
          turn,
          at,
        });
      keep(next);
    },
    reading: () => {
      const sent = ++count;
      const asOf = stampOf(clock);
      const at = clock.elapsed();
      return (read) => {
        const next = new Map([...kept].filter(([, { turn }]) => turn > sent));
        for (const value of read) {
          const key = keyOf(value);
          if (next.has(key)) continue;
          const timetoken = kept.get(key)?.timetoken ?? null;
          next.set(key, { value: { ...value, confirmed: true, asOf }, timetoken, turn: sent, at });
        }
        keep(next);
      };
    },
  };
};

/** After this many ms without a message, the values of earlier messages are read again. */
const quietTime = 1000;

export interface ConfirmingFeedConfig<T> {
  readonly confirming: Confirming<T>;
  readonly read: () => Observable<readonly T[]>;
  /** Emits when it is time for a read. */
  readonly reconcile$: Observable<unknown>;
  /** Emits when a message had values. */
  readonly updates$: Observable<unknown>;
  /** Emits when the link is lost, so that no value is current. */
  readonly lost$: Observable<unknown>;
  /** The operator that retries a failed read. */
  readonly tryingAgain: MonoTypeOperatorFunction<readonly T[]>;
  readonly clock: Clock;
}

/** Makes a shared feed of state. It emits first after a read, and forgets the values of a lost link. */
export const confirmingFeed = <T>({
  confirming,
  read,
  reconcile$,
  updates$,
  lost$,
  tryingAgain,
  clock,
}: ConfirmingFeedConfig<T>): Observable<ReadonlyMap<string, Confirmed<T>>> => {
  const readOnce = defer(() => {
    const cover = confirming.reading();
    return read().pipe(tap(cover));
  }).pipe(tryingAgain);
  const quiet$ = updates$.pipe(debounceTime(quietTime, elapsing(clock)));
  const reads$ = merge(reconcile$, quiet$).pipe(switchMap(() => readOnce));
  return merge(reads$.pipe(map(() => true)), lost$.pipe(map(() => false))).pipe(
    distinctUntilChanged(),
    switchMap((isCurrent) => (isCurrent ? confirming.values$ : NEVER)),
    shareCurrent({ forgetOn: lost$, scheduler: clock }),
  );
};
