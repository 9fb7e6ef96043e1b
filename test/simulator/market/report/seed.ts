/** Measures one seed in a process of its own, so that seeds run side by side. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { figuresOf, largeCoins, smallCoins } from './aims';
import { closesOfYear, correlationsOf, largestPairs, measureDay, type PairDay } from './measure';

export interface SeedAsked {
  readonly seed: number;
  readonly hours: number;
}

export interface SeedMeasured {
  readonly seed: number;
  readonly days: readonly PairDay[];
  readonly year: ReturnType<typeof figuresOf>;
}

type Message = { readonly hoursDone: number } | { readonly measured: SeedMeasured };

export const measureApart = (
  asked: SeedAsked,
  progress: (seed: number, hoursDone: number) => void,
): Promise<SeedMeasured> =>
  new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), [JSON.stringify(asked)], {
      execArgv: ['--import', 'tsx'],
    });
    child.on('message', (message: Message) => {
      if ('measured' in message) resolve(message.measured);
      else progress(asked.seed, message.hoursDone);
    });
    child.on('exit', (code) => reject(new Error(`the process of seed ${asked.seed} ended with ${code}`)));
  });

const measure = ({ seed, hours }: SeedAsked): SeedMeasured => {
  const pairs = [...new Set([...largestPairs(10), ...largeCoins, ...smallCoins])];
  return {
    seed,
    days: measureDay(seed, pairs, hours, (hoursDone) => process.send?.({ hoursDone } satisfies Message)),
    year: figuresOf(correlationsOf(closesOfYear(seed, pairs))),
  };
};

const [, file, asked] = process.argv;
if (process.send && file === fileURLToPath(import.meta.url) && asked !== undefined) {
  process.send({ measured: measure(JSON.parse(asked) as SeedAsked) } satisfies Message, () =>
    process.disconnect(),
  );
}
