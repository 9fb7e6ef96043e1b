import { describe, expect, test } from 'vitest';
import { hasNats } from './nats-server';
import { playStorm } from './storm/storm';

/** `npm run storm:desk` plays the long form, with a hundred kills. */
describe.skipIf(!hasNats)('four programs of two owners over a NATS that loses, repeats and delays', () => {
  test('have at most one effect per id, and leave nothing open, while their gateway is killed', async () => {
    const { broken, lives, placed, lost, repeated, delayed } = await playStorm({ kills: 5, seed: 1 });
    expect(broken).toEqual([]);
    // The storm has shown something only if there was one.
    expect(lives).toBeGreaterThan(20);
    expect(placed).toBeGreaterThan(3);
    expect(lost).toBeGreaterThan(0);
    expect(repeated).toBeGreaterThan(0);
    expect(delayed).toBeGreaterThan(0);
  }, 900_000);
});
