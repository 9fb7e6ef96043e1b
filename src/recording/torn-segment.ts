import { createHash } from 'node:crypto';
import { chmodSync, closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { defaultIfEmpty, defer, finalize, last, map, tap, type Observable } from 'rxjs';
import { freshNameOf, modeOf } from '../files/real-file';
import { createGzMember } from './gz-member';
import type { SegmentEntry } from './manifest';
import { linesOf, type FileText } from './read-lines';
import { createTally } from './tally';

export interface ClosedSegment {
  readonly entry: SegmentEntry;
  readonly pairs: readonly string[];
}

/** Writes the sound part of a file into a new one. */
const rewritten = (path: string, fresh: string): Observable<ClosedSegment> => {
  const file = openSync(fresh, 'wx', 0o600);
  const hash = createHash('sha256');
  const member = createGzMember();
  const tally = createTally();
  let size = 0;
  let isCut = false;
  const write = (bytes: Buffer): void => {
    for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
    hash.update(bytes);
    size += bytes.length;
  };
  write(member.head);
  return linesOf(path).pipe(
    tap((read) => {
      if (read.type === 'tail' || read.lines.length === 0 || isCut) return;
      const kept: string[] = [];
      for (const line of read.lines) {
        // Lines after an invalid one can't be relied on either.
        if (!tally.takes(line)) isCut = true;
        if (isCut) break;
        kept.push(`${line}\n`);
      }
      if (kept.length > 0) write(member.add(Buffer.from(kept.join(''))));
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
 * One-shot: closes a torn segment. The text after its last whole line, or from an invalid line on, is removed, and
 * everything else is kept as it was. Emits `null` if no line is whole; the file is removed then. It takes one step: a
 * crash leaves the old file or the new one.
 */
export const closeTornSegment = (path: string): Observable<ClosedSegment | null> =>
  defer(() => {
    const fresh = freshNameOf(path);
    return rewritten(path, fresh).pipe(
      map((closed) => {
        if (closed.entry.from !== null) {
          chmodSync(fresh, modeOf(path));
          renameSync(fresh, path);
          return closed;
        }
        rmSync(path);
        return null;
      }),
      finalize(() => rmSync(fresh, { force: true })),
    );
  });
