/** Measures the memory of a live book, and the growth of a client. */
import { pushedClient } from './feed';
import { depthFrames } from './frames';
import type { Extent, Section } from './section';
import { sink } from './sink';

const books = 62;

/** Returns the bytes in use after a full collection. */
const heapUsed = (): number => {
  global.gc?.();
  global.gc?.();
  return process.memoryUsage().heapUsed;
};

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;

/** Returns the growth in bytes over many more frames: those of one pair, again and again, with rising numbers. */
const growth = (count: number): number => {
  const { client, push } = pushedClient();
  const frames = depthFrames({ pair: 'btc_jpy', diffs: 400, diffsPerWhole: 40, seed: 6 }).map(
    ({ text }) => text,
  );
  let sequence = 0;
  client.book$('btc_jpy', { depth: 20 }).subscribe((book) => (sink.value = book));
  const renumbered = (frame: string): string =>
    frame.replace(/("s(?:equenceId)?":")\d+/, (_, key: string) => `${key}${(sequence += 1)}`);
  const pushMany = (many: number): void => {
    for (let i = 0; i < many; i += 1) push(renumbered(frames[i % frames.length] as string));
  };
  // At the point where the frames begin again, the book is repaired. The diagnostics of the last 100 times are kept.
  pushMany(110 * frames.length);
  const before = heapUsed();
  pushMany(count);
  const after = heapUsed();
  void client.close();
  return after - before;
};

export const memorySection = ({ flatFrames }: Extent): Section => {
  if (global.gc === undefined)
    return { lines: ['Memory is measured only with `--expose-gc`.', ''], figures: {} };
  // This comes first, so that the code is compiled before books are weighed.
  const grown = growth(flatFrames);
  const pairs = Array.from({ length: books }, (_, i) => `p${i}_jpy`);
  const { client, push } = pushedClient();
  const before = heapUsed();
  for (const name of pairs) client.book$(name, { depth: 20 }).subscribe((book) => (sink.value = book));
  const joined = heapUsed();
  for (const name of pairs) {
    for (const { text } of depthFrames({ pair: name, diffs: 60, diffsPerWhole: 40, seed: 5 })) push(text);
  }
  const live = heapUsed();
  void client.close();
  const ofBook = (live - joined) / books;
  const ofSubscription = (joined - before) / books;
  return {
    lines: [
      '## Memory',
      '',
      '| | |',
      '|---|---:|',
      `| a live book of 200 + 200 levels, 20 diffs after a whole (mean of ${books}) | ${kilobytes(ofBook)} |`,
      `| its subscription, before any frame | ${kilobytes(ofSubscription)} |`,
      `| change of the heap over ${flatFrames.toLocaleString('en')} more frames | ${grown > 0 ? '+' : ''}${kilobytes(grown)} |`,
      '',
    ],
    figures: { 'a live book, kB': ofBook / 1000, 'a subscription of a book, kB': ofSubscription / 1000 },
  };
};
