import { mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import type * as FsPromises from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lastValueFrom } from 'rxjs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fileJournal } from '../../src/execution/index';
import { fileSystemOf } from '../../src/files/network-mount';

/** The system's table of mounts; `null`: it has no such table. */
let table: string | null = null;

vi.mock('node:fs/promises', async (original) => {
  const real: typeof FsPromises = await original();
  return {
    ...real,
    readFile: (...args: Parameters<typeof real.readFile>) => {
      if (args[0] !== '/proc/self/mountinfo') return real.readFile(...args);
      return table === null ? Promise.reject(new Error('ENOENT')) : Promise.resolve(table);
    },
  };
});

const mount = (point: string, type: string): string =>
  `36 35 98:0 / ${point} rw,noatime shared:1 - ${type} server:/export rw\n`;

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'mounts-')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const load = (file: string) => lastValueFrom(fileJournal(file).load());

describe('the journal', () => {
  it('is refused on a network file system, before anything is written there', async () => {
    for (const type of ['nfs', 'nfs4', 'cifs', 'smb3', 'ceph', '9p', 'fuse.sshfs']) {
      table = mount('/', 'ext4') + mount(folder, type);
      await expect(load(join(folder, 'orders.ndjson'))).rejects.toMatchObject({
        _tag: 'JournalError',
        reason: 'failed',
        effect: 'none',
        message: `${join(folder, 'orders.ndjson')}: expected a file on a disk of this machine, got one on a network file system (${type})`,
      });
    }
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is refused there by a link as well', async () => {
    table = mount('/', 'ext4') + mount(folder, 'nfs4');
    const elsewhere = mkdtempSync(join(tmpdir(), 'mounts-'));
    symlinkSync(join(folder, 'orders.ndjson'), join(elsewhere, 'orders.ndjson'));
    await expect(load(join(elsewhere, 'orders.ndjson'))).rejects.toMatchObject({ reason: 'failed' });
    rmSync(elsewhere, { recursive: true });
  });

  it('is accepted on a disk, and if the system does not say', async () => {
    for (const each of [mount('/', 'nfs4') + mount(folder, 'ext4'), mount('/', 'overlay'), '', null]) {
      table = each;
      expect(await load(join(folder, `orders-${String(each).length}.ndjson`))).toEqual([]);
    }
  });
});

describe('the file system of a folder', () => {
  it('is that of the nearest mount above it, and of the last one of those at one place', () => {
    const mounts =
      mount('/', 'ext4') + mount('/srv', 'xfs') + mount('/srv/desk', 'nfs4') + mount('/srv/desk', 'tmpfs');
    expect(fileSystemOf(mounts, '/srv/desk/a')).toBe('tmpfs');
    expect(fileSystemOf(mounts, '/srv/desktop')).toBe('xfs');
    expect(fileSystemOf(mounts, '/srv')).toBe('xfs');
    expect(fileSystemOf(mounts, '/home')).toBe('ext4');
    expect(fileSystemOf(mount('/my\\040disk', 'cifs'), '/my disk/a')).toBe('cifs');
    expect(fileSystemOf('nonsense\n\n - x', '/srv')).toBeNull();
  });
});
