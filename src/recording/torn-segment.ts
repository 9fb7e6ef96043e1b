import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { defaultIfEmpty, finalize, last, map, Observable, tap } from 'rxjs';
import { createGzMember } from './gz-member';
import type { SegmentEntry } from './manifest';
import { linesOf, type FileText } from './read-lines';
import { createTally } from './tally';

export interface ClosedSegment {
  readonly entry: SegmentEntry;
  readonly pairs: readonly string[];
}

const nextOf = (path: string): string => `${path}.next`;

/** Writes what is whole of a file into the file beside it. */
const writtenAnew = (path: string): Observable<ClosedSegment> => {
  const file = openSync(nextOf(path), 'w');
  const hash = createHash('sha256');
  const member = createGzMember();
  const tally = createTally(path);
  let size = 0;
  const write = (bytes: Buffer): void => {
    for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
    hash.update(bytes);
    size += bytes.length;
  };
  write(member.head);
  return linesOf(path).pipe(
    tap((read) => {
      if (read.type === 'tail' || read.lines.length === 0) return;
      for (const line of read.lines) tally.onLine(line);
      write(member.add(Buffer.from(`${read.lines.join('\n')}\n`)));
    }),
    defaultIfEmpty<FileText, null>(null),
    last(),
    map(() => {
      write(member.end());
      fsyncSync(file);
      return {
        entry: { ...tally.entry(), size, sha256: hash.digest('hex') },
        pairs: tally.pairs(),
      };
    }),
    finalize(() => closeSync(file)),
  );
};

/**
 * One-shot: closes a segment that was torn off: what stands behind its last whole line goes, all else is kept as it was.
 * Gives `null` where no line is whole: the file goes then. In one step: a crash leaves the old file or the new one.
 */
export const closeTornSegment = (path: string): Observable<ClosedSegment | null> =>
  new Observable<ClosedSegment>((subscriber) => writtenAnew(path).subscribe(subscriber)).pipe(
    map((closed) => {
      if (closed.entry.from !== null) {
        renameSync(nextOf(path), path);
        return closed;
      }
      rmSync(nextOf(path));
      rmSync(path);
      return null;
    }),
  );
