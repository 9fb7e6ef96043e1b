import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noteFired, hasFired } from '../../src/cli/watchdog/heartbeat-file';
import { replaceFile, replaceFileNow } from '../../src/files/replace-file';

let folder = '';
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'replace-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Matches code that makes or empties a file under a name that another program may have prepared. */
const plainWrite = /\b(writeFile(Sync)?|createWriteStream)\(|'w\+?'/;

const permissionsOf = (file: string): number => statSync(file).mode & 0o777;

describe.each([
  ['replaceFile', replaceFile],
  [
    'replaceFileNow',
    (file: string, text: string): Promise<void> =>
      new Promise((resolve) => {
        replaceFileNow(file, text);
        resolve();
      }),
  ],
])('%s', (_, replace) => {
  it('makes a new file for its owner alone, and leaves nothing beside it', async () => {
    await replace(join(folder, 'a'), 'text');
    expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('text');
    expect(permissionsOf(join(folder, 'a'))).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['a']);
  });

  it('keeps the permissions of the file whose place it takes, and gives a reader the old text or the new one', async () => {
    const file = join(folder, 'a');
    writeFileSync(file, 'old');
    chmodSync(file, 0o640);
    const { ino } = statSync(file);
    await replace(file, 'new');
    expect([readFileSync(file, 'utf8'), permissionsOf(file)]).toEqual(['new', 0o640]);
    // A file that is written over keeps its inode.
    expect(statSync(file).ino).not.toBe(ino);
  });

  it('leaves nothing behind if the place can not be taken', async () => {
    await expect(replace(folder, 'text')).rejects.toThrow();
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('the files that this package writes', () => {
  it('are written in one place, except those that are only appended to', () => {
    const root = fileURLToPath(new URL('../../src/', import.meta.url));
    const writers = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .filter((file) => plainWrite.test(readFileSync(join(root, file), 'utf8')))
      .map((file) => file.replaceAll('\\', '/'))
      .sort();
    expect(writers).toEqual([
      // It is made exclusively, under a name of its own.
      'execution/journal/file-journal.ts',
      'files/lock.ts',
      'files/replace-file.ts',
    ]);
  });

  it('follow a link at the place where a watchdog notes its end', () => {
    const heartbeat = join(folder, 'heartbeat');
    writeFileSync(join(folder, 'elsewhere'), '');
    symlinkSync(join(folder, 'elsewhere'), `${heartbeat}.fired`);
    noteFired(heartbeat, null);
    expect(hasFired(heartbeat)).toBe(true);
    expect(readFileSync(join(folder, 'elsewhere'), 'utf8')).not.toBe('');
  });
});
