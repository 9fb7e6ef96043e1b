import {
  isRealMoney
} from "./chunk-47ARRAY6.js";
import {
  notice
} from "./chunk-VHNTDNJI.js";
import {
  exit,
  exitCodes
} from "./chunk-EPTECTEO.js";
import {
  usageError
} from "./chunk-WDPZHDGP.js";

// src/cli/account/confirm.ts
import { createInterface } from "readline";
import { concatMap, defaultIfEmpty, defer, Observable, of, throwError } from "rxjs";
var yesOption = { yes: { type: "boolean", default: false } };
var yesHelp = `  --yes                  does not ask; without it, the command asks on the terminal before anything leaves this machine`;
var terminal = { input: process.stdin, output: process.stderr };
var asked$ = (question, { input, output }) => new Observable((subscriber) => {
  const lines = createInterface({ input, output });
  lines.on("SIGINT", () => process.kill(process.pid, "SIGINT"));
  lines.on("close", () => subscriber.complete());
  lines.question(`${question} [y/N] `, (answer) => {
    subscriber.next(/^y(?:es)?$/i.test(answer.trim()));
    lines.close();
  });
  return () => lines.close();
});
var onceConfirmed = (choice, question, act, at = terminal) => defer(() => {
  if (choice.yes || !isRealMoney(choice)) return act();
  if (at.input.isTTY !== true)
    throw usageError("there is no terminal to ask whether to send it to the live venue: give --yes");
  return asked$(
    `${question} on ${choice["api-url"] ?? (process.env["BITBANK_API_URL"] || "the live venue")}?`,
    at
  ).pipe(
    defaultIfEmpty(false),
    concatMap((isMeant) => {
      if (isMeant) return of(true);
      notice("nothing was sent");
      return throwError(() => exit(exitCodes.rejectedHere));
    }),
    concatMap(act)
  );
});

export {
  yesOption,
  yesHelp,
  onceConfirmed
};
//# sourceMappingURL=chunk-7S3QJNAY.js.map