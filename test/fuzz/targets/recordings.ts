import { replayTransport, type RecordedFrame } from '../../../src/index';
import { createEventReader, type RecordingEvent } from '../../../src/recording/event-reader';
import { virtualClock } from '../../../src/simulator/index';
import type { Draw } from '../draw';
import { spoiled } from '../mutate';
import { parsed } from '../readers/public';
import { isObject, own } from '../readers/shape';
import {
  isEqual,
  outputComplaint,
  shown,
  type Complaint,
  type Input,
  type Target,
  type World,
} from '../target';

/** Recordings: read from a file, and replayed. */

const start = 1_790_000_000_000;
const day = 86_400_000;

const header = { type: 'header', format: 1, run: 'a', part: 1, pairs: [], rooms: [], open: true };

const drawSegment = (draw: Draw): string => {
  const note = (): unknown =>
    draw.pick([
      { type: 'gap', from: start, to: start + draw.below(100), cause: 'silent' },
      { type: 'rest', path: '/tickers', status: 200, date: null, body: '{}' },
      { type: 'step', by: draw.below(1_000) },
      { type: 'join', room: 'ticker_btc_jpy' },
      { ...header, part: draw.below(3) },
      { type: draw.pick(['open', 'end', 'other']) },
    ]);
  const payload = (): string =>
    draw.chance(0.4)
      ? `42["message",${draw.below(100)}]`
      : draw.chance(0.2)
        ? `=${start} 42[]`
        : draw.chance(0.5)
          ? spoiled(note(), note, draw)
          : JSON.stringify(note());
  const lines = Array.from({ length: draw.between(1, 6) }, (_, i) => `${start + i} ${i} ${payload()}`);
  return [`${start} 0 ${JSON.stringify(header)}`, ...lines].join('\n') + draw.pick(['', '\n']);
};

const isSegment = /^\d{1,15} \d{1,15} \{"type":"header"/;

const drawRecording = (draw: Draw): Input => {
  let t = start;
  const line = (): unknown => ({ t: (t += draw.below(1_000)), frame: `42["message",${draw.below(100)}]` });
  if (draw.chance(0.5)) return { about: 'segment', text: drawSegment(draw), status: 200, date: null };
  const lines = Array.from({ length: draw.between(1, 5) }, () =>
    draw.chance(0.4)
      ? spoiled(line(), line, draw)
      : draw.chance(0.1)
        ? draw.pick(['', '  ', '42["x"]', '2', '0{"sid":1}'])
        : JSON.stringify(line()),
  );
  return { about: 'recording', text: lines.join(draw.pick(['\n', '\n', '\r\n'])), status: 200, date: null };
};

/** Reads a line without Node's white space at its ends. */
const readLine = (line: string): RecordedFrame | null => {
  if (/^[0-6]/.test(line)) return { t: 0, frame: line };
  const json = parsed(line);
  if (!isObject(json)) return null;
  const [t, frame] = [own(json, 't'), own(json, 'frame')];
  const isTime = Number.isSafeInteger(t) && (t as number) >= 0 && (t as number) < 1e14;
  return isTime && typeof frame === 'string' ? { t: t as number, frame } : null;
};

/** Returns the text of a file after it was written as UTF-8. */
const onDisk = (text: string): string => Buffer.from(text, 'utf8').toString('utf8');

interface Expected {
  readonly frames: readonly RecordedFrame[];
  /** True if text follows the last line break. It is not a whole line. */
  readonly isTorn: boolean;
}

/** Reads a text; `null` if it is refused. */
const readAll = (text: string): Expected | null => {
  const lines = text.split('\n').map((line) => line.trim());
  const tail = lines.pop() ?? '';
  const frames = lines.filter((line) => line !== '').map(readLine);
  const last = tail === '' ? null : readLine(tail);
  if (frames.includes(null) || (tail !== '' && last === null && frames.length === 0)) return null;
  return {
    frames: [...(frames as RecordedFrame[]), ...(last === null ? [] : [last])],
    isTorn: tail !== '' && last === null,
  };
};

/** Reads a text as `openRecording` reads a file. */
const readByLibrary = (text: string): Expected => {
  const reader = createEventReader(0);
  const frames: RecordedFrame[] = [];
  let isTorn = false;
  const take = (event: RecordingEvent): void => {
    if (event.type === 'frame') frames.push({ t: event.t, frame: event.frame });
    else if (event.type === 'torn') isTorn = true;
  };
  reader.onFile('recording');
  const lines = text.split('\n');
  const tail = lines.pop() ?? '';
  for (const line of lines) reader.onLine(line, take);
  if (tail !== '') reader.onTail(tail, null, take);
  return { frames, isTorn };
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

const feedRecording: World['feed'] = ({ text }, tell) => {
  const written = onDisk(text);
  const outcome = outcomeOf(() => readByLibrary(written));
  // Lines of a segment have tests of their own.
  const expected = isSegment.test(written) ? null : readAll(written);
  if ('error' in outcome) {
    tell('refused');
    const tag = (outcome.error as { _tag?: unknown })._tag;
    if (tag !== 'RecordingError') return `thrown: ${String(outcome.error)}`;
    return expected === null
      ? outputComplaint('the error of a recording', outcome.error)
      : `an error (${String(outcome.error)}) where there is ${shown(expected)}`;
  }
  if (expected === null && !isSegment.test(written)) return `nothing is refused, got ${shown(outcome.value)}`;
  if (expected !== null && !isEqual(outcome.value, expected))
    return `expected ${shown(expected)}, got ${shown(outcome.value)}`;
  const { frames } = outcome.value;
  return frames.length === 0 ? null : replayComplaint(frames);
};

export const recordingsTarget: Target = {
  name: 'recordings',
  weight: 2,
  draw: drawRecording,
  open: () => ({ feed: feedRecording, end: () => null }),
};
