import { describe, it } from 'vitest';
import { exactlyOnce } from '../../src/operators/exactly-once';
import { marbles } from '../support/marbles';

const key = (value: string): string => value;

describe('exactlyOnce', () => {
  it(
    'drops what came before',
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const source = hot('-a-b-a-c-b-|');
      const subs = '      ^----------!';
      const expected = '  -a-b---c---|';

      expectObservable(source.pipe(exactlyOnce({ key }))).toBe(expected);
      expectSubscriptions(source.subscriptions).toBe(subs);
    }),
  );

  it(
    'remembers the latest keys only',
    marbles(({ hot, expectObservable }) => {
      const source = hot('-a-b-c-b-a-|');
      const expected = '  -a-b-c---a-|';

      expectObservable(source.pipe(exactlyOnce({ key, remember: 2 }))).toBe(expected);
    }),
  );

  it(
    'remembers for each subscription by itself, and passes an error on',
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const source = hot('-a-a-#');
      const late = '      --^';

      const once = source.pipe(exactlyOnce({ key }));
      expectObservable(once).toBe('      -a---#');
      expectObservable(once, late).toBe('---a-#');
      expectObservable(once, '^-!').toBe('-a');
      expectSubscriptions(source.subscriptions).toBe(['^----!', '^-!', '--^--!']);
    }),
  );
});
