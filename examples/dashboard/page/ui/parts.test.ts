import { map, merge, throwError } from 'rxjs';
import { describe, it } from 'vitest';
import { marbles } from '../../test/support/marbles';
import { createParts } from './parts';

describe('a part of the page without a panel', () => {
  it('says that it failed, is tried again, and takes no other one with it', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const keys = cold('  --#                 ', undefined, new Error('it broke'));
      const tabs = cold('  ------------------- ');
      const unsub = '      ------- 3s ---!     ';
      const expected = '   n-k 2999ms n-k       ';
      const { part, failed$ } = createParts();
      const failed = failed$.pipe(map((all) => [...all].map(([name, cause]) => `${name}: ${cause}`)));
      expectObservable(merge(failed, part('keys', keys), part('tabs', tabs)), unsub).toBe(expected, {
        n: [],
        k: ['keys: it broke'],
      });
      expectSubscriptions(keys.subscriptions).toBe(['^-!', '-- 3s ^-!']);
      expectSubscriptions(tabs.subscriptions).toBe('^------ 3s ---!');
    });
  });

  it('that fails as soon as it is tried says so each time, and no more often', () => {
    marbles(({ expectObservable }) => {
      const { part, failed$ } = createParts();
      const broken = throwError(() => new Error('it broke'));
      const failed = failed$.pipe(map((all) => all.size));
      const unsub = '    ----- 3s -!      ';
      const expected = ' (nk) 2996ms (nk) ';
      expectObservable(merge(failed, part('header', broken)), unsub).toBe(expected, { n: 0, k: 1 });
    });
  });
});
