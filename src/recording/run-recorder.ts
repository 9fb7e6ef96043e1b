import { randomUUID } from 'node:crypto';
import { statfsSync } from 'node:fs';
import { join } from 'node:path';
import { finalize, ignoreElements, merge, NEVER, Observable, of, tap } from 'rxjs';
import { recordingError } from '../model/recording-error';
import { stampOf, type Clock } from '../operators/clock';
import { openFolder, recordedSize, type RecordingFolder } from './folder';
import { createFrameRecorder, type FrameRecorder } from './recorder';
import type { Retention } from './retention';
import { openSegmentFile, type OpenSegmentFile } from './segment-file';

export interface RunConfig extends Retention {
  readonly clock: Clock;
  /** The least free space of the disk in bytes. The recorder ends when there is less. */
  readonly minFree: number;
  /** Another way to write files, for tests. */
  readonly openFile?: OpenSegmentFile;
}

/** A recorder at work. */
export interface RunningRecorder {
  readonly recorder: FrameRecorder;
  /** Returns the free space of the disk, and the size of the whole recording, bytes. */
  readonly room: () => { readonly free: number; readonly total: number };
}

const freeIn = (folder: string): number => {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
};

/** Opens a folder. If the subscriber leaves before it is open, it is closed again. */
const opened = (folder: string): Observable<RecordingFolder> =>
  new Observable((subscriber) => {
    let open: RecordingFolder | null = null;
    subscriber.add(() => open?.close());
    openFolder(folder).then(
      (found) => {
        if (subscriber.closed) found.close();
        else {
          open = found;
          subscriber.next(found);
        }
      },
      (error: unknown) => subscriber.error(error),
    );
  });

const running = (name: string, folder: RecordingFolder, config: RunConfig): Observable<RunningRecorder> =>
  new Observable((subscriber) => {
    const { clock, minFree, openFile = openSegmentFile } = config;
    const checkRoom = (): void => {
      const free = freeIn(name);
      if (free < minFree)
        subscriber.error(recordingError('full', name, null, `${minFree} bytes of free disk`, `${free}`));
    };
    const discard = (): void => folder.discard(config, stampOf(clock));
    checkRoom();
    if (subscriber.closed) return;
    const recorder = createFrameRecorder({
      name,
      folder,
      clock,
      run: randomUUID(),
      openFile: (path, failed) => openFile(join(name, path), failed),
      onClosed: discard,
    });
    discard();
    const room = (): { readonly free: number; readonly total: number } => ({
      free: freeIn(name),
      total: recordedSize(folder.manifest()) + recorder.unentered(),
    });
    subscriber.add(
      merge(
        of({ recorder, room }),
        recorder.putting$.pipe(tap(checkRoom), ignoreElements()),
        recorder.failed$,
        NEVER,
      )
        .pipe(finalize(recorder.close))
        .subscribe(subscriber),
    );
  });

/**
 * Runs a recorder that locks a folder and writes into it while it is subscribed to. The segment is closed when the
 * subscriber leaves. Emits once; errors with a `RecordingError`.
 */
export const runRecorder = (folder: string, config: RunConfig): Observable<RunningRecorder> =>
  new Observable((subscriber) => {
    let life: { unsubscribe: () => void } | null = null;
    subscriber.add(() => life?.unsubscribe());
    return opened(folder).subscribe({
      next: (open) => {
        life = running(folder, open, config).subscribe(subscriber);
      },
      error: (error: unknown) => subscriber.error(error),
    });
  });
