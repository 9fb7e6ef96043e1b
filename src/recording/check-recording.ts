import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { concatMap, defer, from, last, map, scan, startWith, type Observable } from 'rxjs';
import { recordingError } from '../model/recording-error';
import { systemCause } from '../model/system-cause';
import { openFolder, segmentNames } from './folder';
import { readManifest, type Manifest, type SegmentEntry } from './manifest';
import { linesOf } from './read-lines';
import { createTally } from './tally';

/** A segment and its fault; `null` if it has none. */
export interface SegmentCheck {
  readonly path: string;
  readonly wrong: string | null;
}

const sha256Of = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

/** Returns the manifest of a folder that holds a recording; throws a `RecordingError`. */
export const manifestOf = (folder: string): Manifest => {
  let isFolder: boolean;
  try {
    isFolder = statSync(folder).isDirectory();
  } catch (error) {
    throw recordingError('unreadable', folder, null, 'the folder of a recording', systemCause(error));
  }
  const manifest = isFolder ? readManifest(folder) : null;
  if (manifest === null)
    throw recordingError('foreign', folder, null, 'the folder of a recording', 'a folder without a manifest');
  return manifest;
};

const wrongLines = (path: string, entry: SegmentEntry): Observable<string | null> => {
  const tally = createTally();
  return linesOf(path).pipe(
    scan((wrong: string | null, read) => {
      if (wrong !== null) return wrong;
      if (read.type === 'tail') return read.cause ?? 'its end is torn off';
      return read.lines.every(tally.takes) ? null : 'a line is not one of a recording';
    }, null),
    startWith(null),
    last(),
    map((wrong) => {
      const { frames, copies } = tally.entry();
      return (
        wrong ??
        (frames === entry.frames && copies === entry.copies
          ? null
          : `holds ${frames} frames, the manifest has ${entry.frames}`)
      );
    }),
  );
};

/** One-shot: reads a whole recording, and reports for each segment whether it is as it was written. */
export const checkRecording = (folder: string): Observable<SegmentCheck> =>
  defer(() => {
    const { segments } = manifestOf(folder);
    const there = segmentNames(folder);
    return from([...new Set([...there, ...Object.keys(segments)])].sort()).pipe(
      concatMap((path): Observable<SegmentCheck> => {
        const entry = segments[path];
        const result = (wrong: string | null): Observable<SegmentCheck> => from([{ path, wrong }]);
        if (!there.includes(path)) return result('it is missing');
        if (entry === undefined) return result('the manifest does not have it');
        if (entry.sha256 === null) return result('it is not closed: it is being written, or was torn off');
        if (sha256Of(join(folder, path)) !== entry.sha256) return result('its sha256 differs');
        return wrongLines(join(folder, path), entry).pipe(map((wrong) => ({ path, wrong })));
      }),
    );
  });

/**
 * Command: closes every segment that is torn or not as it was written, after its last whole line, and writes a new
 * manifest. It emits the manifest.
 */
export const repairRecording = (folder: string): Observable<Manifest> =>
  defer(async () => {
    manifestOf(folder);
    const open = await openFolder(folder, (path, { sha256 }) => sha256Of(join(folder, path)) === sha256);
    const manifest = open.manifest();
    open.close();
    return manifest;
  });
