import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { constants, createGunzip } from 'node:zlib';
import { NEVER, Observable } from 'rxjs';
import { recordingError } from '../model/recording-error';
import { causeOf } from '../model/tagged';

/** What a file holds, as it is read. */
export type FileText =
  | { readonly type: 'lines'; readonly lines: readonly string[] }
  /** What stands behind the last whole line, and what is wrong with the file there; `null`: it only ends. */
  | { readonly type: 'tail'; readonly text: string; readonly cause: string | null };

const chunkBytes = 262_144;

const isGz = (path: string): boolean => {
  const file = openSync(path, 'r');
  try {
    const magic = Buffer.alloc(2);
    return readSync(file, magic) === 2 && magic.readUInt16BE() === 0x1f8b;
  } finally {
    closeSync(file);
  }
};

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
};

/** What the system says of a file, in words. */
export const systemCause = (error: unknown): string => {
  const { code = '' } = error as NodeJS.ErrnoException;
  return reasons[code] ?? causeOf(error);
};

/** Whether a reader may go on: for an observer that can't take everything at once. */
export interface Demand {
  /** Is more wanted now? Asked before each chunk. */
  readonly isOpen: () => boolean;
  /** More is wanted. */
  readonly opened$: Observable<unknown>;
}

const unlimited: Demand = { isOpen: () => true, opened$: NEVER };

/**
 * The lines of a file, gz or plain, from its beginning; what is torn off at its end is told last. Cold. The next chunk is
 * read when the observer has taken the one before, and wants more.
 */
export const linesOf = (path: string, demand: Demand = unlimited): Observable<FileText> =>
  new Observable((subscriber) => {
    const fail = (error: unknown): void =>
      subscriber.error(
        recordingError('unreadable', path, null, 'a file that can be read', systemCause(error)),
      );
    let zipped: boolean;
    try {
      zipped = isGz(path);
    } catch (error) {
      fail(error);
      return;
    }
    const file = createReadStream(path, { highWaterMark: chunkBytes });
    const text = zipped
      ? file.pipe(createGunzip({ finishFlush: constants.Z_SYNC_FLUSH, chunkSize: chunkBytes }))
      : file;
    const decoder = new StringDecoder('utf8');
    let rest = '';
    const finish = (cause: string | null): void => {
      const tail = rest + decoder.end();
      if (tail !== '' || cause !== null) subscriber.next({ type: 'tail', text: tail, cause });
      subscriber.complete();
    };
    subscriber.add(() => {
      file.destroy();
      text.destroy();
    });
    file.on('error', fail);
    if (zipped) text.on('error', (error: unknown) => finish(causeOf(error)));
    text.on('end', () => finish(null));
    text.on('data', (chunk: Buffer) => {
      if (subscriber.closed) return;
      const lines = (rest + decoder.write(chunk)).split('\n');
      rest = lines.pop() ?? '';
      subscriber.next({ type: 'lines', lines });
      if (!demand.isOpen()) text.pause();
    });
    if (!demand.isOpen()) text.pause();
    subscriber.add(demand.opened$.subscribe(() => text.resume()));
  });
