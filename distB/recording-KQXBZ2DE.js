import {
  bytesText
} from "./chunk-Z4SOO52Z.js";
import {
  grouped
} from "./chunk-BLBGNJ7L.js";
import {
  utcTime
} from "./chunk-F2XHXHGE.js";
import {
  printJson,
  printLine
} from "./chunk-VHNTDNJI.js";
import {
  exit,
  exitCodes
} from "./chunk-EPTECTEO.js";
import {
  oneWordOf,
  parseOptions,
  refuseMore,
  usageError
} from "./chunk-WDPZHDGP.js";
import {
  createTally,
  linesOf,
  openFolder,
  readManifest,
  recordingError,
  segmentNames,
  systemCause
} from "./chunk-R5QQCDSH.js";








// src/cli/recording.ts
import { defer as defer2, EMPTY, reduce, tap } from "rxjs";

// src/recording/check-recording.ts
import { createHash } from "crypto";
import { readFileSync, statSync } from "fs";
import { join } from "path";
import { concatMap, defer, from, last, map, scan, startWith } from "rxjs";
var sha256Of = (path) => createHash("sha256").update(readFileSync(path)).digest("hex");
var manifestOf = (folder) => {
  let isFolder;
  try {
    isFolder = statSync(folder).isDirectory();
  } catch (error) {
    throw recordingError("unreadable", folder, null, "the folder of a recording", systemCause(error));
  }
  const manifest = isFolder ? readManifest(folder) : null;
  if (manifest === null)
    throw recordingError("foreign", folder, null, "the folder of a recording", "a folder without a manifest");
  return manifest;
};
var wrongLines = (path, entry) => {
  const tally = createTally();
  return linesOf(path).pipe(
    scan((wrong, read) => {
      if (wrong !== null) return wrong;
      if (read.type === "tail") return read.cause ?? "its end is torn off";
      return read.lines.every(tally.takes) ? null : "a line is not one of a recording";
    }, null),
    startWith(null),
    last(),
    map((wrong) => {
      const { frames, copies } = tally.entry();
      return wrong ?? (frames === entry.frames && copies === entry.copies ? null : `holds ${frames} frames, the manifest has ${entry.frames}`);
    })
  );
};
var checkRecording = (folder) => defer(() => {
  const { segments } = manifestOf(folder);
  const there = segmentNames(folder);
  return from([.../* @__PURE__ */ new Set([...there, ...Object.keys(segments)])].sort()).pipe(
    concatMap((path) => {
      const entry = segments[path];
      const told = (wrong) => from([{ path, wrong }]);
      if (!there.includes(path)) return told("it is missing");
      if (entry === void 0) return told("the manifest does not have it");
      if (entry.sha256 === null) return told("it is not closed: it is being written, or was torn off");
      if (sha256Of(join(folder, path)) !== entry.sha256) return told("its sha256 differs");
      return wrongLines(join(folder, path), entry).pipe(map((wrong) => ({ path, wrong })));
    })
  );
});
var repairRecording = (folder) => defer(async () => {
  manifestOf(folder);
  const open = await openFolder(folder, (path, { sha256 }) => sha256Of(join(folder, path)) === sha256);
  const manifest = open.manifest();
  open.close();
  return manifest;
});

// src/cli/recording.ts
var actions = ["info", "check", "repair"];
var help = `Describes a recording, checks it, or closes segments that a killed recorder left torn.

Usage: rx-bitbank recording info|check|repair DIR [options]

  info     pairs, times, sizes and gaps, by the manifest
  check    reads every segment: sha256, lines and counts; exit code 1 if one differs from the manifest
  repair   cuts torn or spoiled segments after their last whole line, and rewrites the manifest

Options:
  --json   prints JSON

Examples:
  rx-bitbank recording info recordings
  rx-bitbank recording check recordings --json
`;
var options = { json: { type: "boolean", default: false } };
var spanOf = ({ segments }) => {
  const entries = Object.values(segments);
  const times = entries.flatMap(({ from: from2, to }) => [from2, to]).filter((t) => t !== null);
  return times.length === 0 ? [null, null] : [utcTime(Math.min(...times)), utcTime(Math.max(...times))];
};
var summaryOf = (folder, manifest) => {
  const entries = Object.values(manifest.segments);
  const sum = (of) => entries.reduce((total, entry) => total + of(entry), 0);
  const [from2, to] = spanOf(manifest);
  return {
    folder,
    pairs: manifest.pairs,
    from: from2,
    to,
    segments: entries.length,
    frames: sum(({ frames }) => frames),
    bytes: sum(({ bytes }) => bytes),
    size: sum(({ size }) => size),
    gaps: entries.flatMap(({ gaps }) => gaps)
  };
};
var mostGaps = 20;
var printSummary = (folder, manifest) => {
  const { pairs, from: from2, to, segments, frames, bytes, size, gaps } = summaryOf(folder, manifest);
  printLine(
    `${folder}: ${pairs.length} pairs, ${segments} segments, ${from2 ?? "nothing"} to ${to ?? "nothing"}`
  );
  printLine(
    `${grouped(frames, 0)} frames, ${bytesText(bytes)} of text in ${bytesText(size)}, ${gaps.length} gaps`
  );
  for (const gap of gaps.slice(-mostGaps))
    printLine(`gap of ${((gap.to - gap.from) / 1e3).toFixed(1)} s from ${utcTime(gap.from)}: ${gap.cause}`);
};
var info$ = (folder, json) => defer2(() => {
  const manifest = manifestOf(folder);
  if (json) printJson(summaryOf(folder, manifest));
  else printSummary(folder, manifest);
  return EMPTY;
});
var check$ = (folder, json) => checkRecording(folder).pipe(
  tap(({ path, wrong }) => {
    if (json) printJson({ segment: path, wrong });
    else printLine(`${path}: ${wrong ?? "whole"}`);
  }),
  reduce((isWrong, { wrong }) => isWrong || wrong !== null, false),
  tap((isWrong) => {
    if (isWrong) throw exit(exitCodes.failed);
  })
);
var repair$ = (folder, json) => repairRecording(folder).pipe(
  tap((manifest) => {
    if (json) printJson(summaryOf(folder, manifest));
    else printSummary(folder, manifest);
  })
);
var runs = { info: info$, check: check$, repair: repair$ };
var recordingCommand = {
  help,
  options,
  positions: [actions],
  run: (args) => defer2(() => {
    const { values, positionals } = parseOptions({ args: [...args], options, allowPositionals: true });
    const [action, folder] = positionals;
    if (action === void 0 || folder === void 0)
      throw usageError("recording info, check or repair of which folder?");
    refuseMore("recording", 2, positionals);
    return runs[oneWordOf("recording", actions, action)](folder, values.json);
  })
};
export {
  recordingCommand
};
//# sourceMappingURL=recording-KQXBZ2DE.js.map