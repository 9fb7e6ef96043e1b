import { stampOf, type Clock } from '../operators/clock';
import { createGzMember, type GzMember } from './gz-member';
import { encodeLine, type HeaderNote, type LineTimes, type Note } from './line';
import { emptyEntry, type SegmentEntry } from './manifest';
import type { HeldFrame } from '../connectivity/room-memory';
import { hourOf, segmentPath } from './segment-path';
import type { SegmentFile } from './segment-file';

export interface SegmentWriterConfig {
  readonly clock: Clock;
  readonly run: string;
  readonly open: (path: string) => SegmentFile;
  /** Returns the beginning of a part. */
  readonly headerOf: () => Pick<HeaderNote, 'pairs' | 'rooms' | 'open'>;
  readonly copies: () => readonly HeldFrame[];
  /** Returns the known entry of a segment whose file exists. */
  readonly entryOf: (path: string) => SegmentEntry | undefined;
  /** Runs when a segment begins and when it is complete. */
  readonly onEntry: (path: string, entry: SegmentEntry) => void;
}

export interface SegmentWriter {
  /** Returns the path of the segment, inside the recording; `null` until something was written. */
  readonly path: () => string | null;
  readonly write: (note: Note) => void;
  /** Puts all lines into the file, so that they can be read. */
  readonly flush: () => void;
  readonly sync: () => void;
  /** Closes the segment. Nothing can be written after it. */
  readonly close: () => void;
  /** Closes the file as it is, if nothing more can be written into it. */
  readonly abandon: () => void;
  /** Returns by how many bytes the file has grown since it was entered into the manifest. */
  readonly unentered: () => number;
  /** Returns the amounts in the files so far, of this run. */
  readonly written: () => { readonly frames: number; readonly bytes: number; readonly size: number };
}

type Counts = { -readonly [K in keyof SegmentEntry]: SegmentEntry[K] };

/** A wall time (Unix) and an elapsed time, ms. */
interface Moment {
  readonly t: number;
  readonly elapsed: number;
}

interface OpenSegment {
  readonly path: string;
  readonly hour: number;
  readonly file: SegmentFile;
  readonly member: GzMember;
  /** Elapsed time at its beginning. */
  readonly began: number;
  readonly counts: Counts;
  pending: string[];
  isBegun: boolean;
}

/** Creates a writer that writes lines into the segment of the hour, and begins the next one when the hour is over. */
export const createSegmentWriter = (config: SegmentWriterConfig): SegmentWriter => {
  const { clock, run, open, headerOf, copies, entryOf, onEntry } = config;
  const written = { frames: 0, bytes: 0, size: 0 };
  let part = 0;
  let current: OpenSegment | null = null;
  let pendingFrames = 0;

  const put = (segment: OpenSegment, times: LineTimes, note: Note): void => {
    const { counts, pending } = segment;
    pending.push(encodeLine(times, note));
    counts.from ??= times.t;
    counts.to = times.t;
    if (note.type === 'frame') {
      counts.frames += 1;
      pendingFrames += 1;
    } else if (note.type === 'copy') counts.copies += 1;
    else if (note.type === 'gap') {
      const { from, to, cause } = note;
      counts.gaps = [...counts.gaps, { from, to, cause }];
    }
  };

  /**
   * Returns the present. All lines of one moment use the same reading, so that the time to close and open a file is not
   * lost.
   */
  const present = (): Moment => ({ t: stampOf(clock), elapsed: clock.elapsed() });

  const timesIn = ({ began }: OpenSegment, { t, elapsed }: Moment): LineTimes => ({
    t,
    elapsed: elapsed - began,
  });

  const writeBytes = ({ file, counts }: OpenSegment, bytes: Buffer): void => {
    file.write(bytes);
    counts.size += bytes.length;
    written.size += bytes.length;
  };

  const flush = (segment: OpenSegment): void => {
    const { pending, member, counts, isBegun } = segment;
    if (pending.length === 0) return;
    const text = Buffer.from(pending.join(''));
    const piece = member.add(text);
    writeBytes(segment, isBegun ? piece : Buffer.concat([member.head, piece]));
    segment.isBegun = true;
    segment.pending = [];
    counts.bytes += text.length;
    written.bytes += text.length;
    written.frames += pendingFrames;
    pendingFrames = 0;
  };

  const begin = (at: Moment): OpenSegment => {
    const hour = hourOf(at.t);
    const path = segmentPath(hour);
    const file = open(path);
    const segment: OpenSegment = {
      path,
      hour,
      file,
      member: createGzMember(),
      began: at.elapsed,
      counts: { ...emptyEntry, ...entryOf(path), size: file.size, sha256: null },
      pending: [],
      isBegun: false,
    };
    part += 1;
    const times = timesIn(segment, at);
    put(segment, times, { type: 'header', format: 1, run, part, ...headerOf() });
    for (const { t: of, frame } of copies()) put(segment, times, { type: 'copy', of, frame });
    try {
      flush(segment);
    } catch (error) {
      file.close();
      throw error;
    }
    return segment;
  };

  const end = (segment: OpenSegment, at: Moment): void => {
    const { path, file, member, counts } = segment;
    try {
      put(segment, timesIn(segment, at), { type: 'end' });
      flush(segment);
      writeBytes(segment, member.end());
    } finally {
      current = null;
      counts.sha256 = file.close();
    }
    onEntry(path, { ...counts });
  };

  /**
   * True if the hour of a segment is over. A clock that was set back a little does not lead back into a closed segment.
   */
  const isOver = ({ hour }: OpenSegment, t: number): boolean => hourOf(t) > hour || hourOf(t) < hour - 1;

  const segmentAt = (at: Moment): OpenSegment => {
    if (current !== null && isOver(current, at.t)) end(current, at);
    else if (current !== null) return current;
    current = begin(at);
    onEntry(current.path, { ...current.counts });
    return current;
  };

  return {
    path: () => current?.path ?? null,
    write: (note) => {
      const at = present();
      const segment = segmentAt(at);
      put(segment, timesIn(segment, at), note);
    },
    flush: () => {
      if (current !== null) flush(segmentAt(present()));
    },
    sync: () => current?.file.sync(),
    close: () => {
      if (current !== null) end(current, present());
    },
    abandon: () => {
      current?.file.close();
      current = null;
    },
    unentered: () => (current === null ? 0 : current.counts.size - (entryOf(current.path)?.size ?? 0)),
    written: () => written,
  };
};
