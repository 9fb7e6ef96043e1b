import { mkdtempSync, openSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { map, take, timer } from 'rxjs';

const log = openSync(join(mkdtempSync(join(tmpdir(), 'log-')), 'log.txt'), 'w');

/** Writes to a log that was opened while the module was loaded. */
export default () =>
  timer(0, 1_000).pipe(
    take(3),
    map((line) => writeSync(log, `${line}\n`)),
  );
