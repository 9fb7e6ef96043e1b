import {
  knownPairs$
} from "./chunk-XGDLY4FA.js";


import {
  oneWordOf,
  parseOptions,
  refuseMore,
  usageError
} from "./chunk-WDPZHDGP.js";






// src/cli/completion.ts
import { defer, EMPTY, from, lastValueFrom, mergeMap, of, tap } from "rxjs";
var anyFile = "@files";
var scripts = {
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
`
};
var shells = Object.keys(scripts);
var help = `Prints a script that lets a shell complete commands, options, their words and the names of pairs.

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
var options = {};
var completionCommand = {
  help,
  options,
  positions: [shells],
  run: (args) => defer(() => {
    const { positionals } = parseOptions({ args: [...args], options, allowPositionals: true });
    const [name] = positionals;
    if (name === void 0) throw usageError("for which shell? rx-bitbank completion bash|zsh|fish");
    refuseMore("completion", 1, positionals);
    process.stdout.write(scripts[oneWordOf("shell", shells, name)]);
    return EMPTY;
  })
};
var complete = (commands, line) => lastValueFrom(
  offers$(commands, line).pipe(
    tap((words) => process.stdout.write(words.map((word) => `${word}
`).join("")))
  )
);
var offers$ = (commands, line) => {
  const [name, ...typed] = line.slice(0, -1);
  if (name === void 0) return of([...Object.keys(commands), "--help", "--version"]);
  const load = Object.hasOwn(commands, name) ? commands[name] : void 0;
  return load === void 0 ? of([]) : from(load()).pipe(mergeMap((command) => offersOf(command, typed, line)));
};
var offersOf = (command, typed, line) => {
  const awaits = (word = "") => {
    const option2 = word.startsWith("--") ? command.options[word.slice(2)] : void 0;
    return option2?.type === "string" ? option2 : void 0;
  };
  const option = awaits(typed.at(-1));
  if (option !== void 0) return of(option.values ?? [anyFile]);
  if (line.at(-1)?.startsWith("-") === true)
    return of([...Object.keys(command.options), "help"].map((each) => `--${each}`));
  const taken = typed.filter((word, i) => !word.startsWith("-") && awaits(typed[i - 1]) === void 0);
  const words = command.positions[taken.length] ?? [];
  return words === "pair" ? knownPairs$ : of(words);
};
export {
  complete,
  completionCommand
};
//# sourceMappingURL=completion-KEKX67OT.js.map