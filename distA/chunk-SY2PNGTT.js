import {
  createGzMember,
  decodeLine,
  emptyEntry,
  encodeLine,
  headerFormat,
  hourOf,
  hourOfPath,
  linesOf,
  openFolder,
  recordedSize,
  recordingError,
  segmentPath,
  startOfHour,
  systemCause
} from "./chunk-R5QQCDSH.js";
import {
  createRoomMemory
} from "./chunk-4HZ4FKGN.js";
import {
  decodePacket,
  isControlFrame
} from "./chunk-O2O3MTNN.js";
import {
  longestDelay
} from "./chunk-QGYAYUWP.js";
import {
  Timestamp,
  decode,
  describe
} from "./chunk-ZCMMJ3ET.js";
import {
  configError,
  linkError
} from "./chunk-S2B5S6DE.js";
import {
  clockOf,
  stampOf
} from "./chunk-34SWKVHE.js";
import {
  causeOf
} from "./chunk-LYSEG24M.js";

// src/recording/open-recording.ts
import { readdirSync, statSync } from "fs";
import { join } from "path";
import { concatMap, defer, from as valuesOf, Observable, Subject, tap } from "rxjs";

// src/recording/event-reader.ts
var engineIoFrame = /^[0-6]/;
var plainHeader = {
  type: "header",
  format: 1,
  run: "",
  part: 0,
  pairs: [],
  rooms: [],
  open: true
};
var parsePlain = (line) => {
  if (engineIoFrame.test(line)) return { t: 0, frame: line };
  try {
    const { t, frame } = JSON.parse(line);
    const time = decode(Timestamp, t);
    return time._tag === "Right" && typeof frame === "string" ? { t: time.right, frame } : null;
  } catch {
    return null;
  }
};
var createEventReader = (from) => {
  let path = "";
  let number = 0;
  let isSegment = null;
  let part = null;
  let isContinued = false;
  let isOpen = false;
  let lastT = null;
  let elapsed = 0;
  let base = 0;
  let before = from > 0 ? createRoomMemory() : null;
  const replies = /* @__PURE__ */ new Map();
  const corrupt = (expected, line) => recordingError("corrupt", path, number, expected, describe(line));
  const tellStart = (t, emit) => {
    const held = before;
    before = null;
    if (held === null || part === null) return;
    base -= elapsed;
    elapsed = 0;
    const times = { t, elapsed };
    emit({ ...part, ...times, open: isOpen });
    for (const { t: of2, frame } of held.copies()) emit({ ...times, type: "copy", of: of2, frame });
    for (const reply of replies.values()) emit({ ...times, ...reply });
    replies.clear();
  };
  const remember = (memory, line) => {
    if (line.type === "frame") memory.onFrame(line.t, line.frame);
    else if (line.type === "copy") memory.onFrame(line.of, line.frame);
    else if (line.type === "drop") memory.onDrop();
    else if (line.type === "join") memory.onJoin(line.room);
    else if (line.type === "leave") memory.onLeave(line.room);
    else if (line.type === "rest") replies.set(line.path, line);
  };
  const tell = (line, emit) => {
    if (line.type === "open") isOpen = true;
    else if (line.type === "drop") isOpen = false;
    if (before !== null) {
      if (line.t < from || line.type === "header" || line.type === "copy") {
        remember(before, line);
        return;
      }
      tellStart(line.t, emit);
      emit({ ...line, elapsed });
      return;
    }
    emit(line);
  };
  const onHeader = (line, emit) => {
    isContinued = part !== null && part.run === line.run && part.part + 1 === line.part;
    if (!isContinued) {
      if (isOpen)
        tell({ t: lastT ?? line.t, elapsed, type: "drop", cause: "the recorder was not running" }, emit);
      if (lastT !== null) elapsed += Math.max(0, line.t - lastT);
    }
    base = elapsed;
    part = line;
    isOpen = line.open;
    tell({ ...line, elapsed }, emit);
  };
  const onSegmentLine = (text, emit) => {
    const line = decodeLine(text);
    if (line === null) {
      const format = headerFormat(text);
      if (format !== null && format > 1)
        throw recordingError("newer", path, number, "format 1", `format ${format}, of a newer version`);
      throw corrupt("a line of a recording", text);
    }
    if (line.type === "header") onHeader(line, emit);
    else {
      elapsed = Math.max(elapsed, base + line.elapsed);
      if (line.type !== "copy" || !isContinued) tell({ ...line, elapsed }, emit);
    }
    lastT = line.t;
  };
  const onPlainLine = (text, emit) => {
    const line = text.trim();
    if (line === "") return true;
    const recorded = parsePlain(line);
    if (recorded === null) return false;
    const { t, frame } = recorded;
    if (part !== plainHeader) {
      part = plainHeader;
      isOpen = true;
      tell({ t, elapsed, ...plainHeader }, emit);
    }
    if (lastT !== null) elapsed += Math.max(0, t - lastT);
    lastT = t;
    tell({ t, elapsed, type: "frame", frame }, emit);
    return true;
  };
  return {
    onFile: (next) => {
      path = next;
      number = 0;
      isSegment = null;
    },
    onLine: (text, emit) => {
      number += 1;
      isSegment ??= text.trim() === "" ? null : headerFormat(text) !== null;
      if (isSegment === true) onSegmentLine(text, emit);
      else if (!onPlainLine(text, emit))
        throw corrupt('{"t": ms, "frame": "\u2026"} or a frame of the stream', text.trim());
    },
    onTail: (text, cause, emit) => {
      number += 1;
      if (isSegment !== true && cause === null && onPlainLine(text, emit)) return;
      if (isSegment === null) throw corrupt('{"t": ms, "frame": "\u2026"} or a frame of the stream', text.trim());
      emit({ t: lastT ?? 0, elapsed, type: "torn", path, characters: text.length });
    },
    end: (emit) => tellStart(lastT ?? 0, emit)
  };
};

// src/recording/open-recording.ts
var segmentsIn = (folder) => readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)).filter((path) => hourOfPath(path) !== null).sort();
var filesOf = (paths) => paths.flatMap((path) => {
  try {
    if (!statSync(path).isDirectory()) return [path];
  } catch (error) {
    throw recordingError("unreadable", path, null, "a file or a folder", systemCause(error));
  }
  const files = segmentsIn(path);
  if (files.length === 0)
    throw recordingError("foreign", path, null, "a recording", "a folder without segments");
  return files;
});
var withoutEarlier = (files, from) => {
  const starts = files.map((path) => startOfHour(hourOfPath(path) ?? Infinity));
  return files.slice(
    Math.max(
      0,
      starts.findLastIndex((start) => start <= from)
    )
  );
};
var openRecording = (paths, { from = 0, ask$ } = {}) => new Observable((subscriber) => {
  const wrong = Number.isSafeInteger(from) && from >= 0 ? null : configError("from", "Unix time in ms", `${from}`);
  if (wrong !== null) {
    subscriber.error(wrong);
    return;
  }
  let isWanted = ask$ === void 0;
  const opened$ = new Subject();
  const demand = { isOpen: () => isWanted, opened$ };
  subscriber.add(
    ask$?.subscribe(() => {
      isWanted = true;
      opened$.next();
    })
  );
  const reader = createEventReader(from);
  const emit = (event) => {
    isWanted = ask$ === void 0;
    subscriber.next(event);
  };
  const take = (read) => {
    if (read.type === "tail") {
      reader.onTail(read.text, read.cause, emit);
      return;
    }
    for (const line of read.lines) {
      if (subscriber.closed) return;
      reader.onLine(line, emit);
    }
  };
  const read$ = defer(() => valuesOf(withoutEarlier(filesOf([paths].flat()), from))).pipe(
    concatMap((path) => {
      reader.onFile(path);
      return linesOf(path, demand).pipe(tap(take));
    })
  );
  subscriber.add(
    read$.subscribe({
      error: (error) => subscriber.error(error),
      complete: () => {
        reader.end(emit);
        subscriber.complete();
      }
    })
  );
});

// src/recording/run-recorder.ts
import { randomUUID } from "crypto";
import { statfsSync } from "fs";
import { join as join2 } from "path";
import { finalize, ignoreElements, merge, NEVER, Observable as Observable3, of, tap as tap2 } from "rxjs";

// src/recording/recorder.ts
import { interval, Observable as Observable2, Subject as Subject2 } from "rxjs";

// src/recording/clock-steps.ts
var tolerance = 50;
var watchSteps = (clock) => {
  let offset = stampOf(clock) - clock.elapsed();
  return () => {
    const by = stampOf(clock) - clock.elapsed() - offset;
    offset += by;
    return Math.abs(by) > tolerance ? Math.round(by) : 0;
  };
};

// src/recording/segment-writer.ts
var createSegmentWriter = (config) => {
  const { clock, run, open: open2, headerOf, copies, entryOf, onEntry } = config;
  const written = { frames: 0, bytes: 0, size: 0 };
  let part = 0;
  let current = null;
  let pendingFrames = 0;
  const put = (segment, times, note) => {
    const { counts, pending } = segment;
    pending.push(encodeLine(times, note));
    counts.from ??= times.t;
    counts.to = times.t;
    if (note.type === "frame") {
      counts.frames += 1;
      pendingFrames += 1;
    } else if (note.type === "copy") counts.copies += 1;
    else if (note.type === "gap") {
      const { from, to, cause } = note;
      counts.gaps = [...counts.gaps, { from, to, cause }];
    }
  };
  const present = () => ({ t: stampOf(clock), elapsed: clock.elapsed() });
  const timesIn = ({ began }, { t, elapsed }) => ({
    t,
    elapsed: elapsed - began
  });
  const writeBytes = ({ file, counts }, bytes) => {
    file.write(bytes);
    counts.size += bytes.length;
    written.size += bytes.length;
  };
  const flush = (segment) => {
    const { pending, member, counts, isBegun } = segment;
    if (pending.length === 0) return;
    const text = Buffer.from(pending.join(""));
    const piece = member.add(text);
    writeBytes(segment, isBegun ? piece : Buffer.concat([member.head, piece]));
    segment.isBegun = true;
    segment.pending = [];
    counts.bytes += text.length;
    written.bytes += text.length;
    written.frames += pendingFrames;
    pendingFrames = 0;
  };
  const begin = (at) => {
    const hour = hourOf(at.t);
    const path = segmentPath(hour);
    const file = open2(path);
    const segment = {
      path,
      hour,
      file,
      member: createGzMember(),
      began: at.elapsed,
      counts: { ...emptyEntry, ...entryOf(path), size: file.size, sha256: null },
      pending: [],
      isBegun: false
    };
    part += 1;
    const times = timesIn(segment, at);
    put(segment, times, { type: "header", format: 1, run, part, ...headerOf() });
    for (const { t: of2, frame } of copies()) put(segment, times, { type: "copy", of: of2, frame });
    try {
      flush(segment);
    } catch (error) {
      file.close();
      throw error;
    }
    return segment;
  };
  const end = (segment, at) => {
    const { path, file, member, counts } = segment;
    try {
      put(segment, timesIn(segment, at), { type: "end" });
      flush(segment);
      writeBytes(segment, member.end());
    } finally {
      current = null;
      counts.sha256 = file.close();
    }
    onEntry(path, { ...counts });
  };
  const isOver = ({ hour }, t) => hourOf(t) > hour || hourOf(t) < hour - 1;
  const segmentAt = (at) => {
    if (current !== null && isOver(current, at.t)) end(current, at);
    else if (current !== null) return current;
    current = begin(at);
    onEntry(current.path, { ...current.counts });
    return current;
  };
  return {
    path: () => current?.path ?? null,
    write: (note) => {
      const at = present();
      const segment = segmentAt(at);
      put(segment, timesIn(segment, at), note);
    },
    flush: () => {
      if (current !== null) flush(segmentAt(present()));
    },
    sync: () => current?.file.sync(),
    close: () => {
      if (current !== null) end(current, present());
    },
    abandon: () => {
      current?.file.close();
      current = null;
    },
    unentered: () => current === null ? 0 : current.counts.size - (entryOf(current.path)?.size ?? 0),
    written: () => written
  };
};

// src/recording/recorder.ts
var flushEvery = 1e3;
var syncEvery = 5;
var roomCommand = (frame) => {
  const packet = decodePacket(frame);
  if (packet.type !== "event") return null;
  const [room] = packet.args;
  if (typeof room !== "string") return null;
  if (packet.name === "join-room") return { type: "join", room };
  return packet.name === "leave-room" ? { type: "leave", room } : null;
};
var createFrameRecorder = (config) => {
  const { name, folder, clock, run, openFile, onClosed } = config;
  const failed$ = new Subject2();
  const begun$ = new Subject2();
  const memory = createRoomMemory();
  const joined = /* @__PURE__ */ new Set();
  const stepOf = watchSteps(clock);
  let pairs = [];
  let isOpen = false;
  let hasFailed = false;
  let isClosed = false;
  let silentSince = latestIn(folder);
  let silence = "the recorder was not running";
  let lastT = null;
  const fail = (error) => {
    if (hasFailed) return;
    hasFailed = true;
    const isFull = error.code === "ENOSPC";
    failed$.error(
      isFull ? recordingError("full", name, null, "room on the disk", "none left") : recordingError("unwritable", name, null, "a folder that can be written", systemCause(error))
    );
  };
  const attempt = (write) => {
    if (hasFailed || isClosed) return;
    try {
      write();
    } catch (error) {
      fail(error);
    }
  };
  const letGo = () => {
    try {
      writer.abandon();
    } catch {
      return;
    }
  };
  const writer = createSegmentWriter({
    clock,
    run,
    open: (path) => openFile(path, fail),
    headerOf: () => ({ pairs, rooms: [...joined], open: isOpen }),
    copies: memory.copies,
    entryOf: (path) => folder.manifest().segments[path],
    onEntry: (path, entry) => {
      folder.setEntry(path, entry);
      if (entry.sha256 === null) begun$.next();
      else onClosed();
    }
  });
  const put = (note) => attempt(() => {
    const by = stepOf();
    if (by !== 0) writer.write({ type: "step", by });
    writer.write(note);
  });
  const onOpen = () => {
    put({ type: "open" });
    isOpen = true;
    if (silentSince === null) return;
    put({ type: "gap", from: silentSince, to: Math.max(silentSince, stampOf(clock)), cause: silence });
    silentSince = null;
  };
  const onDrop = (cause) => {
    if (!isOpen) return;
    isOpen = false;
    silentSince = lastT ?? stampOf(clock);
    silence = cause;
    joined.clear();
    memory.onDrop();
    put({ type: "drop", cause });
  };
  const onFrame = (frame) => {
    put({ type: "frame", frame });
    lastT = stampOf(clock);
    memory.onFrame(lastT, frame);
  };
  const onSent = (frame) => {
    const command = roomCommand(frame);
    if (command === null) return;
    if (command.type === "join") {
      joined.add(command.room);
      memory.onJoin(command.room);
    } else {
      joined.delete(command.room);
      memory.onLeave(command.room);
    }
    put(command);
  };
  return {
    tap: (link$) => new Observable2((subscriber) => {
      subscriber.add(() => onDrop("the link was left"));
      return link$.subscribe({
        next: (event) => {
          if (typeof event === "string") {
            onFrame(event);
            subscriber.next(event);
            return;
          }
          onOpen();
          const { send } = event;
          subscriber.next({
            type: "open",
            send: (frame) => {
              onSent(frame);
              send(frame);
            }
          });
        },
        error: (error) => {
          onDrop(causeOf(error));
          subscriber.error(error);
        },
        complete: () => {
          onDrop("the link ended");
          subscriber.complete();
        }
      });
    }),
    note: put,
    setPairs: (next) => {
      pairs = next;
      folder.addPairs(next);
    },
    written: () => writer.written(),
    unentered: () => writer.unentered(),
    segment: () => writer.path(),
    begun$: begun$.asObservable(),
    putting$: new Observable2(
      (subscriber) => interval(flushEvery, clock).subscribe((i) => {
        attempt(() => {
          const by = stepOf();
          if (by !== 0) writer.write({ type: "step", by });
          writer.flush();
          if ((i + 1) % syncEvery === 0) writer.sync();
        });
        subscriber.next();
      })
    ),
    failed$: failed$.asObservable(),
    close: () => {
      attempt(writer.close);
      if (hasFailed) letGo();
      isClosed = true;
    }
  };
};
function latestIn(folder) {
  const times = Object.values(folder.manifest().segments).flatMap(({ to }) => to === null ? [] : [to]);
  return times.length === 0 ? null : Math.max(...times);
}

// src/recording/segment-file.ts
import { createHash } from "crypto";
import {
  closeSync,
  existsSync,
  fsync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeSync
} from "fs";
import { dirname } from "path";
var syncFolder = (path) => {
  if (process.platform === "win32") return;
  const folder = openSync(path, "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
};
var openSegmentFile = (path, failed) => {
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true });
  const isNew = !existsSync(path);
  const held = isNew ? Buffer.alloc(0) : readFileSync(path);
  const hash = createHash("sha256").update(held);
  const file = openSync(path, "a");
  if (isNew) {
    syncFolder(folder);
    syncFolder(dirname(folder));
  }
  let size = held.length;
  let isSyncing = false;
  let isOver = false;
  const letGo = () => {
    if (!isOver && !isSyncing) closeSync(file);
    isOver = true;
  };
  return {
    size,
    write: (bytes) => {
      try {
        for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
      } catch (error) {
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
      return hash.digest("hex");
    }
  };
};

// src/recording/run-recorder.ts
var freeIn = (folder) => {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
};
var opened = (folder) => new Observable3((subscriber) => {
  let open2 = null;
  subscriber.add(() => open2?.close());
  openFolder(folder).then(
    (found) => {
      if (subscriber.closed) found.close();
      else {
        open2 = found;
        subscriber.next(found);
      }
    },
    (error) => subscriber.error(error)
  );
});
var running = (name, folder, config) => new Observable3((subscriber) => {
  const { clock, minFree, openFile = openSegmentFile } = config;
  const checkRoom = () => {
    const free = freeIn(name);
    if (free < minFree)
      subscriber.error(recordingError("full", name, null, `${minFree} bytes of free disk`, `${free}`));
  };
  const discard = () => folder.discard(config, stampOf(clock));
  checkRoom();
  if (subscriber.closed) return;
  const recorder = createFrameRecorder({
    name,
    folder,
    clock,
    run: randomUUID(),
    openFile: (path, failed) => openFile(join2(name, path), failed),
    onClosed: discard
  });
  discard();
  const room = () => ({
    free: freeIn(name),
    total: recordedSize(folder.manifest()) + recorder.unentered()
  });
  subscriber.add(
    merge(
      of({ recorder, room }),
      recorder.putting$.pipe(tap2(checkRoom), ignoreElements()),
      recorder.failed$,
      NEVER
    ).pipe(finalize(recorder.close)).subscribe(subscriber)
  );
});
var runRecorder = (folder, config) => new Observable3((subscriber) => {
  let life = null;
  subscriber.add(() => life?.unsubscribe());
  return opened(folder).subscribe({
    next: (open2) => {
      life = running(folder, open2, config).subscribe(subscriber);
    },
    error: (error) => subscriber.error(error)
  });
});

// src/recording/replay-recording.ts
import {
  Observable as Observable4,
  ReplaySubject,
  Subject as Subject3
} from "rxjs";
var open = { type: "open", send: () => void 0 };
var paced = (paths, { speed = 1, from = 0, scheduler }) => (tell, end) => {
  const clock = clockOf(scheduler);
  let started = null;
  const ask$ = new Subject3();
  let events = [];
  let next = 0;
  let timer;
  let isPlaying = false;
  let isRead = false;
  let isStopped = false;
  let failure;
  const playDue = () => {
    for (let event = events[next]; event !== void 0; event = events[next]) {
      started ??= clock.elapsed();
      const wait = started + event.elapsed / speed - clock.elapsed();
      if (wait > 0) {
        timer = clock.schedule(play, Math.min(wait, longestDelay));
        return;
      }
      if (!tell(event) || isStopped) return;
      next += 1;
    }
    events = [];
    next = 0;
    if (isRead) end(failure);
    else ask$.next();
  };
  function play() {
    timer = void 0;
    isPlaying = true;
    playDue();
    isPlaying = false;
  }
  const resume = () => {
    if (!isPlaying && !isStopped) timer ??= clock.schedule(play);
  };
  const finish = (error) => {
    failure = error;
    isRead = true;
    resume();
  };
  const reading = openRecording(paths, { from, ask$ }).subscribe({
    next: (event) => {
      events.push(event);
      resume();
    },
    error: finish,
    complete: finish
  });
  ask$.next();
  return {
    resume,
    stop: () => {
      isStopped = true;
      reading.unsubscribe();
      timer?.unsubscribe();
    }
  };
};
var driving = (paths, { from = 0 }, clock) => (tell, end) => {
  const started = clockOf(clock).elapsed();
  let isStopped = false;
  const reading = openRecording(paths, { from }).subscribe({
    next: (event) => {
      clock.advanceTo(started + event.elapsed);
      while (!isStopped && !tell(event)) if (!clock.step()) return;
    },
    error: end,
    complete: end
  });
  return {
    resume: () => void 0,
    stop: () => {
      isStopped = true;
      reading.unsubscribe();
    }
  };
};
var startPlayer = (pace, onOrphan, onFailure) => {
  let link = null;
  let isOpen = false;
  let isOver = false;
  const tell = (event) => {
    const opens = event.type === "open" || event.type === "header" && event.open;
    if (opens && !isOpen) {
      if (link === null) return false;
      isOpen = true;
      link.next(open);
    } else if (event.type === "drop" && isOpen) {
      isOpen = false;
      const lost = link;
      link = null;
      onOrphan(player);
      lost?.error(linkError("closed", event.cause));
    } else if ((event.type === "frame" || event.type === "copy") && !isControlFrame(event.frame)) {
      link?.next(event.frame);
    }
    return true;
  };
  const end = (error) => {
    isOver = true;
    if (error !== void 0) onFailure(error);
    link?.complete();
  };
  const player = {
    attach: (next) => {
      link = next;
      next.add(() => {
        if (link !== next) return;
        link = null;
        running2.stop();
      });
      if (isOver) next.complete();
      else running2.resume();
    },
    stop: () => running2.stop()
  };
  const running2 = pace(tell, end);
  return player;
};
var replayRecording = (paths, options = {}) => {
  const pace = options.drives ? driving(paths, options, options.drives) : paced(paths, options);
  const failed$ = new ReplaySubject(1);
  const orphans = [];
  return {
    link$: new Observable4((subscriber) => {
      const player = orphans.shift() ?? startPlayer(
        pace,
        (orphan) => orphans.push(orphan),
        (error) => failed$.error(error)
      );
      player.attach(subscriber);
    }),
    sendRequest: null,
    failed$: failed$.asObservable()
  };
};

export {
  createEventReader,
  filesOf,
  withoutEarlier,
  openRecording,
  runRecorder,
  replayRecording
};
//# sourceMappingURL=chunk-SY2PNGTT.js.map