import { defer, EMPTY, from, lastValueFrom, mergeMap, of, tap, type Observable } from 'rxjs';
import type { Command, LoadCommand } from './common/command';
import { knownPairs$ } from './known-pairs';
import {
  oneWordOf,
  parseOptions,
  refuseMore,
  usageError,
  type CliOption,
  type CliOptions,
} from './common/options';

/** The offer where a path or a free text is possible. A shell knows its files itself. */
const anyFile = '@files';

// The scripts of the shells. For the word at the cursor, they call the program that is being typed to get the possible
// words.
const scripts = {
  bash: `# completion of rx-bitbank for bash, from 3.2 on
_rx_bitbank() {
  local current="\${COMP_WORDS[COMP_CWORD]}"
  local offers="$("\${COMP_WORDS[0]}" __complete "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)"
  if [[ $offers == ${anyFile} ]]; then
    COMPREPLY=($(compgen -f -- "$current"))
  else
    COMPREPLY=($(compgen -W "$offers" -- "$current"))
  fi
}
complete -o filenames -F _rx_bitbank rx-bitbank
`,
  zsh: `#compdef rx-bitbank
_rx_bitbank() {
  local -a offers=(\${(f)"$($words[1] __complete "\${(@)words[2,CURRENT]}" 2>/dev/null)"})
  if [[ "$offers" == ${anyFile} ]]; then _files; elif (($#offers)); then compadd -- $offers; fi
}
compdef _rx_bitbank rx-bitbank
`,
  fish: `# completion of rx-bitbank for fish
function __rx_bitbank
  set -l typed (commandline -opc)
  set -l offers ($typed[1] __complete $typed[2..] (commandline -ct) 2>/dev/null)
  if test "$offers" = ${anyFile}
    __fish_complete_path (commandline -ct)
  else
    string join -- \\n $offers
  end
end
complete -c rx-bitbank -f -a '(__rx_bitbank)'
`,
} as const;

const shells = Object.keys(scripts) as (keyof typeof scripts)[];

const help = `Prints a script that lets a shell complete commands, options, their words and the names of pairs.

Usage: rx-bitbank completion bash|zsh|fish

The shell then asks this program at each completion. This program asks for the pairs once per week, at BITBANK_API_URL or
the live venue, and keeps them in $XDG_CACHE_HOME/rx-bitbank (~/.cache/rx-bitbank). Offline it uses the last known pairs,
or none.

Exit codes: 0 printed, 2 a wrong option or shell.

Examples:
  echo 'eval "$(rx-bitbank completion bash)"' >> ~/.bashrc
  echo 'eval "$(rx-bitbank completion zsh)"' >> ~/.zshrc     # after compinit
  rx-bitbank completion fish > ~/.config/fish/completions/rx-bitbank.fish
`;

const options = {} as const satisfies CliOptions;

export const completionCommand: Command = {
  help,
  options,
  positions: [shells],
  run: (args) =>
    defer(() => {
      const { positionals } = parseOptions({ args: [...args], options, allowPositionals: true });
      const [name] = positionals;
      if (name === undefined) throw usageError('for which shell? rx-bitbank completion bash|zsh|fish');
      refuseMore('completion', 1, positionals);
      process.stdout.write(scripts[oneWordOf('shell', shells, name)]);
      return EMPTY;
    }),
};

/**
 * Answers the scripts' call `rx-bitbank __complete WORD…`: prints the possible words in the place of the last one, one
 * per line.
 */
export const complete = (
  commands: Readonly<Record<string, LoadCommand>>,
  line: readonly string[],
): Promise<unknown> =>
  lastValueFrom(
    offers$(commands, line).pipe(
      tap((words) => process.stdout.write(words.map((word) => `${word}\n`).join(''))),
    ),
  );

/**
 * Emits the possible words in the place of the last word of a line after `rx-bitbank`. The shell selects those that fit
 * the word.
 */
const offers$ = (
  commands: Readonly<Record<string, LoadCommand>>,
  line: readonly string[],
): Observable<readonly string[]> => {
  const [name, ...typed] = line.slice(0, -1);
  if (name === undefined) return of([...Object.keys(commands), '--help', '--version']);
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  return load === undefined
    ? of([])
    : from(load()).pipe(mergeMap((command) => offersOf(command, typed, line)));
};

/** Returns the possible words in the place of the last word of a line, after a command and the words since. */
const offersOf = (
  command: Command,
  typed: readonly string[],
  line: readonly string[],
): Observable<readonly string[]> => {
  /** Returns the option whose value comes after the word. */
  const awaits = (word = ''): CliOption | undefined => {
    const option = word.startsWith('--') ? command.options[word.slice(2)] : undefined;
    return option?.type === 'string' ? option : undefined;
  };
  const option = awaits(typed.at(-1));
  if (option !== undefined) return of(option.values ?? [anyFile]);
  if (line.at(-1)?.startsWith('-') === true)
    return of([...Object.keys(command.options), 'help'].map((each) => `--${each}`));
  const taken = typed.filter((word, i) => !word.startsWith('-') && awaits(typed[i - 1]) === undefined);
  const words = command.positions[taken.length] ?? [];
  return words === 'pair' ? knownPairs$ : of(words);
};
