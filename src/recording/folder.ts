import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { lastValueFrom } from 'rxjs';
import { takeLock, type FileLock } from '../files/lock';
import { isRecordingError, recordingError } from '../model/recording-error';
import { systemCause } from '../model/system-cause';
import {
  emptyManifest,
  isManifest,
  readManifest,
  writeManifest,
  type Manifest,
  type SegmentEntry,
} from './manifest';
import { outlived, type Retention } from './retention';
import { hourOfPath } from './segment-path';
import { closeTornSegment } from './torn-segment';

/** The folder of a recording. Only one recorder at a time can have it. */
export interface RecordingFolder {
  readonly manifest: () => Manifest;
  readonly setEntry: (path: string, entry: SegmentEntry) => void;
  readonly addPairs: (pairs: readonly string[]) => void;
  /** Removes the segments that must not be kept. `now` is wall time in ms. */
  readonly discard: (retention: Retention, now: number) => void;
  readonly close: () => void;
}

const lockName = 'recorder';

const isOurs = (name: string): boolean =>
  isManifest(name) || name.startsWith(`${lockName}.lock`) || /^\d{4}-\d{2}-\d{2}$/.test(name);

const unwritable = (folder: string, error: unknown): Error =>
  recordingError('unwritable', folder, null, 'a folder that can be written', systemCause(error));

const isEntered = (path: string, manifest: Manifest): boolean =>
  (manifest.segments[path]?.sha256 ?? null) !== null;

/** Returns the segments in a folder, as paths inside it. */
export const segmentNames = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => hourOfPath(path) !== null)
    .map((path) => path.split(sep).join('/'))
    .sort();

/**
 * Makes a folder. Node itself would try without end to make the parent of a folder that the system refuses (`/proc/x`).
 */
const makeFolder = (folder: string): void => {
  const missing = [folder];
  for (let parent = dirname(folder); !existsSync(parent); parent = dirname(parent)) missing.unshift(parent);
  for (const path of missing) if (!existsSync(path)) mkdirSync(path);
};

/** Throws a `RecordingError` unless the folder exists and is empty or a recording's. */
const checkFolder = (folder: string): void => {
  let names: readonly string[];
  try {
    makeFolder(folder);
    names = readdirSync(folder);
  } catch (error) {
    throw unwritable(folder, error);
  }
  const other = names.find((name) => !isOurs(name));
  if (other !== undefined)
    throw recordingError('foreign', folder, null, 'a recording or an empty folder', `a folder with ${other}`);
};

const take = async (folder: string): Promise<FileLock> => {
  const taken = await takeLock(join(folder, lockName)).catch((error: unknown) => {
    throw unwritable(folder, error);
  });
  if (taken._tag === 'Held') return taken.lock;
  throw recordingError('locked', folder, null, 'a folder that no other recorder has', taken.owner);
};

/** Closes every segment that was not closed, and enters those that are missing in the manifest. */
const closeSegments = async (
  folder: string,
  known: Manifest,
  isSound: (path: string, entry: SegmentEntry) => boolean,
): Promise<Manifest> => {
  const segments: Record<string, SegmentEntry> = {};
  const pairs = new Set(known.pairs);
  for (const path of segmentNames(folder)) {
    const entry = known.segments[path];
    if (entry !== undefined && isEntered(path, known) && isSound(path, entry)) {
      segments[path] = entry;
      continue;
    }
    const closed = await lastValueFrom(closeTornSegment(join(folder, path)));
    if (closed === null) continue;
    segments[path] = closed.entry;
    for (const pair of closed.pairs) pairs.add(pair);
  }
  return { ...known, pairs: [...pairs], segments };
};

/**
 * Opens a folder to record into it: makes it, locks it, and closes segments that a killed recorder left open, or that
 * are not sound although they were closed.
 */
export const openFolder = async (
  folder: string,
  isSound: (path: string, entry: SegmentEntry) => boolean = () => true,
): Promise<RecordingFolder> => {
  checkFolder(folder);
  // A manifest that is invalid or too new is reported before anything is changed.
  const known = readManifest(folder) ?? emptyManifest;
  const lock = await take(folder);
  let manifest: Manifest;
  const save = (): void => writeManifest(folder, manifest);
  try {
    manifest = await closeSegments(folder, known, isSound);
    save();
  } catch (error) {
    lock.release();
    throw isRecordingError(error) ? error : unwritable(folder, error);
  }
  const withSegments = (segments: Manifest['segments']): void => {
    manifest = { ...manifest, segments };
  };
  return {
    manifest: () => manifest,
    setEntry: (path, entry) => {
      withSegments({ ...manifest.segments, [path]: entry });
      save();
    },
    addPairs: (pairs) => {
      manifest = { ...manifest, pairs: [...new Set([...manifest.pairs, ...pairs])].sort() };
    },
    discard: (retention, now) => {
      const gone = outlived(manifest, retention, now);
      if (gone.length === 0) return;
      withSegments(
        Object.fromEntries(Object.entries(manifest.segments).filter(([path]) => !gone.includes(path))),
      );
      save();
      for (const path of gone) {
        rmSync(join(folder, path), { force: true });
        const day = join(folder, dirname(path));
        if (readdirSync(day).length === 0) rmSync(day, { recursive: true });
      }
    },
    close: () => lock.release(),
  };
};

/** Returns the size of a recording's segments in bytes. */
export const recordedSize = ({ segments }: Manifest): number =>
  Object.values(segments).reduce((sum, { size }) => sum + size, 0);
