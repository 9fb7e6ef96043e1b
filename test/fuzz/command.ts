import { spawn, type ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import { growth } from './growth';
import { batchOf, batchSize, isSameKind, runInputs, watchUnhandled, type Failure } from './run';
import { added, countOf, emptyTally, progressLine, tallyTable, type Tally } from './report';
import { shrink, type Fails } from './shrink';
import type { Input, Target } from './target';
import { work, type Job, type Message } from './worker';

/**
 * Fuzzes the readers of the wire: `npm run fuzz -- --count 1000000 --seed 1`. Children do the work, and are watched: a
 * silent child counts as hanging. A failing batch is run again, shrunk and printed. `--batch N` runs that one alone, and
 * `--growth` shows how the time grows with the length of an input.
 */

/** The number of bytes by which the heap may grow from the first fifth of a run to its end. */
const mostGrowth = 24_000_000;
const mostFailures = 5;
const startPatience = 60_000;

const self = process.argv[1] ?? '';

const fork = (role: string, job: unknown): ChildProcess =>
  spawn(process.execPath, ['--expose-gc', '--enable-source-maps', self, role, JSON.stringify(job)], {
    stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
  });

export interface Fuzzed {
  readonly targets: readonly Target[];
  /** The time in ms after which a batch hangs. */
  readonly patience: number;
  /** The same for a few inputs, while a hanging one is shrunk. */
  readonly shortPatience: number;
}

interface Life {
  readonly heap: readonly number[];
  /** The peak of its memory, bytes. */
  readonly peak: number;
  /** The batch in which it fell silent, or ended by itself. */
  readonly lostIn: { readonly batch: number; readonly why: string } | null;
}

const watch = (child: ChildProcess, patience: number, onMessage: (message: Message) => void): Promise<Life> =>
  new Promise((resolve) => {
    let end: { readonly heap: readonly number[]; readonly peak: number } | null = null;
    let batch = -1;
    let why = 'the process ended by itself';
    const onSilence = (): void => {
      why = `hangs: nothing for ${patience} ms`;
      child.kill('SIGKILL');
    };
    // A start takes long on a busy machine.
    let timer = setTimeout(onSilence, Math.max(patience, startPatience));
    createInterface({ input: child.stdio[3] as Readable }).on('line', (line) => {
      clearTimeout(timer);
      timer = setTimeout(onSilence, patience);
      const message = JSON.parse(line) as Message;
      if (message.type === 'batch') batch = message.batch;
      if (message.type === 'end') end = message;
      onMessage(message);
    });
    child.on('close', () => {
      clearTimeout(timer);
      const { heap, peak } = end ?? { heap: [], peak: 0 };
      resolve({ heap, peak, lostIn: end === null ? { batch, why } : null });
    });
  });

// ---------------------------------------------------------------------------------------------- failures

const targetOf = (targets: readonly Target[], name: string): Target =>
  targets.find((target) => target.name === name) ?? (targets[0] as Target);

/** Resolves to true if these inputs make a child hang, or end it. */
const hangs =
  (target: string, patience: number): Fails =>
  (inputs) =>
    new Promise((resolve) => {
      const child = fork('feed', { target, inputs });
      const timer = setTimeout(() => child.kill('SIGKILL'), patience);
      child.on('close', (code) => {
        clearTimeout(timer);
        resolve(code !== 0);
      });
    });

const failsAlike =
  (failure: Failure, target: Target): Fails =>
  async (inputs) =>
    isSameKind(failure, await runInputs(target, inputs));

const print = (
  batch: number,
  { target, complaint }: Failure,
  inputs: readonly Input[],
  seed: number,
): void => {
  const large = inputs.map((input) =>
    input.text.length > 2_000 ? { ...input, text: `${input.text.slice(0, 2_000)}…` } : input,
  );
  console.log(`\nFAILED ${target}, batch ${batch}: ${complaint}`);
  console.log(`again: npm run fuzz -- --seed ${seed} --batch ${batch}`);
  console.log(`shrunk to ${inputs.length}:\n${large.map((input) => JSON.stringify(input)).join('\n')}`);
};

// ---------------------------------------------------------------------------------------------- roles

const grown = (heap: readonly number[]): number => {
  const settled = heap.slice(Math.floor(heap.length / 5));
  const half = Math.floor(settled.length / 2);
  const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), Infinity);
  return half < 2 ? 0 : least(settled.slice(half)) - least(settled.slice(0, half));
};

/** The interval of progress in ms: on a terminal it is one line, otherwise a line each time. */
const progressEvery = process.stderr.isTTY ? 500 : 5_000;
const [lineStart, lineEnd] = process.stderr.isTTY ? ['\r\u001b[K', ''] : ['', '\n'];

const fuzz = async (
  { targets, patience, shortPatience }: Fuzzed,
  seed: number,
  count: number,
  jobs: number,
  only: number | null,
): Promise<number> => {
  const batches = Math.ceil(count / batchSize);
  const begun = performance.now();
  const tallies = new Map<string, Tally>();
  const current = new Map<number, string>();
  const total = (): number => [...tallies.values()].reduce((sum, tally) => sum + countOf(tally), 0);
  const failures: { readonly batch: number; readonly failure: Failure; readonly fails: Fails }[] = [];
  const progress = (): void => {
    const elapsed = performance.now() - begun;
    const line = progressLine({
      done: total(),
      count,
      elapsed,
      targets: [...current.values()],
      failed: failures.length,
    });
    process.stderr.write(`${lineStart}${line}${lineEnd}`);
  };
  const run = async (i: number, from = i): Promise<Life> => {
    const job =
      only === null ? { seed, from, to: batches, step: jobs } : { seed, from: only, to: only + 1, step: 1 };
    const life = await watch(fork('work', job), patience, (message) => {
      if (message.type === 'failure')
        failures.push({
          ...message,
          fails: failsAlike(message.failure, targetOf(targets, message.failure.target)),
        });
      if (message.type === 'batch') current.set(i, message.target);
      if (message.type === 'done')
        tallies.set(message.target, added(tallies.get(message.target) ?? emptyTally, message.tally));
    });
    if (life.lostIn !== null) {
      const { batch, why } = life.lostIn;
      const { target, inputs } = batchOf(targets, seed, batch);
      const failure: Failure = { target: target.name, complaint: why, inputs: [...inputs()] };
      failures.push({ batch, failure, fails: hangs(target.name, shortPatience) });
      // Another child does the rest of its share.
      if (only === null && batch >= 0 && batch + jobs < batches) return run(i, batch + jobs);
    }
    return life;
  };
  const timer = setInterval(progress, progressEvery);
  const lives = await Promise.all(Array.from({ length: only === null ? jobs : 1 }, (_, i) => run(i)));
  clearInterval(timer);
  progress();
  const growth = lives.map(({ heap }) => grown(heap)).reduce((a, b) => Math.max(a, b), 0);
  const seconds = (performance.now() - begun) / 1_000;

  watchUnhandled();
  for (const { batch, failure, fails } of failures.slice(0, mostFailures)) {
    print(batch, failure, failure.inputs.length === 0 ? [] : await shrink(failure.inputs, fails), seed);
  }
  const isGrown = growth > mostGrowth;
  console.log(
    `\n${tallyTable(tallies)}\n\n` +
      `${total().toLocaleString('en')} inputs of seed ${seed} in ${seconds.toFixed(1)} s by ${lives.length} processes ` +
      `(${Math.round(total() / seconds).toLocaleString('en')} a second), ${failures.length} failed; ` +
      `a process took at most ${(lives.reduce((most, { peak }) => Math.max(most, peak), 0) / 1e6).toFixed(0)} MB, ` +
      `its heap grew by ${(growth / 1e6).toFixed(1)} MB${isGrown ? ', which is too much' : ''}`,
  );
  return failures.length > 0 || isGrown ? 1 : 0;
};

interface Fed {
  readonly target: string;
  readonly inputs: readonly Input[];
}

/** Feeds inputs. The exit code has the result. */
const feed = async (targets: readonly Target[], { target, inputs }: Fed): Promise<number> =>
  (await runInputs(targetOf(targets, target), inputs)) === null ? 0 : 1;

const wholeNumber = (name: string, text: string): number => {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  console.error(`--${name}: expected a whole number, got ${text}`);
  process.exit(2);
};

const parent = async (fuzzed: Fuzzed): Promise<number> => {
  const { values } = parseArgs({
    options: {
      count: { type: 'string' },
      seed: { type: 'string' },
      jobs: { type: 'string' },
      batch: { type: 'string' },
      growth: { type: 'boolean' },
    },
  });
  if (values.growth === true) return growth(console.log) > 0 ? 1 : 0;
  const seed = wholeNumber('seed', values.seed ?? '1');
  const count = wholeNumber('count', values.count ?? '1000000');
  const jobs = Math.max(1, wholeNumber('jobs', values.jobs ?? `${Math.min(8, availableParallelism())}`));
  return fuzz(
    fuzzed,
    seed,
    values.batch === undefined ? count : batchSize,
    jobs,
    values.batch === undefined ? null : wholeNumber('batch', values.batch),
  );
};

/** Runs the command, and the children that it starts from itself. */
export const fuzzCommand = async (fuzzed: Fuzzed): Promise<void> => {
  const [role, job = '{}'] = process.argv.slice(2);
  if (role === 'work') {
    await work(fuzzed.targets, JSON.parse(job) as Job);
    process.exit(0);
  }
  if (role === 'feed') process.exit(await feed(fuzzed.targets, JSON.parse(job) as Fed));
  process.exitCode = await parent(fuzzed);
};
