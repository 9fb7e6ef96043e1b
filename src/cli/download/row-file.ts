import { appendFileSync, closeSync, fstatSync, ftruncateSync, openSync, readSync } from 'node:fs';
import { usageError, type UsageError } from '../common/options';
import { orFileError } from '../common/file-error';
import type { RowLines } from './row-lines';

/** A number of bytes that is longer than any line. */
const edge = 4096;

/** A file of rows that can be continued. */
export interface RowFile<R, K> {
  /** Its first row and its last; `null` if it holds none yet. */
  readonly held: { readonly first: K; readonly last: K } | null;
  /**
   * Returns the first of the last rows that are all of a kind, the row before it (`null`: none), and the place where it
   * begins; `null` if the last row is not of that kind.
   */
  readonly ending: (
    isOfKind: (key: K) => boolean,
  ) => { readonly first: K; readonly before: K | null; readonly at: number } | null;
  /** Removes everything after a place. */
  readonly cut: (at: number) => void;
  /** Appends rows. Every row is completely in the file when it returns. */
  readonly append: (rows: readonly R[]) => void;
  readonly close: () => void;
}

/** The required contents of a file of rows. */
export interface RowFileKind<R, K> {
  readonly lines: RowLines<R, K>;
  /** The fields with which all of its rows begin, and which identify its contents. */
  readonly of: Readonly<Record<string, string>>;
  /** The name of the contents for errors: `csv candles`. */
  readonly what: string;
}

const readAt = (file: number, position: number, length: number): string => {
  const bytes = Buffer.alloc(length);
  return bytes.toString('utf8', 0, readSync(file, bytes, 0, length, position));
};

/**
 * Yields the lines of a file from its end to its beginning, without their line breaks, with the place where each
 * begins.
 */
function* linesBackwards(file: number, begin: number, end: number): Generator<readonly [string, number]> {
  let to = end;
  /** The end of a line whose beginning has not been read yet. */
  let carried = '';
  while (to > begin) {
    const from = Math.max(begin, to - 16 * edge);
    const text = readAt(file, from, to - from) + carried;
    let stop = text.length;
    // A line break at the very beginning ends a line of the piece before, and is carried. A search from -1 would find it
    // again, because `lastIndexOf` takes -1 for 0.
    while (stop > 1) {
      const cut = text.lastIndexOf('\n', stop - 2);
      if (cut < 0) break;
      yield [text.slice(cut + 1, stop - 1), from + cut + 1];
      stop = cut + 1;
    }
    carried = text.slice(0, stop);
    to = from;
  }
  if (carried !== '') yield [carried.slice(0, -1), begin];
}

/**
 * Opens a file to continue it after its last whole line. A line that was cut off is removed. Throws a `UsageError`, and
 * changes nothing, if the file holds something else.
 */
export const openRowFile = <R, K extends object>(
  path: string,
  { lines, of, what }: RowFileKind<R, K>,
): RowFile<R, K> => {
  const { header, beginning, line, keyOf } = lines;
  const isOther = (other: string): UsageError =>
    usageError(`${path}: holds ${other}, not ${what} of ${Object.values(of).join(' ')}`);
  const ours = (text: string): K => {
    const key = keyOf(text);
    if (key === null) throw isOther('something else');
    const cells = key as Readonly<Record<string, unknown>>;
    const fields = Object.keys(of);
    if (fields.some((field) => cells[field] !== of[field]))
      throw isOther(fields.map((field) => cells[field]).join(' '));
    return key;
  };
  const file = orFileError(path, () => openSync(path, 'a+'));
  try {
    return orFileError(path, () => {
      const { size } = fstatSync(file);
      const head = readAt(file, 0, Math.min(size, edge));
      const start = beginning(of);
      if (!head.startsWith(start) && !start.startsWith(head)) ours(head.split('\n')[0] ?? '');
      const tailFrom = Math.max(0, size - edge);
      const tail = readAt(file, tailFrom, size - tailFrom);
      const whole = tail.slice(0, tail.lastIndexOf('\n') + 1);
      const end = tailFrom + Buffer.byteLength(whole);
      const firstLine = head.slice(header.length).split('\n')[0] ?? '';
      const lastLine = whole.trimEnd().split('\n').at(-1) ?? '';
      const isEmpty = end <= header.length;
      const held = isEmpty ? null : { first: ours(firstLine), last: ours(lastLine) };
      if (end < size) ftruncateSync(file, end);
      if (isEmpty && end < header.length) appendFileSync(file, header);
      return {
        held,
        ending: (isOfKind) => {
          let found: { first: K; before: K | null; at: number } | null = null;
          if (isEmpty) return found;
          for (const [text, at] of linesBackwards(file, header.length, end)) {
            const key = ours(text);
            if (!isOfKind(key)) return found && { ...found, before: key };
            found = { first: key, before: null, at };
          }
          return found;
        },
        cut: (at) => ftruncateSync(file, at),
        append: (rows) => {
          if (rows.length > 0) appendFileSync(file, rows.map(line).join(''));
        },
        close: () => closeSync(file),
      };
    });
  } catch (error) {
    closeSync(file);
    throw error;
  }
};
