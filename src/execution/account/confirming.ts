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

/** A value without a version of its own, and how far it can be relied on. */
export type Confirmed<T> = T & {
  /** A read sent after the last message about it has confirmed it. */
  readonly confirmed: boolean;
  /** When the message came, or when the read was sent: Unix time of the client's clock, ms. */
  readonly asOf: number;
};

/**
 * The latest value of each key: of two messages the one with the later timetoken wins, and a read covers only keys
 * that no message told of since the read was sent.
 */
export interface Confirming<T> {
  readonly values$: Observable<ReadonlyMap<string, Confirmed<T>>>;
  /** What one message says. */
  tell(values: readonly T[], timetoken: string): void;
  /** Called when a read is sent; what it returns is called with the reply. */
  reading(): (values: readonly T[]) => void;
  /** When the message came or the read was sent that told of a key, elapsed time, ms; `-Infinity`: none did. */
  toldAt(key: string): number;
}

interface Kept<T> {
  readonly value: Confirmed<T>;
  /** Of the last message; `null` before the first. */
  readonly timetoken: string | null;
  /** Counts messages and reads: which came first. */
  readonly heard: number;
  /** As `asOf`, elapsed time. */
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
    toldAt: (key) => kept.get(key)?.at ?? -Infinity,
    tell: (told, timetoken) => {
      const isNews = (value: T): boolean => {
        const last = kept.get(keyOf(value))?.timetoken ?? null;
        return last === null || compareDecimals(timetoken, last) > 0;
      };
      const news = told.filter(isNews);
      if (news.length === 0) return;
      const heard = ++count;
      const at = clock.elapsed();
      const next = new Map(kept);
      for (const value of news)
        next.set(keyOf(value), {
          value: { ...value, confirmed: false, asOf: stampOf(clock) },
          timetoken,
          heard,
          at,
        });
      keep(next);
    },
    reading: () => {
      const sent = ++count;
      const asOf = stampOf(clock);
      const at = clock.elapsed();
      return (read) => {
        const next = new Map([...kept].filter(([, { heard }]) => heard > sent));
        for (const value of read) {
          const key = keyOf(value);
          if (next.has(key)) continue;
          const timetoken = kept.get(key)?.timetoken ?? null;
          next.set(key, { value: { ...value, confirmed: true, asOf }, timetoken, heard: sent, at });
        }
        keep(next);
      };
    },
  };
};

/** After this long without a message, ms, what they told is read again. */
const quietTime = 1000;

export interface ConfirmingFeedConfig<T> {
  readonly confirming: Confirming<T>;
  readonly read: () => Observable<readonly T[]>;
  /** Each emission: time to read. */
  readonly reconcile$: Observable<unknown>;
  /** Each emission: a message told something. */
  readonly told$: Observable<unknown>;
  /** Each emission: the link is lost, and with it what was current. */
  readonly lost$: Observable<unknown>;
  /** Of a read that fails. */
  readonly tryingAgain: MonoTypeOperatorFunction<readonly T[]>;
  readonly clock: Clock;
}

/** The values as a shared state feed: the first once a read has come, none of a lost link. */
export const confirmingFeed = <T>({
  confirming,
  read,
  reconcile$,
  told$,
  lost$,
  tryingAgain,
  clock,
}: ConfirmingFeedConfig<T>): Observable<ReadonlyMap<string, Confirmed<T>>> => {
  const readOnce = defer(() => {
    const cover = confirming.reading();
    return read().pipe(tap(cover));
  }).pipe(tryingAgain);
  const quiet$ = told$.pipe(debounceTime(quietTime, elapsing(clock)));
  const reads$ = merge(reconcile$, quiet$).pipe(switchMap(() => readOnce));
  return merge(reads$.pipe(map(() => true)), lost$.pipe(map(() => false))).pipe(
    distinctUntilChanged(),
    switchMap((isCurrent) => (isCurrent ? confirming.values$ : NEVER)),
    shareCurrent({ forgetOn: lost$, scheduler: clock }),
  );
};
