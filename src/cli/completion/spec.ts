import type { Command } from '../command';
import type { CliOption } from '../options';

/** What follows an option: nothing, one of some words, or a value of its own such as a path. */
export type OptionValue =
  | { readonly type: 'none' }
  | { readonly type: 'words'; readonly words: readonly string[] }
  | { readonly type: 'any' };

export interface OptionSpec {
  /** As it is written: `--json`. */
  readonly name: string;
  readonly value: OptionValue;
}

export interface CommandSpec {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly OptionSpec[];
  /** The words of each argument. */
  readonly positions: readonly (readonly string[])[];
}

const valueOf = ({ type, values }: CliOption): OptionValue => {
  if (type === 'boolean') return { type: 'none' };
  return values === undefined ? { type: 'any' } : { type: 'words', words: values };
};

/** What a shell may complete, of a table of commands and the pairs that are known. */
export const specOf = (
  commands: Readonly<Record<string, Command>>,
  pairs: readonly string[],
): readonly CommandSpec[] =>
  Object.entries(commands).map(([name, { summary, options, positions }]) => ({
    name,
    summary,
    options: [
      ...Object.entries(options).map(([option, spec]) => ({ name: `--${option}`, value: valueOf(spec) })),
      { name: '--help', value: { type: 'none' } },
    ],
    positions: positions.map((words) => (words === 'pair' ? pairs : words)),
  }));

/** `command --option` of every option that a value follows. */
export const valued = (commands: readonly CommandSpec[], type: 'words' | 'any'): readonly ValuedOption[] =>
  commands.flatMap(({ name, options }) =>
    options.flatMap((option) =>
      option.value.type === type
        ? [
            {
              at: `${name} ${option.name}`,
              words: option.value.type === 'words' ? option.value.words : [],
            },
          ]
        : [],
    ),
  );

export interface ValuedOption {
  readonly at: string;
  readonly words: readonly string[];
}
