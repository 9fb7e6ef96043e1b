import {
  taggedError
} from "./chunk-LYSEG24M.js";

// src/cli/common/exit-codes.ts
var exitCodes = {
  done: 0,
  /** The command can't go on because of the network, the venue or the disk. */
  failed: 1,
  /** An option, argument, file or key file is wrong. */
  wrongUse: 2,
  /** The order was refused here, by the instrument's rules. Nothing was sent. */
  rejectedHere: 3,
  /** The venue refused the order or the cancel. */
  refused: 4,
  /** The order ended without being filled completely. */
  canceled: 5,
  /** The outcome is not known. Look before you send again. */
  unresolved: 6,
  /** The cancel came too late: the order is filled. */
  alreadyFilled: 7,
  /** The watchdog has fired: the heartbeat stopped, every order was cancelled, and none is open. */
  fired: 8,
  /** Ctrl-C ended the command. Shells use this code for it. */
  interrupted: 130
};
var exit = (code) => taggedError("Exit", `exit code ${code}`, { code });
var isExit = (error) => error?._tag === "Exit";

export {
  exitCodes,
  exit,
  isExit
};
//# sourceMappingURL=chunk-EPTECTEO.js.map