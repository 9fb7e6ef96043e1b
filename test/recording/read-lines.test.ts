import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLineSplitter } from '../../src/recording/read-lines';

describe('a splitter of lines', () => {
  it('finds the same lines wherever the pieces of a text end, even within a character', () => {
    const parts = fc.array(fc.constantFrom('a', 'bc', '\n', 'é', '円', '😀', '{"x":1}\n'), { maxLength: 40 });
    fc.assert(
      fc.property(parts, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (all, lengths) => {
        const text = all.join('');
        const bytes = Buffer.from(text);
        const splitter = createLineSplitter();
        const lines: string[] = [];
        for (let at = 0, i = 0; at < bytes.length; i += 1) {
          const length = lengths[i % lengths.length] ?? 1;
          lines.push(...splitter.add(bytes.subarray(at, at + length)));
          at += length;
        }
        expect([...lines, splitter.end()]).toEqual(text.split('\n'));
      }),
    );
  });
});
