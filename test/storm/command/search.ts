import { lastValueFrom, map, toArray } from 'rxjs';
import { coverageTable, countHits, missedCells, unknownCells } from '../coverage';
import type { Budget } from '../shrink';
import type { AnyStorm, Played } from '../storm';
import { bundleWorker } from './bundle';
import { openPool, type Pool } from './pool';
import { duration, type Progress } from './progress';

export interface Search {
  readonly from: number;
  readonly seeds: number;
}

/**
 * The number of failing seeds that are explained, and the limits for each. A play takes seconds, and the memory of what
 * it kept.
 */
const explained = 3;
const budget: Budget = { plays: 400, time: 60_000 };

const playAll = (pool: Pool, { name }: AnyStorm, { from, seeds }: Search, progress: Progress) => {
  const begun = performance.now();
  let done = 0;
  let failed = 0;
  const jobs = Array.from({ length: seeds }, (_, i) => ({
    type: 'run' as const,
    storm: name,
    seed: from + i,
    times: 2,
  }));
  return lastValueFrom(
    pool.work(jobs).pipe(
      map((result) => {
        if (result.type !== 'ran') throw new Error(`${result.type} is no answer`);
        done += 1;
        if (result.played.violations.length > 0) failed += 1;
        const left = ((performance.now() - begun) / done) * (seeds - done);
        progress.show(`${name}: ${done} of ${seeds} seeds, ${failed} failed, ${duration(left)} left`);
        return result.played;
      }),
      toArray(),
    ),
  );
};

const explain = async (pool: Pool, { name }: AnyStorm, seed: number): Promise<string> => {
  const job = { type: 'explain' as const, storm: name, seed, budget };
  const result = await lastValueFrom(pool.work([job]));
  return result.type === 'explained' ? result.text : '';
};

/** Plays seeds of a storm on every processor and prints the results; resolves to `false` if something is wrong. */
export const search = async (storm: AnyStorm, range: Search, progress: Progress): Promise<boolean> => {
  const pool = openPool(await bundleWorker(null));
  try {
    const played = await playAll(pool, storm, range, progress);
    progress.end();
    const hits = countHits(played);
    const failed = played.filter(({ violations }) => violations.length > 0).sort(bySeed);
    const missed = missedCells(storm.table, hits);
    const unknown = unknownCells(storm.table, hits);
    console.log(`\n${storm.name}: ${played.length} seeds, each twice, ${failed.length} failed\n`);
    const thin = played.filter((one) => one.thin > 0).sort(bySeed);
    if (thin.length > 0)
      console.log(`thin, and played again with more: ${thin.map(({ seed }) => seed).join(', ')}\n`);
    console.log(coverageTable(storm.table, hits));
    for (const one of missed) console.log(`never hit: ${one}`);
    for (const one of unknown) console.log(`hit, but not in the table of what is possible: ${one}`);
    for (const { seed, violations } of failed) {
      console.log(`\nseed ${seed}: ${violations.join('; ')}`);
      console.log(`  again: npm run storm -- --storm ${storm.name} --seed ${seed}`);
    }
    for (const { seed } of failed.slice(0, explained)) console.log(`\n${await explain(pool, storm, seed)}`);
    return failed.length + missed.length + unknown.length === 0;
  } finally {
    pool.close();
  }
};

/** Explains one seed; returns `false` if it fails. */
export const replay = (storm: AnyStorm, seed: number): boolean => {
  const { violations } = storm.run(seed);
  console.log(violations.length === 0 ? `seed ${seed} of ${storm.name} holds every law` : '');
  if (violations.length > 0) console.log(storm.explain(seed, budget));
  return violations.length === 0;
};

const bySeed = (a: Played, b: Played): number => a.seed - b.seed;
