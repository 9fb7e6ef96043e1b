import { map } from 'rxjs';
import { describe, it } from 'vitest';
import { marbles } from '../../../test/support/marbles';
import { diagnostics$ } from './stream';

describe('the diagnostics', () => {
  it('are listed newest first, each with what it says besides its kind and time', () => {
    marbles(({ cold, expectObservable }) => {
      const noticed$ = cold('-a-b', { a: { kind: 'lost', at: 1, room: 'x' }, b: { kind: 'back', at: 2 } });
      const expected = '     na-b';
      const listed$ = diagnostics$(noticed$).pipe(
        map((all) => all.map(({ kind, detail }) => `${kind} ${detail}`)),
      );
      expectObservable(listed$).toBe(expected, {
        n: [],
        a: ['lost {"room":"x"}'],
        b: ['back {}', 'lost {"room":"x"}'],
      });
    });
  });
});
