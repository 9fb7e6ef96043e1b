import { taggedError, type Tagged } from '../../model/tagged';

/**
 * The exit codes, by which scripts can distinguish results. They are also in the help of each command and in
 * docs/cli.md.
 */
export const exitCodes = {
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
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Ends a command with an exit code. Its message has already been printed. */
export type Exit = Tagged<'Exit', { readonly code: ExitCode }>;

export const exit = (code: ExitCode): Exit => taggedError('Exit', `exit code ${code}`, { code });

export const isExit = (error: unknown): error is Exit => (error as Partial<Exit> | null)?._tag === 'Exit';
