import {
  eventOf,
  watchdogLine
} from "./chunk-YK72MD7S.js";

import {
  accountHelp,
  accountOptions,
  withAccount
} from "./chunk-SGUQRHIE.js";





import {
  timeOfDay
} from "./chunk-BLBGNJ7L.js";
import {
  parsePair
} from "./chunk-OJ7CHQJW.js";



import {
  notice,
  printJson,
  printLine
} from "./chunk-VHNTDNJI.js";
import {
  exit,
  exitCodes
} from "./chunk-6MZEJKRU.js";
import {
  parseOptions,
  refuseMore,
  usageError
} from "./chunk-DV2BM7NE.js";
import {
  isGoodbye
} from "./chunk-SMWIVQDJ.js";

import {
  realFileOf,
  replaceFileNow
} from "./chunk-2T4DLMWA.js";






import {
  stampOf
} from "./chunk-34SWKVHE.js";


// src/cli/watchdog.ts
import {
  asyncScheduler,
  catchError,
  concat as concat2,
  concatMap,
  connect,
  defer as defer2,
  distinctUntilChanged as distinctUntilChanged2,
  filter as filter2,
  finalize,
  forkJoin,
  map as map2,
  merge as merge2,
  of as of2,
  repeat,
  takeUntil,
  takeWhile,
  tap as tap2,
  throwError,
  timer as timer2,
  toArray
} from "rxjs";

// src/cli/watchdog/heartbeat-file.ts
import { readFileSync, statSync } from "fs";
var readHeartbeat = (file) => {
  try {
    const text = readFileSync(file, "utf8");
    const { mtimeMs, ino } = statSync(file);
    return { mark: `${ino} ${mtimeMs} ${text}`, isGoodbye: isGoodbye(text) };
  } catch {
    return null;
  }
};
var firedFile = (file) => `${file}.fired`;
var markOf = (word) => word?.mark ?? "no heartbeat";
var noteFired = (file, last) => {
  replaceFileNow(realFileOf(firedFile(file)), markOf(last));
};
var hasFired = (file) => {
  try {
    return readFileSync(firedFile(file), "utf8") === markOf(readHeartbeat(file));
  } catch {
    return false;
  }
};

// src/cli/watchdog/watch-heartbeat.ts
import {
  concat,
  defer,
  distinctUntilChanged,
  EMPTY,
  filter,
  map,
  merge,
  of,
  switchMap,
  tap,
  timer
} from "rxjs";
var watchHeartbeat = ({
  look,
  every,
  timeout,
  isArmedNow,
  scheduler
}) => defer(() => {
  let last = look();
  const isNew = (word) => word !== null && word.mark !== last?.mark;
  const start$ = isArmedNow && last?.isGoodbye !== true ? of(false) : EMPTY;
  const words$ = timer(every, every, scheduler).pipe(
    map(look),
    filter(isNew),
    tap((word) => last = word),
    map(({ isGoodbye: isGoodbye2 }) => isGoodbye2)
  );
  const silence$ = timer(timeout, scheduler).pipe(
    filter(() => !isNew(look())),
    map(() => "fired")
  );
  return merge(start$, words$).pipe(
    switchMap(
      (isGoodbye2) => isGoodbye2 ? of("disarmed") : concat(of("armed"), silence$)
    ),
    distinctUntilChanged()
  );
});

// src/cli/watchdog.ts
var defaultTimeout = 5e3;
var defaultProof = 14e3;
var help = `Cancels every order when a heartbeat stops: the venue itself has no cancel-on-disconnect.

Usage: rx-bitbank watchdog --file FILE [options]

The first beat arms it: a change of FILE, as heartbeat$ of rx-bitbank/execution writes it. A goodbye there disarms it. When
the beats stop, it cancels all orders of the account, also those of other programs, until it is proven that none is open,
and ends. A supervisor that starts it anew makes it watch again. Margin positions stay open, without the stops that
protected them, and the last line names them; --close-positions closes them.

Options:
  --file FILE            the heartbeat
  --timeout MS           the silence after which it fires; by default ${defaultTimeout}
  --pair PAIR            cancels the orders of this pair only; may be repeated
  --close-positions F    then closes margin positions for 30 s, by limit orders no further than the fraction F (0.01 is 1 %)
                         beyond the best price, and names those that it could not close
  --public-url URL       where that price is read; by default https://public.bitbank.cc
  --arm-now              counts the start as the first beat, unless the last word was a goodbye or it has fired since
  --proof MS             the time after the last beat before it reports that no order is open, because of orders on
                         their way; by default ${defaultProof}
${accountHelp}

Exit codes:
  8    fired: everything is cancelled, and no order is open; see the last line for positions
  1    it can't go on: the keys are refused
  2    a wrong option, argument, pair or key file
  130  Ctrl-C or SIGTERM: open orders live on

Examples:
  rx-bitbank watchdog --file /run/strategy/heartbeat --timeout 5000
  rx-bitbank watchdog --file heartbeat --pair btc_jpy --pair eth_jpy --json
`;
var options = {
  file: { type: "string" },
  timeout: { type: "string", default: `${defaultTimeout}` },
  pair: { type: "string", multiple: true },
  "close-positions": { type: "string" },
  "public-url": { type: "string" },
  "arm-now": { type: "boolean", default: false },
  proof: { type: "string", default: `${defaultProof}` },
  ...accountOptions
};
var askAgain = 5e3;
var milliseconds = (name, text, least) => {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > 36e5)
    throw usageError(`${name}: expected an integer from ${least} to 3600000, got ${text}`);
  return value;
};
var closingOf = (fraction) => {
  if (fraction === void 0) return {};
  if (!/^0(\.\d+)?$/.test(fraction))
    throw usageError(`--close-positions: expected a fraction from 0 to less than 1, got ${fraction}`);
  return { positions: "close", maxSlippage: fraction };
};
var parse = (args) => {
  const { values, positionals } = parseOptions({ args: [...args], options, allowPositionals: true });
  refuseMore("watchdog", 0, positionals);
  const { file } = values;
  const pairs = values.pair?.map(parsePair);
  if (file === void 0 || file === "")
    throw usageError("watchdog over which --file? see rx-bitbank watchdog --help");
  const timeout = milliseconds("--timeout", values.timeout, 100);
  const patience = Math.max(0, milliseconds("--proof", values.proof, 0) - timeout);
  const closing = closingOf(values["close-positions"]);
  return { file, pairs, timeout, patience, closing, isArmedNow: values["arm-now"], choice: values };
};
var mayPass = (error) => error._tag === "VenueError" ? error.class !== "credential" : error._tag === "HttpError";
var check = (client, { file, pairs = [], timeout }) => forkJoin([client.rest.all.activeOrders().pipe(toArray()), client.rest.instruments()]).pipe(
  map2(([orders, instruments]) => {
    const unknown = pairs.find((pair) => !instruments.some((instrument) => instrument.pair === pair));
    if (unknown !== void 0) throw usageError(`--pair: the venue does not list ${unknown}`);
    return orders.length;
  }),
  catchError((error) => {
    if (!mayPass(error)) return throwError(() => error);
    notice(`the venue can't be asked now: ${error.message}`);
    return of2(null);
  }),
  repeat({ delay: () => timer2(askAgain) }),
  takeWhile((openOrders) => openOrders === null, true),
  distinctUntilChanged2(),
  map2((openOrders) => ({ type: "Watching", at: stampOf(asyncScheduler), file, timeout, openOrders }))
);
var watch = (client, settings) => {
  const { file, timeout, isArmedNow } = settings;
  return watchHeartbeat({
    look: () => readHeartbeat(file),
    every: Math.min(250, Math.ceil(timeout / 10)),
    timeout,
    isArmedNow: isArmedNow && !hasFired(file),
    scheduler: asyncScheduler
  }).pipe(
    takeWhile((state) => state !== "fired", true),
    concatMap((state) => {
      const event = of2(eventOf(state, stampOf(asyncScheduler)));
      return state === "fired" ? concat2(event, fire(client, settings)) : event;
    })
  );
};
var fire = (client, { file, pairs, patience, closing }) => defer2(() => {
  const last = readHeartbeat(file);
  let isFlat = false;
  return client.halt({ pairs, patience, ...closing }).pipe(
    tap2(({ type }) => {
      isFlat = type === "Flat";
      if (isFlat) keepFired(file, last);
    }),
    finalize(() => {
      if (!isFlat) notice("interrupted while orders may be open: see rx-bitbank orders");
    })
  );
});
var keepFired = (file, last) => {
  try {
    noteFired(file, last);
  } catch (error) {
    notice(`started again with --arm-now it will fire again: ${error.message}`);
  }
};
var watchdogCommand = {
  help,
  options,
  positions: [],
  interruptedCode: exitCodes.interrupted,
  outlivesOutput: true,
  run: (args) => defer2(() => {
    const settings = parse(args);
    const print = (event) => settings.choice.json ? printJson(event) : printLine(`${timeOfDay(stampOf(asyncScheduler))}  ${watchdogLine(event)}`);
    return withAccount(
      settings.choice,
      (client) => watch(client, settings).pipe(
        // A late result of this check must not end the firing.
        connect((watching$) => {
          const fired$ = watching$.pipe(filter2(({ type }) => type === "Fired"));
          return merge2(watching$, check(client, settings).pipe(takeUntil(fired$)));
        }),
        tap2(print),
        tap2(({ type }) => {
          if (type === "Flat") throw exit(exitCodes.fired);
        })
      )
    );
  })
};
export {
  watchdogCommand
};
//# sourceMappingURL=watchdog-G7S23OJM.js.map