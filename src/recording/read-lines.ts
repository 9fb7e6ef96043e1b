import { createReadStream, readFileSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip } from 'node:zlib';
import { NEVER, Observable } from 'rxjs';
import { recordingError } from '../model/recording-error';
import { systemCause } from '../model/system-cause';
import { isGz, unendedGz, unzip } from './unzip';

/** The contents of a file, as it is read. */
export type FileText =
  | { readonly type: 'lines'; readonly lines: readonly string[] }
  /** The text after the last whole line, and the fault of the file there; `null` if it only ends. */
  | { readonly type: 'tail'; readonly text: string; readonly cause: string | null };

/**
 * The bytes of a file that are read, and emitted, in one go. V8 gives each longer text pages of its own, which takes six times
 * as long as the reading.
 */
export const chunkBytes = 65_536;

/** Creates a splitter of text pieces into lines. */
export const createLineSplitter = () => {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  return {
    add: (chunk: Buffer): readonly string[] => {
      const lines = (rest + decoder.write(chunk)).split('\n');
      rest = lines.pop() ?? '';
      return lines;
    },
    /** Returns the text after the last whole line. */
    end: (): string => rest + decoder.end(),
  };
};

export const unreadable = (path: string, error: unknown): Error =>
  recordingError('unreadable', path, null, 'a file that can be read', systemCause(error));

/** The demand of an observer that can't take everything in one go. It decides whether a reader may go on. */
export interface Demand {
  /** Returns true if more is wanted now. The reader checks it before each chunk. */
  readonly isOpen: () => boolean;
  /** Emits when more is wanted. */
  readonly opened$: Observable<unknown>;
}

const unlimited: Demand = { isOpen: () => true, opened$: NEVER };

/**
 * Emits the lines of a file, gz or plain, from its beginning, and last the text that is torn off at its end. It is
 * cold. The next chunk is read when the observer has taken the previous one, and wants more.
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
    let passed = 0;
    const pass = (chunk: Buffer): void => {
      passed += chunk.length;
      subscriber.next({ type: 'lines', lines: splitter.add(chunk) });
    };
    const finish = (cause: string | null): void => {
      const tail = splitter.end();
      if (tail !== '' || cause !== null) subscriber.next({ type: 'tail', text: tail, cause });
      subscriber.complete();
    };
    /** Reads the rest of a damaged file. Node keeps back the text that it unpacked just before the damaged place. */
    const finishDamaged = (): void => {
      try {
        const unzipped = unzip(readFileSync(path));
        pass(unzipped.text.subarray(passed));
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
    if (zipped) text.on('error', finishDamaged);
    text.on('end', () => finish(null));
    text.on('data', (chunk: Buffer) => {
      if (subscriber.closed) return;
      pass(chunk);
      if (!demand.isOpen()) text.pause();
    });
    if (!demand.isOpen()) text.pause();
    subscriber.add(demand.opened$.subscribe(() => text.resume()));
  });
