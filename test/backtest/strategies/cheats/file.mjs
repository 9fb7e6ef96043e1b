import { readFileSync } from 'node:fs';
import { map, timer } from 'rxjs';

/** Reads the recording itself. */
export default () => timer(1_000).pipe(map(() => readFileSync(new URL(import.meta.url))));
