import { parseArgs, type ParseArgsConfig } from 'node:util';
import type { Observable } from 'rxjs';
import { taggedError, type Tagged } from '../model/errors';
import type { ExitCode } from './exit-codes';
import type { CliOptions } from './options';

/** A subcommand of `rx-bitbank`. */
export interface Command {
  /** One line for the list of commands. */
  readonly summary: string;
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

/** The command line, or a file that it names, is wrong. */
export type UsageError = Tagged<'UsageError', object>;

export const usageError = (message: string): UsageError => taggedError('UsageError', message, {});

export const isUsageError = (error: unknown): error is UsageError =>
  (error as Partial<UsageError> | null)?._tag === 'UsageError';

/** `parseArgs` whose complaints are a {@link UsageError} of one sentence. */
export const parseOptions = <T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> => {
  try {
    return parseArgs(config);
  } catch (error) {
    const [complaint = ''] = (error as Error).message.split(/\.\s/);
    throw usageError(complaint.replace(/\s+/g, ' '));
  }
};
