import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { firstValueFrom, Subject, tap, type Subscription } from 'rxjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diff, ticker, tradeRow, trades, whole } from '../../marbles/support/frames';
import { hour, steppedClock, type SteppedClock } from '../../marbles/support/stepped-clock';
import type { Manifest } from '../../src/recording/manifest';
import { runRecorder, type RunningRecorder } from '../../src/recording/run-recorder';
import { openSegmentFile, type OpenSegmentFile } from '../../src/recording/segment-file';
import { virtualClock, type VirtualClock } from '../../src/simulator/index';
import { readAll, stubLink, testFolder, type StubLink } from './stub-link';

const root = testFolder();
const start = Date.UTC(2026, 0, 1, 3, 59, 50);

let folder: string;
let base: VirtualClock;
let clock: SteppedClock;
let link: StubLink;
let calls: string[];
let number = 0;

beforeEach(() => {
  folder = join(root, `${(number += 1)}`);
  base = virtualClock(start);
  clock = steppedClock(base);
  link = stubLink();
  calls = [];
});

/** A disk whose calls are counted. `isFull`: it accepts no more. */
const counted =
  (isFull: () => boolean = () => false): OpenSegmentFile =>
  (path, failed) => {
    const file = openSegmentFile(path, failed);
    return {
      size: file.size,
      write: (bytes) => {
        if (isFull()) throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
        calls.push('write');
        file.write(bytes);
      },
      sync: () => {
        calls.push('sync');
        file.sync();
      },
      close: () => {
        calls.push('close');
        return file.close();
      },
    };
  };

interface Run extends RunningRecorder {
  readonly stop: () => void;
  readonly failure: () => unknown;
}

const lives: Subscription[] = [];
afterEach(() => {
  for (const life of lives.splice(0)) life.unsubscribe();
});

const record = async (openFile = counted(), options = {}): Promise<Run> => {
  const running$ = new Subject<RunningRecorder>();
  const first = firstValueFrom(running$);
  let failure: unknown;
  const life = runRecorder(folder, { clock, minFree: 0, openFile, ...options }).subscribe({
    next: (run) => running$.next(run),
    error: (error: unknown) => (failure = error),
  });
  lives.push(life);
  const run = await first;
  run.recorder.setPairs(['btc_jpy']);
  lives.push(
    run.recorder
      .tap(link.transport.link$)
      .pipe(tap((event) => typeof event !== 'string' && event.send('42["join-room","ticker_btc_jpy"]')))
      .subscribe({ error: () => undefined }),
  );
  return { ...run, stop: () => life.unsubscribe(), failure: () => failure };
};

const manifest = (): Manifest => JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;

const shortOf = (events: Awaited<ReturnType<typeof readAll>>) =>
  events.map((event) => {
    const { t, elapsed, ...note } = event;
    return [t - start, elapsed, note.type === 'header' ? { ...note, run: '' } : note];
  });

const header = (part: number, of: object = {}) => ({
  type: 'header',
  format: 1,
  run: '',
  part,
  pairs: ['btc_jpy'],
  rooms: [],
  open: false,
  ...of,
});

describe('a recorder', () => {
  it('writes the frames that come, the messages that are sent, and the states of the link, each with its two times', async () => {
    const { stop } = await record();
    link.open();
    base.advanceBy(100);
    link.frame(ticker(1));
    base.advanceBy(900);
    link.lose('the venue closed the socket');
    base.advanceBy(10);
    stop();
    expect(shortOf(await readAll(folder))).toEqual([
      [0, 0, header(1)],
      [0, 0, { type: 'open' }],
      [0, 0, { type: 'join', room: 'ticker_btc_jpy' }],
      [100, 100, { type: 'frame', frame: ticker(1) }],
      [1_000, 1_000, { type: 'drop', cause: 'the venue closed the socket' }],
      [1_010, 1_010, { type: 'end' }],
    ]);
    expect(link.sent).toEqual(['42["join-room","ticker_btc_jpy"]']);
  });

  it('records a gap: from the last frame to the next link', async () => {
    const { recorder } = await record();
    link.open();
    link.frame(ticker(1));
    base.advanceBy(5_000);
    link.lose('silent');
    base.advanceBy(2_000);
    lives.push(recorder.tap(link.transport.link$).subscribe());
    link.open();
    recorder.close();
    const gap = { from: start, to: start + 7_000, cause: 'silent' };
    expect(await readAll(folder)).toContainEqual({ t: start + 7_000, elapsed: 7_000, type: 'gap', ...gap });
    expect(manifest().segments['2026-01-01/03.frames.gz']?.gaps).toEqual([gap]);
  });

  it('turns at the hour: the current state is repeated, nothing is joined again', async () => {
    const { stop } = await record();
    const [book, change, price] = [whole({ sequence: 1 }), diff({ sequence: 2 }), ticker(1)];
    link.open();
    for (const frame of [book, change, trades(tradeRow(1)), price]) link.frame(frame);
    base.advanceBy(12_000);
    link.frame(diff({ sequence: 3 }));
    stop();
    const later = join(folder, '2026-01-01/04.frames.gz');
    const copies = [book, change, price].map((frame) => ({ type: 'copy', of: start, frame }));
    expect(shortOf(await readAll(later))).toEqual([
      [10_000, 0, header(2, { rooms: ['ticker_btc_jpy'], open: true })],
      ...copies.map((copy) => [10_000, 0, copy]),
      [12_000, 2_000, { type: 'frame', frame: diff({ sequence: 3 }) }],
      [12_000, 2_000, { type: 'end' }],
    ]);
    expect(link.sent).toHaveLength(1);
    // Read one after the other they are one recording: nothing twice, and one time.
    const all = shortOf(await readAll(folder));
    expect(all.filter(([, , note]) => (note as { type: string }).type === 'copy')).toEqual([]);
    expect(all.at(-1)).toEqual([12_000, 12_000, { type: 'end' }]);
    expect(manifest()).toMatchObject({
      pairs: ['btc_jpy'],
      segments: {
        '2026-01-01/03.frames.gz': { frames: 4, copies: 0 },
        '2026-01-01/04.frames.gz': { frames: 1, copies: 3 },
      },
    });
  });

  it('loses no time if it takes some to close a segment and to open the next one', async () => {
    let taken = 0;
    const slow: typeof clock = {
      ...clock,
      now: () => clock.now() + taken,
      elapsed: () => clock.elapsed() + taken,
      schedule: clock.schedule.bind(clock),
    };
    const openFile: OpenSegmentFile = (...args) => {
      const file = openSegmentFile(...args);
      taken += 200;
      return {
        ...file,
        close: () => {
          taken += 700;
          return file.close();
        },
      };
    };
    const { stop } = await record(openFile, { clock: slow });
    link.open();
    base.advanceBy(12_000);
    link.frame(ticker(1));
    stop();
    // Two are opened and one is closed before the frame.
    const told = (await readAll(folder)).map(({ type, t, elapsed }) => [type, t - start, elapsed]);
    expect(told).toContainEqual(['frame', 13_100, 13_100]);
    for (const [, t, elapsed] of told) expect(t).toBe(elapsed);
  });

  it('begins at any time with the current state', async () => {
    const { stop } = await record();
    link.open();
    link.frame(whole({ sequence: 1 }));
    base.advanceBy(2_000);
    link.frame(diff({ sequence: 2 }));
    base.advanceBy(2_000);
    link.frame(diff({ sequence: 3 }));
    stop();
    expect(shortOf(await readAll(folder, { from: start + 3_000 }))).toEqual([
      [4_000, 0, header(1, { open: true })],
      [4_000, 0, { type: 'copy', of: start, frame: whole({ sequence: 1 }) }],
      [4_000, 0, { type: 'copy', of: start + 2_000, frame: diff({ sequence: 2 }) }],
      [4_000, 0, { type: 'frame', frame: diff({ sequence: 3 }) }],
      [4_000, 0, { type: 'end' }],
    ]);
  });

  it('records a step of the wall clock of more than 50 ms, and goes on by elapsed time', async () => {
    const { stop } = await record();
    link.open();
    for (const by of [50, 51, -400]) {
      clock.step(by);
      base.advanceBy(10);
      link.frame(ticker(1));
    }
    stop();
    const events = await readAll(folder);
    expect(events.flatMap((event) => (event.type === 'step' ? [event.by] : []))).toEqual([51, -400]);
    expect(events.flatMap(({ type, elapsed }) => (type === 'frame' ? [elapsed] : []))).toEqual([10, 20, 30]);
  });

  it('does not go back into a segment that is whole when the clock is set back', async () => {
    const { stop } = await record();
    link.open();
    base.advanceBy(11_000);
    clock.step(-5_000);
    link.frame(ticker(1));
    stop();
    expect(manifest().segments['2026-01-01/04.frames.gz']).toMatchObject({ frames: 1 });
  });

  it('writes new records into the file each second, and onto the disk each fifth', async () => {
    const { stop } = await record();
    link.open();
    calls.length = 0;
    for (let i = 0; i < 9; i += 1) {
      link.frame(ticker(i));
      base.advanceBy(1_000);
    }
    expect(calls).toEqual([...Array<string>(5).fill('write'), 'sync', ...Array<string>(4).fill('write')]);
    // The contents of the file can be read during the writing.
    const read = await readAll(folder);
    expect(read.filter(({ type }) => type === 'frame')).toHaveLength(9);
    calls.length = 0;
    stop();
    expect(calls).toEqual(['write', 'write', 'close']);
  });

  it('counts the segment that is being written as a part of the recording’s size', async () => {
    const { recorder, room } = await record();
    link.open();
    for (let i = 0; i < 200; i += 1) link.frame(ticker(i));
    base.advanceBy(1_000);
    expect(room().total).toBe(recorder.written().size);
    expect(room().total).toBeGreaterThan(1_000);
  });

  it('writes nothing while nothing comes', async () => {
    await record();
    link.open();
    base.advanceBy(2_000);
    calls.length = 0;
    base.advanceBy(2_000);
    expect(calls).toEqual([]);
  });

  it('ends with an error when the disk is full, and the written part can be read', async () => {
    let isFull = false;
    const { failure } = await record(counted(() => isFull));
    link.open();
    link.frame(ticker(1));
    base.advanceBy(1_000);
    isFull = true;
    link.frame(ticker(2));
    base.advanceBy(1_000);
    expect(failure()).toMatchObject({ _tag: 'RecordingError', reason: 'full', file: folder });
    const frames = (await readAll(folder)).filter(({ type }) => type === 'frame');
    expect(frames).toEqual([expect.objectContaining({ frame: ticker(1) })]);
  });

  it('ends before the disk is full if it is asked to', async () => {
    let failure: unknown;
    runRecorder(folder, { clock, minFree: Number.MAX_SAFE_INTEGER }).subscribe({
      error: (error: unknown) => (failure = error),
    });
    await expect.poll(() => failure).toMatchObject({ _tag: 'RecordingError', reason: 'full' });
  });

  it('keeps no more than it is asked to, and never touches the segment that it writes', async () => {
    const { stop } = await record(counted(), { keep: 2 * hour });
    link.open();
    for (let i = 0; i < 5; i += 1) {
      link.frame(ticker(i));
      base.advanceBy(hour);
    }
    stop();
    expect(Object.keys(manifest().segments)).toEqual(
      ['06', '07', '08'].map((name) => `2026-01-01/${name}.frames.gz`),
    );
  });

  it('goes on after another one in the same hour: a new link, a gap, the same file', async () => {
    const first = await record();
    link.open();
    link.frame(ticker(1));
    base.advanceBy(1_000);
    first.stop();
    base.advanceBy(3_000);
    link = stubLink();
    const second = await record();
    link.open();
    link.frame(ticker(2));
    second.stop();
    expect(shortOf(await readAll(folder)).slice(4)).toEqual([
      [1_000, 1_000, { type: 'end' }],
      [1_000, 1_000, { type: 'drop', cause: 'the recorder was not running' }],
      [4_000, 4_000, header(1)],
      [4_000, 4_000, { type: 'open' }],
      [
        4_000,
        4_000,
        { type: 'gap', from: start + 1_000, to: start + 4_000, cause: 'the recorder was not running' },
      ],
      [4_000, 4_000, { type: 'join', room: 'ticker_btc_jpy' }],
      [4_000, 4_000, { type: 'frame', frame: ticker(2) }],
      [4_000, 4_000, { type: 'end' }],
    ]);
    expect(manifest().segments['2026-01-01/03.frames.gz']).toMatchObject({ frames: 2 });
  });
});
