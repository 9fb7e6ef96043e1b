import {
  checkLines
} from "./chunk-LFN2BZYT.js";
import {
  accountHelp,
  accountOptions,
  simHelp,
  simOption
} from "./chunk-VODRMAQZ.js";

import {
  orFileError
} from "./chunk-OSNAXFEX.js";



import {
  withSimulator
} from "./chunk-H7FBBHXW.js";



import {
  printJson,
  printLine
} from "./chunk-VHNTDNJI.js";
import {
  exit,
  exitCodes
} from "./chunk-EPTECTEO.js";
import {
  parseOptions,
  refuseTogether
} from "./chunk-WDPZHDGP.js";

import {
  replaceFileNow
} from "./chunk-2T4DLMWA.js";


import {
  Timestamp,
  list,
  only,
  ownRecord,
  same
} from "./chunk-ZCMMJ3ET.js";





// src/cli/doctor.ts
import { defer, finalize, mergeMap, tap, toArray } from "rxjs";

// src/parsing/latency.ts
var form = "rx-bitbank latency";
var version = 1;
var longest = 6e5;
var Milliseconds = same(
  "a time in ms, zero or more",
  (input) => typeof input === "number" && input >= 0 && input <= longest
);
var Samples = list("a list of times in ms", Milliseconds);
var LatencyFile = ownRecord("samples of latency", {
  form: only(form),
  version: only(version),
  measuredAt: Timestamp,
  order: Samples,
  reply: Samples,
  news: Samples
});
var latencyText = ({ measuredAt, order, reply, news }) => `${JSON.stringify({ form, version, measuredAt, order, reply, news })}
`;

// src/cli/doctor.ts
var help = `Checks that this machine, its network and the key are fit to trade. It prints one line per check, and advice for each
that fails. It takes some seconds, places nothing and changes nothing.

Usage: rx-bitbank doctor [options]

Options:
  --trade-permission     also sends one cancel of order id 1, which nobody has: its answer shows whether the key may trade
  --journal FILE         the place of the journal, whose disk is timed; by default this folder
  --latency FILE         writes the measured times, in the form that backtests read
${simHelp}
${accountHelp}
  --public-url URL       by default https://public.bitbank.cc
  --stream-url URL       by default wss://stream.bitbank.cc

Without a key it runs the checks that need none. It signs requests by time window, because a nonce could lock a running
program out of its own key.

Exit codes: 0 all is well; 1 something is wrong; 2 a wrong option or argument; 130 Ctrl-C.

Examples:
  rx-bitbank doctor
  rx-bitbank doctor --keys ~/.bitbank-keys --latency latency.json
  rx-bitbank doctor --keys ~/.bitbank-keys --trade-permission --json
`;
var options = {
  "trade-permission": { type: "boolean", default: false },
  journal: { type: "string", default: "journal.ndjson" },
  latency: { type: "string" },
  "public-url": { type: "string" },
  "stream-url": { type: "string" },
  ...simOption,
  ...accountOptions
};
var summaryOf = (checks) => {
  const wrong = checks.filter(({ state }) => state === "wrong");
  return wrong.length === 0 ? "all is well" : `${wrong.length} of ${checks.length} are wrong: ${wrong.map(({ check }) => check).join(", ")}`;
};
var report = ({ checks$, latency }, isJson, path) => checks$.pipe(
  tap(
    (check) => isJson ? printJson(check) : checkLines(check, process.stdout.columns || void 0).forEach(printLine)
  ),
  toArray(),
  tap((checks) => {
    if (path !== void 0) orFileError(path, () => replaceFileNow(path, latencyText(latency()), 420));
    if (!isJson) ["", summaryOf(checks)].forEach(printLine);
    if (checks.some(({ state }) => state === "wrong")) throw exit(exitCodes.failed);
  })
);
var doctorCommand = {
  help,
  options,
  positions: [],
  interruptedCode: exitCodes.interrupted,
  run: (args) => defer(() => {
    const { values } = parseOptions({ args: [...args], options });
    refuseTogether(values, [
      ["sim", "keys", "keys-command", "api-url", "pubnub-origin", "public-url", "stream-url"],
      ["keys", "keys-command"]
    ]);
    const run = (urls) => defer(() => import("./examine-WBIPIDJR.js")).pipe(
      mergeMap(({ examine }) => {
        const examination = examine(values, urls);
        return report(examination, values.json, values.latency).pipe(finalize(examination.close));
      })
    );
    return values.sim ? withSimulator({}, ({ urls }) => run(urls)) : run({});
  })
};
export {
  doctorCommand
};
//# sourceMappingURL=doctor-3XEKVGKE.js.map