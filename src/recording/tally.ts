import { decodeLine } from './line';
import type { RecordedGap, SegmentEntry } from './manifest';

/** Counts the lines of a segment. */
export interface Tally {
  /**
   * Counts a line without its line break. Returns `false` for a line that is not one of a segment, and does not count
   * it.
   */
  readonly takes: (text: string) => boolean;
  readonly entry: () => Omit<SegmentEntry, 'size' | 'sha256'>;
  /** Returns the pairs that its headers name. */
  readonly pairs: () => readonly string[];
}

export const createTally = (): Tally => {
  const gaps: RecordedGap[] = [];
  const pairs = new Set<string>();
  const counts = { frame: 0, copy: 0 };
  let bytes = 0;
  let [first, last]: (number | null)[] = [null, null];
  return {
    takes: (text) => {
      const line = decodeLine(text);
      if (line === null) return false;
      bytes += Buffer.byteLength(text) + 1;
      first ??= line.t;
      last = line.t;
      if (line.type === 'frame' || line.type === 'copy') counts[line.type] += 1;
      else if (line.type === 'gap') gaps.push({ from: line.from, to: line.to, cause: line.cause });
      else if (line.type === 'header') for (const pair of line.pairs) pairs.add(pair);
      return true;
    },
    entry: () => ({
      frames: counts.frame,
      copies: counts.copy,
      bytes,
      from: first ?? null,
      to: last ?? null,
      gaps,
    }),
    pairs: () => [...pairs],
  };
};
