import { spawnSync } from 'node:child_process';
import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { usageError } from '../common/options';
import { orFileError } from '../common/file-error';

/** Variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

const names = ['BITBANK_API_KEY', 'BITBANK_API_SECRET'] as const;

type Keys = Readonly<Record<(typeof names)[number], string>>;

const assignment = /^(?:export\s+)?(BITBANK_API_KEY|BITBANK_API_SECRET)\s*=\s*(["']?)([\x21-\x7e]+?)\2$/;

/** The pattern of a bare key and secret, in this order: the text that a password manager prints of two fields. */
const bare = /^([\x21-\x3c\x3e-\x7e]+)\s+([\x21-\x3c\x3e-\x7e]+)$/;

/** The time for unlocking a password manager, ms. */
const unlockTime = 120_000;

/**
 * Reads keys from the output of a shell command: the lines of a key file, or only the key and the secret, one per line. The
 * command's questions and error messages go to the terminal. Throws a `UsageError`, which quotes nothing of the output.
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

/** Reads the lines of a key file: `BITBANK_API_KEY=…`, `BITBANK_API_SECRET=…`, comments. No error quotes a line. */
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

/** Reads a key file that others can neither read nor change. The checked file is the one that is read. */
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

/** The source of the keys, if it is not the environment. */
export interface KeySource {
  readonly keys?: string | undefined;
  readonly 'keys-command'?: string | undefined;
}

const givenKeys = ({ keys: path, 'keys-command': command }: KeySource): Keys | undefined =>
  path !== undefined ? readKeys(path) : command !== undefined ? keysFromCommand(command) : undefined;

/** Returns the environment, with keys of another source. Throws a `UsageError` if there are no keys. */
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
