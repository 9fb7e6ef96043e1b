import { defer, tap } from 'rxjs';
import type { Command } from './command';
import { fishScript } from './completion/fish';
import { knownPairs$ } from './completion/known-pairs';
import { bashScript, zshScript } from './completion/posix';
import { specOf } from './completion/spec';
import { type CliOptions, given, oneOf, parseOptions, refuseMore, usageError } from './options';
import { printJson } from './output';

const shells = ['bash', 'zsh', 'fish'] as const;

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript } as const;

const help = `Prints a script that lets a shell complete commands, options, their words and the names of pairs.

Usage: rx-bitbank completion bash|zsh|fish [options]

Options:
  --json              prints what is completed as JSON instead
  --api-url URL       where the pairs are asked for; by default https://api.bitbank.cc/v1
  --allow-insecure    allows http: beyond this machine

The pairs are asked for once a week and kept in $XDG_CACHE_HOME/rx-bitbank (~/.cache/rx-bitbank); offline, those of
the last time are taken, or none.

Exit codes: 0 printed, 2 a wrong option or shell.

Examples:
  echo 'eval "$(rx-bitbank completion bash)"' >> ~/.bashrc
  echo 'eval "$(rx-bitbank completion zsh)"' >> ~/.zshrc     # after compinit
  rx-bitbank completion fish > ~/.config/fish/completions/rx-bitbank.fish
`;

const options = {
  json: { type: 'boolean', default: false },
  'api-url': { type: 'string' },
  'allow-insecure': { type: 'boolean' },
} as const satisfies CliOptions;

/** The command that completes those of a table, and itself. */
export const completionOf = (commands: Readonly<Record<string, Command>>): Command => {
  const completion: Command = {
    summary: 'a script that completes commands and pairs in a shell',
    help,
    options,
    positions: [shells],
    run: (args) =>
      defer(() => {
        const { values, positionals } = parseOptions({ args: [...args], options, allowPositionals: true });
        const [name] = positionals;
        if (name === undefined) throw usageError('for which shell? rx-bitbank completion bash|zsh|fish');
        refuseMore('completion', 1, positionals);
        const shell = oneOf('shell', shells, name);
        const urls = given({ apiUrl: values['api-url'], allowInsecure: values['allow-insecure'] });
        return knownPairs$(urls).pipe(
          tap((pairs) => {
            const spec = specOf({ ...commands, completion }, pairs);
            if (values.json) printJson(spec);
            else process.stdout.write(scripts[shell](spec));
          }),
        );
      }),
  };
  return completion;
};
