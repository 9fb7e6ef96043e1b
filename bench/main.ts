/** `npm run bench`: writes Markdown to standard output. `--short` is what CI prints. */
import { cpus } from 'node:os';
import { orderSection } from './order';
import { serveOrders } from './order-venue';
import {
  allPairsSection,
  bookSection,
  fanOutSection,
  lastResult,
  memorySection,
  sizeSection,
  smallFeedsSection,
} from './sections';
import { serve, socketSection } from './socket';

const short = process.argv.includes('--short');

const intro = (): readonly string[] => [
  '# Benchmarks',
  '',
  `Written by \`npm run bench${short ? ' -- --short' : ''}\`. Node ${process.versions.node} (V8 ${process.versions.v8}), ${cpus()[0]?.model ?? 'unknown processor'}, ${new Date().toISOString().slice(0, 10)}.`,
  '',
  '**How to read it.** Contenders take turns, in rotating order, in one process; what is given is the median over the rounds, and for ratios the median of each round’s ratio to `JSON.parse` of the same frames in the same round, with its quartiles. Time is processor time, garbage collection included. Ratios carry over from machine to machine fairly well, microseconds do not, and neither does much on a busy machine: look at the quartiles before you believe a second digit. Frames are made up from a seed, in the sizes and shape of the live venue’s. A ratio below 1 means: less than it costs to parse the frame’s JSON at all.',
  '',
];

const sections: readonly (() => readonly string[] | Promise<readonly string[]>)[] = [
  intro,
  () => bookSection(2_000, short ? 5 : 21),
  () => smallFeedsSection(2_000, short ? 5 : 21),
  () => socketSection({ diffs: short ? 200 : 1_000, rounds: short ? 1 : 3 }),
  () => orderSection({ orders: short ? 100 : 200, rounds: short ? 5 : 41 }),
  () => memorySection(62, short ? 50_000 : 500_000),
  () => fanOutSection(short ? 40 : 200, short ? 3 : 9),
  () => allPairsSection(40, short ? 3 : 9),
  sizeSection,
];

const print = async (): Promise<void> => {
  for (const section of sections) {
    try {
      for (const line of await section()) console.log(line);
    } catch (error) {
      console.log(`This section failed: ${error instanceof Error ? error.message : String(error)}\n`);
      if (!short) process.exitCode = 1;
    }
  }
  if (lastResult() === undefined) throw new Error('nothing was computed');
  process.exit();
};

if (process.argv[2] === 'serve') serve(Number(process.argv[3]));
else if (process.argv[2] === 'serve-orders') serveOrders();
else void print();
