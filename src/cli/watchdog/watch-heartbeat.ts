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

/** The contents of a heartbeat file. Each write changes the mark. */
export interface HeartbeatWord {
  readonly mark: string;
  readonly isGoodbye: boolean;
}

export type WatchState = 'armed' | 'disarmed' | 'fired';

export interface HeartbeatWatchConfig {
  /** Reads the file; `null` if there is nothing to read. */
  readonly look: () => HeartbeatWord | null;
  /** The interval between readings, ms. */
  readonly every: number;
  /** The silence after which it fires, ms. */
  readonly timeout: number;
  /** `true` counts the start as a beat, unless the last word was a goodbye. */
  readonly isArmedNow: boolean;
  readonly scheduler: SchedulerLike;
}

/**
 * Emits the states of a watchdog as they change: armed by the first beat, disarmed by a goodbye, fired by silence. It
 * measures only by timers, so that a change of the clock neither fires nor blinds it. It looks once more before it
 * fires, so that it does not mistake its own sleep for the silence of others.
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
    // A file of an earlier run is not a beat.
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
