import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { freshPrefixOf } from '../files/real-file';
import { replaceFileNow } from '../files/replace-file';
import { recordingError } from '../model/recording-error';
import { causeOf } from '../model/tagged';
import { dictionary, list, own, record } from '../parsing/combinators';
import { decodeJson } from '../parsing/decode';
import { Id, nullable, only, Text, Timestamp } from '../parsing/primitives';

/** The contents of `manifest.json`, a summary of a recording, so that nobody must read the whole recording. */

/** A time without any frame: wall times in ms. */
export interface RecordedGap {
  readonly from: number;
  readonly to: number;
  readonly cause: string;
}

export interface SegmentEntry {
  /** The number of frames as they came, and of those repeated from the previous segment. */
  readonly frames: number;
  readonly copies: number;
  /** Bytes of the text, and bytes of the file. */
  readonly bytes: number;
  readonly size: number;
  /** Wall times of the first and the last line, ms; `null` if it has no line. */
  readonly from: number | null;
  readonly to: number | null;
  readonly gaps: readonly RecordedGap[];
  /** The sha256 of the file, in hex; `null` while it is being written. */
  readonly sha256: string | null;
}

export interface Manifest {
  readonly kind: 'rx-bitbank recording';
  readonly format: 1;
  readonly pairs: readonly string[];
  /** The segments by their path in the folder. */
  readonly segments: Readonly<Record<string, SegmentEntry>>;
}

export const emptyEntry: SegmentEntry = {
  frames: 0,
  copies: 0,
  bytes: 0,
  size: 0,
  from: null,
  to: null,
  gaps: [],
  sha256: null,
};

export const emptyManifest: Manifest = {
  kind: 'rx-bitbank recording',
  format: 1,
  pairs: [],
  segments: {},
};

const Gap = record<RecordedGap>('a gap', { from: Timestamp, to: Timestamp, cause: Text }, own);

const Entry = record<SegmentEntry>(
  'a segment',
  {
    frames: Id,
    copies: Id,
    bytes: Id,
    size: Id,
    from: nullable(Timestamp),
    to: nullable(Timestamp),
    gaps: list('gaps', Gap),
    sha256: nullable(Text),
  },
  own,
);

const Head = record<{ readonly kind: Manifest['kind']; readonly format: number }>(
  'a manifest',
  { kind: only('rx-bitbank recording'), format: Id },
  own,
);

const Manifest1 = record<Manifest>(
  'a manifest',
  {
    kind: only('rx-bitbank recording'),
    format: only(1),
    pairs: list('pairs', Text),
    segments: dictionary('segments', Entry),
  },
  own,
);

const manifestName = 'manifest.json';

export const isManifest = (name: string): boolean =>
  name === manifestName || name.startsWith(freshPrefixOf(manifestName));

/** Reads the manifest of a folder; `null` if there is none. Throws a `RecordingError`. */
export const readManifest = (folder: string): Manifest | null => {
  const path = join(folder, manifestName);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw recordingError('unreadable', path, null, 'a file that can be read', causeOf(error));
  }
  const head = decodeJson(Head, text);
  if (head._tag === 'Left')
    throw recordingError('foreign', path, null, 'the manifest of a recording', 'something else');
  if (head.right.format > 1)
    throw recordingError('newer', path, null, 'format 1', `format ${head.right.format}, of a newer version`);
  const manifest = decodeJson(Manifest1, text);
  if (manifest._tag === 'Left')
    throw recordingError('corrupt', path, null, 'the manifest of a recording', manifest.left.message);
  return manifest.right;
};

/**
 * Writes the manifest in one step: a crash leaves the old one or the new one. Everybody who may read the folder may
 * read a new manifest.
 */
export const writeManifest = (folder: string, manifest: Manifest): void =>
  replaceFileNow(
    join(folder, manifestName),
    `${JSON.stringify(manifest, null, 2)}\n`,
    statSync(folder).mode & 0o666,
  );
