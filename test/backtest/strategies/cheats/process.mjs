import { execFileSync } from 'node:child_process';
import { map, timer } from 'rxjs';

/** Starts another process, which could read the recording. */
export default () => timer(1_000).pipe(map(() => execFileSync('true')));
