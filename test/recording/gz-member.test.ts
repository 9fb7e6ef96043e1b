import { constants, gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createGzMember } from '../../src/recording/gz-member';

const pieces = fc.array(
  fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.nat({ max: 5_000 }).map((n) => 'a line that repeats\n'.repeat(n)),
  ),
  { maxLength: 8 },
);

describe('a gz member made piece by piece', () => {
  it('is a gz file of all the pieces', () => {
    fc.assert(
      fc.property(pieces, (texts) => {
        const { head, add, end } = createGzMember();
        const file = Buffer.concat([head, ...texts.map((text) => add(Buffer.from(text))), end()]);
        expect(gunzipSync(file).toString()).toBe(Buffer.from(texts.join('')).toString());
      }),
    );
  });

  it('can be read up to each piece before it has an end', () => {
    fc.assert(
      fc.property(pieces, (texts) => {
        const { head, add } = createGzMember();
        let [file, soFar] = [head, ''];
        for (const text of texts) {
          file = Buffer.concat([file, add(Buffer.from(text))]);
          soFar += Buffer.from(text).toString();
          expect(gunzipSync(file, { finishFlush: constants.Z_SYNC_FLUSH }).toString()).toBe(soFar);
        }
      }),
    );
  });

  it('is small: a piece knows the content of the one before it', () => {
    const line = Buffer.from(Array.from({ length: 900 }, (_, i) => `${i * 7_919} `).join(''));
    const { add } = createGzMember();
    const first = add(line).length;
    expect(add(line).length).toBeLessThan(first / 10);
  });
});
