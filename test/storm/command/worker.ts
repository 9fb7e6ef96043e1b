/** Plays the jobs of its parent, one at a time. */
import { parentPort } from 'node:worker_threads';
import type { Budget } from '../shrink';
import { storms } from '../storms';
import type { Played } from '../storm';

export type Job =
  | { readonly type: 'run'; readonly storm: string; readonly seed: number; readonly times: number }
  | { readonly type: 'explain'; readonly storm: string; readonly seed: number; readonly budget: Budget };

export type Done =
  | { readonly type: 'ran'; readonly storm: string; readonly played: Played }
  | { readonly type: 'explained'; readonly text: string };

const work = (job: Job): Done => {
  const storm = storms.get(job.storm);
  if (storm === undefined) throw new Error(`no storm is called ${job.storm}`);
  return job.type === 'run'
    ? { type: 'ran', storm: job.storm, played: storm.run(job.seed, job.times) }
    : { type: 'explained', text: storm.explain(job.seed, job.budget) };
};

parentPort?.on('message', (job: Job) => parentPort?.postMessage(work(job)));
