import type { Observable } from 'rxjs';
import type { ExitCode } from './exit-codes';
import type { CliOptions } from './options';

/** A subcommand of `rx-bitbank`. */
export interface Command {
  /** What `--help` prints. */
  readonly help: string;
  readonly options: CliOptions;
  /** What each argument may be: a pair, or one of these words. */
  readonly positions: readonly ('pair' | readonly string[])[];
  /** The exit code on Ctrl-C; 0, an end like another, if left out. */
  readonly interruptedCode?: ExitCode;
  /** It goes on when nobody reads its output any more; otherwise that is its end. */
  readonly outlivesOutput?: boolean;
  /**
   * Runs while subscribed: completion is exit code 0, a wrong use (`UsageError`, `ConfigError`,
   * `UnknownPairError`, `RequestError`) 2, an `Exit` its own, any other error 1. Ctrl-C unsubscribes.
   */
  readonly run: (args: readonly string[]) => Observable<unknown>;
}

/** Loads a command: what it is made of is not loaded with the others. */
export type LoadCommand = () => Promise<Command>;
