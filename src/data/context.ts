import { pipe, tap, timeout, type MonoTypeOperatorFunction, type Observable } from 'rxjs';
import type { RoomEvent } from '../connectivity/room-member';
import type { Rooms } from '../connectivity/rooms';
import type { DiagnosticEvent } from '../model/diagnostic';
import type { Tagged } from '../model/tagged';
import type { Pair } from '../model/pair';
import type { Clock } from '../operators/clock';
import type { ClockLeap } from '../operators/leaps';
import { retryBackoff, type RetryBackoffConfig } from '../operators/retry-backoff';
import type { RoomKind } from '../parsing/room-kinds';
import type { DatedRest } from './dated-rest';

/** What a feed of the stream is made of. */
export interface StreamContext {
  readonly rooms: Rooms;
  readonly clock: Clock;
  /** The times of the clock have parted: neither what was held nor what was learnt of time can be relied on. Hot. */
  readonly leaps$: Observable<ClockLeap>;
  /** Gives a number in [0, 1). */
  readonly random: () => number;
  readonly diagnose: (diagnostic: DiagnosticEvent) => void;
}

/** What every other feed is made of. */
export interface FeedContext extends StreamContext {
  readonly rest: DatedRest;
  /** May REST be asked at all? Where not, each call fails at once with a `NoRestError`. */
  readonly hasRest: boolean;
}

/** A feed of each pair, not yet shared. */
export type Feed<A> = (pair: Pair) => Observable<A>;

/**
 * A room of which the message on joining is needed. Where somebody else joined it, that one has gone by and the next
 * may be a minute away: it is joined again.
 */
export const snapshotRoom$ = <K extends RoomKind>(
  { rooms }: StreamContext,
  kind: K,
  pair: Pair,
): Observable<RoomEvent<K>> =>
  rooms.room$(kind, pair).pipe(
    tap((event) => {
      if (event.type === 'joined' && !event.fresh) rooms.rejoin(kind, pair);
    }),
  );

/** No later call would be answered either. */
const isWithoutRest = (error: unknown): boolean =>
  (error as Partial<Tagged<string, object>>)._tag === 'NoRestError';

/** Asks REST again after what passes, for `due` ms in all. */
export const insisting = <A>(
  { random, clock }: Pick<FeedContext, 'random' | 'clock'>,
  due: number,
  backoff: Pick<RetryBackoffConfig<A>, 'initialDelay' | 'maxDelay' | 'maxAttempts'>,
): MonoTypeOperatorFunction<A> =>
  pipe(
    retryBackoff({
      maxDelay: 2_000,
      ...backoff,
      shouldRetry: (error) => !isWithoutRest(error),
      random,
      scheduler: clock,
    }),
    timeout({ first: due, scheduler: clock }),
  );
