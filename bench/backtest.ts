/**
 * Measures a whole backtest of one model in processes of its own: one day, three days, and `JSON.parse` of the same
 * frames.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { encodeLine } from '../src/recording/line';
import { recordSynthetic, start } from '../test/simulator/outside/recording';
import { median } from './measure';
import type { Extent, Section } from './section';
import { sink } from './sink';

const dist = (name: string): string =>
  pathToFileURL(fileURLToPath(new URL(`../../dist/${name}.js`, import.meta.url))).href;
const strategy = fileURLToPath(new URL('../../test/backtest/strategies/joiner.mjs', import.meta.url));

/**
 * Prints the cost of a backtest: the processor time in ms, the peak of the memory in MB, and the number of played
 * frames and of orders.
 */
const program = `
  const [file, to, strategy] = process.argv.slice(2);
  const { backtest } = await import(${JSON.stringify(dist('backtest'))});
  const { recordedMarket } = await import(${JSON.stringify(dist('simulator'))});
  const market = recordedMarket(file, { to: Number(to) });
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

const costOf = (folder: string, file: string, to: number): Cost => {
  const script = join(folder, 'run.mjs');
  writeFileSync(script, program);
  const args = [script, file, String(to), strategy];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (stdout === '') throw new Error(`the backtest gave no result: ${stderr}`);
  return JSON.parse(stdout) as Cost;
};

const parsing = (frames: readonly string[]): number => {
  const begun = process.cpuUsage();
  for (const frame of frames) sink.value = JSON.parse(frame.slice(2));
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1_000;
};

export const backtestSection = ({ short }: Extent): Section => {
  const day = short ? 600 : 7_200;
  const folder = mkdtempSync(join(tmpdir(), 'rx-bitbank-bench-'));
  try {
    const file = join(folder, 'recorded.ndjson');
    const events = recordSynthetic(3 * day, { latency: () => 30 });
    const lines = events.map(({ t, elapsed, ...note }) =>
      note.type === 'torn' ? '' : encodeLine({ t, elapsed }, note),
    );
    writeFileSync(file, lines.join(''));
    const of = (days: number): Cost => costOf(folder, file, start + days * day * 1_000);
    const [one, three] = [of(1), of(3)];
    const frames = events.flatMap((event) =>
      event.type === 'frame' && event.t < start + day * 1_000 ? [Buffer.from(event.frame).toString()] : [],
    );
    const parse = median(Array.from({ length: 5 }, () => parsing(frames)));
    const row = (name: string, { frames: played, orders, cost, memory }: Cost): string =>
      `| ${name} | ${played.toLocaleString('en')} | ${orders} | ${cost.toFixed(0)} | ${memory.toFixed(0)} |`;
    return {
      lines: [
        '## A whole backtest of one model',
        '',
        `\`btc_jpy\`, days of ${day / 60} minutes, an order every 10 s; processor time of the whole process, with its start and its thread.`,
        '',
        '| | frames | orders | ms | most memory, MB |',
        '|---|---:|---:|---:|---:|',
        row('one day', one),
        row('three days', three),
        `| \`JSON.parse\` of one day | ${frames.length.toLocaleString('en')} | | ${parse.toFixed(0)} | |`,
        '',
        `Three days cost ${(three.cost / one.cost).toFixed(2)} times one; one costs ${(one.cost / parse).toFixed(1)} times \`JSON.parse\` of its frames, where the aim is 3.`,
        '',
      ],
      figures: {
        'a backtest of three days, of one': three.cost / one.cost,
        'a backtest of a day, of JSON.parse': one.cost / parse,
      },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
