import fs from 'node:fs';
import { map, timer } from 'rxjs';

/** Opens a stream of the recording. */
export default () => timer(1_000).pipe(map(() => fs.createReadStream(new URL(import.meta.url))));
