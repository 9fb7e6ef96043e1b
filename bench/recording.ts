/** Measures the steps from a recorded segment of all 62 pairs of the live sizes to every book and trade. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { lastValueFrom, Subject, takeUntil, tap } from 'rxjs';
import { decodeLine } from '../src/recording/line';
import { segmentNames } from '../src/recording/folder';
import { createDataClient } from '../src/index';
import { recordTo, replayRecording } from '../src/recording/index';
import { createVirtualSimulator, virtualClock } from '../src/simulator/index';
import { pushedClient } from './feed';
import { interleave, median, ratioOf } from './measure';
import type { Extent, Section } from './section';
import { sink } from './sink';

const start = Date.UTC(2026, 0, 15, 3, 5);

/** Records the simulated venue for `length` ms of its time. Its rates and sizes are those of the live one. */
const recorded = async (folder: string, length: number): Promise<void> => {
  const clock = virtualClock(start);
  const sim = createVirtualSimulator({ scheduler: clock, seed: 7 });
  const { openSocket, sendRequest, urls } = sim;
  const end$ = new Subject<void>();
  const isReady = new Promise<void>((resolve, reject) => {
    recordTo(folder, { ...urls, openSocket, sendRequest, scheduler: clock, minFree: 0 })
      .pipe(takeUntil(end$))
      .subscribe({ error: reject });
    // The folder is opened in real time.
    setTimeout(resolve, 1_000);
  });
  await isReady;
  clock.advanceBy(length);
  end$.next();
  sim.close();
};

/** Feeds a client of every book and every trade. */
const toFeeds = (frames: readonly string[], pairs: readonly string[]) => (): (() => void) => {
  const { client, push } = pushedClient();
  let count = 0;
  const onNext = (value: unknown): void => {
    sink.value = value;
    count += 1;
  };
  for (const pair of pairs) {
    client.book$(pair, { depth: 20 }).subscribe(onNext);
    client.trades$(pair).subscribe(onNext);
  }
  return () => {
    for (const frame of frames) push(frame);
    if (count < pairs.length) throw new Error(`${count} values only`);
    void client.close();
  };
};

/** Returns the bytes in use after a full collection. */
const heapUsed = (): number => {
  global.gc?.();
  global.gc?.();
  return process.memoryUsage().heapUsed;
};

/**
 * Replays a recording again and again to every book and trade. Returns the growth of the bytes in use from a fifth of
 * the way to the end.
 */
const growth = async (
  folder: string,
  pairs: readonly string[],
  frames: number,
  inAll: number,
): Promise<number> => {
  const times = Math.ceil(inAll / frames);
  const clock = virtualClock(start);
  const transport = replayRecording(Array<string>(times).fill(folder), { drives: clock });
  let [count, early] = [0, 0];
  const link$ = transport.link$.pipe(
    tap((event) => {
      if (typeof event !== 'string') return;
      count += 1;
      if (count === Math.floor((times * frames) / 5)) early = heapUsed();
    }),
  );
  const client = createDataClient({ transport: { ...transport, link$ }, scheduler: clock });
  for (const pair of pairs) {
    client.book$(pair, { depth: 20 }).subscribe((book) => (sink.value = book));
    client.trades$(pair).subscribe((trade) => (sink.value = trade));
  }
  await lastValueFrom(client.depthDiff$(pairs[0] ?? ''), { defaultValue: null });
  const grown = heapUsed() - early;
  void client.close();
  if (count < inAll) throw new Error(`${count} frames only`);
  return grown;
};

const pairsIn = (frames: readonly string[]): readonly string[] => [
  ...new Set(frames.flatMap((frame) => /"depth_whole_(\w+)"/.exec(frame)?.[1] ?? [])),
];

export const recordingSection = async ({ short, flatFrames }: Extent): Promise<Section> => {
  const folder = mkdtempSync(join(tmpdir(), 'rx-bitbank-bench-'));
  try {
    await recorded(folder, short ? 120_000 : 240_000);
    const zipped = segmentNames(folder).map((path) => readFileSync(join(folder, path)));
    const text = (): string => zipped.map((bytes) => gunzipSync(bytes).toString()).join('');
    const lines = text().trimEnd().split('\n');
    const frames = lines.flatMap((line) => {
      const note = decodeLine(line);
      return note?.type === 'frame' && /^42\["message",\{"room_name":"(?:depth|trans)/.test(note.frame)
        ? [Buffer.from(note.frame).toString()]
        : [];
    });
    const pairs = pairsIn(frames);
    const bytes = frames.reduce((sum, frame) => sum + frame.length, 0);
    const grown = global.gc === undefined ? null : await growth(folder, pairs, frames.length, flatFrames);
    const wholes = frames.filter((frame) => frame.includes('"depth_whole_')).length;
    const times = interleave(
      [
        {
          name: 'parse',
          prepare: () => () => {
            for (const frame of frames) sink.value = JSON.parse(frame.slice(2));
          },
        },
        { name: 'feeds', prepare: toFeeds(frames, pairs) },
        {
          name: 'gunzip',
          prepare: () => () => {
            sink.value = text();
          },
        },
        {
          name: 'lines',
          prepare: () => {
            const held = text();
            return () => {
              for (const line of held.split('\n')) sink.value = decodeLine(line);
            };
          },
        },
      ],
      short ? 5 : 15,
      5,
    );
    const of = (name: string): readonly number[] => times.get(name) ?? [];
    const ratio = (name: string): number => ratioOf(of(name), of('parse')).median;
    const each = (median(of('parse')) / frames.length) * 1_000;
    const row = (what: string, name: string): string => `| ${what} | ${ratio(name).toFixed(2)} |`;
    return {
      lines: [
        '## A recorded segment of all pairs',
        '',
        `${frames.length.toLocaleString('en')} frames of books and trades of ${pairs.length} pairs, ${wholes.toLocaleString('en')} of them whole books, ${(bytes / frames.length).toFixed(0)} bytes each; \`JSON.parse\` takes ${each.toFixed(1)} µs per frame.`,
        '',
        '| | of `JSON.parse` of the same frames |',
        '|---|---:|',
        row('frames to every `book$` (20 levels) and `trades$`', 'feeds'),
        row('gunzip', 'gunzip'),
        row('lines, of all rooms, to events', 'lines'),
        '',
        grown === null
          ? 'Memory is measured only with `--expose-gc`.'
          : `The segment is read again and again from its file, ${flatFrames.toLocaleString('en')} frames in all, to every book and trade. From a fifth of them to the end the heap changes by ${(grown / 1_000).toFixed(0)} kB.`,
        '',
      ],
      figures: {
        'a segment of all pairs to books and trades, of JSON.parse': ratio('feeds'),
        'gunzip of a segment, of JSON.parse': ratio('gunzip'),
        'lines of a segment, of JSON.parse': ratio('lines'),
      },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
