/** The storms of every run of the tests. `npm run storm -- --seeds 1000` is for the night. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lastValueFrom, map, toArray } from 'rxjs';
import { bundleWorker } from './command/bundle';
import { openPool, type Pool } from './command/pool';
import { countHits, missedCells, unknownCells } from './coverage';
import type { Played } from './storm';
import { storms } from './storms';

const seeds = 25;
/** The number of seeds that are played twice. */
const repeated = 8;

describe.each([...storms.values()])('a storm of $name', ({ name, table }) => {
  let pool: Pool;
  let played: readonly Played[] = [];

  beforeAll(async () => {
    pool = openPool(await bundleWorker(null));
    const jobs = Array.from({ length: seeds }, (_, i) => ({
      type: 'run' as const,
      storm: name,
      seed: i + 1,
      times: i < repeated ? 2 : 1,
    }));
    played = await lastValueFrom(
      pool.work(jobs).pipe(
        map((done) => {
          if (done.type !== 'ran') throw new Error(`${done.type} is no answer`);
          return done.played;
        }),
        toArray(),
      ),
    );
  }, 180_000);
  afterAll(() => pool.close());

  it('breaks no law, and goes the same way when it is played again', () => {
    expect(played).toHaveLength(seeds);
    const broken = played.filter(({ violations }) => violations.length > 0);
    // For an explanation: npm run storm -- --storm NAME --seed SEED
    expect(broken.map(({ seed, violations }) => ({ seed, violations }))).toEqual([]);
  });

  it('hits every cell of its table', () => {
    const hits = countHits(played);
    expect(missedCells(table, hits)).toEqual([]);
    expect(unknownCells(table, hits)).toEqual([]);
  });
});
