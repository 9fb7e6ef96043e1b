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

/** A segment's file as it is written. A port: tests count its calls. */
export interface SegmentFile {
  /** What it held before, bytes. */
  readonly size: number;
  /** All of it is in the file when it returns, or nothing; throws what the system says. */
  readonly write: (bytes: Buffer) => void;
  /** On the disk, some time after. */
  readonly sync: () => void;
  /** On the disk when it returns. Gives the sha256 of all that the file holds, in hex. */
  readonly close: () => string;
}

/** `failed` hears what goes wrong with a `sync`. */
export type OpenSegmentFile = (path: string, failed: (error: unknown) => void) => SegmentFile;

/** A name is on the disk once its folder is; Windows neither needs nor allows that. */
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
  /** A file that is closed under a sync on its way would fail it, or have it done to the next file of that number. */
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
        // A full disk has taken a part of it.
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
