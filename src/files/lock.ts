import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { link, readdir, readFile, readlink, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname } from 'node:path';

/** The lock of a file. One process at a time holds it. */
export interface FileLock {
  /** Resolves to whether this process still holds the lock. A process that was suspended for long may have lost it. */
  readonly isHeld: () => Promise<boolean>;
  /** Releases the lock before it returns, so that the process may end right after. */
  readonly release: () => void;
}

/** The lock, or a description of its holder. */
export type LockResult =
  { readonly _tag: 'Held'; readonly lock: FileLock } | { readonly _tag: 'Refused'; readonly owner: string };

interface Owner {
  readonly id: string;
  readonly pid: number;
  /** The start of the process in the system's own measure; `null` if it is not known. */
  readonly started: string | null;
  /** The scope in which the two fields above are unique: the host, its boot, and the container. */
  readonly machine: string;
}

/** An owner that can't be looked up counts as dead when it has not touched its lock for this long, ms. */
const silence = 15_000;
const beat = 3_000;

/**
 * Takes the lock of a file, unless a living process holds it. A lock is a file with a number in its name, and the greatest
 * number counts. A process that finds the owner dead creates the file with the next number. Only one process can create it,
 * so that no process removes the lock of another by mistake.
 */
export const takeLock = async (file: string): Promise<LockResult> => {
  const self: Owner = {
    id: randomUUID(),
    pid: process.pid,
    started: await startOf(process.pid),
    machine: await thisMachine(),
  };
  const own = `${file}.lock-${self.id}`;
  await writeFile(own, JSON.stringify(self), { flag: 'wx', mode: 0o600 });
  try {
    for (;;) {
      const last = Math.max(0, ...(await numbersOf(file)));
      const owner = last === 0 ? null : await readOwner(lockPath(file, last));
      if (owner !== null && (await isAlive(owner, lockPath(file, last), self, own)))
        return { _tag: 'Refused', owner: `process ${owner.pid} on ${owner.machine}` };
      const path = lockPath(file, last + 1);
      if (!(await tryLink(own, path))) continue;
      // Others may have taken and released the lock in the meantime.
      const isNext = Math.max(...(await numbersOf(file))) === last + 1;
      if (isNext && (owner === null || (await readOwner(lockPath(file, last)))?.id === owner.id)) {
        await removeBefore(file, last + 1);
        return { _tag: 'Held', lock: hold(path, self) };
      }
      removeOwn(path, self);
    }
  } finally {
    await rm(own, { force: true });
  }
};

const hold = (path: string, self: Owner): FileLock => {
  let lastBeat = performance.now();
  const touch = async (): Promise<void> => {
    const now = new Date();
    await utimes(path, now, now);
    lastBeat = performance.now();
  };
  const timer = setInterval(() => void touch().catch(() => undefined), beat);
  timer.unref();
  return {
    isHeld: async () => performance.now() - lastBeat < silence / 2 || (await readOwner(path))?.id === self.id,
    release: () => {
      clearInterval(timer);
      removeOwn(path, self);
    },
  };
};

const removeOwn = (path: string, self: Owner): void => {
  if (ownerIn(() => readFileSync(path, 'utf8'))?.id === self.id) rmSync(path, { force: true });
};

const lockPath = (file: string, number: number): string => `${file}.lock${number}`;

const numbersOf = async (file: string): Promise<readonly number[]> => {
  const start = `${basename(file)}.lock`;
  const names = await readdir(dirname(file));
  return names
    .filter((name) => name.startsWith(start) && /^[1-9]\d*$/.test(name.slice(start.length)))
    .map((name) => Number(name.slice(start.length)));
};

const removeBefore = async (file: string, number: number): Promise<void> => {
  const older = (await numbersOf(file)).filter((one) => one < number);
  await Promise.all(older.map((one) => rm(lockPath(file, one), { force: true })));
};

const tryLink = async (from: string, to: string): Promise<boolean> => {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
};

/** The owner that a lock file names; `null` if there is none or it can't be read. */
const ownerIn = (read: () => string): Owner | null => {
  try {
    return JSON.parse(read()) as Owner;
  } catch {
    return null;
  }
};

const readOwner = async (path: string): Promise<Owner | null> => {
  const text = await readFile(path, 'utf8').catch(() => '');
  return ownerIn(() => text);
};

/** True if the owner of a lock is alive. `reference` was just written, so that its time is the file system's present time. */
const isAlive = async (owner: Owner, path: string, self: Owner, reference: string): Promise<boolean> => {
  if (owner.machine === self.machine) {
    if (owner.started !== null) return (await startOf(owner.pid)) === owner.started;
    if (!hasProcess(owner.pid)) return false;
  }
  const [touched, now] = await Promise.all([stat(path), stat(reference)]).catch(() => [null, null]);
  return touched !== null && now !== null && now.mtimeMs - touched.mtimeMs < silence;
};

const hasProcess = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

const readLine = (path: string): Promise<string | null> =>
  readFile(path, 'utf8').then(
    (text) => text.trim(),
    () => null,
  );

/** The start of a process in ticks since the boot (Linux); `null` if it is dead or its start is not known. */
const startOf = async (pid: number): Promise<string | null> => {
  const line = await readLine(`/proc/${pid}/stat`);
  // The second field, in brackets, is a name and may contain spaces and brackets.
  const [state, ...fields] = line?.slice(line.lastIndexOf(')') + 2).split(' ') ?? [];
  const isDead = state === undefined || state === 'Z' || state === 'X';
  return isDead ? null : (fields[18] ?? null);
};

const thisMachine = async (): Promise<string> => {
  const boot = await readLine('/proc/sys/kernel/random/boot_id');
  const container = await readlink('/proc/self/ns/pid').catch(() => null);
  return [hostname(), boot, container].filter((part) => part !== null).join(' ');
};
