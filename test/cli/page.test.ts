/** docs/cli.md names every command, and for each common option all commands that take it. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/cli/common/command';
import { runCli } from './run-cli';

const page = readFileSync(new URL('../../docs/cli.md', import.meta.url), 'utf8').replaceAll('\n', ' ');

/** The names of all commands, as `--help` lists them. */
const commandNames = async (): Promise<readonly string[]> => {
  const { stdout } = await runCli('--help');
  const list = /Commands:\n(.*?)\n\n/s.exec(stdout)?.[1] ?? '';
  return [...list.matchAll(/^ {2}(\w+)/gm)].map(([, name = '']) => name);
};

const loadCommand = async (name: string): Promise<Command> => {
  const module = (await import(`../../src/cli/${name}.ts`)) as Readonly<Record<string, Command>>;
  const command = module[`${name}Command`];
  if (command === undefined) throw new Error(`src/cli/${name}.ts has no ${name}Command`);
  return command;
};

const namesIn = (text = ''): readonly string[] => [...text.matchAll(/`(\w+)`/g)].map(([, name = '']) => name);

describe('docs/cli.md', () => {
  it('has a row for each command', async () => {
    const table = page.slice(page.indexOf('| Command'), page.indexOf('Results go to stdout'));
    const rows = [...table.matchAll(/\| `(\w+)` +\|/g)].map(([, name = '']) => name);
    expect([...rows].sort()).toEqual([...(await commandNames())].sort());
  });

  it.each([
    ['sim', /((?:`\w+`(?:, | and ))+`\w+`) take `--sim`/],
    ['paper', /((?:`\w+`(?:, | and ))+`\w+`) take `--paper`/],
    ['keys', /((?:`\w+`(?:, | and ))+`\w+`) take the keys/],
  ])('names exactly the commands that take --%s', async (option, sentence) => {
    const taking: string[] = [];
    for (const name of await commandNames())
      if (Object.hasOwn((await loadCommand(name)).options, option)) taking.push(name);
    expect([...namesIn(sentence.exec(page)?.[1])].sort()).toEqual(taking.sort());
  });
});
