import { readFile } from 'node:fs/promises';
import { mergeMap, timer } from 'rxjs';

/** Reads the recording itself, later. */
export default () => timer(1_000).pipe(mergeMap(() => readFile(new URL(import.meta.url))));
