import {
  exit,
  exitCodes
} from "./chunk-6MZEJKRU.js";


// src/cli/run-command.ts
import {
  filter,
  fromEvent,
  ignoreElements,
  lastValueFrom,
  map,
  merge,
  takeUntil
} from "rxjs";
var outputEnd$ = ({ outlivesOutput = false }) => fromEvent(process.stdout, "error").pipe(
  filter(() => !outlivesOutput),
  map((error) => {
    if (error.code !== "EPIPE") throw error;
  })
);
var interruptedWith$ = ({ interruptedCode = exitCodes.done }) => merge(fromEvent(process, "SIGINT"), fromEvent(process, "SIGTERM")).pipe(
  map(() => {
    if (interruptedCode !== exitCodes.done) throw exit(interruptedCode);
  })
);
var runCommand = (command, args) => lastValueFrom(
  command.run(args).pipe(ignoreElements(), takeUntil(merge(interruptedWith$(command), outputEnd$(command)))),
  { defaultValue: void 0 }
);
export {
  runCommand
};
//# sourceMappingURL=run-command-LSSB26B7.js.map