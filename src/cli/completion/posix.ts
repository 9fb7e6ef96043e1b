import { valued, type CommandSpec } from './spec';

/** How a shell says what the script needs to say. */
interface Dialect {
  /** Before the function: what the shell looks for at the top of the file. */
  readonly head: string;
  /** Sets `count` to the index of the word under the cursor, `command`, `before` and `current`. */
  readonly locals: string;
  /** Index of the command among the words. */
  readonly commandAt: number;
  readonly wordAt: (index: string) => string;
  readonly offer: (words: readonly string[]) => string;
  readonly offerFiles: string;
  /** Makes the function known to the shell. */
  readonly register: string;
}

/** Words of ours hold no quote: commands, options, pairs, words of options. */
const quoted = (text: string): string => `'${text}'`;

const arms = (rows: readonly { readonly at: string; readonly then: string }[]): string =>
  rows.map(({ at, then }) => `    ${quoted(at)}) ${then}; return ;;`).join('\n');

const scriptIn =
  ({ head, locals, commandAt, wordAt, offer, offerFiles, register }: Dialect) =>
  (commands: readonly CommandSpec[]): string => {
    const takesValue = [...valued(commands, 'words'), ...valued(commands, 'any')].map(({ at }) => quoted(at));
    return `${head}
_rx_bitbank() {
${locals}
  local position=0 i
  if ((count == ${commandAt})); then
    ${offer([...commands.map(({ name }) => name), '--help', '--version'])}
    return
  fi
  case "$command $before" in
${arms(valued(commands, 'words').map(({ at, words }) => ({ at, then: offer(words) })))}
    ${valued(commands, 'any')
      .map(({ at }) => quoted(at))
      .join('|')}) ${offerFiles}; return ;;
  esac
  if [[ $current == -* ]]; then
    case "$command" in
${arms(commands.map(({ name, options }) => ({ at: name, then: offer(options.map((option) => option.name)) })))}
    esac
    return
  fi
  for ((i = ${commandAt + 1}; i < count; i++)); do
    case "$command ${wordAt('i')}" in
      ${takesValue.join('|')}) i=$((i + 1)) ;;
      *' -'*) ;;
      *) position=$((position + 1)) ;;
    esac
  done
  case "$command $position" in
${arms(commands.flatMap(({ name, positions }) => positions.map((words, i) => ({ at: `${name} ${i}`, then: offer(words) }))))}
  esac
}
${register}
`;
  };

/** For bash from 3.2 on: `eval "$(rx-bitbank completion bash)"`. */
export const bashScript = scriptIn({
  head: '# completion of rx-bitbank for bash',
  locals: `  local count=$COMP_CWORD command="\${COMP_WORDS[1]}"
  local before="\${COMP_WORDS[COMP_CWORD-1]}" current="\${COMP_WORDS[COMP_CWORD]}"
  COMPREPLY=()`,
  commandAt: 1,
  wordAt: (index) => `\${COMP_WORDS[${index}]}`,
  offer: (words) => `COMPREPLY=($(compgen -W '${words.join(' ')}' -- "$current"))`,
  offerFiles: `COMPREPLY=($(compgen -f -- "$current"))`,
  register: 'complete -o filenames -F _rx_bitbank rx-bitbank',
});

/** For zsh, after `compinit`: `eval "$(rx-bitbank completion zsh)"`. */
export const zshScript = scriptIn({
  head: '#compdef rx-bitbank',
  locals: '  local count=$CURRENT command=$words[2] before=$words[CURRENT-1] current=$words[CURRENT]',
  commandAt: 2,
  wordAt: (index) => `$words[${index}]`,
  offer: (words) => (words.length === 0 ? ':' : `compadd -- ${words.join(' ')}`),
  offerFiles: '_files',
  register: 'compdef _rx_bitbank rx-bitbank',
});
