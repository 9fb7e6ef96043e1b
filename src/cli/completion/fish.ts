import type { CommandSpec, OptionSpec } from './spec';

const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;

const complete = (rest: string): string => `complete -c rx-bitbank ${rest}`;

const optionLine = (command: string, { name, value }: OptionSpec): string => {
  const option = `-n ${quoted(`__rx_bitbank_of ${command}`)} -l ${name.replace(/^--/, '')}`;
  switch (value.type) {
    case 'none':
      return complete(`-f ${option}`);
    case 'words':
      return complete(`-x ${option} -a ${quoted(value.words.join(' '))}`);
    case 'any':
      return complete(`-r -F ${option}`);
  }
};

const commandLines = ({ name, summary, options, positions }: CommandSpec): readonly string[] => {
  const valued = options.flatMap((option) => (option.value.type === 'none' ? [] : [option.name]));
  return [
    complete(`-f -n __rx_bitbank_bare -a ${name} -d ${quoted(summary)}`),
    ...options.map((option) => optionLine(name, option)),
    ...positions.map((words, i) =>
      complete(
        `-f -n ${quoted(`__rx_bitbank_at ${[name, i, ...valued].join(' ')}`)} -a ${quoted(words.join(' '))}`,
      ),
    ),
  ];
};

/** For fish: `rx-bitbank completion fish | source`. */
export const fishScript = (commands: readonly CommandSpec[]): string => `# completion of rx-bitbank for fish
function __rx_bitbank_bare
  test (count (commandline -opc)) -eq 1
end
function __rx_bitbank_of
  set -l tokens (commandline -opc)
  test (count $tokens) -ge 2; and test $tokens[2] = $argv[1]
end
# COMMAND POSITION OPTIONS…: is the cursor at the position of the command, whose OPTIONS take a value?
function __rx_bitbank_at
  __rx_bitbank_of $argv[1]; or return 1
  set -l tokens (commandline -opc)
  set -e tokens[1..2]
  set -l wanted $argv[2]
  set -e argv[1..2]
  set -l position 0
  set -l skip 0
  for token in $tokens
    if test $skip -eq 1
      set skip 0
    else if contains -- $token $argv
      set skip 1
    else if not string match -q -- '-*' $token
      set position (math $position + 1)
    end
  end
  test $skip -eq 0; and test $position -eq $wanted
end
complete -c rx-bitbank -f
${complete('-f -n __rx_bitbank_bare -l help')}
${complete('-f -n __rx_bitbank_bare -l version')}
${commands.flatMap(commandLines).join('\n')}
`;
