import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { constants, gunzipSync } from 'node:zlib';
import { recordingError } from '../model/recording-error';
import { createEventReader, type RecordingEvent } from './event-reader';
import { filesOf, withoutEarlier } from './open-recording';
import { systemCause } from './read-lines';

const chunkBytes = 262_144;

/** A file's text in pieces: a gz file is unpacked whole, an hour of the venue at most. */
function* chunksOf(path: string): Generator<Buffer, undefined> {
  const file = openSync(path, 'r');
  try {
    const magic = Buffer.alloc(2);
    if (readSync(file, magic, 0, 2, 0) === 2 && magic.readUInt16BE() === 0x1f8b) {
      const text = gunzipSync(readFileSync(path), { finishFlush: constants.Z_SYNC_FLUSH });
      for (let at = 0; at < text.length; at += chunkBytes) yield text.subarray(at, at + chunkBytes);
      return;
    }
    const chunk = Buffer.alloc(chunkBytes);
    for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk))
      yield Buffer.from(chunk.subarray(0, read));
  } finally {
    closeSync(file);
  }
}

/**
 * What `openRecording` tells, one event after the other as they are asked for, and at once: for a clock that can't wait
 * for a disk. Throws a `RecordingError` where it can't go on.
 */
export function* recordedEvents(
  paths: string | readonly string[],
  from = 0,
): Generator<RecordingEvent, undefined> {
  const reader = createEventReader(from);
  let events: RecordingEvent[] = [];
  const emit = (event: RecordingEvent): void => void events.push(event);
  for (const path of withoutEarlier(filesOf([paths].flat()), from)) {
    reader.onFile(path);
    const decoder = new StringDecoder('utf8');
    let rest = '';
    try {
      for (const chunk of chunksOf(path)) {
        const lines = (rest + decoder.write(chunk)).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) reader.onLine(line, emit);
        yield* events;
        events = [];
      }
    } catch (error) {
      if ((error as { readonly _tag?: string })._tag === 'RecordingError') throw error;
      throw recordingError('unreadable', path, null, 'a file that can be read', systemCause(error));
    }
    rest += decoder.end();
    if (rest !== '') reader.onTail(rest, null, emit);
    yield* events;
    events = [];
  }
  reader.end(emit);
  yield* events;
}
