/** Measures how soon a program runs: its imports, the command line's help, the simulated exchange. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Extent, Section } from './section';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

const entries = [
  'index',
  'stream',
  'operators',
  'execution',
  'simulator',
  'recording',
  'trading',
  'nats',
] as const;

const importing = (entry: string): readonly string[] => [
  '--input-type=module',
  '-e',
  `import ${JSON.stringify(pathToFileURL(`${dist}${entry}.js`).href)}; process.exit();`,
];

const startingSimulator = [
  '--input-type=module',
  '-e',
  `import { startSimulator } from ${JSON.stringify(pathToFileURL(`${dist}simulator.js`).href)};
   await startSimulator(); process.exit();`,
];

/** The programs by their names. */
const programs: Readonly<Record<string, readonly string[]>> = {
  'node alone': ['-e', '0'],
  ...Object.fromEntries(
    entries.map((entry) => [
      `import ${entry === 'index' ? 'rx-bitbank' : `rx-bitbank/${entry}`}`,
      importing(entry),
    ]),
  ),
  'rx-bitbank --version': [`${dist}cli.js`, '--version'],
  'rx-bitbank --help': [`${dist}cli.js`, '--help'],
  'completing a word': [`${dist}cli.js`, '__complete', 'order', 'btc_jpy', ''],
  'start of the simulated exchange': startingSimulator,
};

/** A module that is loaded before a program, and reports the program's cost at its end. */
const meter = `data:text/javascript,${encodeURIComponent(
  "import { writeSync } from 'node:fs'; process.on('exit', () => {" +
    ' const { user, system } = process.cpuUsage(); writeSync(2, `\\ncost ${user + system}\\n`); });',
)}`;

/** Returns the processor time of a process from its start to its end in ms. Waits for a busy machine do not count. */
const costOf = (args: readonly string[]): number => {
  const { stderr } = spawnSync(process.execPath, ['--import', meter, ...args], { encoding: 'utf8' });
  const cost = /\ncost (\d+)\n$/.exec(stderr)?.[1];
  if (cost === undefined) throw new Error(`${args.join(' ')} did not end well: ${stderr}`);
  return Number(cost) / 1_000;
};

const medianOf = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

export const startSection = ({ short }: Extent): Section => {
  const costs = new Map<string, number[]>(Object.keys(programs).map((name) => [name, []]));
  for (let round = 0; round < (short ? 3 : 11); round++)
    for (const [name, args] of Object.entries(programs)) costs.get(name)?.push(costOf(args));
  const medians = Array.from(costs, ([name, values]) => [name, medianOf(values)] as const);
  const alone = medians[0]?.[1] ?? NaN;
  return {
    lines: [
      '## From nothing',
      '',
      'The processor time of a process from its start to its end, also as a multiple of a Node that does nothing.',
      '',
      '| | ms | × |',
      '|---|---:|---:|',
      ...medians.map(([name, ms]) => `| ${name} | ${ms.toFixed(0)} | ${(ms / alone).toFixed(2)} |`),
      '',
    ],
    figures: Object.fromEntries(
      medians.slice(1).map(([name, ms]) => [`${name}, times node alone`, ms / alone]),
    ),
  };
};
