import { writeSync } from 'node:fs';
import { longLived } from './long-lived';
import { batchOf, batchSize, runInputs, watchUnhandled, type Failure } from './run';
import { targets } from './targets';

/**
 * The child of a run: every nth batch of a seed. It tells on the descriptor 3, a JSON object a line: `batch` when one
 * begins, `failure`, and `end` with its memory. It is written at once, so that the parent knows where a hang is.
 */

export type Message =
  | { readonly type: 'batch'; readonly batch: number; readonly target: string; readonly done: number }
  | { readonly type: 'failure'; readonly batch: number; readonly failure: Failure }
  | { readonly type: 'end'; readonly done: number; readonly heap: readonly number[] };

export interface Job {
  readonly seed: number;
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

const tell = (message: Message): void => void writeSync(3, `${JSON.stringify(message)}\n`);

/** How often the heap is weighed, in batches. */
const weighEvery = 100;

const heapUsed = (): number => {
  (globalThis as { gc?: () => void }).gc?.();
  return process.memoryUsage().heapUsed;
};

export const work = async ({ seed, from, to, step }: Job): Promise<void> => {
  watchUnhandled();
  const life = longLived();
  const heap: number[] = [];
  let done = 0;
  for (let batch = from, i = 0; batch < to; batch += step, i += 1) {
    const { target, inputs } = batchOf(targets, seed, batch);
    tell({ type: 'batch', batch, target: target.name, done });
    const failure = await runInputs(target, inputs(), (input) => life.feed(target.name, input));
    if (failure !== null) tell({ type: 'failure', batch, failure });
    done += batchSize;
    if (i % weighEvery === weighEvery - 1) heap.push(heapUsed());
  }
  const complaint = life.after();
  if (complaint !== null)
    tell({ type: 'failure', batch: to, failure: { target: 'long-lived', complaint, inputs: [] } });
  tell({ type: 'end', done, heap });
};
