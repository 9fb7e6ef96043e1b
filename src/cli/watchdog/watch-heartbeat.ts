import {
  concat,
  defer,
  distinctUntilChanged,
  EMPTY,
  filter,
  map,
  merge,
  type Observable,
  of,
  type SchedulerLike,
  switchMap,
  tap,
  timer,
} from 'rxjs';

/** What a heartbeat file says: whenever it is written, the mark is another. */
export interface HeartbeatWord {
  readonly mark: string;
  readonly isGoodbye: boolean;
}

export type WatchState = 'armed' | 'disarmed' | 'fired';

export interface HeartbeatWatchConfig {
  /** `null`: there is nothing to read. */
  readonly look: () => HeartbeatWord | null;
  /** How often it looks, ms. */
  readonly every: number;
  /** The silence that fires, ms. */
  readonly timeout: number;
  /** The start counts as a beat, unless the last word was a goodbye. */
  readonly isArmedNow: boolean;
  readonly scheduler: SchedulerLike;
}

/**
 * The states of a watchdog as they change: armed by the first beat, disarmed by a goodbye, fired by silence. It measures
 * by timers alone, so that a clock that is set neither fires nor blinds it; and it looks once more before it fires, so that
 * its own sleep is not taken for the silence of others.
 *
 * ```
 * file    b--b--b----------b--g
 * result  a-------------f--a--d     timeout of 8
 * ```
 */
export const watchHeartbeat = ({
  look,
  every,
  timeout,
  isArmedNow,
  scheduler,
}: HeartbeatWatchConfig): Observable<WatchState> =>
  defer(() => {
    // What lies there from an earlier run is no beat.
    let last = look();
    const isNew = (word: HeartbeatWord | null): word is HeartbeatWord =>
      word !== null && word.mark !== last?.mark;
    const start$ = isArmedNow && last?.isGoodbye !== true ? of(false) : EMPTY;
    const words$ = timer(every, every, scheduler).pipe(
      map(look),
      filter(isNew),
      tap((word) => (last = word)),
      map(({ isGoodbye }) => isGoodbye),
    );
    const silence$ = timer(timeout, scheduler).pipe(
      filter(() => !isNew(look())),
      map((): WatchState => 'fired'),
    );
    return merge(start$, words$).pipe(
      switchMap((isGoodbye) =>
        isGoodbye ? of<WatchState>('disarmed') : concat(of<WatchState>('armed'), silence$),
      ),
      distinctUntilChanged(),
    );
  });
