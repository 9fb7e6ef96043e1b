import { readFileSync, statSync } from 'node:fs';
import { isGoodbye } from '../../execution/guards/heartbeat';
import { realFileOf } from '../../files/real-file';
import { replaceFileNow } from '../../files/replace-file';
import type { HeartbeatWord } from './watch-heartbeat';

/**
 * Reads a heartbeat file. Its text and its time make the mark, whatever program writes it, so that `touch` is a beat as
 * well.
 */
export const readHeartbeat = (file: string): HeartbeatWord | null => {
  try {
    const text = readFileSync(file, 'utf8');
    const { mtimeMs, ino } = statSync(file);
    return { mark: `${ino} ${mtimeMs} ${text}`, isGoodbye: isGoodbye(text) };
  } catch {
    // An unreadable file counts as silence, whatever the reason.
    return null;
  }
};

const firedFile = (file: string): string => `${file}.fired`;

const markOf = (word: HeartbeatWord | null): string => word?.mark ?? 'no heartbeat';

/**
 * Records beside the heartbeat the word after which a watchdog has cancelled everything, so that a restarted watchdog
 * need not do it again.
 */
export const noteFired = (file: string, last: HeartbeatWord | null): void => {
  replaceFileNow(realFileOf(firedFile(file)), markOf(last));
};

/** True if a watchdog has already handled the silence that began with the present word. */
export const hasFired = (file: string): boolean => {
  try {
    return readFileSync(firedFile(file), 'utf8') === markOf(readHeartbeat(file));
  } catch {
    return false;
  }
};
