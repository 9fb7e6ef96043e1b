import {
  catchError,
  concatMap,
  defer,
  filter,
  finalize,
  map,
  merge,
  NEVER,
  type Observable,
  of,
  type SchedulerLike,
  take,
  takeWhile,
  timer,
} from 'rxjs';
import { configError } from '../../model/errors';
import { causeOf } from '../../model/tagged';
import { realFileOf } from '../../files/real-file';
import { replaceFile } from '../../files/replace-file';
import { clockOf, stampOf } from '../../operators/clock';

export interface HeartbeatOptions {
  /** The file that the watchdog reads. It is always replaced as a whole, and never half written. */
  readonly file: string;
  /** The time between beats in ms, at most a fifth of the watchdog's timeout. Default: 1000. */
  readonly interval?: number | undefined;
  /** Its first emission ends the heartbeat with a goodbye, which disarms the watchdog. Let it emit once no order is open. */
  readonly until?: Observable<unknown> | undefined;
  readonly scheduler?: SchedulerLike | undefined;
}

/** An event of the heartbeat. Times are in ms, by the scheduler's clock. */
export type HeartbeatEvent =
  | {
      readonly type: 'Beat';
      readonly at: number;
      /** The time since the previous beat; 0 for the first beat. If it is longer than the watchdog's timeout, the watchdog has fired. */
      readonly gap: number;
    }
  | { readonly type: 'Goodbye'; readonly at: number }
  /** The file could not be written. The next beat tries again; a goodbye does not. */
  | {
      readonly type: 'Failed';
      readonly at: number;
      /** The time since the last beat, or since the first try. The watchdog has seen no beat in between. */
      readonly gap: number;
      readonly message: string;
    };

/**
 * Beats while it is subscribed to. It writes a file that `rx-bitbank watchdog` reads in a process of its own; when the beats
 * stop, the watchdog cancels every order. Beats stop with the process, a blocked event loop, a full disk, or unsubscribing.
 * Unsubscribing is not a goodbye, because an error that ends a strategy must not disarm its watchdog.
 *
 * ```
 * ticks   b---b---b---b
 * until   ---------u
 * result  B---B---BG|
 * ```
 *
 * @example
 * ```ts
 * import { createExecutionClientFromEnvironment, heartbeat$ } from 'rx-bitbank/execution';
 * import { Subject } from 'rxjs';
 *
 * const exec = createExecutionClientFromEnvironment();
 * const flat$ = new Subject<void>();
 * heartbeat$({ file: '/run/strategy/heartbeat', until: flat$ }).subscribe();
 * process.once('SIGTERM', () => exec.halt().subscribe({ complete: () => flat$.next() }));
 * ```
 */
export const heartbeat$ = ({
  file,
  interval = 1_000,
  until = NEVER,
  scheduler,
}: HeartbeatOptions): Observable<HeartbeatEvent> => {
  if (typeof file !== 'string' || file === '') throw configError('file', 'a path', JSON.stringify(file));
  if (!Number.isInteger(interval) || interval < 1 || interval > 600_000)
    throw configError('interval', 'an integer from 1 to 600000', String(interval));
  return defer(() => {
    const clock = clockOf(scheduler);
    /** The elapsed time of the last beat, or of the first try before that. */
    let last: number | null = null;
    let isWriting = false;
    const write = (word: Word): Observable<HeartbeatEvent> =>
      defer(() => {
        isWriting = true;
        const at = stampOf(clock);
        const begun = clock.elapsed();
        last ??= begun;
        const gap = begun - last;
        return defer(() => replaceFile(realFileOf(file), textOf(word, at))).pipe(
          map((): HeartbeatEvent => {
            last = begun;
            return word === 'beat' ? { type: 'Beat', at, gap } : { type: 'Goodbye', at };
          }),
          catchError((error: unknown) =>
            of<HeartbeatEvent>({ type: 'Failed', at, gap, message: causeOf(error) }),
          ),
          finalize(() => (isWriting = false)),
        );
      });
    // Writes run one after the other, so that no late beat overwrites a goodbye. A beat is skipped while the disk is slow.
    return merge(
      timer(0, interval, clock).pipe(
        filter(() => !isWriting),
        map(() => 'beat' as const),
      ),
      until.pipe(
        take(1),
        map(() => 'goodbye' as const),
      ),
    ).pipe(
      concatMap((word) => write(word).pipe(map((event) => ({ word, event })))),
      takeWhile(({ word }) => word !== 'goodbye', true),
      map(({ event }) => event),
    );
  });
};

type Word = 'beat' | 'goodbye';

const textOf = (word: Word, at: number): string => `${JSON.stringify({ word, pid: process.pid, at })}\n`;

/** True if the text is that of a heartbeat file after a goodbye. */
export const isGoodbye = (text: string): boolean => text.startsWith('{"word":"goodbye"');
