import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { usageError } from '../options';
import { orFileError } from '../file-error';

/** Variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

const names = ['BITBANK_API_KEY', 'BITBANK_API_SECRET'] as const;

type Keys = Readonly<Record<(typeof names)[number], string>>;

const assignment = /^(?:export\s+)?(BITBANK_API_KEY|BITBANK_API_SECRET)\s*=\s*(["']?)([\x21-\x7e]+?)\2$/;

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

/** The environment, with the keys of the file where one is given. Throws a `UsageError` where there are no keys. */
export const withKeys = (environment: Environment, path: string | undefined): Environment => {
  const keys = path === undefined ? environment : { ...environment, ...readKeys(path) };
  const missing = names.find((name) => (keys[name] ?? '') === '');
  if (missing !== undefined) {
    throw usageError(`no ${missing}: set ${names.join(' and ')}, or give --keys FILE`);
  }
  return keys;
};
