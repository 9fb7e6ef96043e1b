import { createReadStream, readFileSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip } from 'node:zlib';
import { NEVER, Observable } from 'rxjs';
import { recordingError } from '../model/recording-error';
import { causeOf } from '../model/tagged';
import { isGz, unendedGz, unzip } from './unzip';

/** What a file holds, as it is read. */
export type FileText =
  | { readonly type: 'lines'; readonly lines: readonly string[] }
  /** What stands behind the last whole line, and what is wrong with the file there; `null`: it only ends. */
  | { readonly type: 'tail'; readonly text: string; readonly cause: string | null };

/** So much of a file is read, and told, at a time. */
export const chunkBytes = 262_144;

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

/** Makes lines of the pieces of a text. */
export const createLineSplitter = () => {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  return {
    add: (chunk: Buffer): readonly string[] => {
      const lines = (rest + decoder.write(chunk)).split('\n');
      rest = lines.pop() ?? '';
      return lines;
    },
    /** What stands behind the last whole line. */
    end: (): string => rest + decoder.end(),
  };
};

export const unreadable = (path: string, error: unknown): Error =>
  recordingError('unreadable', path, null, 'a file that can be read', systemCause(error));

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
    const fail = (error: unknown): void => subscriber.error(unreadable(path, error));
    let zipped: boolean;
    try {
      zipped = isGz(path);
    } catch (error) {
      fail(error);
      return;
    }
    const file = createReadStream(path, { highWaterMark: chunkBytes });
    const text = zipped ? file.pipe(createGunzip({ ...unendedGz, chunkSize: chunkBytes })) : file;
    const splitter = createLineSplitter();
    let told = 0;
    const tell = (chunk: Buffer): void => {
      told += chunk.length;
      subscriber.next({ type: 'lines', lines: splitter.add(chunk) });
    };
    const finish = (cause: string | null): void => {
      const tail = splitter.end();
      if (tail !== '' || cause !== null) subscriber.next({ type: 'tail', text: tail, cause });
      subscriber.complete();
    };
    /** Node keeps back what it has unpacked last before the place where the file is spoiled. */
    const finishSpoiled = (): void => {
      try {
        const unzipped = unzip(readFileSync(path));
        tell(unzipped.text.subarray(told));
        finish(unzipped.cause);
      } catch (error) {
        fail(error);
      }
    };
    subscriber.add(() => {
      file.destroy();
      text.destroy();
    });
    file.on('error', fail);
    if (zipped) text.on('error', finishSpoiled);
    text.on('end', () => finish(null));
    text.on('data', (chunk: Buffer) => {
      if (subscriber.closed) return;
      tell(chunk);
      if (!demand.isOpen()) text.pause();
    });
    if (!demand.isOpen()) text.pause();
    subscriber.add(demand.opened$.subscribe(() => text.resume()));
  });
