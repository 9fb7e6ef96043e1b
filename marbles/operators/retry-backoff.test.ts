import { map, merge, Observable, Subject } from 'rxjs';
import { describe, it } from 'vitest';
import { retryBackoff, type Retry, type RetryBackoffConfig } from '../../src/operators/retry-backoff';
import type { Line } from '../support/drawing';
import { inMoments, type Makes } from '../support/operator-spec';

// The source is cold: each subscription to it, of which `source$` shows one a line, is drawn from its own beginning.

const random = (): number => 1; // the longest wait there may be

const retrying =
  (options: RetryBackoffConfig<string> = {}): Makes<{ readonly source: Line }> =>
  ({ source }, { scheduler }) => ({
    retried: source.pipe(retryBackoff({ random, scheduler, ...options })),
  });

describe('retryBackoff', () => {
  it('mirrors a source that does not fail', () => {
    inMoments(
      {
        source: ['   -a-b-|'],
        source$: '   ^----!',
        retried$: '  -a-b-|',
      },
      { makes: retrying() },
    );
  });

  it('retries at once, then waits twice as long after each failure, up to maxDelay', () => {
    inMoments(
      {
        source: ['   -#'],
        source$: [
          '          ^!',
          '          -^!', //             at once
          '          ----^!', //          after 2
          '          ---------^!', //     after 4
          '          -----------------^!', // after 7, not 8
          '          -------------------------^!',
        ],
        retried: '   --------------------------!',
        retried$: '  ---------------------------',
      },
      { makes: retrying({ initialDelay: 2, maxDelay: 7 }) },
    );
  });

  it('jitters: each wait is a random part of its bound', () => {
    inMoments(
      {
        source: ['   -#'],
        source$: ['  ^!', '-^!', '---^!', '------^!'],
        retried: '   --------!',
        retried$: '  ---------',
      },
      { makes: retrying({ initialDelay: 2, random: () => 0.5 }) },
    );
  });

  it('counts from the beginning once the source has given values for long enough, here 2 ms', () => {
    inMoments(
      {
        source: ['   -#', '-#', '   a-a#', ' -b-'],
        source$: ['  ^!', '-^!', '-----^--!', '--------^--!'],
        retried: '   -----------!',
        retried$: '  -----a-a-b-',
      },
      { makes: retrying({ initialDelay: 3, steadyAfter: 2 }) },
    );
  });

  it('counts on if the source fails soon after a value: by default within 10 s', () => {
    inMoments(
      {
        source: ['   a#'],
        source$: ['  ^!', '-^!', '----^!', '---------^!', '------------------^!'],
        retried: '   --------------------!',
        retried$: '  aa--a----a--------a--',
      },
      { makes: retrying({ initialDelay: 2 }) },
    );
  });

  it('counts from the beginning only after a value that proves the source: an open link is none', () => {
    inMoments(
      {
        source: ['   o#'],
        source$: ['  ^!', '-^!', '----^!'],
        retried: '   ------!',
        retried$: '  oo--o-',
      },
      { makes: retrying({ initialDelay: 2, resetOn: (value) => value !== 'o' }) },
    );
  });

  it('passes the error on after maxAttempts failures in a row', () => {
    inMoments(
      {
        source: ['   -#'],
        retried$: '  --#',
      },
      { makes: retrying({ maxAttempts: 1 }) },
    );
  });

  it('passes an error on at once that is not worth a retry', () => {
    inMoments(
      {
        source: ['   -a-#'],
        source$: '   ^--!',
        retried$: '  -a-#',
      },
      { makes: retrying({ shouldRetry: () => false }) },
    );
  });

  it('can be unsubscribed from while it waits', () => {
    inMoments(
      {
        source: ['   -#'],
        source$: ['  ^!', '-^!'],
        retried: '   ---!',
        retried$: '  ----',
      },
      { makes: retrying({ initialDelay: 5 }) },
    );
  });

  it('says of each retry which it is and how long it waits; each subscription counts for itself', () => {
    const retries$ = new Subject<Retry>();
    inMoments(
      {
        source: ['   -#'],
        retries$: '  -12-- 6ms 1--',
        retried: '   ^---!',
        retried2: '  ----- 5ms ^-!',
      },
      {
        makes: (inputs, scene) => ({
          retries: retries$.pipe(
            map(({ attempt, delay, error }) => `${attempt} after ${delay} ms: ${String(error)}`),
          ),
          ...retrying({ initialDelay: 2, onRetry: (retry) => retries$.next(retry) })(inputs, scene),
        }),
        signs: { 1: '1 after 0 ms: Error: drawn', 2: '2 after 2 ms: Error: drawn' },
      },
    );
  });

  it('does not recurse on a source that fails at once', () => {
    let subscriptions = 0;
    const failing = new Observable<never>((subscriber) => {
      subscriptions += 1;
      subscriber.error('at once');
    });
    inMoments(
      {
        asked: '   100ms ?',
        retried: ' ^ 100ms !',
        retried$: '100ms n-',
      },
      {
        makes: ({ asked }, { scheduler }) => ({
          retried: merge(
            failing.pipe(retryBackoff({ initialDelay: 1, maxDelay: 1, random, scheduler })),
            asked.pipe(map(() => `${subscriptions} subscriptions`)),
          ),
        }),
        signs: { n: '101 subscriptions' },
      },
    );
  });
});
