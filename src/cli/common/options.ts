import { parseArgs, type ParseArgsConfig } from 'node:util';
import { taggedError, type Tagged } from '../../model/tagged';
import { didYouMean, nearestWord } from './did-you-mean';

/** An option of a command, as `parseArgs` takes it, with the values that a shell may complete after it. */
export interface CliOption {
  readonly type: 'string' | 'boolean';
  readonly multiple?: boolean;
  readonly default?: string | boolean;
  /** The words it takes; missing if it takes a path or a free text. */
  readonly values?: readonly string[];
}

export type CliOptions = Readonly<Record<string, CliOption>>;

/** The command line, or a file that it names, is wrong. */
export type UsageError = Tagged<'UsageError', object>;

export const usageError = (message: string): UsageError => taggedError('UsageError', message, {});

export const isUsageError = (error: unknown): error is UsageError =>
  (error as Partial<UsageError> | null)?._tag === 'UsageError';

/** Describes in our words what `parseArgs` has refused. `named` is the option or the argument that its message quotes. */
const complaintAbout = (
  code: string | undefined,
  named: string,
  { args = [], options = {} }: ParseArgsConfig,
): string => {
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const meant = nearestWord(named.replace(/^-+/, ''), [...Object.keys(options), 'help']);
    return `unknown option: ${named}${didYouMean(meant && `--${meant}`)}`;
  }
  if (code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL') return `unexpected argument: ${named}`;
  if (options[named.replace(/^-+/, '')]?.type === 'boolean') return `${named}: expected no value`;
  const value = args[args.indexOf(named) + 1];
  return value === undefined
    ? `${named}: expected a value, got nothing`
    : `${named}: expected a value, got ${value}; one that begins with a dash is written as ${named}=${value}`;
};

/** Runs `parseArgs`, and turns its errors into a {@link UsageError} of one sentence. */
export const parseOptions = <T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> => {
  try {
    return parseArgs(config);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const [, named = ''] = /'(?:-\w, )?([^' ]+)/.exec(message) ?? [];
    throw usageError(complaintAbout(code, named, config));
  }
};

/** Checks that a value is one of the words. Throws a `UsageError` that lists the words. */
export const oneWordOf = <A extends string>(name: string, known: readonly A[], value: string): A => {
  const found = known.find((each) => each === value);
  if (found === undefined) throw usageError(`${name}: expected one of ${known.join(', ')}, got ${value}`);
  return found;
};

/** Reads a whole number from 1 on. Throws a `UsageError`. */
export const countFrom1 = (option: string, text: string): number => {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < 1)
    throw usageError(`${option}: expected a whole number of at least 1, got ${text}`);
  return value;
};

/** Returns only the given entries. An absent option must stay absent, so that the client's default applies. */
export const given = <A extends object>(entries: A): { [K in keyof A]?: Exclude<A[K], undefined> } =>
  Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)) as never;

/**
 * Refuses options that exclude each other. Each list holds an option, and those that it can't go together with. Throws
 * a `UsageError`.
 */
export const refuseTogether = (
  values: Readonly<Record<string, unknown>>,
  lists: readonly (readonly [string, ...string[]])[],
): void => {
  const isGiven = (option: string): boolean => (values[option] ?? false) !== false;
  for (const [option, ...excluded] of lists) {
    const other = isGiven(option) ? excluded.find(isGiven) : undefined;
    if (other !== undefined) throw usageError(`--${option} and --${other} exclude each other`);
  }
};

/** Throws a `UsageError` for the first argument beyond those a command takes. */
export const refuseMore = (command: string, taken: number, positionals: readonly string[]): void => {
  const more = positionals[taken];
  if (more !== undefined) throw usageError(`${command}: unexpected argument ${more}`);
};
