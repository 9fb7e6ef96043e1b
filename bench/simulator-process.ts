/** The simulator in a process of its own, so that its processor time is its own. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { startSimulator, type SimulatorOptions, type SimulatorUrls } from '../src/simulator/index';

interface Question {
  readonly ask: 'cpu' | 'stop';
}
interface Answer {
  readonly urls?: SimulatorUrls;
  /** Processor time so far, ms. */
  readonly cpu?: number;
}

/** Returns the processor time of this process so far, ms. */
export const cpuTime = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

export const serveSimulator = async (options: SimulatorOptions): Promise<void> => {
  const sim = await startSimulator(options);
  const say = (answer: Answer) => process.send?.(answer);
  process.on('message', ({ ask }: Question) => {
    if (ask === 'cpu') say({ cpu: cpuTime() });
    else void sim.close().then(() => process.disconnect());
  });
  say({ urls: sim.urls });
};

export const startChild = async (options: SimulatorOptions) => {
  const child = fork(fileURLToPath(import.meta.url), ['serve-simulator', JSON.stringify(options)]);
  const answer = async () => ((await once(child, 'message')) as [Answer])[0];
  const { urls } = await answer();
  if (!urls) throw new Error('the simulator did not start');
  return {
    urls,
    cpu: async () => {
      child.send({ ask: 'cpu' } satisfies Question);
      return (await answer()).cpu ?? 0;
    },
    stop: async () => {
      child.send({ ask: 'stop' } satisfies Question);
      await once(child, 'exit');
    },
  };
};
