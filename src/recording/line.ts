import type * as t from 'io-ts';
import { list, own, record } from '../parsing/combinators';
import { decodeJson } from '../parsing/decode';
import { nullable, only, Flag, Id, Integer, Text, Timestamp } from '../parsing/primitives';

/**
 * The lines of a segment. A line is `t elapsed frame`: wall time (Unix, ms), ms since the segment began, and a frame of
 * the stream as it came. A note takes the frame's place as a JSON object. A copy of an earlier frame has `=` and the
 * wall time of the original before it.
 */

// ------------------------------------------------------------------------------------------------------- model

/** The two times of a line. */
export interface LineTimes {
  /** Wall time, Unix time in ms. */
  readonly t: number;
  /** Elapsed ms since the segment began; it never goes back. */
  readonly elapsed: number;
}

export interface FrameNote {
  readonly type: 'frame';
  readonly frame: string;
}

/** A copy of a frame of an earlier segment, so that this segment can be read alone. */
export interface CopyNote {
  readonly type: 'copy';
  /** The wall time at which the original came, ms. */
  readonly of: number;
  readonly frame: string;
}

/** The beginning of a part: of a segment, or of the lines that another process adds to one. */
export interface HeaderNote {
  readonly type: 'header';
  readonly format: 1;
  /** The name of the run of one recorder. */
  readonly run: string;
  /** The number of the part in its run, from 1. */
  readonly part: number;
  readonly pairs: readonly string[];
  /** The rooms that are joined already. */
  readonly rooms: readonly string[];
  /** True if there is a link. */
  readonly open: boolean;
}

/** A reply of public REST, as it came. */
export interface RestNote {
  readonly type: 'rest';
  /** The path after the base url: `/spot/pairs`. */
  readonly path: string;
  readonly status: number;
  /** The `Date` header, Unix time in ms. */
  readonly date: number | null;
  readonly body: string;
}

/** The note of a line without a frame. */
export type OwnNote =
  | HeaderNote
  | RestNote
  /** The link to the venue has opened, or is lost. */
  | { readonly type: 'open' }
  | { readonly type: 'drop'; readonly cause: string }
  | { readonly type: 'join' | 'leave'; readonly room: string }
  /** Nothing was received between two times (wall time, ms). */
  | { readonly type: 'gap'; readonly from: number; readonly to: number; readonly cause: string }
  /** The wall clock has stepped by `by` ms against elapsed time. */
  | { readonly type: 'step'; readonly by: number }
  /** The part is complete. */
  | { readonly type: 'end' }
  /** A note of a later version of the format that this version can still read. */
  | { readonly type: 'unknown' };

export type Note = FrameNote | CopyNote | OwnNote;

export type RecordingLine = LineTimes & Note;

/** The times at the beginning of a line. */
const lineStart = /^(\d{1,15}) (\d{1,15}) /;

// ------------------------------------------------------------------------------------------------------ encode

/** True if a frame can be in a line as it is: a frame of the protocol, in one line, of whole characters. */
const isPlain = (frame: string): boolean => /^\d/.test(frame) && !/[\n\r\ud800-\udfff]/.test(frame);

const textOf = (note: Note): string => {
  if (note.type === 'frame' && isPlain(note.frame)) return note.frame;
  if (note.type === 'copy' && isPlain(note.frame)) return `=${note.of} ${note.frame}`;
  return JSON.stringify(note);
};

/** Writes a line with its line break. */
export const encodeLine = ({ t, elapsed }: LineTimes, note: Note): string =>
  `${t} ${elapsed} ${textOf(note)}\n`;

// ------------------------------------------------------------------------------------------------------ decode

const ownCodecs: { readonly [K in Note['type']]: t.Decoder<unknown, Extract<Note, { readonly type: K }>> } = {
  frame: record<FrameNote>('a frame', { type: only('frame'), frame: Text }, own),
  copy: record<CopyNote>('a copy', { type: only('copy'), of: Timestamp, frame: Text }, own),
  header: record<HeaderNote>(
    'a header',
    {
      type: only('header'),
      format: only(1),
      run: Text,
      part: Id,
      pairs: list('pairs', Text),
      rooms: list('rooms', Text),
      open: Flag,
    },
    own,
  ),
  rest: record<RestNote>(
    'a reply',
    { type: only('rest'), path: Text, status: Id, date: nullable(Timestamp), body: Text },
    own,
  ),
  open: record('the link opened', { type: only('open') }, own),
  drop: record('a lost link', { type: only('drop'), cause: Text }, own),
  join: record('a join', { type: only('join'), room: Text }, own) as never,
  leave: record('a leave', { type: only('leave'), room: Text }, own) as never,
  gap: record('a gap', { type: only('gap'), from: Timestamp, to: Timestamp, cause: Text }, own),
  step: record('a step of the clock', { type: only('step'), by: Integer }, own),
  end: record('an end', { type: only('end') }, own),
  unknown: record('something new', { type: only('unknown') }, own),
};

const Typed = record<{ readonly type: string }>('a line of ours', { type: Text }, own);

const ClaimedFormat = record<{ readonly type: 'header'; readonly format: number }>(
  'a header',
  { type: only('header'), format: Id },
  own,
);

const isKnown = (type: string): type is Note['type'] => Object.hasOwn(ownCodecs, type);

const noteOf = (json: string): Note | null => {
  const typed = decodeJson(Typed, json);
  if (typed._tag === 'Left') return null;
  const { type } = typed.right;
  if (!isKnown(type)) return { type: 'unknown' };
  const note = decodeJson<Note>(ownCodecs[type], json);
  return note._tag === 'Right' ? note.right : null;
};

const copyOf = (text: string): CopyNote | null => {
  const [, of, frame] = /^=(\d{1,15}) (.+)$/.exec(text) ?? [];
  return of === undefined || frame === undefined ? null : { type: 'copy', of: Number(of), frame };
};

/** Reads a line without its line break; `null` if it is not one of a segment. */
export const decodeLine = (line: string): RecordingLine | null => {
  if (!lineStart.test(line)) return null;
  const first = line.indexOf(' ');
  const second = line.indexOf(' ', first + 1);
  const t = Number(line.slice(0, first));
  const elapsed = Number(line.slice(first + 1, second));
  const text = line.slice(second + 1);
  const kind = text.charAt(0);
  if (kind >= '0' && kind <= '9') return { t, elapsed, type: 'frame', frame: text };
  const note = kind === '=' ? copyOf(text) : kind === '{' ? noteOf(text) : null;
  return note === null ? null : { t, elapsed, ...note };
};

/** Returns the format that a header claims, whatever else is in it; `null` if the line is not a header. */
export const headerFormat = (line: string): number | null => {
  const [start = ''] = lineStart.exec(line) ?? [];
  const header = decodeJson(ClaimedFormat, line.slice(start.length));
  return start !== '' && header._tag === 'Right' ? header.right.format : null;
};
