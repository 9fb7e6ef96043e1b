import { Worker } from 'node:worker_threads';
import { map, timer } from 'rxjs';

/** Lets another thread look. */
export default () => timer(1_000).pipe(map(() => new Worker('1', { eval: true })));
