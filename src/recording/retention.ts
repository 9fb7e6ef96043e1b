import type { Manifest } from './manifest';
import { hourOfPath, startOfHour } from './segment-path';

/** What of a recording is kept. */
export interface Retention {
  /** Segments whose hour is over for so long go, ms. */
  readonly keep?: number | undefined;
  /** The oldest segments go until those that are left are no larger, bytes. */
  readonly maxBytes?: number | undefined;
}

/** The segments that have to go, oldest first; never one that is being written. `now`: wall time, ms. */
export const outlived = (
  { segments }: Pick<Manifest, 'segments'>,
  { keep = Infinity, maxBytes = Infinity }: Retention,
  now: number,
): readonly string[] => {
  const paths = Object.keys(segments).sort();
  let total = paths.reduce((sum, path) => sum + (segments[path]?.size ?? 0), 0);
  return paths.filter((path) => {
    const { size = 0, sha256 = null } = segments[path] ?? {};
    if (sha256 === null) return false;
    const isOld = startOfHour((hourOfPath(path) ?? Infinity) + 1) < now - keep;
    const goes = isOld || total > maxBytes;
    if (goes) total -= size;
    return goes;
  });
};
