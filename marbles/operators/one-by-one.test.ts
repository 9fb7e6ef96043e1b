import { concatMap, map, Subject, take, type OperatorFunction } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { oneByOne } from '../../src/operators/one-by-one';
import { inMoments } from '../support/operator-spec';

// The source emits lists: `2` is the list of a and b, `1` that of c alone, and `0` is empty.

const lists: Readonly<Record<string, string>> = { 2: 'ab', 1: 'c', 0: '' };
const listOf = map((sign: string) => lists[sign] ?? '');
const letters = (text: string): readonly string[] => Array.from(text);

describe('oneByOne', () => {
  it('emits the values of each list at once, and ends with the source', () => {
    inMoments(
      {
        source: '  -2---0-1-|',
        source$: ' ^--------!',
        ones$: '   -(ab)--c-|',
      },
      { makes: ({ source }) => ({ ones: source.pipe(listOf, oneByOne(letters)) }) },
    );
  });

  it('passes an error on, and leaves the source with its subscriber', () => {
    inMoments(
      {
        source: '   -2---#',
        source$: [' ^----!', '^!'],
        ones$: '    -(ab)#',
        first$: '   -(a|)',
      },
      {
        makes: ({ source }) => ({
          ones: source.pipe(listOf, oneByOne(letters)),
          first: source.pipe(listOf, oneByOne(letters), take(1)),
        }),
      },
    );
  });

  /** Returns the output for lists that are pushed, and an end, while a value of the first one is being emitted. */
  const nested = (operator: OperatorFunction<string, string>): readonly string[] => {
    const source = new Subject<string>();
    const emitted: string[] = [];
    source.pipe(operator).subscribe({
      next: (value) => {
        emitted.push(value);
        if (value !== 'a') return;
        source.next('cd');
        source.complete();
      },
      complete: () => emitted.push('end'),
    });
    source.next('ab');
    return emitted;
  };

  it('keeps a list that comes while another is emitted for later, and the end too, as concatMap does', () => {
    expect(nested(oneByOne(letters))).toEqual(['a', 'b', 'c', 'd', 'end']);
    expect(nested(concatMap(letters))).toEqual(['a', 'b', 'c', 'd', 'end']);
  });
});
