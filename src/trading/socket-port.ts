import { concatMap, defer, EMPTY, finalize, type Observable, of, type SchedulerLike, timer } from 'rxjs';
import type { OpenSocket } from '../connectivity/ports';
import { configError } from '../model/errors';
import { clockOf } from '../operators/clock';
import { atLeast, func, having, integer, maybe, withDefault } from '../options/codecs';
import { optionsOf, resolveOptions, type WithDefaults } from '../options/options';
import { isLoopback, urlOf } from '../options/urls';
import { Flag } from '../parsing/primitives';
import type { Port } from './port';

export interface SocketPortOptions {
  /** The longest wait in ms before the second dial in a row. It doubles with each failure. Default: 250. */
  readonly initialDelay?: number | undefined;
  /** The longest wait of all dials, ms. Default: 10,000. */
  readonly maxDelay?: number | undefined;
  /** The age in ms from which a link counts as working, so that waits start short again. Default: 10,000. */
  readonly standing?: number | undefined;
  /** The most bytes of a message. Default: 16 MiB. */
  readonly maxMessageBytes?: number | undefined;
  /** Allows `ws:` beyond this machine. Default: false. */
  readonly allowInsecure?: boolean | undefined;
  readonly openSocket?: OpenSocket | undefined;
  readonly scheduler?: SchedulerLike | undefined;
  /** Returns a number in [0, 1). */
  readonly random?: (() => number) | undefined;
}

interface Resolved extends WithDefaults<Omit<SocketPortOptions, 'openSocket' | 'scheduler'>> {
  readonly openSocket: OpenSocket | undefined;
  readonly scheduler: SchedulerLike | undefined;
}

const Options = optionsOf<Resolved>({
  initialDelay: withDefault(atLeast(0), 250),
  maxDelay: withDefault(atLeast(0), 10_000),
  standing: withDefault(atLeast(0), 10_000),
  maxMessageBytes: withDefault(integer(1_000, 2 ** 30), 16_777_216),
  allowInsecure: withDefault(Flag, false),
  openSocket: maybe(func<OpenSocket>()),
  scheduler: maybe(having<SchedulerLike>('a scheduler', ['now', 'schedule'])),
  random: withDefault(func<() => number>(), Math.random),
});

const checkUrl = (url: string, allowInsecure: boolean): void => {
  const parsed = urlOf(url, 'ws');
  if (parsed && (parsed.protocol === 'wss:' || isLoopback(parsed) || allowInsecure)) return;
  const expected = 'a wss: url (or ws:, to this machine or with allowInsecure)';
  throw configError('url', expected, 'something else');
};

/** `socketPort` with the WebSocket of its runtime. */
export const socketPortOn =
  (native: OpenSocket) =>
  (url: string, given: SocketPortOptions = {}, ...stray: readonly unknown[]): Port => {
    const { openSocket = native, scheduler, random, ...options } = resolveOptions(Options, given, stray);
    checkUrl(url, options.allowInsecure);
    const clock = clockOf(scheduler);
    let failures = 0;
    let send: ((text: string) => void) | null = null;

    const dial = (): Observable<string> => {
      let openedAt: number | null = null;
      return openSocket(url, options.maxMessageBytes).pipe(
        concatMap((event) => {
          if (event.type === 'message') return of(event.text);
          openedAt = clock.elapsed();
          ({ send } = event);
          return EMPTY;
        }),
        finalize(() => {
          send = null;
          const hasStood = openedAt !== null && clock.elapsed() - openedAt >= options.standing;
          failures = hasStood ? 0 : failures + 1;
        }),
      );
    };

    return {
      messages$: defer(() => {
        if (failures === 0) return dial();
        const bound = Math.min(options.maxDelay, options.initialDelay * 2 ** Math.min(failures - 1, 30));
        return timer(random() * bound, clock).pipe(concatMap(dial));
      }),
      send: (text) => {
        if (send === null) return false;
        send(text);
        return true;
      },
    };
  };
