import { concatMap, Subject, take, type OperatorFunction } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { oneByOne } from '../../src/operators/one-by-one';
import { marbles } from '../support/marbles';

const letters = (text: string): readonly string[] => Array.from(text);

describe('oneByOne', () => {
  it(
    'emits the values of each list at once, and ends with the source',
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const source = hot('-x---y-z-|', { x: 'ab', y: '', z: 'c' });
      const subs = '      ^--------!';
      const expected = '  -(ab)--c-|';

      expectObservable(source.pipe(oneByOne(letters))).toBe(expected);
      expectSubscriptions(source.subscriptions).toBe(subs);
    }),
  );

  it(
    'passes an error on, and leaves the source with its subscriber',
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const source = hot('-x---#', { x: 'ab' });

      expectObservable(source.pipe(oneByOne(letters))).toBe('         -(ab)#');
      expectObservable(source.pipe(oneByOne(letters), take(1))).toBe('-(a|)');
      expectSubscriptions(source.subscriptions).toBe(['^----!', '^!']);
    }),
  );

  /** Returns the output for lists that are pushed, and an end, while a value of the first one is being emitted. */
  const nested = (operator: OperatorFunction<string, string>): readonly string[] => {
    const source = new Subject<string>();
    const told: string[] = [];
    source.pipe(operator).subscribe({
      next: (value) => {
        told.push(value);
        if (value !== 'a') return;
        source.next('cd');
        source.complete();
      },
      complete: () => told.push('end'),
    });
    source.next('ab');
    return told;
  };

  it('keeps a list that comes while another is emitted for later, and the end too, as concatMap does', () => {
    expect(nested(oneByOne(letters))).toEqual(['a', 'b', 'c', 'd', 'end']);
    expect(nested(concatMap(letters))).toEqual(['a', 'b', 'c', 'd', 'end']);
  });
});
