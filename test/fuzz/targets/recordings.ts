import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRecording } from '../../../src/cli/recording';
import { replayTransport, type RecordedFrame } from '../../../src/index';
import { virtualClock } from '../../../src/simulator/index';
import type { Draw } from '../draw';
import { spoiled } from '../mutate';
import { parsed } from '../readers/public';
import { isObject, own } from '../readers/shape';
import { isEqual, shown, type Complaint, type Input, type Target, type World } from '../target';

/** Recordings: read from a file, and replayed. */

const start = 1_790_000_000_000;
const day = 86_400_000;

const drawRecording = (draw: Draw): Input => {
  let t = start;
  const line = (): unknown => ({ t: (t += draw.below(1_000)), frame: `42["message",${draw.below(100)}]` });
  const lines = Array.from({ length: draw.between(1, 5) }, () =>
    draw.chance(0.4)
      ? spoiled(line(), line, draw)
      : draw.chance(0.1)
        ? draw.pick(['', '  ', '42["x"]', '2', '0{"sid":1}'])
        : JSON.stringify(line()),
  );
  return { about: 'recording', text: lines.join(draw.pick(['\n', '\n', '\r\n'])), status: 200, date: null };
};

/** A line without what Node takes for white space at its ends. */
const readLine = (line: string): RecordedFrame | null => {
  if (/^[0-6]/.test(line)) return { t: 0, frame: line };
  const json = parsed(line);
  if (!isObject(json)) return null;
  const [t, frame] = [own(json, 't'), own(json, 'frame')];
  const isTime = Number.isSafeInteger(t) && (t as number) >= 0 && (t as number) < 1e14;
  return isTime && typeof frame === 'string' ? { t: t as number, frame } : null;
};

/** What a file's text is after it was written as UTF-8. */
const onDisk = (text: string): string => Buffer.from(text, 'utf8').toString('utf8');

const readAll = (text: string): readonly RecordedFrame[] | null => {
  const frames = onDisk(text)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(readLine);
  const isEmpty = frames.every((frame) => frame?.frame === '');
  return isEmpty || frames.includes(null) ? null : (frames as RecordedFrame[]);
};

const outcomeOf = <A>(run: () => A): { readonly value: A } | { readonly error: unknown } => {
  try {
    return { value: run() };
  } catch (error) {
    return { error };
  }
};

const replayComplaint = (frames: readonly RecordedFrame[]): Complaint => {
  const clock = virtualClock(start);
  const told: unknown[] = [];
  const life = { isOver: false };
  replayTransport(frames, { scheduler: clock }).link$.subscribe({
    next: (event) => told.push(event),
    complete: () => (life.isOver = true),
  });
  let steps = 0;
  while (!life.isOver && clock.step()) steps += 1;
  const longest = 1e14 / (24 * day) + frames.length + 1;
  if (!life.isOver) return `the replay does not end: ${shown(told)}`;
  return steps <= frames.length * longest ? null : `the replay takes ${steps} steps`;
};

const openRecordings = (): World => {
  const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
  const file = join(folder, 'recording');
  return {
    feed: ({ text }, tell) => {
      writeFileSync(file, text);
      const expected = readAll(text);
      const outcome = outcomeOf(() => [...readRecording(file)]);
      if ('error' in outcome) {
        tell('refused');
        const tag = (outcome.error as { _tag?: unknown })._tag;
        if (tag !== 'UsageError') return `thrown: ${String(outcome.error)}`;
        return expected === null
          ? null
          : `an error (${String(outcome.error)}) where there is ${shown(expected)}`;
      }
      if (!isEqual(outcome.value, expected))
        return `expected ${shown(expected)}, got ${shown(outcome.value)}`;
      return replayComplaint(outcome.value);
    },
    end: () => {
      rmSync(folder, { recursive: true });
      return null;
    },
  };
};

export const recordingsTarget: Target = {
  name: 'recordings',
  weight: 2,
  draw: drawRecording,
  open: openRecordings,
};
