import { taggedError, type Tagged } from '../../model/tagged';

/** What scripts can tell apart. Also in the help of each command and in docs/cli.md. */
export const exitCodes = {
  done: 0,
  /** It can't go on: the network, the venue, the disk. */
  failed: 1,
  /** A wrong option, argument, file or key file. */
  wrongUse: 2,
  /** The order was refused here, by the instrument's rules: nothing was sent. */
  rejectedHere: 3,
  /** The venue refused the order, or the cancel. */
  refused: 4,
  /** The order ended without being filled whole. */
  canceled: 5,
  /** What became of it is not known: look before sending again. */
  unresolved: 6,
  /** The cancel came too late: the order is filled. */
  alreadyFilled: 7,
  /** The watchdog has fired: the heartbeat stopped, every order was cancelled, and none is open. */
  fired: 8,
  /** Ctrl-C, as shells say it. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Ends a command with an exit code; what there is to say has been printed. */
export type Exit = Tagged<'Exit', { readonly code: ExitCode }>;

export const exit = (code: ExitCode): Exit => taggedError('Exit', `exit code ${code}`, { code });

export const isExit = (error: unknown): error is Exit => (error as Partial<Exit> | null)?._tag === 'Exit';
