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
  /** The file that the watchdog looks at. It is replaced as a whole, never half written. */
  readonly file: string;
  /** ms; a fifth of the watchdog's timeout or less. Default: 1000. */
  readonly interval?: number | undefined;
  /** Its first emission is meant as an end: the last word says goodbye, which disarms the watchdog. Say it when flat. */
  readonly until?: Observable<unknown> | undefined;
  readonly scheduler?: SchedulerLike | undefined;
}

/** Times in ms, by the scheduler's clock. */
export type HeartbeatEvent =
  | {
      readonly type: 'Beat';
      readonly at: number;
      /** Since the beat before; 0 for the first. After more than its timeout the watchdog has fired. */
      readonly gap: number;
    }
  | { readonly type: 'Goodbye'; readonly at: number }
  /** The file could not be written; the next beat tries again, a goodbye does not. */
  | {
      readonly type: 'Failed';
      readonly at: number;
      /** Since the last beat, or since the first one was tried: no watchdog sees any in between. */
      readonly gap: number;
      readonly message: string;
    };

/**
 * Beats while it is subscribed to: it writes a file that `rx-bitbank watchdog` looks at from a process of its own, and
 * when the beats stop, that cancels every order. They stop with the process, with an event loop that is blocked, with a
 * full disk, and by unsubscribing, which is no goodbye: whatever tears a strategy down must not disarm its watchdog.
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
    /** Of the last beat; before that, when the first was tried; elapsed time. */
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
    // One after the other, so that no late beat takes a goodbye back; a beat is left out while the disk is slow.
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

/** Is this what a heartbeat file holds after a goodbye? */
export const isGoodbye = (text: string): boolean => text.startsWith('{"word":"goodbye"');
