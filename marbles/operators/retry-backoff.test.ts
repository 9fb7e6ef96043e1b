import { describe, it } from 'vitest';
import { defer, EMPTY, map, Observable } from 'rxjs';
import { retryBackoff, type Retry } from '../../src/operators/retry-backoff';
import { marbles } from '../support/marbles';

const random = (): number => 1; // the longest wait there may be

describe('retryBackoff', () => {
  it(
    'mirrors a source that does not fail',
    marbles(({ cold, expectObservable, expectSubscriptions, scheduler }) => {
      const source = cold('-a-b-|');
      const subs = '       ^----!';
      const expected = '   -a-b-|';

      expectObservable(source.pipe(retryBackoff({ scheduler }))).toBe(expected);
      expectSubscriptions(source.subscriptions).toBe(subs);
    }),
  );

  it(
    'retries at once, then waits twice as long after each failure, up to maxDelay',
    marbles(({ cold, expectObservable, expectSubscriptions, scheduler }) => {
      const source = cold('-#');
      const subs = [
        '^!',
        '-^!', //             at once
        '----^!', //          after 2
        '---------^!', //     after 4
        '-----------------^!', // after 7, not 8
        '-------------------------^!',
      ];
      const unsub = '     --------------------------!';
      const expected = '  ---------------------------';

      const retried = source.pipe(retryBackoff({ initialDelay: 2, maxDelay: 7, random, scheduler }));
      expectObservable(retried, unsub).toBe(expected);
      expectSubscriptions(source.subscriptions).toBe(subs);
    }),
  );

  it(
    'jitters: each wait is a random part of its bound',
    marbles(({ cold, expectObservable, expectSubscriptions, scheduler }) => {
      const source = cold('-#');
      const subs = ['^!', '-^!', '---^!', '------^!'];
      const unsub = '     --------!';

      const half = (): number => 0.5;
      expectObservable(source.pipe(retryBackoff({ initialDelay: 2, random: half, scheduler })), unsub);
      expectSubscriptions(source.subscriptions).toBe(subs);
    }),
  );

  it(
    'counts anew once the source has given values for long enough',
    marbles(({ cold, expectObservable, expectSubscriptions, scheduler }) => {
      const first = cold('  -#');
      const second = cold('  -#');
      const third = cold('       a-a#');
      const fourth = cold('         -b-');
      const expected = '    -----a-a-b-';
      const unsub = '       -----------!';
      const links = [first, second, third, fourth];
      let next = 0;

      const source = defer(() => links[next++] ?? EMPTY);
      const retried = source.pipe(retryBackoff({ initialDelay: 3, steadyAfter: 2, random, scheduler }));
      expectObservable(retried, unsub).toBe(expected);
      expectSubscriptions(second.subscriptions).toBe('-^!');
      expectSubscriptions(third.subscriptions).toBe(' -----^--!');
      expectSubscriptions(fourth.subscriptions).toBe('--------^--!');
    }),
  );

  it(
    'counts on where the source fails soon after a value: by default 10 s',
    marbles(({ cold, expectObservable, expectSubscriptions, scheduler }) => {
      const source = cold('a#');
      const subs = ['^!', '-^!', '----^!', '---------^!', '------------------^!'];
      const unsub = '     --------------------!';
      const expected = '  aa--a----a--------a--';

      expectObservable(source.pipe(retryBackoff({ initialDelay: 2, random, scheduler })), unsub).toBe(
        expected,
      );
      expectSubscriptions(source.subscriptions).toBe(subs);
    }),
  );

  it(
    'counts anew only on a value that proves the source: an open link is none',
    marbles(({ cold, expectObservable, expectSubscriptions, scheduler }) => {
      const source = cold('o#');
      const subs = ['^!', '-^!', '----^!'];
      const unsub = '     ------!';

      const retried = source.pipe(
        retryBackoff<string>({ initialDelay: 2, random, scheduler, resetOn: (value) => value !== 'o' }),
      );
      expectObservable(retried, unsub).toBe('oo--o-');
      expectSubscriptions(source.subscriptions).toBe(subs);
    }),
  );

  it(
    'passes the error on after maxAttempts failures in a row',
    marbles(({ cold, expectObservable, scheduler }) => {
      const source = cold('-#');
      const expected = '   --(#)';

      expectObservable(source.pipe(retryBackoff({ maxAttempts: 1, random, scheduler }))).toBe(expected);
    }),
  );

  it(
    'passes an error on at once that is not worth a retry',
    marbles(({ cold, expectObservable, expectSubscriptions, scheduler }) => {
      const source = cold('-a-#');
      const subs = '       ^--!';
      const expected = '   -a-#';

      expectObservable(source.pipe(retryBackoff({ shouldRetry: () => false, scheduler }))).toBe(expected);
      expectSubscriptions(source.subscriptions).toBe(subs);
    }),
  );

  it(
    'can be unsubscribed from while it waits',
    marbles(({ cold, expectObservable, expectSubscriptions, scheduler }) => {
      const source = cold('-#');
      const subs = ['^!', '-^!'];
      const unsub = '     ---!';

      expectObservable(source.pipe(retryBackoff({ initialDelay: 5, random, scheduler })), unsub);
      expectSubscriptions(source.subscriptions).toBe(subs);
    }),
  );

  it(
    'says of each retry which it is and how long it waits; each subscription counts for itself',
    marbles(({ cold, expectObservable, scheduler }) => {
      const retries: Retry[] = [];
      const source = cold('-#').pipe(
        retryBackoff({ initialDelay: 2, random, scheduler, onRetry: (retry) => retries.push(retry) }),
      );
      expectObservable(source, '^---!');
      expectObservable(source, '10ms ^-!');
      expectObservable(
        new Observable((subscriber) => {
          subscriber.next(retries.map(({ attempt, delay, error }) => `${attempt}:${delay}:${String(error)}`));
        }),
        '20ms ^',
      ).toBe('20ms r', { r: ['1:0:error', '2:2:error', '1:0:error'] });
    }),
  );

  it(
    'does not recurse on a source that fails at once',
    marbles(({ cold, expectObservable, scheduler }) => {
      let subscriptions = 0;
      const source = new Observable((subscriber) => {
        subscriptions += 1;
        subscriber.error('at once');
      });
      source.pipe(retryBackoff({ initialDelay: 1, maxDelay: 1, random, scheduler })).subscribe();
      expectObservable(cold('100ms x').pipe(map(() => subscriptions))).toBe('100ms n', { n: 101 });
    }, 100),
  );
});
