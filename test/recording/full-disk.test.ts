import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lastValueFrom } from 'rxjs';
import { afterAll, describe, expect, it } from 'vitest';
import { clockOf } from '../../src/operators/clock';
import { checkRecording } from '../../src/recording/check-recording';
import { runRecorder } from '../../src/recording/run-recorder';
import { readAll, stubLink, testFolder } from './stub-link';

const disk = join(testFolder(), 'disk');
mkdirSync(disk);
const isMounted =
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=400k', 'tmpfs', disk], { stdio: 'ignore' }).status === 0;
afterAll(() => {
  if (isMounted) execFileSync('umount', [disk]);
});

/** Makes a frame that can't be compressed, so that the disk is full soon. */
const frameOf = (): string =>
  `42["message",{"room_name":"ticker_btc_jpy","x":"${randomBytes(3_000).toString('base64')}"}]`;

/** Records until an error. Resolves to the error, and the pushed frames. */
const recordUntilEnd = (
  folder: string,
): Promise<{ readonly error: unknown; readonly frames: readonly string[] }> =>
  new Promise((resolve) => {
    const link = stubLink();
    const frames: string[] = [];
    let pushing: NodeJS.Timeout | undefined;
    runRecorder(folder, { clock: clockOf(), minFree: 0 }).subscribe({
      next: ({ recorder }) => {
        recorder.tap(link.transport.link$).subscribe({ error: () => undefined });
        link.open();
        pushing = setInterval(() => {
          const frame = frameOf();
          frames.push(frame);
          link.frame(frame);
        }, 40);
      },
      error: (error: unknown) => {
        clearInterval(pushing);
        resolve({ error, frames });
      },
    });
  });

describe('a disk that is full', () => {
  if (!isMounted) {
    it('is left out: this machine does not let a file system be mounted', () => {
      console.info('left out: mount is refused');
      expect(isMounted).toBe(false);
    });
    return;
  }

  it('ends a recording with a message, leaves its earlier part readable, and lets it go on once there is room', async () => {
    const folder = join(disk, 'recording');
    const ballast = join(disk, 'ballast');
    writeFileSync(ballast, Buffer.alloc(200_000));
    const { error, frames } = await recordUntilEnd(folder);
    expect(error).toMatchObject({ _tag: 'RecordingError', reason: 'full' });
    const read = (await readAll(folder)).flatMap((event) => (event.type === 'frame' ? [event.frame] : []));
    expect(read.length).toBeGreaterThan(10);
    // It has all frames except those of the last second.
    expect(read).toEqual(frames.slice(0, read.length));
    expect(frames.length - read.length).toBeLessThan(60);

    rmSync(ballast);
    const again = await recordUntilEnd(folder);
    expect(again.error).toMatchObject({ reason: 'full' });
    const both = (await readAll(folder)).flatMap((event) => (event.type === 'frame' ? [event.frame] : []));
    const added = both.slice(read.length);
    expect(both.slice(0, read.length)).toEqual(read);
    expect(added.length).toBeGreaterThan(10);
    expect(added).toEqual(again.frames.slice(0, added.length));
    await lastValueFrom(checkRecording(folder));
  });
});
