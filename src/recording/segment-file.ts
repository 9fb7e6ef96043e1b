import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** A segment's file during writing. It is a port: tests count its calls. */
export interface SegmentFile {
  /** The size of the file before, in bytes. */
  readonly size: number;
  /** Writes all of the bytes or none of them. Throws the system's error. */
  readonly write: (bytes: Buffer) => void;
  /** Puts the file on the disk, some time later. */
  readonly sync: () => void;
  /** Puts the file on the disk before it returns. Returns the sha256 of the whole file, in hex. */
  readonly close: () => string;
}

/** Opens a file. `failed` receives the error of a `sync`. */
export type OpenSegmentFile = (path: string, failed: (error: unknown) => void) => SegmentFile;

/** Syncs a folder, because a name is on the disk only after its folder. Windows neither needs nor allows that. */
const syncFolder = (path: string): void => {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
};

export const openSegmentFile: OpenSegmentFile = (path, failed) => {
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true });
  const isNew = !existsSync(path);
  const held = isNew ? Buffer.alloc(0) : readFileSync(path);
  const hash = createHash('sha256').update(held);
  const file = openSync(path, 'a');
  if (isNew) {
    syncFolder(folder);
    syncFolder(dirname(folder));
  }
  let size = held.length;
  /**
   * True during a sync. A file that was closed during its sync would fail it, or another file with the same number
   * would be synced.
   */
  let isSyncing = false;
  let isOver = false;
  const letGo = (): void => {
    if (!isOver && !isSyncing) closeSync(file);
    isOver = true;
  };
  return {
    size,
    write: (bytes) => {
      try {
        for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
      } catch (error) {
        // A full disk may have taken a part of the bytes.
        ftruncateSync(file, size);
        throw error;
      }
      size += bytes.length;
      hash.update(bytes);
    },
    sync: () => {
      if (isSyncing) return;
      isSyncing = true;
      fsync(file, (error) => {
        isSyncing = false;
        if (isOver) closeSync(file);
        if (error) failed(error);
      });
    },
    close: () => {
      try {
        fsyncSync(file);
      } finally {
        letGo();
      }
      return hash.digest('hex');
    },
  };
};
