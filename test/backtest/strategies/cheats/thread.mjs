import { Worker } from 'node:worker_threads';
import { map, timer } from 'rxjs';

/** Starts another thread, which could read the recording. */
export default () => timer(1_000).pipe(map(() => new Worker('1', { eval: true })));
