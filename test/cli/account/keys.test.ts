import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseKeys, withKeys } from '../../../src/cli/account/keys';

const folder = mkdtempSync(join(tmpdir(), 'rx-bitbank-'));
afterAll(() => rmSync(folder, { recursive: true }));

const keys = { BITBANK_API_KEY: 'a-key', BITBANK_API_SECRET: 'a-secret' };

const fileWithMode = (mode: number): string => {
  const path = join(folder, `keys-${mode.toString(8)}`);
  writeFileSync(path, 'BITBANK_API_KEY=a-key\nBITBANK_API_SECRET=a-secret\n');
  chmodSync(path, mode);
  return path;
};

describe('parseKeys', () => {
  it('reads lines as a shell writes them, and comments', () => {
    expect(
      parseKeys('f', '# mine\n\nexport BITBANK_API_KEY="a-key"\r\nBITBANK_API_SECRET=a-secret\n'),
    ).toEqual(keys);
  });

  it.each([
    ['another name', 'BITBANK_API_KEY=k\nSECRET=hush-hush\n', 'f:2: expected'],
    ['a bare value', 'hush-hush\n', 'f:1: expected'],
    ['a value with a space', 'BITBANK_API_KEY=hush hush\n', 'f:1: expected'],
    ['a missing secret', 'BITBANK_API_KEY=hush-hush\n', 'f: holds no BITBANK_API_SECRET'],
  ])('refuses %s, and quotes nothing of it', (_, text, complaint) => {
    expect(() => parseKeys('f', text)).toThrow(complaint);
    expect(() => parseKeys('f', text)).not.toThrow('hush');
  });
});

describe('withKeys', () => {
  it('takes the keys of the environment', () => {
    expect(withKeys({ ...keys, PATH: '/' }, {})).toEqual({ ...keys, PATH: '/' });
  });

  it('takes the keys of a file rather than those of the environment', () => {
    expect(withKeys({ BITBANK_API_KEY: 'other' }, { keys: fileWithMode(0o600) })).toEqual(keys);
  });

  it.each([0o644, 0o640, 0o660, 0o700])('refuses a file with mode %o', (mode) => {
    expect(() => withKeys({}, { keys: fileWithMode(mode) })).toThrow(
      `must have mode 600, has ${mode.toString(8)}`,
    );
  });

  it('says which key is missing', () => {
    expect(() => withKeys({ BITBANK_API_KEY: 'a-key', BITBANK_API_SECRET: '' }, {})).toThrow(
      'no BITBANK_API_SECRET: set',
    );
  });

  it.each([
    ['lines', "printf 'BITBANK_API_KEY=a-key\\nBITBANK_API_SECRET=a-secret\\n'"],
    ['two fields', 'echo a-key; echo a-secret'],
  ])('takes %s that a command prints', (_, command) => {
    expect(withKeys({}, { 'keys-command': command })).toEqual(keys);
  });

  it.each([
    ['fails', 'echo hush-hush; exit 3', '--keys-command: it ended with exit code 3'],
    ['prints one word', 'echo hush-hush', '--keys-command:1: expected BITBANK_API_KEY'],
    ['prints nothing', 'true', '--keys-command: holds no BITBANK_API_KEY'],
  ])('refuses a command that %s, and quotes nothing of it', (_, command, complaint) => {
    expect(() => withKeys({}, { 'keys-command': command })).toThrow(complaint);
    expect(() => withKeys({}, { 'keys-command': command })).not.toThrow('hush');
  });
});
