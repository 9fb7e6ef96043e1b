import { readFileSync, statSync } from 'node:fs';
import { isGoodbye } from '../../execution/heartbeat';
import type { Word } from './watch-heartbeat';

/** Reads a heartbeat file. Whatever writes it, text and time make the mark: `touch` is a beat as well. */
export const readHeartbeat = (file: string): Word | null => {
  try {
    const text = readFileSync(file, 'utf8');
    const { mtimeMs, ino } = statSync(file);
    return { mark: `${ino} ${mtimeMs} ${text}`, isGoodbye: isGoodbye(text) };
  } catch {
    // Silence, whatever the reason.
    return null;
  }
};
