import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { Subject } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { createGzMember } from '../../src/recording/gz-member';
import { openRecording, recordedEvents, type RecordingEvent } from '../../src/recording/index';
import { encodeLine, type Note } from '../../src/recording/line';
import { readAll, testFolder } from './stub-link';

const folder = testFolder();

const file = (content: string | Buffer, name = 'recording'): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const header = (run = 'a', part = 1, of: object = {}): Note => ({
  type: 'header',
  format: 1,
  run,
  part,
  pairs: [],
  rooms: [],
  open: true,
  ...of,
});

const frame = (text: string): Note => ({ type: 'frame', frame: `42["${text}"]` });

const lines = (t: number, ...notes: readonly Note[]): string =>
  notes.map((note, i) => encodeLine({ t: t + i, elapsed: i }, note)).join('');

const framesIn = (events: readonly RecordingEvent[]): readonly string[] =>
  events.flatMap((event) => (event.type === 'frame' ? [event.frame] : []));

interface Told {
  readonly events: readonly RecordingEvent[];
  readonly error: unknown;
}

const told = (path: string): Promise<Told> =>
  new Promise((resolve) => {
    const events: RecordingEvent[] = [];
    openRecording(path).subscribe({
      next: (event) => events.push(event),
      error: (error: unknown) => resolve({ events, error }),
      complete: () => resolve({ events, error: null }),
    });
  });

const toldAtOnce = (path: string): Told => {
  const events: RecordingEvent[] = [];
  try {
    for (const event of recordedEvents(path)) events.push(event);
  } catch (error) {
    return { events, error };
  }
  return { events, error: null };
};

describe('openRecording', () => {
  it('reads recorded and bare frames, whatever the line ends, gz or not, and skips empty lines', async () => {
    const text = '{"t":5,"frame":"42[]"}\r\n\n{"t":9,"frame":"42[1]"}\n42["bare"]\n2';
    for (const content of [text, gzipSync(text)]) {
      expect((await readAll(file(content))).slice(1)).toEqual([
        { t: 5, elapsed: 0, type: 'frame', frame: '42[]' },
        { t: 9, elapsed: 4, type: 'frame', frame: '42[1]' },
        { t: 0, elapsed: 4, type: 'frame', frame: '42["bare"]' },
        { t: 0, elapsed: 4, type: 'frame', frame: '2' },
      ]);
    }
  });

  it('reads lines and characters that lie across the chunks of a large file', async () => {
    const text = `42["${'円'.repeat(300_000)}"]`;
    expect(framesIn(await readAll(file(`${text}\n${text}\n`)))).toEqual([text, text]);
  });

  it('reads several files as one, whatever each of them is', async () => {
    const paths = [file('42[1]\n', 'one'), file(gzipSync(lines(5, header(), frame('2'))), 'two')];
    expect(framesIn(await readAll(paths))).toEqual(['42[1]', '42["2"]']);
  });

  it('is read to its last whole line if it was cut anywhere, and reports that', async () => {
    const { head, add, end } = createGzMember();
    const parts = [
      lines(1, header(), frame('a'), frame('b')),
      lines(4, frame('c')),
      lines(5, frame('d'), { type: 'end' }),
    ];
    const pieces = parts.map((text) => add(Buffer.from(text)));
    const whole = Buffer.concat([head, ...pieces, end()]);
    const all = ['42["a"]', '42["b"]', '42["c"]', '42["d"]'];
    for (let cut = head.length + (pieces[0]?.length ?? 0); cut <= whole.length; cut += 1) {
      const events = await readAll(file(whole.subarray(0, cut)));
      const frames = framesIn(events);
      expect(frames).toEqual(all.slice(0, frames.length));
      expect(frames.length).toBeGreaterThanOrEqual(2);
      if (cut < whole.length - 10 && events.at(-1)?.type === 'torn')
        expect(events.at(-1)).toMatchObject({ path: join(folder, 'recording') });
    }
    const cutText = file(parts.join('').slice(0, -20));
    expect((await readAll(cutText)).at(-1)).toMatchObject({ type: 'torn' });
  });

  it('continues over the parts of a run, and sets parts of different runs apart', async () => {
    const one = lines(10, header('a', 1), frame('1'), { type: 'end' });
    const two = lines(12, header('a', 2), { type: 'copy', of: 11, frame: '42["1"]' }, frame('2'));
    const other = lines(100, header('b', 1, { open: false }), frame('3'));
    const types = (await readAll(file(one + two + other))).map(({ type, elapsed }) => [type, elapsed]);
    expect(types).toEqual([
      ['header', 0],
      ['frame', 1],
      ['end', 2],
      ['header', 2],
      ['frame', 4],
      // The time at which the previous recorder last received something.
      ['drop', 4],
      ['header', 90],
      ['frame', 91],
    ]);
  });

  it('begins at any time of a recording of segments with the segment of that time', async () => {
    const day = join(folder, 'days', '2026-01-01');
    mkdirSync(day, { recursive: true });
    const at = (hour: number): number => Date.UTC(2026, 0, 1, hour);
    for (const hour of [1, 2, 3])
      writeFileSync(
        join(day, `0${hour}.frames.gz`),
        gzipSync(lines(at(hour), header('a', hour), frame(`${hour}`), frame(`${hour}!`), { type: 'end' })),
      );
    const from = async (time: number): Promise<readonly string[]> =>
      framesIn(await readAll(join(folder, 'days'), { from: time }));
    expect(await from(at(2) + 2)).toEqual(['42["2!"]', '42["3"]', '42["3!"]']);
    expect(await from(at(3))).toEqual(['42["3"]', '42["3!"]']);
    expect(await from(at(0))).toHaveLength(6);
    expect(await from(at(9))).toEqual([]);
  });

  it('reads no further than it is asked to', async () => {
    const text = lines(
      1,
      header(),
      ...Array.from({ length: 60_000 }, (_, i) => frame(`${i} ${'x'.repeat(40)}`)),
    );
    const ask$ = new Subject<void>();
    const seen: RecordingEvent[] = [];
    let isOver = false;
    const reading = openRecording([file(text, 'long'), file(lines(9, header('b'), frame('last')), 'next')], {
      ask$,
    }).subscribe({ next: (event) => seen.push(event), complete: () => (isOver = true) });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(seen).toHaveLength(0);
    ask$.next();
    await expect.poll(() => seen.length).toBeGreaterThan(0);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(seen.length).toBeLessThan(20_000);
    await expect
      .poll(
        () => {
          ask$.next();
          return isOver;
        },
        { interval: 5 },
      )
      .toBe(true);
    expect(framesIn(seen)).toHaveLength(60_001);
    reading.unsubscribe();
  });

  it('is cold, and stops reading when its observer leaves', async () => {
    const path = file('42[1]\n42[2]\n42[3]\n');
    const seen: string[] = [];
    await new Promise<void>((resolve) => {
      const reading = openRecording(path).subscribe((event) => {
        seen.push(event.type);
        if (seen.length < 3) return;
        reading.unsubscribe();
        resolve();
      });
    });
    expect(seen).toEqual(['header', 'frame', 'frame']);
    expect(framesIn(await readAll(path))).toHaveLength(3);
  });

  it.each([
    ['text', 'hello\n', 'corrupt', 1],
    ['JSON of another kind', '42[]\n{"time":1}\n', 'corrupt', 2],
    ['a line of a segment that is none', `${lines(1, header())}hello\n`, 'corrupt', 2],
    ['a newer format', '1 0 {"type":"header","format":2}\n', 'newer', 1],
    ['a newer format behind others', `${lines(1, header())}1 0 {"type":"header","format":3}\n`, 'newer', 2],
  ])('refuses %s, and names the line', async (_, text, reason, line) => {
    const path = file(text);
    await expect(readAll(path)).rejects.toMatchObject({ _tag: 'RecordingError', reason, file: path, line });
  });

  it('refuses a path that does not exist, and a folder without a segment', async () => {
    await expect(readAll(join(folder, 'nothing'))).rejects.toMatchObject({
      reason: 'unreadable',
      message: `${join(folder, 'nothing')}: expected a file or a folder, got no such file or folder`,
    });
    mkdirSync(join(folder, 'empty'));
    await expect(readAll(join(folder, 'empty'))).rejects.toMatchObject({ reason: 'foreign' });
    await expect(readAll(file(''), { from: -1 })).rejects.toMatchObject({
      _tag: 'ConfigError',
      field: 'from',
    });
  });

  it('never throws, and never emits a record that is not there, however a segment was damaged', async () => {
    const sound = gzipSync(
      lines(1, header(), frame('a'), frame('b'), { type: 'step', by: 60 }, { type: 'end' }),
    );
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: sound.length - 1 }), fc.nat({ max: 255 }), async (at, byte) => {
        const spoiled = Buffer.from(sound);
        spoiled[at] = byte;
        const { events, error } = await told(file(spoiled, 'spoiled'));
        if (error !== null) expect(error).toMatchObject({ _tag: 'RecordingError' });
        expect(toldAtOnce(join(folder, 'spoiled'))).toEqual({ events, error });
      }),
      { numRuns: 200 },
    );
    expect(readFileSync(join(folder, 'spoiled')).length).toBe(sound.length);
  });

  it('emits all records before the place at which a large segment was damaged, and so does a reader of the whole text', async () => {
    const { head, add } = createGzMember();
    const texts = Array.from({ length: 20_000 }, (_, i) =>
      createHash('sha256').update(`${i}`).digest('hex').slice(0, 40),
    );
    const part = (from: number, until: number): Buffer =>
      add(Buffer.from(lines(1, ...texts.slice(from, until).map(frame))));
    const started = add(Buffer.from(lines(1, header())));
    // No block of deflate begins like this.
    const spoiled = Buffer.alloc(300, 0xff);
    const path = file(
      Buffer.concat([head, started, part(0, 12_000), spoiled, part(12_000, texts.length)]),
      'large',
    );
    const { events, error } = await told(path);
    expect(error).toBeNull();
    expect(framesIn(events)).toEqual(texts.slice(0, 12_000).map((text) => `42["${text}"]`));
    expect(events.at(-1)).toMatchObject({ type: 'torn', path });
    expect(toldAtOnce(path)).toEqual({ events, error });
    // It is also read piece by piece.
    const ask$ = new Subject<void>();
    const asked: RecordingEvent[] = [];
    await new Promise<void>((resolve) => {
      openRecording(path, { ask$ }).subscribe({
        next: (event) => {
          asked.push(event);
          queueMicrotask(() => ask$.next());
        },
        complete: resolve,
      });
      ask$.next();
    });
    expect(asked).toEqual(events);
  });
});
