import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { from, mergeMap, Observable } from 'rxjs';
import type { Done, Job } from './worker';

/** Workers of one bundle: as many as there are processors, each with one job at a time. */
export interface Pool {
  /** Emits results as they come, not in the order of the jobs. Unsubscribing starts no further job. */
  readonly work: (jobs: Iterable<Job>) => Observable<Done>;
  readonly close: () => void;
}

export const openPool = (bundle: string, size = availableParallelism()): Pool => {
  const workers = Array.from({ length: size }, () => new Worker(bundle));
  const free = [...workers];

  const one = (job: Job): Observable<Done> =>
    new Observable((subscriber) => {
      const worker = free.pop() as Worker;
      const onMessage = (done: Done): void => {
        release();
        subscriber.next(done);
        subscriber.complete();
      };
      const onError = (error: unknown): void => {
        release();
        subscriber.error(error);
      };
      const release = (): void => {
        worker.off('message', onMessage).off('error', onError);
        free.push(worker);
      };
      worker.on('message', onMessage).on('error', onError);
      worker.postMessage(job);
    });

  return {
    work: (jobs) => from(jobs).pipe(mergeMap(one, size)),
    close: () => {
      for (const worker of workers) void worker.terminate();
    },
  };
};
