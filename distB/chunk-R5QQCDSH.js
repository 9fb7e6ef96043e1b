import {
  takeLock
} from "./chunk-5FU5YJHA.js";
import {
  freshNameOf,
  freshPrefixOf,
  modeOf,
  replaceFileNow
} from "./chunk-2T4DLMWA.js";
import {
  Flag,
  Id,
  Integer,
  Text,
  Timestamp,
  decodeJson,
  dictionary,
  list,
  nullable,
  only,
  own,
  record
} from "./chunk-ZCMMJ3ET.js";
import {
  causeOf,
  taggedError
} from "./chunk-LYSEG24M.js";

// src/model/recording-error.ts
var recordingError = (reason, file, line, expected, actual) => taggedError(
  "RecordingError",
  `${file}${line === null ? "" : `:${line}`}: expected ${expected}, got ${actual}`,
  { reason, file, line, expected, actual }
);
var isRecordingError = (error) => error?._tag === "RecordingError";

// src/recording/unzip.ts
import { closeSync, openSync, readSync } from "fs";
import { constants, gunzipSync } from "zlib";
var unendedGz = { finishFlush: constants.Z_SYNC_FLUSH };
var isGz = (path) => {
  const file = openSync(path, "r");
  try {
    const magic = Buffer.alloc(2);
    return readSync(file, magic) === 2 && magic.readUInt16BE() === 8075;
  } finally {
    closeSync(file);
  }
};
var attempt = (bytes) => {
  try {
    return { text: gunzipSync(bytes, unendedGz), cause: null };
  } catch (error) {
    return { text: Buffer.alloc(0), cause: causeOf(error) };
  }
};
var unzip = (bytes) => {
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

// src/recording/read-lines.ts
import { createReadStream, readFileSync } from "fs";
import { StringDecoder } from "string_decoder";
import { createGunzip } from "zlib";
import { NEVER, Observable } from "rxjs";
var chunkBytes = 262144;
var reasons = {
  ENOENT: "no such file or folder",
  EISDIR: "it is a folder",
  EACCES: "permission denied"
};
var systemCause = (error) => {
  const { code = "" } = error;
  return reasons[code] ?? causeOf(error);
};
var createLineSplitter = () => {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  return {
    add: (chunk) => {
      const lines = (rest + decoder.write(chunk)).split("\n");
      rest = lines.pop() ?? "";
      return lines;
    },
    /** Returns the text after the last whole line. */
    end: () => rest + decoder.end()
  };
};
var unreadable = (path, error) => recordingError("unreadable", path, null, "a file that can be read", systemCause(error));
var unlimited = { isOpen: () => true, opened$: NEVER };
var linesOf = (path, demand = unlimited) => new Observable((subscriber) => {
  const fail = (error) => subscriber.error(unreadable(path, error));
  let zipped;
  try {
    zipped = isGz(path);
  } catch (error) {
    fail(error);
    return;
  }
  const file = createReadStream(path, { highWaterMark: chunkBytes });
  const text = zipped ? file.pipe(createGunzip({ ...unendedGz, chunkSize: chunkBytes })) : file;
  const splitter = createLineSplitter();
  let told = 0;
  const tell = (chunk) => {
    told += chunk.length;
    subscriber.next({ type: "lines", lines: splitter.add(chunk) });
  };
  const finish = (cause) => {
    const tail = splitter.end();
    if (tail !== "" || cause !== null) subscriber.next({ type: "tail", text: tail, cause });
    subscriber.complete();
  };
  const finishSpoiled = () => {
    try {
      const unzipped = unzip(readFileSync(path));
      tell(unzipped.text.subarray(told));
      finish(unzipped.cause);
    } catch (error) {
      fail(error);
    }
  };
  subscriber.add(() => {
    file.destroy();
    text.destroy();
  });
  file.on("error", fail);
  if (zipped) text.on("error", finishSpoiled);
  text.on("end", () => finish(null));
  text.on("data", (chunk) => {
    if (subscriber.closed) return;
    tell(chunk);
    if (!demand.isOpen()) text.pause();
  });
  if (!demand.isOpen()) text.pause();
  subscriber.add(demand.opened$.subscribe(() => text.resume()));
});

// src/recording/segment-path.ts
var hourLength = 36e5;
var hourOf = (t) => Math.floor(t / hourLength);
var startOfHour = (hour) => hour * hourLength;
var segmentPath = (hour) => {
  const [day, time = ""] = new Date(startOfHour(hour)).toISOString().split("T");
  return `${day}/${time.slice(0, 2)}.frames.gz`;
};
var hourOfPath = (path) => {
  const [, day, hour] = /(?:^|[\\/])(\d{4}-\d{2}-\d{2})[\\/]([01]\d|2[0-3])\.frames\.gz$/.exec(path) ?? [];
  const time = Date.parse(`${day}T${hour}:00:00Z`);
  return Number.isNaN(time) ? null : hourOf(time);
};

// src/recording/manifest.ts
import { readFileSync as readFileSync2, statSync } from "fs";
import { join } from "path";
var emptyEntry = {
  frames: 0,
  copies: 0,
  bytes: 0,
  size: 0,
  from: null,
  to: null,
  gaps: [],
  sha256: null
};
var emptyManifest = {
  kind: "rx-bitbank recording",
  format: 1,
  pairs: [],
  segments: {}
};
var Gap = record("a gap", { from: Timestamp, to: Timestamp, cause: Text }, own);
var Entry = record(
  "a segment",
  {
    frames: Id,
    copies: Id,
    bytes: Id,
    size: Id,
    from: nullable(Timestamp),
    to: nullable(Timestamp),
    gaps: list("gaps", Gap),
    sha256: nullable(Text)
  },
  own
);
var Head = record(
  "a manifest",
  { kind: only("rx-bitbank recording"), format: Id },
  own
);
var Manifest1 = record(
  "a manifest",
  {
    kind: only("rx-bitbank recording"),
    format: only(1),
    pairs: list("pairs", Text),
    segments: dictionary("segments", Entry)
  },
  own
);
var manifestName = "manifest.json";
var isManifest = (name) => name === manifestName || name.startsWith(freshPrefixOf(manifestName));
var readManifest = (folder) => {
  const path = join(folder, manifestName);
  let text;
  try {
    text = readFileSync2(path, "utf8");
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw recordingError("unreadable", path, null, "a file that can be read", causeOf(error));
  }
  const head2 = decodeJson(Head, text);
  if (head2._tag === "Left")
    throw recordingError("foreign", path, null, "the manifest of a recording", "something else");
  if (head2.right.format > 1)
    throw recordingError("newer", path, null, "format 1", `format ${head2.right.format}, of a newer version`);
  const manifest = decodeJson(Manifest1, text);
  if (manifest._tag === "Left")
    throw recordingError("corrupt", path, null, "the manifest of a recording", manifest.left.message);
  return manifest.right;
};
var writeManifest = (folder, manifest) => replaceFileNow(
  join(folder, manifestName),
  `${JSON.stringify(manifest, null, 2)}
`,
  statSync(folder).mode & 438
);

// src/recording/line.ts
var lineStart = /^(\d{1,15}) (\d{1,15}) /;
var isPlain = (frame) => /^\d/.test(frame) && !/[\n\r\ud800-\udfff]/.test(frame);
var textOf = (note) => {
  if (note.type === "frame" && isPlain(note.frame)) return note.frame;
  if (note.type === "copy" && isPlain(note.frame)) return `=${note.of} ${note.frame}`;
  return JSON.stringify(note);
};
var encodeLine = ({ t, elapsed }, note) => `${t} ${elapsed} ${textOf(note)}
`;
var ownCodecs = {
  frame: record("a frame", { type: only("frame"), frame: Text }, own),
  copy: record("a copy", { type: only("copy"), of: Timestamp, frame: Text }, own),
  header: record(
    "a header",
    {
      type: only("header"),
      format: only(1),
      run: Text,
      part: Id,
      pairs: list("pairs", Text),
      rooms: list("rooms", Text),
      open: Flag
    },
    own
  ),
  rest: record(
    "a reply",
    { type: only("rest"), path: Text, status: Id, date: nullable(Timestamp), body: Text },
    own
  ),
  open: record("the link opened", { type: only("open") }, own),
  drop: record("a lost link", { type: only("drop"), cause: Text }, own),
  join: record("a join", { type: only("join"), room: Text }, own),
  leave: record("a leave", { type: only("leave"), room: Text }, own),
  gap: record("a gap", { type: only("gap"), from: Timestamp, to: Timestamp, cause: Text }, own),
  step: record("a step of the clock", { type: only("step"), by: Integer }, own),
  end: record("an end", { type: only("end") }, own),
  unknown: record("something new", { type: only("unknown") }, own)
};
var Typed = record("a line of ours", { type: Text }, own);
var ClaimedFormat = record(
  "a header",
  { type: only("header"), format: Id },
  own
);
var isKnown = (type) => Object.hasOwn(ownCodecs, type);
var noteOf = (json) => {
  const typed = decodeJson(Typed, json);
  if (typed._tag === "Left") return null;
  const { type } = typed.right;
  if (!isKnown(type)) return { type: "unknown" };
  const note = decodeJson(ownCodecs[type], json);
  return note._tag === "Right" ? note.right : null;
};
var copyOf = (text) => {
  const [, of, frame] = /^=(\d{1,15}) (.+)$/.exec(text) ?? [];
  return of === void 0 || frame === void 0 ? null : { type: "copy", of: Number(of), frame };
};
var decodeLine = (line) => {
  if (!lineStart.test(line)) return null;
  const first = line.indexOf(" ");
  const second = line.indexOf(" ", first + 1);
  const t = Number(line.slice(0, first));
  const elapsed = Number(line.slice(first + 1, second));
  const text = line.slice(second + 1);
  const kind = text.charAt(0);
  if (kind >= "0" && kind <= "9") return { t, elapsed, type: "frame", frame: text };
  const note = kind === "=" ? copyOf(text) : kind === "{" ? noteOf(text) : null;
  return note === null ? null : { t, elapsed, ...note };
};
var headerFormat = (line) => {
  const [start = ""] = lineStart.exec(line) ?? [];
  const header = decodeJson(ClaimedFormat, line.slice(start.length));
  return start !== "" && header._tag === "Right" ? header.right.format : null;
};

// src/recording/tally.ts
var createTally = () => {
  const gaps = [];
  const pairs = /* @__PURE__ */ new Set();
  const counts = { frame: 0, copy: 0 };
  let bytes = 0;
  let [first, last2] = [null, null];
  return {
    takes: (text) => {
      const line = decodeLine(text);
      if (line === null) return false;
      bytes += Buffer.byteLength(text) + 1;
      first ??= line.t;
      last2 = line.t;
      if (line.type === "frame" || line.type === "copy") counts[line.type] += 1;
      else if (line.type === "gap") gaps.push({ from: line.from, to: line.to, cause: line.cause });
      else if (line.type === "header") for (const pair of line.pairs) pairs.add(pair);
      return true;
    },
    entry: () => ({
      frames: counts.frame,
      copies: counts.copy,
      bytes,
      from: first ?? null,
      to: last2 ?? null,
      gaps
    }),
    pairs: () => [...pairs]
  };
};

// src/recording/folder.ts
import { existsSync, mkdirSync, readdirSync, rmSync as rmSync2 } from "fs";
import { dirname, join as join2, sep } from "path";
import { lastValueFrom } from "rxjs";

// src/recording/retention.ts
var outlived = ({ segments }, { keep = Infinity, maxBytes = Infinity }, now) => {
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

// src/recording/torn-segment.ts
import { createHash } from "crypto";
import { chmodSync, closeSync as closeSync2, fsyncSync, openSync as openSync2, renameSync, rmSync, writeSync } from "fs";
import { defaultIfEmpty, defer, finalize, last, map, tap } from "rxjs";

// src/recording/gz-member.ts
import { crc32, deflateRawSync, constants as constants2 } from "zlib";
var head = Buffer.from([31, 139, 8, 0, 0, 0, 0, 0, 0, 255]);
var lastBlock = [3, 0];
var windowBytes = 32768;
var createGzMember = () => {
  let checksum = 0;
  let size = 0;
  let window = Buffer.alloc(0);
  return {
    head,
    add: (text) => {
      checksum = crc32(text, checksum);
      size += text.length;
      const piece = deflateRawSync(text, {
        finishFlush: constants2.Z_SYNC_FLUSH,
        ...window.length > 0 && { dictionary: window }
      });
      window = Buffer.concat([window, text.subarray(-windowBytes)]).subarray(-windowBytes);
      return piece;
    },
    end: () => {
      const tail = Buffer.alloc(10, 0);
      tail.set(lastBlock);
      tail.writeUInt32LE(checksum, 2);
      tail.writeUInt32LE(size % 2 ** 32, 6);
      return tail;
    }
  };
};

// src/recording/torn-segment.ts
var writtenAnew = (path, fresh) => {
  const file = openSync2(fresh, "wx", 384);
  const hash = createHash("sha256");
  const member = createGzMember();
  const tally = createTally();
  let size = 0;
  let isCut = false;
  const write = (bytes) => {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    hash.update(bytes);
    size += bytes.length;
  };
  write(member.head);
  return linesOf(path).pipe(
    tap((read) => {
      if (read.type === "tail" || read.lines.length === 0 || isCut) return;
      const kept = [];
      for (const line of read.lines) {
        if (!tally.takes(line)) isCut = true;
        if (isCut) break;
        kept.push(`${line}
`);
      }
      if (kept.length > 0) write(member.add(Buffer.from(kept.join(""))));
    }),
    defaultIfEmpty(null),
    last(),
    map(() => {
      write(member.end());
      fsyncSync(file);
      return {
        entry: { ...tally.entry(), size, sha256: hash.digest("hex") },
        pairs: tally.pairs()
      };
    }),
    finalize(() => closeSync2(file))
  );
};
var closeTornSegment = (path) => defer(() => {
  const fresh = freshNameOf(path);
  return writtenAnew(path, fresh).pipe(
    map((closed) => {
      if (closed.entry.from !== null) {
        chmodSync(fresh, modeOf(path));
        renameSync(fresh, path);
        return closed;
      }
      rmSync(path);
      return null;
    }),
    finalize(() => rmSync(fresh, { force: true }))
  );
});

// src/recording/folder.ts
var lockName = "recorder";
var isOurs = (name) => isManifest(name) || name.startsWith(`${lockName}.lock`) || /^\d{4}-\d{2}-\d{2}$/.test(name);
var unwritable = (folder, error) => recordingError("unwritable", folder, null, "a folder that can be written", systemCause(error));
var isEntered = (path, manifest) => (manifest.segments[path]?.sha256 ?? null) !== null;
var segmentNames = (folder) => readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => hourOfPath(path) !== null).map((path) => path.split(sep).join("/")).sort();
var makeFolder = (folder) => {
  const missing = [folder];
  for (let parent = dirname(folder); !existsSync(parent); parent = dirname(parent)) missing.unshift(parent);
  for (const path of missing) if (!existsSync(path)) mkdirSync(path);
};
var checkFolder = (folder) => {
  let names;
  try {
    makeFolder(folder);
    names = readdirSync(folder);
  } catch (error) {
    throw unwritable(folder, error);
  }
  const other = names.find((name) => !isOurs(name));
  if (other !== void 0)
    throw recordingError("foreign", folder, null, "a recording or an empty folder", `a folder with ${other}`);
};
var take = async (folder) => {
  const taken = await takeLock(join2(folder, lockName)).catch((error) => {
    throw unwritable(folder, error);
  });
  if (taken._tag === "Held") return taken.lock;
  throw recordingError("locked", folder, null, "a folder that no other recorder has", taken.owner);
};
var settleSegments = async (folder, known, isSound) => {
  const segments = {};
  const pairs = new Set(known.pairs);
  for (const path of segmentNames(folder)) {
    const entry = known.segments[path];
    if (entry !== void 0 && isEntered(path, known) && isSound(path, entry)) {
      segments[path] = entry;
      continue;
    }
    const closed = await lastValueFrom(closeTornSegment(join2(folder, path)));
    if (closed === null) continue;
    segments[path] = closed.entry;
    for (const pair of closed.pairs) pairs.add(pair);
  }
  return { ...known, pairs: [...pairs], segments };
};
var openFolder = async (folder, isSound = () => true) => {
  checkFolder(folder);
  const known = readManifest(folder) ?? emptyManifest;
  const lock = await take(folder);
  let manifest;
  const save = () => writeManifest(folder, manifest);
  try {
    manifest = await settleSegments(folder, known, isSound);
    save();
  } catch (error) {
    lock.release();
    throw isRecordingError(error) ? error : unwritable(folder, error);
  }
  const withSegments = (segments) => {
    manifest = { ...manifest, segments };
  };
  return {
    manifest: () => manifest,
    setEntry: (path, entry) => {
      withSegments({ ...manifest.segments, [path]: entry });
      save();
    },
    addPairs: (pairs) => {
      manifest = { ...manifest, pairs: [.../* @__PURE__ */ new Set([...manifest.pairs, ...pairs])].sort() };
    },
    discard: (retention, now) => {
      const gone = outlived(manifest, retention, now);
      if (gone.length === 0) return;
      withSegments(
        Object.fromEntries(Object.entries(manifest.segments).filter(([path]) => !gone.includes(path)))
      );
      save();
      for (const path of gone) {
        rmSync2(join2(folder, path), { force: true });
        const day = join2(folder, dirname(path));
        if (readdirSync(day).length === 0) rmSync2(day, { recursive: true });
      }
    },
    close: () => lock.release()
  };
};
var recordedSize = ({ segments }) => Object.values(segments).reduce((sum, { size }) => sum + size, 0);

export {
  recordingError,
  isRecordingError,
  encodeLine,
  decodeLine,
  headerFormat,
  isGz,
  unzip,
  chunkBytes,
  systemCause,
  createLineSplitter,
  unreadable,
  linesOf,
  hourOf,
  startOfHour,
  segmentPath,
  hourOfPath,
  emptyEntry,
  readManifest,
  createGzMember,
  createTally,
  segmentNames,
  openFolder,
  recordedSize
};
//# sourceMappingURL=chunk-R5QQCDSH.js.map