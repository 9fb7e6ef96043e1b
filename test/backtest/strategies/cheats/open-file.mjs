import { open } from 'node:fs/promises';
import { mergeMap, timer } from 'rxjs';

const file = await open(new URL(import.meta.url));

/** Reads a file that it opened while it was loaded. */
export default () => timer(1_000).pipe(mergeMap(() => file.read()));
