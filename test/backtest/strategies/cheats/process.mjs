import { execFileSync } from 'node:child_process';
import { map, timer } from 'rxjs';

/** Lets another process look. */
export default () => timer(1_000).pipe(map(() => execFileSync('true')));
