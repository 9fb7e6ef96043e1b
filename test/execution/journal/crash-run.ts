import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import type { JournalRecord } from '../../../src/execution/index';
import { readJournalText } from '../../../src/execution/journal/journal-text';
import { callsOf, isUnknown } from '../../../src/execution/journal/recorded-calls';
import type { Asked, Orders, Word } from './crash-protocol';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const bundle = `node_modules/.cache/rx-bitbank/crash-child-${process.pid}.mjs`;

/** Bundles the sources of the process into one file, because a start through a loader takes seconds. */
export const buildChild = (): void => {
  buildSync({
    absWorkingDir: root,
    entryPoints: [fileURLToPath(new URL('crash-child.ts', import.meta.url))],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  });
};

/** The phases into which a random moment can fall, as the file and the process's last words show. */
export const moments = [
  'in a compaction',
  'while an intent was written',
  'between reply and record',
  'with an order on its way',
  'with every outcome known',
] as const;
export type Moment = (typeof moments)[number];

export interface Death {
  readonly words: readonly Word[];
  readonly signal: NodeJS.Signals | null;
  readonly code: number | null;
}

/** The moment of a kill: this many ms after the process has printed such a word for the first time. */
export interface Kill {
  readonly word: Word['type'];
  readonly after: number;
}

/** Runs a process until it dies, within a minute. */
export const runChild = (orders: Orders, kill: Kill | null): Promise<Death> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [bundle, JSON.stringify(orders)], {
      cwd: root,
      // It dies with the test: nobody writes to its input, which the test holds open.
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const timers = [setTimeout(() => child.kill('SIGKILL'), 60_000)];
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (kill !== null && timers.length === 1 && said.includes(`{"type":"${kill.word}"`))
        timers.push(setTimeout(() => child.kill('SIGKILL'), kill.after));
    });
    child.on('close', (code, signal) => {
      timers.forEach(clearTimeout);
      const lines = said.split('\n').slice(0, -1);
      resolve({ words: lines.map((line) => JSON.parse(line) as Word), signal, code });
    });
  });

export const failuresOf = ({ words }: Death): readonly string[] =>
  words.flatMap((word) => (word.type === 'failed' ? [word.message] : []));

export const recordsOf = ({ words }: Death): readonly JournalRecord[] =>
  words.flatMap((word) => (word.type === 'record' ? [word.record] : []));

export const askedOf = ({ words }: Death): readonly Asked[] =>
  words.flatMap((word) => (word.type === 'submitted' ? [word.asked] : []));

/** A withdrawal of a process, with its last event; `null`: there was none. */
export interface WithdrawalLife {
  readonly id: string;
  readonly amount: string;
  readonly told: string | null;
}

export const withdrawalsOf = (death: Death): readonly WithdrawalLife[] =>
  askedOf(death).flatMap((asked) => {
    if (!('withdrawal' in asked)) return [];
    const told = death.words.findLast((word) => word.type === 'withdrew' && word.id === asked.id);
    return [
      {
        id: asked.id,
        amount: String(asked.withdrawal.amount),
        told: told?.type === 'withdrew' ? told.told : null,
      },
    ];
  });

export const momentOf = (file: string, death: Death): Moment => {
  if (existsSync(`${file}.next`)) return 'in a compaction';
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const read = readJournalText(text);
  if (read._tag === 'Left') throw new Error(`${file}:${read.left.line}: ${read.left.expected}`);
  const kept = callsOf(read.right);
  const isKept = (record: JournalRecord): boolean => {
    const call = kept.get(record.id);
    // A compaction has dropped the calls that have ended.
    return call === undefined
      ? record.type !== 'intent'
      : record.type === 'intent' || call[record.type] !== null;
  };
  const ended = new Set(recordsOf(death).flatMap(({ type, id }) => (type === 'ended' ? [id] : [])));
  const missing = recordsOf(death).filter((record) => !ended.has(record.id) && !isKept(record));
  if (!text.endsWith('\n') && text !== '') return 'while an intent was written';
  if (missing.some(({ type }) => type === 'intent')) return 'while an intent was written';
  if (missing.some(({ type }) => type === 'accepted')) return 'between reply and record';
  return [...kept.values()].some(isUnknown) ? 'with an order on its way' : 'with every outcome known';
};
