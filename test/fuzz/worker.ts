import { writeSync } from 'node:fs';
import { longLived } from './long-lived';
import { emptyTally, type Tally } from './report';
import { batchOf, runInputs, watchUnhandled, type Failure } from './run';
import type { Target } from './target';

/**
 * The child of a run, which does every nth batch of a seed. It reports on the descriptor 3, one JSON object per line:
 * `batch` at the beginning of one, `failure`, `done`, and `end` with its memory. It writes immediately, so that the
 * parent knows the place of a hang.
 */

export type Message =
  | { readonly type: 'batch'; readonly batch: number; readonly target: string }
  | { readonly type: 'failure'; readonly batch: number; readonly failure: Failure }
  | { readonly type: 'done'; readonly target: string; readonly tally: Tally }
  /** `heap` is measured now and then after a full collection; `peak` is the peak of the process; both in bytes. */
  | { readonly type: 'end'; readonly heap: readonly number[]; readonly peak: number };

export interface Job {
  readonly seed: number;
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

const tell = (message: Message): void => void writeSync(3, `${JSON.stringify(message)}\n`);

/** The interval between measurements of the heap, in batches. */
const weighEvery = 100;

const heapUsed = (): number => {
  (globalThis as { gc?: () => void }).gc?.();
  return process.memoryUsage().heapUsed;
};

export const work = async (targets: readonly Target[], { seed, from, to, step }: Job): Promise<void> => {
  watchUnhandled();
  const life = longLived();
  const heap: number[] = [];
  for (let batch = from, i = 0; batch < to; batch += step, i += 1) {
    const { target, inputs } = batchOf(targets, seed, batch);
    tell({ type: 'batch', batch, target: target.name });
    const begun = performance.now();
    const outcomes = { ...emptyTally.outcomes };
    const failure = await runInputs(
      target,
      inputs(),
      (input) => life.feed(target.name, input),
      (outcome) => (outcomes[outcome] += 1),
    );
    if (failure !== null) tell({ type: 'failure', batch, failure });
    const took = performance.now() - begun;
    tell({
      type: 'done',
      target: target.name,
      tally: { outcomes, took, heap: process.memoryUsage().heapUsed },
    });
    if (i % weighEvery === weighEvery - 1) heap.push(heapUsed());
  }
  const complaint = life.after();
  if (complaint !== null)
    tell({ type: 'failure', batch: to, failure: { target: 'long-lived', complaint, inputs: [] } });
  tell({ type: 'end', heap, peak: process.resourceUsage().maxRSS * 1_024 });
};
