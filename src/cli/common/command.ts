import type { Observable } from 'rxjs';
import type { ExitCode } from './exit-codes';
import type { CliOptions } from './options';

/** A subcommand of `rx-bitbank`. */
export interface Command {
  /** The text of `--help`. */
  readonly help: string;
  readonly options: CliOptions;
  /** The kinds of arguments, by position: a pair, or one of these words. */
  readonly positions: readonly ('pair' | readonly string[])[];
  /** The exit code on Ctrl-C. If it is left out, the code is 0, as at any other end. */
  readonly interruptedCode?: ExitCode;
  /** `true` if the command goes on when nobody reads its output any more. Otherwise it ends then. */
  readonly outlivesOutput?: boolean;
  /**
   * Runs while subscribed to. The exit code is 0 on completion, 2 for wrong use (`UsageError`, `ConfigError`,
   * `UnknownPairError`, `RequestError`), its own for an `Exit`, and 1 for any other error. Ctrl-C unsubscribes.
   */
  readonly run: (args: readonly string[]) => Observable<unknown>;
}

/** Loads a command. Its modules are not loaded with the other commands. */
export type LoadCommand = () => Promise<Command>;
