/** The command `npm run bench -- --compare REF` measures the working tree beside another revision, in turns. */
import { fileURLToPath } from 'node:url';
import { commitOf, remove, unpack } from './revision';
import { otherSideOf, sideOf, type Side } from './side';
import { tableHead, tableRows } from './table';
import { compareTurns, type Turn } from './verdict';

export interface CompareOptions {
  readonly reference: string;
  /** The names of the sections. */
  readonly names: readonly string[];
  /** The number of turns of each revision. */
  readonly rounds: number;
}

/** The root of the project. The program is bundled into `bench/dist`. */
const root = fileURLToPath(new URL('../..', import.meta.url));

/** True for sections whose figures are the same in every round, such as bytes. */
const isExact = (section: string): boolean => section === 'page';

/**
 * Measures both revisions in turns. They change places, because the first one gets the machine as the other left it.
 */
const takeTurns = async (
  now: Side,
  then: Side,
  section: string,
  rounds: number,
): Promise<readonly Turn[]> => {
  const turns: Turn[] = [];
  for (let round = 0; round < (isExact(section) ? 1 : rounds); round += 1) {
    const isFirst = round % 2 === 0;
    const early = isFirst ? await now(section) : null;
    const thenFigures = await then(section);
    turns.push({ now: early ?? (await now(section)), then: thenFigures });
  }
  return turns;
};

const compareSides = async (now: Side, then: Side, { names, rounds }: CompareOptions): Promise<void> => {
  for (const name of names) {
    try {
      const comparison = compareTurns(await takeTurns(now, then, name, rounds));
      for (const line of tableRows(comparison)) console.log(line);
      if (comparison.compared.some(({ verdict }) => verdict === 'worse')) process.exitCode ??= 2;
    } catch (error) {
      console.log(`| ${name} could not be compared | | | | | |`);
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = 1;
    }
  }
};

export const compareWith = async (options: CompareOptions): Promise<void> => {
  const commit = commitOf(root, options.reference);
  const folder = unpack(root, commit);
  const end = (): never => {
    remove(folder);
    process.exit(1);
  };
  process.once('SIGINT', end).once('SIGTERM', end);
  try {
    const then = await otherSideOf(root, folder, options.names);
    const now = await sideOf(root);
    for (const line of tableHead(commit)) console.log(line);
    await compareSides(now, then, options);
  } finally {
    remove(folder);
  }
};
