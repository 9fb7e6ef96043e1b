/** The command `npm run storm`: see docs/storms.md. */
import { parseArgs } from 'node:util';
import { mutants } from '../mutants';
import { storms } from '../storms';
import { hunt } from './hunt';
import { progressOn } from './progress';
import { replay, search } from './search';

const usage = `npm run storm -- [--storm ${[...storms.keys()].join('|')}] [--seeds N] [--from K]   plays N seeds (25)
npm run storm -- --storm NAME --seed K                       plays one; a failing one is made shorter for up to a minute, and told
npm run storm -- [--storm NAME] --mutants                    shows that deliberate faults are noticed`;

const count = (name: string, text: string): number => {
  if (!/^\d{1,9}$/.test(text))
    throw new Error(`--${name}: expected a whole number, got ${JSON.stringify(text)}`);
  return Number(text);
};

const main = async (): Promise<boolean> => {
  const { values } = parseArgs({
    options: {
      storm: { type: 'string' },
      seeds: { type: 'string', default: '25' },
      from: { type: 'string', default: '1' },
      seed: { type: 'string' },
      mutants: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return true;
  }
  const chosen = [...storms.values()].filter(
    ({ name }) => values.storm === undefined || values.storm === name,
  );
  if (chosen.length === 0) {
    throw new Error(
      `--storm: expected one of ${[...storms.keys()].join(', ')}, got ${JSON.stringify(values.storm)}`,
    );
  }
  const progress = progressOn(process.stderr);
  let isRight = true;
  for (const storm of chosen) {
    if (values.mutants) isRight = (await hunt(storm, mutants.get(storm.name) ?? [], progress)) && isRight;
    else if (values.seed !== undefined) isRight = replay(storm, count('seed', values.seed)) && isRight;
    else {
      const range = { from: count('from', values.from), seeds: count('seeds', values.seeds) };
      isRight = (await search(storm, range, progress)) && isRight;
    }
  }
  return isRight;
};

main().then(
  (isRight) => {
    process.exitCode = isRight ? 0 : 1;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    console.error(usage);
    process.exitCode = 2;
  },
);
