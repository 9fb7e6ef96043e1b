import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Fault, SimulatorOptions, SimulatorUrls } from '../../src/simulator/index';
import type { Question, Records } from './venue';

export interface VenueProcess {
  readonly urls: SimulatorUrls;
  /** Resolves to the records of an account, by its place among the options. */
  readonly records: (account: number, after: number) => Promise<Records>;
  /** Puts these faults in force, in place of the present ones. */
  readonly faults: (faults: readonly Fault[]) => Promise<void>;
  /** Resolves to the heap after a collection, bytes. */
  readonly heap: () => Promise<number>;
  readonly close: () => Promise<void>;
}

export const startVenue = async (options: SimulatorOptions): Promise<VenueProcess> => {
  const child = fork(fileURLToPath(new URL('venue.ts', import.meta.url)), [JSON.stringify(options)], {
    execArgv: ['--expose-gc', '--import', 'tsx'],
    // It serializes bigints and maps.
    serialization: 'advanced',
  });
  const pending = new Map<number, (answer: unknown) => void>();
  let asked = 0;
  child.on('message', ({ id, answer }: { id: number; answer: unknown }) => {
    pending.get(id)?.(answer);
    pending.delete(id);
  });
  child.once('exit', (code) => {
    if (pending.size > 0) throw new Error(`the venue's process ended with ${code}`);
  });
  const ask = <T>(question: Question): Promise<T> =>
    new Promise((resolve) => {
      asked += 1;
      pending.set(asked, resolve as (answer: unknown) => void);
      child.send({ id: asked, question });
    });
  await once(child, 'message');
  return {
    urls: await ask<SimulatorUrls>({ ask: 'urls' }),
    records: (account, after) => ask<Records>({ ask: 'records', account, after }),
    faults: (faults) => ask({ ask: 'faults', faults }),
    heap: () => ask<number>({ ask: 'heap' }),
    close: async () => {
      child.disconnect();
      await once(child, 'exit');
    },
  };
};
