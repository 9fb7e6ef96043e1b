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
 * A lease: of all who ask for it, one holds it at a time. It is a key of a bucket that its holder writes again and again;
 * who sees that nothing was written for long takes it. Each waits by elapsed time of its own, so that no two clocks have
 * to agree.
 */

/** What stands in the bucket. */
interface Claim {
  readonly holder: string;
  /** The holder can't do what the lease is for, and whoever can may have it at once. */
  readonly isIdle: boolean;
}

const Claim = ownRecord<Claim>('a claim', { holder: Text, isIdle: Flag });

/** What is known of the lease. Times are elapsed, in ms. */
export interface LeaseState {
  readonly revision: number;
  readonly claim: Claim | null;
  /** When this revision was seen, or, if it is our own, when it was asked for. */
  readonly at: number;
  /** We hold it. */
  readonly isOurs: boolean;
}

export const noLease: LeaseState = { revision: 0, claim: null, at: 0, isOurs: false };

export type LeaseEvent =
  /** The bucket was read; `claim` is `null` where nothing stands there. */
  | { readonly type: 'read'; readonly revision: number; readonly claim: Claim | null; readonly at: number }
  /** Our claim was written; `at`: when it was sent. */
  | { readonly type: 'written'; readonly revision: number; readonly claim: Claim; readonly at: number }
  /** It was not written: somebody else's is newer. */
  | { readonly type: 'refused' };

/** Pure. */
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
  /** A claim that is older is over, ms. Its holder acts no more, by a clock that started when the claim was sent. */
  readonly term: number;
  /** How much longer others wait before they take it, ms. */
  readonly grace: number;
}

/** May its holder act? */
export const holds = ({ isOurs, at }: LeaseState, now: number, { term }: LeaseTimes): boolean =>
  isOurs && now - at < term;

/** May it be taken from whoever has it? */
export const isFree = ({ at, revision }: LeaseState, now: number, times: LeaseTimes): boolean =>
  revision === 0 || now - at >= times.term + times.grace;

/** A lease that is ours. */
export interface HeldLease {
  /** The revision at which it came to be ours. */
  readonly revision: number;
  /** Somebody else had it, and may have acted to the end of its term. */
  readonly isInherited: boolean;
}

export interface Lease {
  /** Feed: since when it is ours; `null`: it is not. */
  readonly held$: Observable<HeldLease | null>;
  /** Has it still some of its term? By elapsed time: true for no longer than nobody else can have it. */
  readonly isHeld: () => boolean;
  /** Somebody else holds it, as far as is known. */
  readonly isTaken: () => boolean;
}

export interface LeaseConfig extends LeaseTimes {
  readonly connection: NatsConnection;
  readonly bucket: string;
  readonly key: string;
  readonly holder: string;
  readonly clock: Clock;
  /** Can we do what the lease is for? Who can't takes it from nobody, and gives it to who can. */
  readonly isAble: () => boolean;
}

/** Without an answer the lease goes on to its term. */
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

  /** At most one of those who write to one revision succeeds. */
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
            // A claim of ours that was made over a connection which is lost is ours still.
            const isGiven = seen.claim?.isIdle === true || seen.claim?.holder === holder;
            if (!isAble() || !(isFree(seen, now(), times) || isGiven)) return of(event);
            state = seen;
            look();
            return write$(kv);
          }),
        );

  const period = times.term / 4;
  /** Since when it is ours without a break. */
  let held: HeldLease | null = null;
  /** Who wrote what stood there before. */
  let before: string | null = null;
  const look = (): HeldLease | null => {
    if (!isHeld()) {
      held = null;
      // What can't be read was written by somebody.
      before = state.revision === 0 ? null : (state.claim?.holder ?? '');
    } else held ??= { revision: state.revision, isInherited: before !== null && before !== holder };
    return held;
  };

  /** Whoever leaves lets others have it at once. */
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
      // A term that was over meanwhile is told before it begins anew.
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
