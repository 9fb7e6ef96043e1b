/** What is measured without a socket. Each section gives lines of Markdown. */
import { gzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { Subject } from 'rxjs';
import type { DataClient } from '../src/index';
import { loadPeers } from './contenders';
import { pushedClient } from './feed';
import { depthFrames, tickerFrames, transactionFrames } from './frames';
import { interleave, median, ratioOf, type Contender } from './measure';

const pair = 'btc_jpy';

/** What was computed last: nothing may be optimised away. */
let sink: unknown;
export const lastResult = (): unknown => sink;

const parseOnly = (frames: readonly string[]): Contender['prepare'] => {
  const bodies = frames.map((frame) => frame.slice(2));
  return () => () => {
    for (const body of bodies) sink = JSON.parse(body);
  };
};

/** A client a round, subscribed outside the clock. It must take every frame. */
const feed =
  (frames: readonly string[], subscribe: (client: DataClient, onNext: (value: unknown) => void) => void) =>
  (): (() => void) => {
    const { client, push } = pushedClient();
    const complaints: string[] = [];
    client.diagnostics$.subscribe(({ kind }) => {
      if (kind !== 'pair-unchecked') complaints.push(kind);
    });
    let count = 0;
    subscribe(client, (value) => {
      sink = value;
      count += 1;
    });
    return () => {
      for (const frame of frames) push(frame);
      if (count < frames.length || complaints.length > 0) {
        throw new Error(`${count} of ${frames.length} frames gave a value; ${complaints.join(', ')}`);
      }
      void client.close();
    };
  };

const table = (
  frames: readonly string[],
  contenders: readonly Contender[],
  base: string,
  rounds: number,
): readonly string[] => {
  const times = interleave(contenders, rounds);
  const baseTimes = times.get(base) ?? [];
  return [
    `| | of \`JSON.parse\` | quartiles | µs a frame |`,
    '|---|---:|---:|---:|',
    ...[...times].map(([name, all]) => {
      const ratio = ratioOf(all, baseTimes);
      const perFrame = (1000 * median(all)) / frames.length;
      return `| ${name} | ${ratio.median.toFixed(2)} | ${ratio.low.toFixed(2)}–${ratio.high.toFixed(2)} | ${perFrame.toFixed(2)} |`;
    }),
    '',
  ];
};

export const bookSection = async (diffs: number, rounds: number): Promise<readonly string[]> => {
  const frames = depthFrames({ pair, diffs, diffsPerWhole: 40, seed: 1 }).map(({ text }) => text);
  const bytes = frames.reduce((sum, { length }) => sum + length, 0) / frames.length;
  const { peers, missing } = await loadPeers();
  const base = '`JSON.parse` alone';
  const contenders: Contender[] = [
    { name: base, prepare: parseOnly(frames) },
    {
      name: '**rx-bitbank** `book$`, 20 levels a side',
      prepare: feed(frames, (client, next) => client.book$(pair, { depth: 20 }).subscribe(next)),
    },
    {
      name: 'rx-bitbank `book$`, every level',
      prepare: feed(frames, (client, next) => client.book$(pair).subscribe(next)),
    },
    ...peers.map(({ name, createBook }) => ({
      name: `${name}, top 20`,
      prepare: () => {
        const read = createBook();
        return () => {
          for (const frame of frames) sink = read(frame);
        };
      },
    })),
  ];
  return [
    '## From a frame to a book',
    '',
    `Depth frames of ${Math.round(bytes)} bytes on average (a whole of 200 levels a side after every 40 diffs). rx-bitbank checks each frame against the schema, checks its sequence, proves the book by each whole and emits an immutable book; the others parse, apply and copy their top 20, without checks.`,
    '',
    ...table(frames, contenders, base, rounds),
    ...missing.map((name) => `Not measured, as not installed: ${name}.`),
  ];
};

export const smallFeedsSection = (count: number, rounds: number): readonly string[] => {
  const tickers = tickerFrames(pair, count, 2);
  const transactions = transactionFrames(pair, count, 3);
  const base = '`JSON.parse` alone';
  return [
    '## Ticker and trades',
    '',
    'From the text of a frame to the emitted value; a frame of transactions has 2.5 trades on average.',
    '',
    ...table(
      tickers,
      [
        { name: base, prepare: parseOnly(tickers) },
        { name: '`ticker$`', prepare: feed(tickers, (client, next) => client.ticker$(pair).subscribe(next)) },
      ],
      base,
      rounds,
    ),
    ...table(
      transactions,
      [
        { name: base, prepare: parseOnly(transactions) },
        {
          name: '`trades$`',
          prepare: feed(transactions, (client, next) => client.trades$(pair).subscribe(next)),
        },
      ],
      base,
      rounds,
    ),
  ];
};

/** Bytes in use after all garbage is gone. */
const heapUsed = (): number => {
  global.gc?.();
  global.gc?.();
  return process.memoryUsage().heapUsed;
};

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;

/** Bytes in use after many frames more, against before: those of one pair, over and over, numbered on. */
const growth = (count: number): number => {
  const { client, push } = pushedClient();
  const frames = depthFrames({ pair, diffs: 400, diffsPerWhole: 40, seed: 6 }).map(({ text }) => text);
  let sequence = 0;
  client.book$(pair, { depth: 20 }).subscribe((book) => (sink = book));
  const renumbered = (frame: string): string =>
    frame.replace(/("s(?:equenceId)?":")\d+/, (_, key: string) => `${key}${(sequence += 1)}`);
  const pushMany = (many: number): void => {
    for (let i = 0; i < many; i += 1) push(renumbered(frames[i % frames.length] as string));
  };
  // Where the frames begin again, the book is repaired: the diagnostics of the last 100 times are kept.
  pushMany(110 * frames.length);
  const before = heapUsed();
  pushMany(count);
  const after = heapUsed();
  void client.close();
  return after - before;
};

export const memorySection = (books: number, flatFrames: number): readonly string[] => {
  if (global.gc === undefined) return ['Memory is measured only with `--expose-gc`.', ''];
  // First, so that the code is compiled by the time that books are weighed.
  const grown = growth(flatFrames);
  const pairs = Array.from({ length: books }, (_, i) => `p${i}_jpy`);
  const { client, push } = pushedClient();
  const before = heapUsed();
  for (const name of pairs) client.book$(name, { depth: 20 }).subscribe((book) => (sink = book));
  const joined = heapUsed();
  for (const name of pairs) {
    for (const { text } of depthFrames({ pair: name, diffs: 60, diffsPerWhole: 40, seed: 5 })) push(text);
  }
  const live = heapUsed();
  void client.close();
  return [
    '## Memory',
    '',
    '| | |',
    '|---|---:|',
    `| a live book of 200 + 200 levels, 20 diffs after a whole (mean of ${books}) | ${kilobytes((live - joined) / books)} |`,
    `| its subscription, before any frame | ${kilobytes((joined - before) / books)} |`,
    `| heap after ${flatFrames.toLocaleString('en')} frames more, against before | ${grown > 0 ? '+' : ''}${kilobytes(grown)} |`,
    '',
  ];
};

/** Subscribers that do nothing but keep the value. */
export const fanOutSection = (diffs: number, rounds: number, subscribers = 1_000): readonly string[] => {
  const frames = depthFrames({ pair, diffs, diffsPerWhole: 40, seed: 7 }).map(({ text }) => text);
  const fewer = (count: number): Contender['prepare'] =>
    feed(frames, (client, next) => {
      client.book$(pair, { depth: 20 }).subscribe(next);
      for (let i = 1; i < count; i += 1) client.book$(pair, { depth: 20 }).subscribe((book) => (sink = book));
    });
  const bare = 'a bare `Subject` with as many observers';
  const many = `\`book$\` with ${subscribers} subscribers`;
  const one = '`book$` with one';
  const times = interleave(
    [
      {
        name: bare,
        prepare: () => {
          const subject = new Subject<string>();
          for (let i = 0; i < subscribers; i += 1) subject.subscribe((text) => (sink = text));
          return () => {
            for (const frame of frames) subject.next(frame);
          };
        },
      },
      { name: many, prepare: fewer(subscribers) },
      { name: one, prepare: fewer(1) },
    ],
    rounds,
  );
  const [bareTimes = [], manyTimes = [], oneTimes = []] = [bare, many, one].map((name) => times.get(name));
  const rest = manyTimes.map((time, round) => time - (oneTimes[round] ?? 0));

  const { client, push } = pushedClient();
  const books = new Set<unknown>();
  for (let i = 0; i < subscribers; i += 1) {
    client.book$(pair, { depth: 20 }).subscribe((book) => books.add(book));
  }
  for (const frame of frames) push(frame);
  void client.close();
  return [
    '## A thousand subscribers of one feed',
    '',
    `${frames.length} frames gave ${subscribers} subscribers ${books.size} different books: each is made once. What is left beyond one subscriber’s cost takes **${ratioOf(rest, bareTimes).median.toFixed(2)}** of ${bare}.`,
    '',
  ];
};

/** 62 pairs at ten times the live rate of 79 frames a second: CPU of a second, as a share of one core. */
export const allPairsSection = (diffs: number, rounds: number): readonly string[] => {
  const perPair = Array.from({ length: 62 }, (_, i) =>
    depthFrames({ pair: `p${i}_jpy`, diffs, diffsPerWhole: 40, seed: 10 + i }).map(({ text }) => text),
  );
  const count = Math.min(...perPair.map(({ length }) => length));
  const frames = Array.from({ length: count }, (_, i) => perPair.map((all) => all[i] as string)).flat();
  const times = interleave(
    [
      {
        name: 'all',
        prepare: feed(frames, (client, next) => {
          for (let i = 0; i < 62; i += 1) client.book$(`p${i}_jpy`, { depth: 20 }).subscribe(next);
        }),
      },
    ],
    rounds,
  ).get('all');
  const perFrame = median(times ?? []) / frames.length;
  return [
    '## All 62 pairs at ten times the live rate',
    '',
    `790 frames a second, whole and diff, from their text to books of 20 levels: **${((790 * perFrame) / 10).toFixed(2)} %** of a core (the socket aside: see above).`,
    '',
  ];
};

/** What a page loads of a text: bundled and minified by esbuild, `gzip -9`. */
const gzippedSize = async (contents: string, external: readonly string[] = ['rxjs']): Promise<number> => {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: fileURLToPath(new URL('../..', import.meta.url)) },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    external: [...external],
    write: false,
    logLevel: 'silent',
  });
  return gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length;
};

export const sizeSection = async (): Promise<readonly string[]> => {
  const usesClient = `import { createDataClient } from './dist/index.web.js'; createDataClient();`;
  const rows = [
    ['the data client', await gzippedSize(usesClient)],
    [
      'the stream client of rx-bitbank/stream: its feeds without REST',
      await gzippedSize(`import { createStreamClient } from './dist/stream.web.js'; createStreamClient();`),
    ],
    ['the data client and rxjs', await gzippedSize(usesClient, [])],
    [
      '`retryBackoff` of rx-bitbank/operators',
      await gzippedSize(`export { retryBackoff } from './dist/operators.js';`),
    ],
    [
      'socket.io-client alone, for comparison',
      await gzippedSize(`export { io } from './bench/node_modules/socket.io-client';`).catch(() => null),
    ],
  ] as const;
  return [
    '## In a page',
    '',
    'From `dist`, bundled and minified by esbuild, `gzip -9`; rxjs aside, where it is not named.',
    '',
    '| | kB |',
    '|---|---:|',
    ...rows.map(
      ([name, bytes]) => `| ${name} | ${bytes === null ? 'not installed' : (bytes / 1000).toFixed(2)} |`,
    ),
    '',
  ];
};
