import { type FileHandle, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isLeft } from 'fp-ts/lib/Either.js';
import { defer, ignoreElements, Observable } from 'rxjs';
import { networkMountOf } from '../../files/network-mount';
import { freshNameOf, freshPrefixOf, modeOf, realFileOf, statsOf } from '../../files/real-file';
import { configError } from '../../model/errors';
import { isJournalError, type JournalError, journalError } from '../../model/journal-error';
import { systemCause } from '../../model/system-cause';
import { wrongOptions } from '../../operators/with-options';
import { journalText, readJournalText } from './journal-text';
import { type FileLock, takeLock } from '../../files/lock';
import { lockNamesOf } from './lock-names';
import type { OrderJournal } from './order-journal';
import type { JournalRecord } from './record';
import { remaining } from './recorded-calls';

export interface FileJournalOptions {
  /** The size in bytes from which the file is rewritten without the calls that have ended. Default: 1 MB. */
  readonly compactAt?: number;
}

interface Waiting {
  readonly record: JournalRecord;
  readonly done: () => void;
  readonly failed: (error: JournalError) => void;
}

/**
 * A journal in a file of JSON lines, for one process and one account. Symbolic links are followed to their file. A file with
 * several names (hard links) is only appended to. An intent is on disk (`fdatasync`) before its append completes; appends
 * that wait at the same time share one `fdatasync`. The latest other records may be lost with the power of the system, but
 * not with the process; their calls are then searched for again.
 *
 * Errors are `JournalError`s: another process holds the file, it lies on a network file system (as far as Linux shows it), it has
 * a foreign line, or it can't be written. A wrong option throws a `ConfigError` immediately.
 *
 * @example
 * ```ts
 * import { createExecutionClient, fileJournal } from 'rx-bitbank/execution';
 *
 * const exec = createExecutionClient({ apiKey: '…', apiSecret: '…', journal: fileJournal('orders.ndjson') });
 * exec.recover().subscribe((recovered) => console.log('unfinished', recovered.request));
 * ```
 */
export const fileJournal = (path: string, options: FileJournalOptions = {}): OrderJournal => {
  const wrong =
    typeof path === 'string' && path !== ''
      ? wrongOptions({ compactAt: true }, options)
      : configError('path', 'the path of a file', JSON.stringify(path));
  if (wrong !== null) throw wrong;
  const { compactAt = 1_000_000 } = options;
  /** The real file behind the path, as the last load found it. */
  let file = path;
  let locks: readonly FileLock[] = [];
  /** The records in the file. */
  let records: JournalRecord[] = [];
  /** The open file; `null` if it must be rewritten before the next append. */
  let handle: FileHandle | null = null;
  /** The number of bytes that are known to be whole lines. */
  let size = 0;
  let sizeAtRewrite = 0;
  let waiting: Waiting[] = [];
  let isFlushing = false;
  let flushed = Promise.resolve();
  let loaded: Promise<unknown> = Promise.resolve();

  const closeFile = async (): Promise<void> => {
    const open = handle;
    handle = null;
    await open?.close().catch(() => undefined);
  };

  /** True if the file has other names. A replacement would not appear under them. */
  const hasOtherNames = (): boolean => (statsOf(file)?.nlink ?? 1) > 1;

  /** Rewrites the file in one step with the records that are still needed. A crash leaves the old file or the new one. */
  const rewrite = async (): Promise<FileHandle> => {
    await closeFile();
    if (hasOtherNames()) return continueFile();
    const kept = [...remaining(records)];
    const text = journalText(kept);
    const fresh = freshNameOf(file);
    const next = await open(fresh, 'wx', 0o600);
    try {
      await next.writeFile(text);
      await next.chmod(modeOf(file));
      await next.sync();
      await rename(fresh, file);
      await syncDirectory(dirname(file));
    } catch (error) {
      await next.close().catch(() => undefined);
      await rm(fresh, { force: true });
      throw error;
    }
    records = kept;
    size = sizeAtRewrite = Buffer.byteLength(text);
    return next;
  };

  /** Opens the file for appending, and cuts off an incomplete line at its end. */
  const continueFile = async (): Promise<FileHandle> => {
    const handle = await open(file, 'a');
    sizeAtRewrite = Infinity;
    try {
      await handle.truncate(size);
      await handle.sync();
    } catch (error) {
      await handle.close().catch(() => undefined);
      throw error;
    }
    return handle;
  };

  const read = async (): Promise<readonly JournalRecord[]> => {
    file = realFileOf(path);
    const type = await networkMountOf(dirname(file));
    if (type !== null) {
      const actual = `one on a network file system (${type})`;
      throw journalError('failed', file, null, 'a file on a disk of this machine', actual);
    }
    for (const name of lockNamesOf(file)) {
      const taken = await takeLock(name);
      if (taken._tag === 'Refused')
        throw journalError('locked', file, null, 'a file that no other process has', taken.owner);
      locks = [...locks, taken.lock];
    }
    await removeLeftovers(file);
    const bytes = await readFile(file).catch(emptyIfMissing);
    size = bytes.lastIndexOf('\n') + 1;
    const found = readJournalText(bytes.toString('utf8'));
    if (isLeft(found)) {
      const { line, expected, actual } = found.left;
      throw journalError('corrupt', file, line, expected, actual);
    }
    records = [...found.right];
    handle = await rewrite();
    return [...records];
  };

  const load = async (): Promise<readonly JournalRecord[]> => {
    await release();
    try {
      return await read();
    } catch (error) {
      await release();
      throw failureOf(file, error);
    }
  };

  const write = async (batch: readonly Waiting[]): Promise<void> => {
    const held = await Promise.all(locks.map((lock) => lock.isHeld()));
    if (held.length === 0 || held.includes(false))
      throw journalError('locked', file, null, 'a file that this process has loaded', 'another one');
    const isLong = size > Math.max(compactAt, 2 * sizeAtRewrite);
    const target = handle === null || isLong ? await rewrite() : handle;
    handle = target;
    const text = journalText(batch.map(({ record }) => record));
    await target.appendFile(text);
    if (batch.some(({ record }) => record.type === 'intent')) await target.datasync();
    records.push(...batch.map(({ record }) => record));
    size += Buffer.byteLength(text);
  };

  const flush = async (): Promise<void> => {
    isFlushing = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        await write(batch);
        for (const { done } of batch) done();
      } catch (error) {
        // The content of the file is uncertain now, so that the next append rewrites it from the known records.
        await closeFile();
        for (const { failed } of batch) failed(failureOf(file, error));
      }
    }
    isFlushing = false;
  };

  const release = async (): Promise<void> => {
    await closeFile();
    const held = locks;
    locks = [];
    for (const lock of held) lock.release();
  };

  return {
    load: () =>
      defer(() => {
        const loading = load();
        loaded = loading.catch(() => undefined);
        return loading;
      }),
    append: (record) =>
      new Observable((subscriber) => {
        waiting.push({
          record,
          done: () => subscriber.complete(),
          failed: (error) => subscriber.error(error),
        });
        if (!isFlushing) flushed = flush();
      }),
    close: () =>
      defer(async () => {
        await Promise.all([loaded, flushed]);
        await release();
      }).pipe(ignoreElements()),
  };
};

const emptyIfMissing = (error: unknown): Buffer => {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
  throw error;
};

/** Removes the files of processes that were killed during a rewrite. */
const removeLeftovers = async (file: string): Promise<void> => {
  const start = basename(freshPrefixOf(file));
  const left = (await readdir(dirname(file))).filter((name) => name.startsWith(start));
  await Promise.all(left.map((name) => rm(join(dirname(file), name), { force: true })));
};

/** Writes a directory to disk, and with it the names of its files. Windows neither needs nor allows this. */
const syncDirectory = async (directory: string): Promise<void> => {
  if (process.platform === 'win32') return;
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

const failureOf = (file: string, error: unknown): JournalError =>
  isJournalError(error)
    ? error
    : journalError('failed', file, null, 'to be read and written', systemCause(error));
