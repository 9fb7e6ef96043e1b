import { describe, it } from 'vitest';
import { silenceError, watchdog } from '../../src/operators/watchdog';
import { marbles } from '../support/marbles';

describe('watchdog', () => {
  it(
    'mirrors a source that speaks in time',
    marbles(({ hot, expectObservable, expectSubscriptions, scheduler }) => {
      const source = hot('-a--b---c|');
      const subs = '      ^--------!';
      const expected = '  -a--b---c|';

      expectObservable(source.pipe(watchdog({ due: 5, scheduler }))).toBe(expected);
      expectSubscriptions(source.subscriptions).toBe(subs);
    }),
  );

  it(
    'fails when nothing has come for `due`, counted from the last value',
    marbles(({ hot, expectObservable, expectSubscriptions, scheduler }) => {
      const source = hot('-a--b---------c--');
      const subs = '      ^--------!';
      const expected = '  -a--b----#';

      expectObservable(source.pipe(watchdog({ due: 5, scheduler }))).toBe(
        expected,
        undefined,
        silenceError(5),
      );
      expectSubscriptions(source.subscriptions).toBe(subs);
    }),
  );

  it(
    'fails when the first value does not come',
    marbles(({ hot, expectObservable, scheduler }) => {
      const source = hot('------------');
      const expected = '  -----#';

      expectObservable(source.pipe(watchdog({ due: 5, scheduler }))).toBe(
        expected,
        undefined,
        silenceError(5),
      );
    }),
  );

  it(
    'goes on with another source, where told',
    marbles(({ hot, cold, expectObservable, expectSubscriptions, scheduler }) => {
      const source = hot('-a-------b');
      const other = cold('      -x-y|');
      const expected = '  -a-----x-y|';

      expectObservable(source.pipe(watchdog({ due: 5, with: () => other, scheduler }))).toBe(expected);
      expectSubscriptions(source.subscriptions).toBe('^-----!');
      expectSubscriptions(other.subscriptions).toBe(' ------^---!');
    }),
  );

  it(
    'passes an error on, and keeps no timer after it',
    marbles(({ hot, expectObservable, scheduler }) => {
      const source = hot('-a#');
      const expected = '  -a#';

      expectObservable(source.pipe(watchdog({ due: 5, scheduler }))).toBe(expected);
    }),
  );

  it(
    'can be unsubscribed from, before and after it barked',
    marbles(({ hot, cold, expectObservable, expectSubscriptions, scheduler }) => {
      const source = hot('-a-------------');
      const other = cold('      -x-y-z');
      const before = '    ^--!';
      const after = '     ^--------!';

      const watched = source.pipe(watchdog({ due: 5, with: () => other, scheduler }));
      expectObservable(watched, before).toBe('-a-');
      expectObservable(watched, after).toBe(' -a-----x-');
      expectSubscriptions(source.subscriptions).toBe(['^--!', '^-----!']);
      expectSubscriptions(other.subscriptions).toBe(['------^--!']);
    }),
  );
});
