import { spawnSync } from 'node:child_process';
import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { usageError } from '../common/options';
import { orFileError } from '../common/file-error';

/** Variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

const names = ['BITBANK_API_KEY', 'BITBANK_API_SECRET'] as const;

type Keys = Readonly<Record<(typeof names)[number], string>>;

const assignment = /^(?:export\s+)?(BITBANK_API_KEY|BITBANK_API_SECRET)\s*=\s*(["']?)([\x21-\x7e]+?)\2$/;

/** The key and the secret alone, in this order: what a password manager prints of two fields. */
const bare = /^([\x21-\x3c\x3e-\x7e]+)\s+([\x21-\x3c\x3e-\x7e]+)$/;

/** How long somebody may take to unlock a password manager, ms. */
const unlockTime = 120_000;

/**
 * What a shell command prints: the lines of a key file, or the key and the secret alone, a line each. What it asks or
 * complains of goes to the terminal. Throws a `UsageError`, which quotes nothing that it printed.
 */
const keysFromCommand = (command: string): Keys => {
  const { status, signal, stdout } = spawnSync('/bin/sh', ['-c', command], {
    encoding: 'utf8',
    stdio: ['inherit', 'pipe', 'inherit'],
    timeout: unlockTime,
    maxBuffer: 100_000,
  });
  if (status !== 0)
    throw usageError(`--keys-command: it ended with ${signal ?? `exit code ${status ?? 'unknown'}`}`);
  const [, key, secret] = bare.exec(stdout.trim()) ?? [];
  return key === undefined || secret === undefined
    ? parseKeys('--keys-command', stdout)
    : { BITBANK_API_KEY: key, BITBANK_API_SECRET: secret };
};

/** The lines of a key file: `BITBANK_API_KEY=…`, `BITBANK_API_SECRET=…`, comments. No complaint quotes a line. */
export const parseKeys = (path: string, text: string): Keys => {
  const found = new Map<string, string>();
  text.split('\n').forEach((raw, index) => {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) return;
    const [, name, , value] = assignment.exec(line) ?? [];
    if (name === undefined || value === undefined) {
      throw usageError(`${path}:${index + 1}: expected ${names.join('=… or ')}=…, got something else`);
    }
    found.set(name, value);
  });
  const valueOf = (name: (typeof names)[number]): string => {
    const value = found.get(name);
    if (value === undefined) throw usageError(`${path}: holds no ${name}`);
    return value;
  };
  return {
    BITBANK_API_KEY: valueOf('BITBANK_API_KEY'),
    BITBANK_API_SECRET: valueOf('BITBANK_API_SECRET'),
  };
};

/** Others may neither read nor change it. The file that is checked is the one that is read. */
const readKeys = (path: string): Keys =>
  orFileError(path, () => {
    const file = openSync(path, 'r');
    try {
      const mode = fstatSync(file).mode & 0o777;
      if ((mode & 0o177) !== 0) {
        throw usageError(`${path}: must have mode 600, has ${mode.toString(8)}: chmod 600 it`);
      }
      return parseKeys(path, readFileSync(file, 'utf8'));
    } finally {
      closeSync(file);
    }
  });

/** Where the keys come from, if not from the environment. */
export interface KeySource {
  readonly keys?: string | undefined;
  readonly 'keys-command'?: string | undefined;
}

const givenKeys = ({ keys: path, 'keys-command': command }: KeySource): Keys | undefined =>
  path !== undefined ? readKeys(path) : command !== undefined ? keysFromCommand(command) : undefined;

/** The environment, with the keys that are given otherwise. Throws a `UsageError` where there are no keys. */
export const withKeys = (environment: Environment, source: KeySource): Environment => {
  const keys = { ...environment, ...givenKeys(source) };
  const missing = names.find((name) => (keys[name] ?? '') === '');
  if (missing !== undefined) {
    throw usageError(
      `no ${missing}: set ${names.join(' and ')}, or give --keys FILE or --keys-command COMMAND`,
    );
  }
  return keys;
};
