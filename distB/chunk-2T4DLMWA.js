// src/files/replace-file.ts
import { closeSync, fchmodSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from "fs";
import { open, rename, rm } from "fs/promises";

// src/files/real-file.ts
import { randomUUID } from "crypto";
import { lstatSync, readlinkSync, realpathSync, statSync } from "fs";
import { basename, dirname, join, resolve } from "path";
var orMissing = (act) => {
  try {
    return act();
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw error;
  }
};
var realFileOf = (path) => {
  const file = resolve(path);
  const real = orMissing(() => realpathSync(file));
  if (real !== null) return real;
  const link = orMissing(() => lstatSync(file).isSymbolicLink() ? readlinkSync(file) : null);
  if (link !== null) return realFileOf(resolve(dirname(file), link));
  const folder = orMissing(() => realpathSync(dirname(file)));
  return join(folder ?? dirname(file), basename(file));
};
var statsOf = (file) => orMissing(() => statSync(file));
var modeOf = (file, ofNew = 384) => (statsOf(file)?.mode ?? ofNew) & 511;
var freshPrefixOf = (file) => `${file}.next-`;
var freshNameOf = (file) => freshPrefixOf(file) + randomUUID();

// src/files/replace-file.ts
var replaceFile = async (file, text) => {
  const fresh = freshNameOf(file);
  const handle = await open(fresh, "wx", 384);
  try {
    try {
      await handle.writeFile(text);
      await handle.chmod(modeOf(file));
    } finally {
      await handle.close();
    }
    await rename(fresh, file);
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
};
var replaceFileNow = (file, text, modeOfNew) => {
  const fresh = freshNameOf(file);
  const handle = openSync(fresh, "wx", 384);
  try {
    try {
      const bytes = Buffer.from(text);
      for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
      fchmodSync(handle, modeOf(file, modeOfNew));
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(fresh, file);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
};

export {
  realFileOf,
  statsOf,
  modeOf,
  freshPrefixOf,
  freshNameOf,
  replaceFile,
  replaceFileNow
};
//# sourceMappingURL=chunk-2T4DLMWA.js.map