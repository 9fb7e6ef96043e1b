import { statSync } from 'node:fs';
import { map, timer } from 'rxjs';

/** Looks at how long the recording is. */
export default () => timer(1_000).pipe(map(() => statSync(new URL(import.meta.url)).size));
