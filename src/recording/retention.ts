import type { Manifest } from './manifest';
import { hourOfPath, startOfHour } from './segment-path';

/** The limits of the segments that a recording keeps. */
export interface Retention {
  /** The age in ms at which segments are removed, from the end of their hour. */
  readonly keep?: number | undefined;
  /** The greatest size of all segments in bytes. The oldest are removed until the others fit. */
  readonly maxBytes?: number | undefined;
}

/**
 * Returns the segments that must be removed, oldest first, but never one that is being written. `now` is wall time in
 * ms.
 */
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
