import { closeSync, openSync, readSync } from 'node:fs';
import { constants, gunzipSync } from 'node:zlib';
import { causeOf } from '../model/tagged';

/** Options that also unpack a gz file without an end. */
export const unendedGz = { finishFlush: constants.Z_SYNC_FLUSH } as const;

export const isGz = (path: string): boolean => {
  const file = openSync(path, 'r');
  try {
    const magic = Buffer.alloc(2);
    return readSync(file, magic) === 2 && magic.readUInt16BE() === 0x1f8b;
  } finally {
    closeSync(file);
  }
};

/** The text that could be unpacked, and the fault of the file after it; `null` if it only ends. */
export interface Unzipped {
  readonly text: Buffer;
  readonly cause: string | null;
}

const attempt = (bytes: Buffer): Unzipped => {
  try {
    return { text: gunzipSync(bytes, unendedGz), cause: null };
  } catch (error) {
    return { text: Buffer.alloc(0), cause: causeOf(error) };
  }
};

/**
 * Unpacks as much as possible of a gz file. Node returns nothing of a damaged file. The damaged place is found by
 * halving, which takes some seconds for an hour of the venue.
 */
export const unzip = (bytes: Buffer): Unzipped => {
  const all = attempt(bytes);
  if (all.cause === null) return all;
  let { text } = all;
  let [sound, spoiled] = [0, bytes.length];
  while (spoiled - sound > 1) {
    const middle = Math.floor((sound + spoiled) / 2);
    const some = attempt(bytes.subarray(0, middle));
    if (some.cause === null) [sound, text] = [middle, some.text];
    else spoiled = middle;
  }
  return { text, cause: all.cause };
};
