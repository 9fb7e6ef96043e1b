import { Kvm, type KV } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/nats-core';
import {
  catchError,
  concatMap,
  defer,
  distinctUntilChanged,
  EMPTY,
  exhaustMap,
  finalize,
  from,
  interval,
  map,
  merge,
  type Observable,
  of,
  startWith,
  switchMap,
  throwError,
} from 'rxjs';
import type { Clock } from '../operators/clock';
import { ownRecord } from '../parsing/combinators';
import { decodeJson } from '../parsing/decode';
import { Flag, Text } from '../parsing/primitives';
import { asNatsError } from './errors';

/**
 * A lease, which one of several candidates holds at a time. It is a key of a bucket that its holder writes again and
 * again. A candidate who sees no write for long takes it. Each waits by its own elapsed time, so that no two clocks
 * have to agree.
 */

/** The value in the bucket. */
interface Claim {
  readonly holder: string;
  /** True if the holder can't do the work of the lease. A candidate who can may have it immediately. */
  readonly isIdle: boolean;
}

const Claim = ownRecord<Claim>('a claim', { holder: Text, isIdle: Flag });

/** The knowledge of the lease. Times are elapsed, in ms. */
export interface LeaseState {
  readonly revision: number;
  readonly claim: Claim | null;
  /** The time at which this revision was seen or, if it is our own, at which its write was sent. */
  readonly at: number;
  /** True if we hold it. */
  readonly isOurs: boolean;
}

export const noLease: LeaseState = { revision: 0, claim: null, at: 0, isOurs: false };

export type LeaseEvent =
  /** The bucket was read; `claim` is `null` if it is empty. */
  | { readonly type: 'read'; readonly revision: number; readonly claim: Claim | null; readonly at: number }
  /** Our claim was written; `at` is the time at which it was sent. */
  | { readonly type: 'written'; readonly revision: number; readonly claim: Claim; readonly at: number }
  /** Our claim was not written, because somebody else's is newer. */
  | { readonly type: 'refused' };

/** Applies an event. It is pure. */
export const onLease = (state: LeaseState, event: LeaseEvent): LeaseState => {
  switch (event.type) {
    case 'read': {
      const { revision, claim, at } = event;
      return revision === state.revision
        ? { ...state, isOurs: false }
        : { revision, claim, at, isOurs: false };
    }
    case 'written': {
      const { revision, claim, at } = event;
      return { revision, claim, at, isOurs: true };
    }
    case 'refused':
      return { ...state, isOurs: false };
  }
};

export interface LeaseTimes {
  /**
   * The age in ms at which a claim is over. Its holder acts no more, by a clock that started when the claim was sent.
   */
  readonly term: number;
  /** The additional time in ms that others wait before they take it. */
  readonly grace: number;
}

/** True if its holder may act. */
export const holds = ({ isOurs, at }: LeaseState, now: number, { term }: LeaseTimes): boolean =>
  isOurs && now - at < term;

/** True if a candidate may take it from its holder. */
export const isFree = ({ at, revision }: LeaseState, now: number, times: LeaseTimes): boolean =>
  revision === 0 || now - at >= times.term + times.grace;

/** A lease that is ours. */
export interface HeldLease {
  /** The revision at which it became ours. */
  readonly revision: number;
  /** True if somebody else had it, and may have acted to the end of its term. */
  readonly isInherited: boolean;
}

export interface Lease {
  /** Feed: emits the lease while it is ours; `null`: it is not. */
  readonly held$: Observable<HeldLease | null>;
  /** Returns true if some of its term is left, by elapsed time. It is never true while somebody else can have it. */
  readonly isHeld: () => boolean;
  /** Returns true if somebody else holds it, as far as is known. */
  readonly isTaken: () => boolean;
}

export interface LeaseConfig extends LeaseTimes {
  readonly connection: NatsConnection;
  readonly bucket: string;
  readonly key: string;
  readonly holder: string;
  readonly clock: Clock;
  /**
   * Returns true if we can do the work of the lease. A candidate who can't takes it from nobody, and gives it to one
   * who can.
   */
  readonly isAble: () => boolean;
}

/** Ignores an error, because without an answer the lease goes on to its term. */
const passing = (error: unknown): Observable<never> => {
  const known = asNatsError(error);
  return known.reason === 'not-allowed' ? throwError(() => known) : EMPTY;
};

export const createLease = ({
  connection,
  bucket,
  key,
  holder,
  clock,
  isAble,
  ...times
}: LeaseConfig): Lease => {
  let state = noLease;
  const now = (): number => clock.elapsed();
  const isHeld = (): boolean => holds(state, now(), times);

  const read$ = (kv: KV): Observable<LeaseEvent> =>
    defer(() => kv.get(key)).pipe(
      map((entry) => {
        const claim = entry === null ? null : decodeJson(Claim, entry.string());
        return {
          type: 'read',
          revision: entry?.revision ?? 0,
          claim: claim?._tag === 'Right' ? claim.right : null,
          at: now(),
        };
      }),
    );

  /** Writes a claim. At most one of the writes to a revision succeeds. */
  const write$ = (kv: KV): Observable<LeaseEvent> =>
    defer(() => {
      const at = now();
      const claim = { holder, isIdle: !isAble() };
      const text = JSON.stringify(claim);
      return from(state.revision === 0 ? kv.create(key, text) : kv.update(key, text, state.revision)).pipe(
        map((revision): LeaseEvent => ({ type: 'written', revision, claim, at })),
        catchError((error: unknown) =>
          /wrong last sequence/i.test(String(error))
            ? of({ type: 'refused' as const })
            : throwError(() => error),
        ),
      );
    });

  const step$ = (kv: KV): Observable<LeaseEvent> =>
    state.isOurs
      ? write$(kv)
      : read$(kv).pipe(
          concatMap((event) => {
            const seen = onLease(state, event);
            // A claim of ours from a lost connection is still ours.
            const isGiven = seen.claim?.isIdle === true || seen.claim?.holder === holder;
            if (!isAble() || !(isFree(seen, now(), times) || isGiven)) return of(event);
            state = seen;
            look();
            return write$(kv);
          }),
        );

  const period = times.term / 4;
  /** The lease since it has been ours without a break. */
  let held: HeldLease | null = null;
  /** The writer of the previous claim. */
  let before: string | null = null;
  const look = (): HeldLease | null => {
    if (!isHeld()) {
      held = null;
      // An unreadable claim has some writer.
      before = state.revision === 0 ? null : (state.claim?.holder ?? '');
    } else held ??= { revision: state.revision, isInherited: before !== null && before !== holder };
    return held;
  };

  /** Releases the lease, so that others can have it immediately. */
  const release = (kv: KV): void => {
    if (!isHeld() || connection.isClosed()) return;
    const text = JSON.stringify({ holder, isIdle: true });
    kv.update(key, text, state.revision).catch(() => undefined);
  };

  const steps$ = defer(() => new Kvm(connection).create(bucket, { history: 1 })).pipe(
    switchMap((kv) =>
      interval(period, clock).pipe(
        startWith(0),
        exhaustMap(() => step$(kv).pipe(catchError(passing))),
        finalize(() => release(kv)),
      ),
    ),
    map((event) => {
      // The end of a term meanwhile is emitted before the next begins.
      look();
      state = onLease(state, event);
      return look();
    }),
    catchError((error: unknown) => throwError(() => asNatsError(error))),
  );
  const terms$ = interval(period, clock).pipe(map(look));
  const isTaken = (): boolean => !state.isOurs && !isFree(state, now(), times);
  return { isHeld, isTaken, held$: merge(steps$, terms$).pipe(distinctUntilChanged()) };
};
