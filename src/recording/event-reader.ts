import { recordingError } from '../model/recording-error';
import { decode, describe } from '../parsing/decode';
import { Timestamp } from '../parsing/primitives';
import {
  decodeLine,
  headerFormat,
  type HeaderNote,
  type LineTimes,
  type RecordingLine,
  type RestNote,
} from './line';
import { createRoomMemory } from '../connectivity/room-memory';

/** The end of a file was torn off, after its last whole line. */
export interface TornEvent extends LineTimes {
  readonly type: 'torn';
  readonly path: string;
  /** The number of characters that could not be used. */
  readonly characters: number;
}

/**
 * An event of a recording: its lines, in order. `elapsed` counts from the beginning of the reading, across segments,
 * and never goes back.
 */
export type RecordingEvent = RecordingLine | TornEvent;

export interface EventReader {
  readonly onFile: (path: string) => void;
  readonly onLine: (line: string, emit: (event: RecordingEvent) => void) => void;
  readonly onTail: (text: string, cause: string | null, emit: (event: RecordingEvent) => void) => void;
  /** Emits the events that were held back until now, if the recording ends before `from`. */
  readonly end: (emit: (event: RecordingEvent) => void) => void;
}

const engineIoFrame = /^[0-6]/;

/** The header of a file that is not a segment. It is only known to hold frames, and to have a link. */
const plainHeader = {
  type: 'header',
  format: 1,
  run: '',
  part: 0,
  pairs: [],
  rooms: [],
  open: true,
} as const;

/** Parses `{"t":1790127295169,"frame":"42…"}`, or a bare frame, which has no time. */
const parsePlain = (line: string): { readonly t: number; readonly frame: string } | null => {
  if (engineIoFrame.test(line)) return { t: 0, frame: line };
  try {
    const { t, frame } = JSON.parse(line) as { readonly t?: unknown; readonly frame?: unknown };
    const time = decode(Timestamp, t);
    return time._tag === 'Right' && typeof frame === 'string' ? { t: time.right, frame } : null;
  } catch {
    return null;
  }
};

/** Makes events of the lines of files that follow each other. `from` is wall time in ms. */
export const createEventReader = (from: number): EventReader => {
  let path = '';
  let number = 0;
  /** True if the file is a segment; `null` until its first line. */
  let isSegment: boolean | null = null;
  /** The newest part. */
  let part: HeaderNote | null = null;
  /** True if copies only repeat events that were emitted already. */
  let isContinued = false;
  let isOpen = false;
  let lastT: number | null = null;
  let elapsed = 0;
  /** The value of `elapsed` at the beginning of the part. */
  let base = 0;
  /** The state before `from`; `null` from there on. */
  let before: ReturnType<typeof createRoomMemory> | null = from > 0 ? createRoomMemory() : null;

  /** The latest reply of each path, before `from`. */
  const replies = new Map<string, RestNote>();

  const corrupt = (expected: string, line: string): Error =>
    recordingError('corrupt', path, number, expected, describe(line));

  const emitStart = (t: number, emit: (event: RecordingEvent) => void): void => {
    const held = before;
    before = null;
    if (held === null || part === null) return;
    base -= elapsed;
    elapsed = 0;
    const times = { t, elapsed };
    emit({ ...part, ...times, open: isOpen });
    for (const { t: of, frame } of held.copies()) emit({ ...times, type: 'copy', of, frame });
    for (const reply of replies.values()) emit({ ...times, ...reply });
    replies.clear();
  };

  const remember = (memory: ReturnType<typeof createRoomMemory>, line: RecordingLine): void => {
    if (line.type === 'frame') memory.onFrame(line.t, line.frame);
    else if (line.type === 'copy') memory.onFrame(line.of, line.frame);
    else if (line.type === 'drop') memory.onDrop();
    else if (line.type === 'join') memory.onJoin(line.room);
    else if (line.type === 'leave') memory.onLeave(line.room);
    else if (line.type === 'rest') replies.set(line.path, line);
  };

  const emitLine = (line: RecordingLine, emit: (event: RecordingEvent) => void): void => {
    if (line.type === 'open') isOpen = true;
    else if (line.type === 'drop') isOpen = false;
    if (before !== null) {
      if (line.t < from || line.type === 'header' || line.type === 'copy') {
        remember(before, line);
        return;
      }
      emitStart(line.t, emit);
      emit({ ...line, elapsed });
      return;
    }
    emit(line);
  };

  const onHeader = (line: LineTimes & HeaderNote, emit: (event: RecordingEvent) => void): void => {
    isContinued = part !== null && part.run === line.run && part.part + 1 === line.part;
    if (!isContinued) {
      // The previous recorder ended with an open link. It received that link up to its last line and no further.
      if (isOpen)
        emitLine({ t: lastT ?? line.t, elapsed, type: 'drop', cause: 'the recorder was not running' }, emit);
      if (lastT !== null) elapsed += Math.max(0, line.t - lastT);
    }
    base = elapsed;
    part = line;
    isOpen = line.open;
    emitLine({ ...line, elapsed }, emit);
  };

  const onSegmentLine = (text: string, emit: (event: RecordingEvent) => void): void => {
    const line = decodeLine(text);
    if (line === null) {
      const format = headerFormat(text);
      if (format !== null && format > 1)
        throw recordingError('newer', path, number, 'format 1', `format ${format}, of a newer version`);
      throw corrupt('a line of a recording', text);
    }
    if (line.type === 'header') onHeader(line, emit);
    else {
      elapsed = Math.max(elapsed, base + line.elapsed);
      if (line.type !== 'copy' || !isContinued) emitLine({ ...line, elapsed }, emit);
    }
    lastT = line.t;
  };

  const onPlainLine = (text: string, emit: (event: RecordingEvent) => void): boolean => {
    const line = text.trim();
    if (line === '') return true;
    const recorded = parsePlain(line);
    if (recorded === null) return false;
    const { t, frame } = recorded;
    if (part !== plainHeader) {
      part = plainHeader;
      isOpen = true;
      emitLine({ t, elapsed, ...plainHeader }, emit);
    }
    if (lastT !== null) elapsed += Math.max(0, t - lastT);
    lastT = t;
    emitLine({ t, elapsed, type: 'frame', frame }, emit);
    return true;
  };

  return {
    onFile: (next) => {
      path = next;
      number = 0;
      isSegment = null;
    },
    onLine: (text, emit) => {
      number += 1;
      isSegment ??= text.trim() === '' ? null : headerFormat(text) !== null;
      if (isSegment === true) onSegmentLine(text, emit);
      else if (!onPlainLine(text, emit))
        throw corrupt('{"t": ms, "frame": "…"} or a frame of the stream', text.trim());
    },
    onTail: (text, cause, emit) => {
      number += 1;
      // A plain file need not end with a line break. A segment does, unless it is torn.
      if (isSegment !== true && cause === null && onPlainLine(text, emit)) return;
      if (isSegment === null) throw corrupt('{"t": ms, "frame": "…"} or a frame of the stream', text.trim());
      emit({ t: lastT ?? 0, elapsed, type: 'torn', path, characters: text.length });
    },
    end: (emit) => emitStart(lastT ?? 0, emit),
  };
};
