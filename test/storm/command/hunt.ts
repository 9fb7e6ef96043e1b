import { concatMap, firstValueFrom } from 'rxjs';
import { type Mutant, noticing } from '../mutant';
import type { AnyStorm } from '../storm';
import { bundleWorker } from './bundle';
import { openPool } from './pool';
import type { Progress } from './progress';

/** The number of seeds in which a mutant must be caught. */
const seeds = 50;

const firstCatch = async (storm: AnyStorm, mutant: Mutant) => {
  const pool = openPool(await bundleWorker(mutant));
  const jobs = Array.from({ length: seeds }, (_, i) => ({
    type: 'run' as const,
    storm: storm.name,
    seed: i + 1,
    times: 1,
  }));
  try {
    return await firstValueFrom(
      pool.work(jobs).pipe(
        concatMap((result) => {
          if (result.type !== 'ran') return [];
          const { seed, violations } = result.played;
          const violation = noticing(mutant, violations);
          return violation === undefined ? [] : [{ seed, violation }];
        }),
      ),
      { defaultValue: null },
    );
  } finally {
    pool.close();
  }
};

/** Shows that the storm notices each mutant; resolves to `false` if one escaped. */
export const hunt = async (
  storm: AnyStorm,
  mutants: readonly Mutant[],
  progress: Progress,
): Promise<boolean> => {
  let escaped = 0;
  console.log(
    `\n${storm.name}: ${mutants.length} mutants\n\n| mutant | caught by seed | what was violated |\n| --- | --: | --- |`,
  );
  for (const [i, mutant] of mutants.entries()) {
    progress.show(`${storm.name}: mutant ${i + 1} of ${mutants.length}, ${mutant.name}`);
    const caught = await firstCatch(storm, mutant);
    progress.end();
    if (caught === null) escaped += 1;
    console.log(`| ${mutant.name} | ${caught?.seed ?? 'none'} | ${caught?.violation.slice(0, 160) ?? ''} |`);
  }
  console.log(`\n${mutants.length - escaped} caught, ${escaped} escaped`);
  return escaped === 0;
};
