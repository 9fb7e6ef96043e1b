import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { asyncScheduler, NEVER, Subject, tap, type Observable } from 'rxjs';
import { stampOf } from '../operators/clock';
import type { RecordedFrame } from '../connectivity/replay';
import type { Transport } from '../connectivity/transport';
import { decode } from '../parsing/decode';
import { Timestamp } from '../parsing/primitives';
import { usageError } from './options';
import { orFileError } from './file-error';

/**
 * A recording: the frames of the public stream as they came, one JSON object a line, `{"t":1790127295169,"frame":"42…"}`
 * (`t`: Unix time, ms). Bare frames, one a line, are read as well: having no time, they follow each other at once.
 */

// ---------------------------------------------------------------------------------------------- write

export interface FrameRecorder {
  /** The same link, its frames recorded on the way. */
  readonly tap: (link$: Transport['link$']) => Transport['link$'];
  /** Errors when a frame can't be written; never emits. */
  readonly failed$: Observable<never>;
  readonly close: () => void;
}

export const noRecorder: FrameRecorder = { tap: (link$) => link$, failed$: NEVER, close: () => undefined };

/** Opens a file that holds nothing yet, or what is no file, such as a pipe: nothing that is recorded is ever lost again. */
const openEmpty = (path: string): number => {
  try {
    return openSync(path, 'wx');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const file = openSync(path, 'a');
  const { size } = fstatSync(file);
  if (size === 0) return file;
  closeSync(file);
  throw usageError(`${path}: is there already and holds something: choose another --record`);
};

/** Records into a file, never over another recording. Every frame is in the file before the client sees it. */
export const recordTo = (path: string): FrameRecorder => {
  const file = orFileError(path, () => openEmpty(path));
  const failed$ = new Subject<never>();
  const write = (frame: string): void => {
    const recorded: RecordedFrame = { t: stampOf(asyncScheduler), frame };
    try {
      writeSync(file, `${JSON.stringify(recorded)}\n`);
    } catch (error) {
      failed$.error(error);
    }
  };
  return {
    tap: (link$) =>
      link$.pipe(
        tap((event) => {
          if (typeof event === 'string') write(event);
        }),
      ),
    failed$: failed$.asObservable(),
    close: () => closeSync(file),
  };
};

// ---------------------------------------------------------------------------------------------- read

function* linesOf(path: string): Generator<string> {
  const file = openSync(path, 'r');
  try {
    const decoder = new StringDecoder('utf8');
    const chunk = Buffer.alloc(65_536);
    let rest = '';
    for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk)) {
      const lines = (rest + decoder.write(chunk.subarray(0, read))).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
    yield rest + decoder.end();
  } finally {
    closeSync(file);
  }
}

const parseRecorded = (line: string): RecordedFrame | null => {
  try {
    const { t, frame } = JSON.parse(line) as Partial<Record<keyof RecordedFrame, unknown>>;
    const time = decode(Timestamp, t);
    return time._tag === 'Right' && typeof frame === 'string' ? { t: time.right, frame } : null;
  } catch {
    return null;
  }
};

const engineIoFrame = /^[0-6]/;

function* framesOf(path: string): Generator<RecordedFrame> {
  let number = 0;
  for (const raw of linesOf(path)) {
    number += 1;
    const line = raw.trim();
    if (line === '') continue;
    const recorded = engineIoFrame.test(line) ? { t: 0, frame: line } : parseRecorded(line);
    if (recorded === null) {
      throw usageError(
        `${path}:${number}: expected {"t": ms, "frame": "…"} or a frame of the stream, got ${line.slice(0, 60)}`,
      );
    }
    yield recorded;
  }
}

/** The frames of a recording, read as they are asked for. The whole file is checked first: throws a `UsageError`. */
export const readRecording = (path: string): Iterable<RecordedFrame> => {
  const count = orFileError(path, () => {
    let frames = 0;
    for (const frame of framesOf(path)) frames += Number(frame.frame !== '');
    return frames;
  });
  if (count === 0) throw usageError(`${path}: holds no frame`);
  return { [Symbol.iterator]: () => framesOf(path) };
};
