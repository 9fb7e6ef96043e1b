import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lastValueFrom, merge, type Observable } from 'rxjs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  fileJournal,
  type Intent,
  type JournalRecord,
  type OrderJournal,
} from '../../../src/execution/index';
import { journalText } from '../../../src/execution/journal/journal-text';
import { takeLock } from '../../../src/files/lock';

/** Returns the times of calls a day apart, during which a process ran. */
const timeOf = (nth: number): number => nth * 86_400_000;
const fieldsOf = (nth: number, after: number) => ({
  id: `call ${nth}`,
  at: timeOf(nth) + after,
  ran: timeOf(nth) + after,
});

const intent = (id: number, price = '100'): Intent => ({
  type: 'intent',
  ...fieldsOf(id, 0),
  stamp: { type: 'time-window', requestTime: 1000, timeWindow: 2000 },
  requestTime: 1000,
  write: 'order',
  request: { pair: 'btc_jpy', side: 'buy', type: 'limit', amount: '0.1', price },
});
const accepted = (id: number): JournalRecord => ({
  type: 'accepted',
  ...fieldsOf(id, 10),
  orderId: 70 + id,
  attribution: 'reply',
});
const ended = (id: number): JournalRecord => ({
  type: 'ended',
  ...fieldsOf(id, 20),
  outcome: { type: 'order', orderId: 70 + id, by: null },
});

const done = (source: Observable<unknown> | undefined): Promise<unknown> =>
  source === undefined ? Promise.resolve() : lastValueFrom(source, { defaultValue: null });

let folder: string;
let file: string;
const opened: OrderJournal[] = [];

const openJournal = async (compactAt?: number): Promise<[OrderJournal, readonly JournalRecord[]]> => {
  const journal = fileJournal(file, compactAt === undefined ? {} : { compactAt });
  opened.push(journal);
  return [journal, await lastValueFrom(journal.load())];
};

const append = async (journal: OrderJournal, ...records: readonly JournalRecord[]): Promise<void> => {
  for (const record of records) await done(journal.append(record));
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'));
  file = join(folder, 'orders.ndjson');
});

afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  for (const journal of opened.splice(0)) await done(journal.close?.());
  rmSync(folder, { recursive: true });
});

/** Returns the methods that Node's file handles have in common. */
const fileHandles = async () => {
  const handle = await open(join(folder, 'any'), 'w');
  await handle.close();
  return Object.getPrototypeOf(handle) as typeof handle;
};

describe('a journal in a file', () => {
  it('keeps the appended records for the next process', async () => {
    const [journal, found] = await openJournal();
    expect(found).toEqual([]);
    await append(journal, intent(1), accepted(1), intent(2, '101'));
    await done(journal.close?.());
    expect((await openJournal())[1]).toEqual([intent(1), accepted(1), intent(2, '101')]);
  });

  it('has an intent on disk when its append completes', async () => {
    const [journal] = await openJournal();
    const handles = await fileHandles();
    const sync = vi.spyOn(handles, 'datasync');
    await append(journal, intent(1));
    expect(sync).toHaveBeenCalledTimes(1);
    expect(readFileSync(file, 'utf8')).toBe(journalText([intent(1)]));
    await append(journal, accepted(1), ended(1));
    expect(sync).toHaveBeenCalledTimes(1);
  });

  it('syncs once for all intents that wait', async () => {
    const [journal] = await openJournal();
    const sync = vi.spyOn(await fileHandles(), 'datasync');
    const intents = Array.from({ length: 100 }, (_, i) => intent(i + 1));
    await done(merge(...intents.map(journal.append)));
    expect(sync.mock.calls.length).toBeLessThanOrEqual(3);
    expect(readFileSync(file, 'utf8')).toBe(journalText(intents));
  });

  it('drops calls that ended a day ago, but not an order that could still be taken for that of another call', async () => {
    const [journal] = await openJournal();
    const over = (id: number, price: string) => [intent(id, price), accepted(id), ended(id)];
    await append(
      journal,
      // Its acceptance could not be written.
      ...[intent(0, '100'), ended(0)],
      ...over(1, '100'),
      ...over(2, '101'),
      intent(3),
      ...over(4, '102'),
      ...over(5, '103'),
    );
    await done(journal.close?.());
    const [, found] = await openJournal();
    expect(found).toEqual([...[intent(0, '100'), ended(0)], ...over(1, '100'), intent(3), ...over(5, '103')]);
    expect(readFileSync(file, 'utf8')).toBe(journalText(found));
  });

  it('stays small however many calls end', async () => {
    const [journal] = await openJournal(2000);
    await append(journal, intent(1, '7'));
    let largest = 0;
    for (let id = 2; id < 200; id += 1) {
      await append(journal, intent(id), accepted(id), ended(id));
      largest = Math.max(largest, statSync(file).size);
    }
    expect(largest).toBeLessThan(5000);
    await done(journal.close?.());
    expect((await openJournal())[1]).toEqual([intent(1, '7'), intent(199), accepted(199), ended(199)]);
  });

  it('may be of any length', async () => {
    writeFileSync(file, journalText([intent(1), ...Array.from({ length: 150_000 }, () => ended(1))]));
    expect((await openJournal())[1]).toEqual([intent(1), ended(1)]);
  });

  it('cuts off a line that was never whole', async () => {
    writeFileSync(file, journalText([intent(1), intent(2)]).slice(0, -9));
    const [journal, found] = await openJournal();
    expect(found).toEqual([intent(1)]);
    await append(journal, intent(3));
    expect(readFileSync(file, 'utf8')).toBe(journalText([intent(1), intent(3)]));
  });

  it('refuses a file with a line that is no record, and leaves it as it is', async () => {
    const text = `${journalText([intent(1)])}{"v":1,"type":"ended"}\n${journalText([intent(2)])}`;
    writeFileSync(file, text);
    await expect(openJournal()).rejects.toMatchObject({
      _tag: 'JournalError',
      reason: 'corrupt',
      file,
      line: 2,
      expected: 'id: a text that is not empty',
      actual: 'nothing',
      effect: 'none',
    });
    expect(readFileSync(file, 'utf8')).toBe(text);
    expect(readdirSync(folder)).toEqual(['orders.ndjson']);
  });

  it('fails an append that can not be written or synced, and goes on from the records that are known to be kept', async () => {
    const [journal] = await openJournal();
    await append(journal, intent(1));
    const handles = await fileHandles();
    vi.spyOn(handles, 'datasync').mockRejectedValueOnce(new Error('EIO'));
    await expect(append(journal, intent(2))).rejects.toMatchObject({
      _tag: 'JournalError',
      reason: 'failed',
      actual: 'EIO',
      effect: 'none',
    });
    vi.spyOn(handles, 'appendFile').mockImplementationOnce(async function (this: typeof handles) {
      await this.write(journalText([intent(3)]).slice(0, 40));
      throw new Error('ENOSPC');
    });
    await expect(append(journal, intent(3))).rejects.toMatchObject({ actual: 'ENOSPC' });
    await append(journal, intent(4));
    expect(readFileSync(file, 'utf8')).toBe(journalText([intent(1), intent(4)]));
  });

  it('is refused if it can not be read', async () => {
    file = folder;
    await expect(openJournal()).rejects.toMatchObject({ _tag: 'JournalError', reason: 'failed' });
  });

  it('says what is wrong with its path, and names no temporary file', async () => {
    file = join(folder, 'nowhere', 'orders.ndjson');
    await expect(openJournal()).rejects.toMatchObject({ file, actual: 'no such file or folder' });
  });

  it.each([
    ['path', [undefined]],
    ['path', ['']],
    ['compactsAt', ['orders.ndjson', { compactsAt: 5 }]],
  ])('refuses a wrong %s of plain JavaScript: %j', (field, args) => {
    const create = fileJournal as (...args: readonly unknown[]) => OrderJournal;
    expect(() => create(...args)).toThrow(expect.objectContaining({ _tag: 'ConfigError', field }) as Error);
  });
});

describe('a journal that is reached through a link', () => {
  const firstTwo = [intent(1), intent(2, '101')] as const;
  const otherFolder = (): string => {
    mkdirSync(join(folder, 'elsewhere'));
    return join(folder, 'elsewhere');
  };

  it.each(['there', 'not there yet'])(
    'stays the file that a symbolic link leads to (%s), and is locked as that',
    async (where) => {
      const real = file;
      if (where === 'there') writeFileSync(real, journalText(firstTwo));
      file = join(otherFolder(), 'link.ndjson');
      symlinkSync('../orders.ndjson', file);
      const [journal, found] = await openJournal(100);
      expect(found).toHaveLength(where === 'there' ? 2 : 0);
      for (let id = 3; id < 20; id += 1) await append(journal, intent(id), accepted(id), ended(id));
      expect(lstatSync(file).isSymbolicLink()).toBe(true);
      expect(lstatSync(real).isFile()).toBe(true);
      file = real;
      await expect(openJournal()).rejects.toMatchObject({ _tag: 'JournalError', reason: 'locked' });
    },
  );

  it('stays the same file under all of its names, and is locked under all of them', async () => {
    writeFileSync(file, journalText(firstTwo) + journalText([intent(3)]).slice(0, -9));
    vi.stubEnv('XDG_CACHE_HOME', join(folder, 'cache'));
    const { ino } = statSync(file);
    const other = join(otherFolder(), 'other.ndjson');
    linkSync(file, other);
    const [journal, found] = await openJournal(100);
    expect(found).toEqual(firstTwo);
    for (let id = 4; id < 20; id += 1) await append(journal, intent(id), accepted(id), ended(id));
    expect([statSync(file).ino, statSync(other).ino]).toEqual([ino, ino]);
    const name = file;
    file = other;
    await expect(openJournal()).rejects.toMatchObject({ _tag: 'JournalError', reason: 'locked' });
    file = name;
    const handles = await fileHandles();
    vi.spyOn(handles, 'appendFile').mockImplementationOnce(async function (this: typeof handles) {
      await this.write('{"half');
      throw new Error('ENOSPC');
    });
    await expect(append(journal, intent(20))).rejects.toMatchObject({ actual: 'ENOSPC' });
    await append(journal, intent(21));
    await done(journal.close?.());
    file = other;
    expect((await openJournal())[1].slice(-2)).toEqual([ended(19), intent(21)]);
    expect(statSync(other).ino).toBe(ino);
  });

  it('keeps the permissions that it has', async () => {
    writeFileSync(file, journalText(firstTwo));
    chmodSync(file, 0o640);
    await openJournal();
    expect((statSync(file).mode & 0o777).toString(8)).toBe('640');
  });

  it('follows no link at the place where it writes itself again, and leaves no file that a killed process left', async () => {
    const victim = join(otherFolder(), 'victim');
    writeFileSync(victim, 'precious');
    symlinkSync(victim, `${file}.next`);
    writeFileSync(`${file}.next-0f0e`, 'of a process that was killed');
    await openJournal();
    expect(readFileSync(victim, 'utf8')).toBe('precious');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).filter((name) => name.includes('.next-'))).toEqual([]);
  });
});

describe('the lock of a journal', () => {
  it('lets one process at a time have it', async () => {
    const [journal] = await openJournal();
    await expect(openJournal()).rejects.toMatchObject({
      _tag: 'JournalError',
      reason: 'locked',
      actual: expect.stringContaining(`process ${process.pid} `) as string,
    });
    await done(journal.close?.());
    expect(readdirSync(folder)).toEqual(['orders.ndjson']);
    await expect(openJournal()).resolves.toBeDefined();
  });

  it('is given back by a process that closes it while it loads', async () => {
    const journal = fileJournal(file);
    const loading = lastValueFrom(journal.load());
    await done(journal.close?.());
    await loading;
    await expect(openJournal()).resolves.toBeDefined();
  });

  it('goes to one of many', async () => {
    const results = await Promise.all(Array.from({ length: 30 }, () => takeLock(file)));
    const held = results.flatMap((one) => (one._tag === 'Held' ? [one.lock] : []));
    expect(held).toHaveLength(1);
    held[0]?.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ['a dead process', (owner: object) => ({ ...owner, pid: 2 ** 22 + 1 })],
    ['another process of the same id', (owner: object) => ({ ...owner, started: '1' })],
  ])('is not held by %s', async (_, change) => {
    const [journal] = await openJournal();
    const owner = JSON.parse(readFileSync(`${file}.lock1`, 'utf8')) as object;
    await done(journal.close?.());
    writeFileSync(`${file}.lock1`, JSON.stringify(change(owner)));
    const results = await Promise.all(Array.from({ length: 30 }, () => takeLock(file)));
    const held = results.flatMap((one) => (one._tag === 'Held' ? [one.lock] : []));
    expect(held).toHaveLength(1);
    expect(readdirSync(folder).filter((name) => name.includes('.lock'))).toEqual(['orders.ndjson.lock2']);
    held[0]?.release();
  });

  it('is held by a process of another machine for as long as that one says so', async () => {
    const owner = { id: 'x', pid: process.pid, started: '1', machine: 'elsewhere' };
    writeFileSync(`${file}.lock1`, JSON.stringify(owner));
    expect(await takeLock(file)).toEqual({ _tag: 'Refused', owner: `process ${process.pid} on elsewhere` });
    const longAgo = Date.now() / 1000 - 20;
    utimesSync(`${file}.lock1`, longAgo, longAgo);
    const taken = await takeLock(file);
    expect(taken._tag).toBe('Held');
    if (taken._tag === 'Held') taken.lock.release();
  });

  it('is lost by a process that was stopped for so long that another has it', async () => {
    const [journal] = await openJournal();
    await append(journal, intent(1));
    rmSync(`${file}.lock1`);
    const now = performance.now();
    vi.spyOn(performance, 'now').mockReturnValue(now + 20_000);
    await expect(append(journal, intent(2))).rejects.toMatchObject({
      _tag: 'JournalError',
      reason: 'locked',
    });
    expect(readFileSync(file, 'utf8')).toBe(journalText([intent(1)]));
  });
});
