/**
 * The command `npm run bench` writes Markdown to standard output.
 *
 * - `--short` measures less; CI prints it.
 * - `start`, or any other name of a section, measures that one alone; `--only book,memory` leaves the other sections out.
 * - `--write` puts the figures of `nats` into docs/many-machines.md, in the place of the old ones.
 * - `--frames N` is the number of frames over which the memory must be flat.
 * - `--json` prints the figures of the sections as one line of JSON, and measures no other libraries.
 * - `--compare REF` compares the working tree with another revision, in `--rounds N` turns. The exit code is 2 if a
 *   figure is clearly worse, 1 if a section failed.
 */
import { parseArgs } from 'node:util';
import { compareWith } from './compare/compare';
import { serveOrders } from './order-venue';
import { consumeOverNats, publishOverNats } from './nats-process';
import { intro } from './prose';
import type { Extent, Figures, Section } from './section';
import { sections } from './sections';
import { serveSimulator } from './simulator-process';
import { receive, serve } from './socket';

const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    frames: { type: 'string' },
    only: { type: 'string' },
    write: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    compare: { type: 'string' },
    rounds: { type: 'string', default: '9' },
  },
  allowPositionals: true,
});
const { short } = values;
const extent: Extent = {
  short,
  peers: !values.json,
  write: values.write,
  flatFrames: Number(values.frames ?? (short ? 50_000 : 10_000_000)),
};

/** Makes a section of prose, without figures. */
const prose = (lines: readonly string[]): Section => ({ lines, figures: {} });

const run = async (name: string): Promise<Section> => {
  if (name === 'intro') return prose(intro(short));
  const section = sections[name];
  if (section === undefined) throw new Error(`there is ${Object.keys(sections).join(', ')}, not ${name}`);
  return section(extent);
};

// A short run leaves out sections that take ten seconds or more.
const long = ['simulator', 'nats', 'models', 'backtest'];
const measured = Object.keys(sections).filter((name) => !short || !long.includes(name));
const named = process.argv[2];
/** The section of `npm run bench -- start`, which is the same as `--only start`. */
const alone = named !== undefined && Object.hasOwn(sections, named) ? [named] : undefined;
const names = values.only?.split(',') ?? alone ?? ['intro', ...measured];

const printFigures = async (): Promise<void> => {
  const figures: Figures[] = [];
  for (const name of names) figures.push((await run(name)).figures);
  console.log(JSON.stringify(Object.assign({}, ...figures)));
};

const print = async (): Promise<void> => {
  for (const name of names) {
    try {
      for (const line of (await run(name)).lines) console.log(line);
    } catch (error) {
      console.log(`This section failed: ${error instanceof Error ? error.message : String(error)}\n`);
      if (!short) process.exitCode = 1;
    }
  }
};

const compare = (reference: string): Promise<void> =>
  compareWith({
    reference,
    names: values.only?.split(',') ?? Object.keys(sections),
    rounds: Number(values.rounds),
  });

const [role, ...rest] = process.argv.slice(2);
if (role === 'serve') serve(Number(rest[0]));
else if (role === 'receive') void receive(rest[0] ?? '', rest[1] ?? '');
else if (role === 'serve-orders') serveOrders();
else if (role === 'publish-nats') publishOverNats(JSON.parse(rest[0] ?? '{}'));
else if (role === 'consume-nats') await consumeOverNats(JSON.parse(rest[0] ?? '{}'));
else if (role === 'serve-simulator') await serveSimulator(JSON.parse(rest[0] ?? '{}'));
else {
  await (values.compare !== undefined ? compare(values.compare) : values.json ? printFigures() : print());
  process.exit();
}
