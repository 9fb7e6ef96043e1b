import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSimulator } from '../../src/simulator/index';
import { cliBundle, startCliWith, type CliResult } from './run-cli';

const folder = mkdtempSync(join(tmpdir(), 'rx-bitbank-'));
/** The folder in which the shells find the command. */
const bin = join(folder, 'bin');
const nobody = 'http://127.0.0.1:1';
let asked: CliResult;

const complete = (apiUrl: string, cache = folder): Promise<CliResult> =>
  startCliWith(
    { XDG_CACHE_HOME: cache, BITBANK_API_URL: apiUrl },
    ...['__complete', 'order', '--type', 'limit', ''],
  ).ended;

beforeAll(async () => {
  mkdirSync(bin);
  writeFileSync(join(bin, 'rx-bitbank'), `#!/bin/sh\nexec '${process.execPath}' '${cliBundle}' "$@"\n`);
  chmodSync(join(bin, 'rx-bitbank'), 0o755);
  const simulator = await startSimulator();
  // On a busy machine the answer may come after the time for which a prompt waits.
  do asked = await complete(simulator.urls.apiUrl);
  while (asked.code === 0 && asked.stdout === '');
  await simulator.close();
});

afterAll(() => rmSync(folder, { recursive: true }));

const scriptFor = async (shell: string): Promise<string> => {
  const { code, stdout, stderr } = await startCliWith({}, 'completion', shell).ended;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const path = join(folder, `script.${shell}`);
  writeFileSync(path, stdout);
  return path;
};

describe('rx-bitbank completion', () => {
  it('asks the venue for its pairs once, and needs no venue from then on', async () => {
    expect(asked).toMatchObject({ code: 0, stderr: '' });
    expect(asked.stdout.split('\n')).toContain('btc_jpy');
    const pairs: unknown = JSON.parse(readFileSync(join(folder, 'rx-bitbank', 'pairs.json'), 'utf8'));
    expect(pairs).toContain('btc_jpy');
    expect((await complete(nobody)).stdout).toBe(asked.stdout);
  });

  it('offers no pair if none are known and nobody answers, or nobody may be asked', async () => {
    for (const apiUrl of [nobody, 'http://bitbank.invalid', 'no url']) {
      expect(await complete(apiUrl, join(folder, 'empty'))).toEqual({ code: 0, stdout: '', stderr: '' });
    }
  });

  it('does not take the options of the line that it completes for its own', async () => {
    const { stdout } = await startCliWith({}, '__complete', 'order', '--help', '--sim', '--').ended;
    expect(stdout.split('\n')).toEqual(expect.arrayContaining(['--post-only', '--help']));
    expect(stdout).not.toContain('Usage');
  });

  it('is not listed in the help', async () => {
    expect((await startCliWith({}, '--help').ended).stdout).not.toContain('__complete');
  });

  it('refuses another shell', async () => {
    const { code, stderr } = await startCliWith({}, 'completion', 'tcsh').ended;
    expect(code).toBe(2);
    expect(stderr).toContain('shell: expected one of bash, zsh, fish');
  });
});

/** The typed words, and some of the offers that a shell may make then. */
const cases: readonly (readonly [string, readonly string[]])[] = [
  ['o', ['order', 'orders']],
  ['order btc', ['btc_jpy']],
  ['order btc_jpy ', ['buy', 'sell']],
  ['order --type sto', ['stop', 'stop_limit']],
  ['order --type limit --price 100 btc_jpy s', ['sell']],
  ['order --post', ['--post-only']],
  ['candles btc_jpy 12', ['12hour']],
  ['watch btc_jpy --feed ', ['ticker', 'book']],
  ['completion ', ['bash', 'zsh', 'fish']],
  ['candles btc_jpy --out pack', ['package.json']],
];

const env = {
  ...process.env,
  ...{ XDG_CACHE_HOME: folder, BITBANK_API_URL: nobody, PATH: `${bin}:${process.env['PATH'] ?? ''}` },
};

const outputOf = (shell: string, args: readonly string[]): string =>
  execFileSync(shell, args, { env }).toString();

const offersIn: Readonly<Record<string, (script: string, typed: string) => string>> = {
  bash: (script, typed) =>
    outputOf('bash', [
      ...[
        '--norc',
        '-c',
        'source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($#-1)); _rx_bitbank; echo "${COMPREPLY[*]}"',
      ],
      ...[script, 'rx-bitbank', ...typed.split(' ')],
    ]),
  // zsh filters its offers by itself: apart from files, the test receives everything that fits the position.
  zsh: (script, typed) =>
    outputOf('zsh', [
      ...['-f', '-c'],
      'compdef() { : }; compadd() { shift; print -r -- $@ }; _files() { print -r -- *(N) }; source "$0"; words=("$@"); CURRENT=$#; _rx_bitbank',
      ...[script, 'rx-bitbank', ...typed.split(' ')],
    ]),
  fish: (script, typed) =>
    outputOf('fish', [
      ...[
        '--no-config',
        '-c',
        'source $argv[1]; complete -C "rx-bitbank $argv[2]" | string replace -r "\\t.*" ""; true',
      ],
      ...[script, typed],
    ]),
};

for (const [shell, offers] of Object.entries(offersIn)) {
  if (spawnSync(shell, ['--version']).error === undefined) {
    it(`${shell} completes commands, options, their words, pairs and files`, async () => {
      const script = await scriptFor(shell);
      for (const [typed, expected] of cases) {
        const offered = offers(script, typed).trim().split(/\s+/);
        expect(offered, typed).toEqual(expect.arrayContaining([...expected]));
      }
      expect(offers(script, 'order btc_jpy ')).not.toContain('_jpy');
    });
  } else {
    console.warn(`left out: completion in ${shell}, as it is not installed`);
  }
}
