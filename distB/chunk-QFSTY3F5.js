import {
  realFileOf,
  replaceFile
} from "./chunk-2T4DLMWA.js";
import {
  configError
} from "./chunk-S2B5S6DE.js";
import {
  clockOf,
  stampOf
} from "./chunk-34SWKVHE.js";
import {
  causeOf
} from "./chunk-LYSEG24M.js";

// src/execution/guards/heartbeat.ts
import {
  catchError,
  concatMap,
  defer,
  filter,
  finalize,
  map,
  merge,
  NEVER,
  of,
  take,
  takeWhile,
  timer
} from "rxjs";
var heartbeat$ = ({
  file,
  interval = 1e3,
  until = NEVER,
  scheduler
}) => {
  if (typeof file !== "string" || file === "") throw configError("file", "a path", JSON.stringify(file));
  if (!Number.isInteger(interval) || interval < 1 || interval > 6e5)
    throw configError("interval", "an integer from 1 to 600000", String(interval));
  return defer(() => {
    const clock = clockOf(scheduler);
    let last = null;
    let isWriting = false;
    const write = (word) => defer(() => {
      isWriting = true;
      const at = stampOf(clock);
      const begun = clock.elapsed();
      last ??= begun;
      const gap = begun - last;
      return defer(() => replaceFile(realFileOf(file), textOf(word, at))).pipe(
        map(() => {
          last = begun;
          return word === "beat" ? { type: "Beat", at, gap } : { type: "Goodbye", at };
        }),
        catchError(
          (error) => of({ type: "Failed", at, gap, message: causeOf(error) })
        ),
        finalize(() => isWriting = false)
      );
    });
    return merge(
      timer(0, interval, clock).pipe(
        filter(() => !isWriting),
        map(() => "beat")
      ),
      until.pipe(
        take(1),
        map(() => "goodbye")
      )
    ).pipe(
      concatMap((word) => write(word).pipe(map((event) => ({ word, event })))),
      takeWhile(({ word }) => word !== "goodbye", true),
      map(({ event }) => event)
    );
  });
};
var textOf = (word, at) => `${JSON.stringify({ word, pid: process.pid, at })}
`;
var isGoodbye = (text) => text.startsWith('{"word":"goodbye"');

export {
  heartbeat$,
  isGoodbye
};
//# sourceMappingURL=chunk-QFSTY3F5.js.map