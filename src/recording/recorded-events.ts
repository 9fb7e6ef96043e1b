import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { isRecordingError } from '../model/recording-error';
import { createEventReader, type RecordingEvent } from './event-reader';
import { filesOf, withoutEarlier } from './open-recording';
import { chunkBytes, createLineSplitter, unreadable } from './read-lines';
import { isGz, unzip } from './unzip';

/**
 * Yields the text of a file in pieces, and returns its fault. Each piece is valid until the next one is requested. A gz file is
 * unpacked completely: that is at most an hour of the venue.
 */
function* chunksOf(path: string): Generator<Buffer, string | null> {
  if (isGz(path)) {
    const { text, cause } = unzip(readFileSync(path));
    for (let at = 0; at < text.length; at += chunkBytes) yield text.subarray(at, at + chunkBytes);
    return cause;
  }
  const file = openSync(path, 'r');
  try {
    const chunk = Buffer.alloc(chunkBytes);
    for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk))
      yield chunk.subarray(0, read);
  } finally {
    closeSync(file);
  }
  return null;
}

/** The bytes at the end of a file among which its last line is looked for. */
const endBytes = 262_144;

const lineTime = /^(\d{1,16}) \d+ /;

/** Returns the time of the last whole line of a segment that is not packed; `null` if its end does not show it. */
const lastTimeIn = (path: string): number | null => {
  if (isGz(path)) return null;
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const at = Math.max(0, size - endBytes);
    const chunk = Buffer.alloc(size - at);
    readSync(file, chunk, 0, chunk.length, at);
    const lines = chunk.toString('utf8').split('\n').slice(1, -1);
    const [, time] = lineTime.exec(lines.at(-1) ?? '') ?? [];
    return time === undefined ? null : Number(time);
  } finally {
    closeSync(file);
  }
};

/**
 * Returns the wall time (Unix, ms) of the last event of a recording; `null` if it has none. Reads only its last file, and
 * of a file that is not packed only its end.
 */
export const recordedEnd = (paths: string | readonly string[]): number | null => {
  const last = filesOf([paths].flat()).slice(-1);
  let end: number | null = null;
  for (const path of last) end = lastTimeIn(path);
  if (end === null) for (const { t } of recordedEvents(last)) end = t;
  return end;
};

/**
 * Yields the events of `openRecording` on request, synchronously, for a clock that can't wait for a disk. Throws a
 * `RecordingError` if it can't go on.
 */
export function* recordedEvents(
  paths: string | readonly string[],
  from = 0,
): Generator<RecordingEvent, undefined> {
  const reader = createEventReader(from);
  let events: RecordingEvent[] = [];
  const emit = (event: RecordingEvent): void => void events.push(event);
  function* takeDue(): Generator<RecordingEvent, undefined> {
    const due = events;
    events = [];
    yield* due;
  }
  for (const path of withoutEarlier(filesOf([paths].flat()), from)) {
    reader.onFile(path);
    const splitter = createLineSplitter();
    const chunks = chunksOf(path);
    let cause: string | null;
    try {
      let read = chunks.next();
      for (; read.done !== true; read = chunks.next()) {
        for (const line of splitter.add(read.value)) reader.onLine(line, emit);
        yield* takeDue();
      }
      cause = read.value;
    } catch (error) {
      yield* takeDue();
      throw isRecordingError(error) ? error : unreadable(path, error);
    } finally {
      // A reader who leaves before the end also leaves the file.
      chunks.return(null);
    }
    const tail = splitter.end();
    if (tail !== '' || cause !== null) reader.onTail(tail, cause, emit);
    yield* takeDue();
  }
  reader.end(emit);
  yield* takeDue();
}
