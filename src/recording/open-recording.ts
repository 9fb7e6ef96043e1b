import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { concatMap, defer, from as valuesOf, Observable, Subject, tap } from 'rxjs';
import { configError } from '../model/errors';
import { recordingError } from '../model/recording-error';
import { systemCause } from '../model/system-cause';
import { createEventReader, type RecordingEvent } from './event-reader';
import { linesOf, type Demand, type FileText } from './read-lines';
import { hourOfPath, startOfHour } from './segment-path';

export interface OpenRecordingOptions {
  /**
   * The wall time (Unix, ms) at which to begin. The state at that time comes first, as copies of the latest frames,
   * each with its own time. Default: everything.
   */
  readonly from?: number;
  /**
   * Each value requests more: some hundred KB of text are read, and their events emitted. It is for an observer that
   * can't take everything in one go. By default reading goes on whenever the observer's `next` has returned.
   */
  readonly ask$?: Observable<unknown>;
}

const segmentsIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => hourOfPath(path) !== null)
    .sort();

/** Returns the files of paths, with the segments of folders; throws a `RecordingError`. */
export const filesOf = (paths: readonly string[]): readonly string[] =>
  paths.flatMap((path) => {
    try {
      if (!statSync(path).isDirectory()) return [path];
    } catch (error) {
      throw recordingError('unreadable', path, null, 'a file or a folder', systemCause(error));
    }
    const files = segmentsIn(path);
    if (files.length === 0)
      throw recordingError('foreign', path, null, 'a recording', 'a folder without segments');
    return files;
  });

/** Drops the segments that are over at a time, because a later one also begins before it. */
export const withoutEarlier = (files: readonly string[], from: number): readonly string[] => {
  const starts = files.map((path) => startOfHour(hourOfPath(path) ?? Infinity));
  return files.slice(
    Math.max(
      0,
      starts.findLastIndex((start) => start <= from),
    ),
  );
};

/**
 * Feed: emits the events of a recording in the order in which they were recorded: frames, and changes of the link, the
 * rooms and the clock. Paths are files and folders. The files are segments, lines of `{"t":…,"frame":"…"}` or bare
 * frames, with or without gz. A torn file is read up to its last whole line, and a `torn` event reports it. Completes
 * at the end.
 *
 * Errors are `RecordingError`s: `unreadable`, `foreign` (a folder without a segment), `corrupt` (a line does not belong
 * to a recording), `newer`.
 *
 * @example
 * ```ts
 * import { openRecording } from 'rx-bitbank/recording';
 *
 * openRecording('recordings', { from: Date.UTC(2026, 10, 28, 9) }).subscribe((event) => {
 *   if (event.type === 'frame') console.log(event.t, event.frame);
 *   if (event.type === 'gap') console.log(`nothing came for ${event.to - event.from} ms: ${event.cause}`);
 * });
 * ```
 */
export const openRecording = (
  paths: string | readonly string[],
  { from = 0, ask$ }: OpenRecordingOptions = {},
): Observable<RecordingEvent> =>
  new Observable((subscriber) => {
    const wrong =
      Number.isSafeInteger(from) && from >= 0 ? null : configError('from', 'Unix time in ms', `${from}`);
    if (wrong !== null) {
      subscriber.error(wrong);
      return;
    }
    let isWanted = ask$ === undefined;
    const opened$ = new Subject<void>();
    const demand: Demand = { isOpen: () => isWanted, opened$ };
    subscriber.add(
      ask$?.subscribe(() => {
        isWanted = true;
        opened$.next();
      }),
    );
    const reader = createEventReader(from);
    /** A chunk without an event to emit does not satisfy the request, so that reading goes on. */
    const emit = (event: RecordingEvent): void => {
      isWanted = ask$ === undefined;
      subscriber.next(event);
    };
    const take = (read: FileText): void => {
      if (read.type === 'tail') {
        reader.onTail(read.text, read.cause, emit);
        return;
      }
      for (const line of read.lines) {
        if (subscriber.closed) return;
        reader.onLine(line, emit);
      }
    };
    const read$ = defer(() => valuesOf(withoutEarlier(filesOf([paths].flat()), from))).pipe(
      concatMap((path) => {
        reader.onFile(path);
        return linesOf(path, demand).pipe(tap(take));
      }),
    );
    subscriber.add(
      read$.subscribe({
        error: (error: unknown) => subscriber.error(error),
        complete: () => {
          reader.end(emit);
          subscriber.complete();
        },
      }),
    );
  });
