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

/** The parts from which a feed of the stream is made. */
export interface StreamContext {
  readonly rooms: Rooms;
  readonly clock: Clock;
  /** Emits when the times of the clock have parted, hot. Held data and the learnt time are then no longer reliable. */
  readonly leaps$: Observable<ClockLeap>;
  /** Returns a number in [0, 1). */
  readonly random: () => number;
  readonly diagnose: (diagnostic: DiagnosticEvent) => void;
}

/** The parts from which every other feed is made. */
export interface FeedContext extends StreamContext {
  readonly rest: DatedRest;
  /** True if there is REST. Without it, each call fails immediately with a `NoRestError`. */
  readonly hasRest: boolean;
}

/** A function from a pair to its feed, which is not yet shared. */
export type Feed<A> = (pair: Pair) => Observable<A>;

/**
 * A room whose first message after joining is needed. If somebody else joined it, that message has gone by and the next may be
 * a minute away, so that the room is joined again.
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

/** True for an error after which no later call would be answered either. */
const isWithoutRest = (error: unknown): boolean =>
  (error as Partial<Tagged<string, object>>)._tag === 'NoRestError';

/** Retries a REST call after temporary errors, for `due` ms in all. */
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
