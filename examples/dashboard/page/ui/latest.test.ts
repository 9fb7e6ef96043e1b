import { isDeepStrictEqual } from 'node:util';
import { distinctUntilChanged } from 'rxjs';
import { describe, it } from 'vitest';
import { marbles } from '../../test/support/marbles';
import { known, latest, unfailing, latestOfEach, type Latest } from './latest';

const values: Readonly<Record<string, Latest<string>>> = {
  n: { value: null, problem: null },
  a: { value: 'a', problem: null },
  e: { value: 'a', problem: 'it broke' },
};

describe('latest', () => {
  it('keeps what came before an error, says what is wrong, and tries again after 3 s', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold(' -a-#                ', undefined, new Error('it broke'));
      const unsub = '       ---- 3s -!          ';
      const expected = '    na-e 3s a           ';
      expectObservable(latest(source), unsub).toBe(expected, values);
      expectSubscriptions(source.subscriptions).toBe(['^--!', '--- 3s ^-!']);
    });
  });

  it('says what is wrong with it though it fails itself, and tries it again', () => {
    marbles(({ cold, expectObservable }) => {
      const source = cold(' na-#      ', values, new Error('it broke'));
      const unsub = '       ---- 3s --!';
      const expected = '    na-e 2999ms na';
      expectObservable(unfailing(source).pipe(distinctUntilChanged(isDeepStrictEqual)), unsub).toBe(
        expected,
        values,
      );
    });
  });

  it('shows nothing of one subject under the name of the next', () => {
    marbles(({ cold, hot, expectObservable }) => {
      const subject$ = hot('x---y---', { x: 'x', y: 'y' });
      const expected = '    na--n---';
      const feeds = { x: cold('-a'), y: cold('-') };
      expectObservable(latestOfEach(subject$, (subject) => feeds[subject as 'x' | 'y'])).toBe(
        expected,
        values,
      );
    });
  });

  it('is known only while nothing is wrong', () => {
    marbles(({ cold, expectObservable }) => {
      const source = cold(' -a-#     ', undefined, new Error('it broke'));
      const unsub = '       ---- 3s -!';
      const expected = '    na-n 3s a ';
      expectObservable(known(source), unsub).toBe(expected, { n: null, a: 'a' });
    });
  });
});
