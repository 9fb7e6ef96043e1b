import { pbkdf2 } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSegmentFile } from '../../src/recording/segment-file';
import { testFolder } from './stub-link';

/** Gives Node's threads so much work that the next task waits. */
const busy = async (): Promise<void> => {
  const works = Array.from(
    { length: 8 },
    () => new Promise<void>((resolve) => pbkdf2('a', 'b', 200_000, 32, 'sha256', () => resolve())),
  );
  await Promise.all(works);
};

const tellsOfFiles = existsSync('/proc/self/fd');

/** Returns how often this process has the file open, if the system shows that. */
const timesOpen = (path: string): number =>
  readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`) === path;
    } catch {
      return false;
    }
  }).length;

describe('the file of a segment', () => {
  it('that is closed during a sync finishes it first', async () => {
    const errors: unknown[] = [];
    const path = join(realpathSync(testFolder()), '2026-01-15', '03.frames.gz');
    const done = busy();
    const file = openSegmentFile(path, (error) => errors.push(error));
    file.write(Buffer.from('one'));
    file.sync();
    file.sync();
    file.close();
    // The number was, or is, the sync's. No other file gets it meanwhile.
    if (tellsOfFiles) expect(timesOpen(path)).toBe(1);
    await done;
    // The results of the threads before that work have arrived by then.
    await busy();
    expect(errors).toEqual([]);
    if (tellsOfFiles) expect(timesOpen(path)).toBe(0);
    expect(readFileSync(path, 'utf8')).toBe('one');
  });
});
