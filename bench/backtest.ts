/**
 * Measures a whole backtest of one model in processes of its own: one day and three days, with orders and without, one
 * of several recorded pairs, and `JSON.parse` of the same frames.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { encodeLine } from '../src/recording/line';
import { recordSynthetic, start } from '../test/simulator/outside/recording';
import type { Pair } from '../src/model/pair';
import { median } from './measure';
import type { Extent, Section } from './section';
import { sink } from './sink';

const dist = (name: string): string =>
  pathToFileURL(fileURLToPath(new URL(`../../dist/${name}.js`, import.meta.url))).href;
const strategyOf = (name: 'joiner' | 'idle'): string =>
  fileURLToPath(new URL(`../../test/backtest/strategies/${name}.mjs`, import.meta.url));

/**
 * Prints the cost of a backtest: the processor time in ms, the peak of the memory in MB, and the number of played
 * frames and of orders.
 */
const program = `
  const [file, to, strategy] = process.argv.slice(2);
  const { backtest } = await import(${JSON.stringify(dist('backtest'))});
  const { recordedMarket } = await import(${JSON.stringify(dist('simulator'))});
  const market = recordedMarket(file, { to: Number(to), pairs: ['btc_jpy'] });
  const balances = { jpy: '10000000', btc: '1' };
  backtest({ strategy, market, balances, band: false }).subscribe((event) => {
    if (event.type !== 'result') return;
    const { user, system } = process.cpuUsage();
    const memory = process.resourceUsage().maxRSS / 1024;
    console.log(JSON.stringify({ cost: (user + system) / 1000, memory, frames: event.input.frames, orders: event.orders.length }));
  });`;

interface Cost {
  readonly cost: number;
  readonly memory: number;
  readonly frames: number;
  readonly orders: number;
}

/** The runs of which the middle one counts. A single run is off by some 100 ms, which is a fifth of what its frames cost. */
const rounds = 3;

const runOnce = (folder: string, strategy: 'joiner' | 'idle', file: string, to: number): Cost => {
  const script = join(folder, 'run.mjs');
  writeFileSync(script, program);
  const args = [script, file, String(to), strategyOf(strategy)];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (stdout === '') throw new Error(`the backtest gave no result: ${stderr}`);
  return JSON.parse(stdout) as Cost;
};

const costOf = (...run: Parameters<typeof runOnce>): Cost => {
  const runs = Array.from({ length: rounds }, () => runOnce(...run));
  const middle = median(runs.map(({ cost }) => cost));
  return runs.find(({ cost }) => cost === middle) as Cost;
};

const parsing = (frames: readonly string[]): number => {
  const begun = process.cpuUsage();
  for (const frame of frames) sink.value = JSON.parse(frame.slice(2));
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1_000;
};

interface Recorded {
  readonly file: string;
  readonly frames: readonly string[];
}

/** Writes what a recorder of the synthetic market would have written. */
const recorded = (folder: string, name: string, seconds: number, pairs: readonly Pair[]): Recorded => {
  const events = recordSynthetic(seconds, { latency: () => 30, pairs });
  const lines = events.map(({ t, elapsed, ...note }) =>
    note.type === 'torn' ? '' : encodeLine({ t, elapsed }, note),
  );
  const file = join(folder, name);
  writeFileSync(file, lines.join(''));
  return {
    file,
    frames: events.flatMap((event) => (event.type === 'frame' ? [Buffer.from(event.frame).toString()] : [])),
  };
};

const parsedIn = (frames: readonly string[]): number =>
  median(Array.from({ length: 5 }, () => parsing(frames)));

const pairs: readonly Pair[] = [
  'btc_jpy',
  'eth_jpy',
  'xrp_jpy',
  'ltc_jpy',
  'bcc_jpy',
  'xlm_jpy',
  'mona_jpy',
  'doge_jpy',
];

export const backtestSection = ({ short }: Extent): Section => {
  const day = short ? 600 : 7_200;
  const folder = mkdtempSync(join(tmpdir(), 'rx-bitbank-bench-'));
  try {
    const one = recorded(folder, 'one.ndjson', 3 * day, ['btc_jpy']);
    const several = recorded(folder, 'several.ndjson', day / 2, pairs);
    const of = (strategy: 'joiner' | 'idle', days: number): Cost =>
      costOf(folder, strategy, one.file, start + days * day * 1_000);
    const begin = costOf(folder, 'idle', one.file, start + 1_000);
    const [idle, idles] = [of('idle', 1), of('idle', 3)];
    const [busy, busys] = [of('joiner', 1), of('joiner', 3)];
    const some = costOf(folder, 'idle', several.file, start + day * 1_000);
    const parse = parsedIn(one.frames);
    const parseSeveral = parsedIn(several.frames);
    const row = (name: string, { frames, orders, cost, memory }: Cost): string =>
      `| ${name} | ${frames.toLocaleString('en')} | ${orders} | ${cost.toFixed(0)} | ${memory.toFixed(0)} |`;
    const parsed = (name: string, { frames }: Recorded, ms: number): string =>
      `| \`JSON.parse\` of ${name} | ${frames.length.toLocaleString('en')} | | ${ms.toFixed(0)} | |`;
    const threeOfOne = busys.cost / busy.cost;
    const eachFrame = (idles.cost - idle.cost) / (idles.frames - idle.frames);
    const ofParse = eachFrame / (parse / one.frames.length);
    const ofSeveral = (some.cost - begin.cost) / parseSeveral;
    const eachOrder =
      (busys.cost - idles.cost - (busy.cost - idle.cost)) / Math.max(1, busys.orders - busy.orders);
    return {
      lines: [
        '## A whole backtest of one model',
        '',
        `\`btc_jpy\`, days of ${day / 60} minutes, an order every 10 s or none; processor time of the whole process with its threads.`,
        '',
        '| | frames | orders | ms | most memory, MB |',
        '|---|---:|---:|---:|---:|',
        row('the start alone', begin),
        row('one day without orders', idle),
        row('three days without orders', idles),
        row('one day', busy),
        row('three days', busys),
        parsed('three days', one, parse),
        row(`half a day of ${pairs.length} pairs, one of them played`, some),
        parsed(`that of ${pairs.length} pairs`, several, parseSeveral),
        '',
        `Three days cost ${threeOfOne.toFixed(2)} times one. After the start, a frame costs ${ofParse.toFixed(1)} times its \`JSON.parse\`, and one of a recording of ${pairs.length} pairs ${ofSeveral.toFixed(1)} times, where the aim is 3; an order costs ${eachOrder.toFixed(1)} ms.`,
        '',
      ],
      figures: {
        'a backtest of three days, of one': threeOfOne,
        'a frame in a backtest, of JSON.parse': ofParse,
        'a frame of several pairs in a backtest, of JSON.parse': ofSeveral,
        'an order in a backtest, ms': eachOrder,
      },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
