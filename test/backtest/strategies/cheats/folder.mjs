import { readdir } from 'node:fs/promises';
import { mergeMap, timer } from 'rxjs';

/** Looks at what else was recorded. */
export default () => timer(1_000).pipe(mergeMap(() => readdir(new URL('.', import.meta.url))));
