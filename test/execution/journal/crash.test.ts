/**
 * Processes that trade with a journal, over real sockets, and are killed (SIGKILL) at random moments and at the moments
 * that random ones seldom hit, and started again with the same file. Compared with what the venue says it did.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { EMPTY, lastValueFrom } from 'rxjs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fileJournal, type JournalRecord } from '../../../src/execution/index';
import { createExecutionClient } from '../../../src/execution/index';
import { callsOf, isUnknown } from '../../../src/execution/journal/recorded-calls';
import { readJournalText } from '../../../src/execution/journal/journal-text';
import { type Fault, type Simulator, startSimulator } from '../../../src/simulator/index';
import { randomOf } from '../../../src/simulator/market/random';
import { type Orders, type Phase, phases, type Word } from './crash-protocol';

const seed = Number(process.env['CRASH_SEED'] ?? 1);
const accounts = 4;
/** Kills at random moments in all; those at a chosen phase come on top. */
const randomKills = Number(process.env['CRASH_KILLS'] ?? 100);
const pair = 'btc_jpy';
const root = fileURLToPath(new URL('../../../', import.meta.url));
const bundle = `node_modules/.cache/rx-bitbank/crash-child-${process.pid}.mjs`;
const balances = { jpy: '100000000000', btc: '10000' };
const rateLimits = { QUERY: Infinity, UPDATE: Infinity };

/** What a random moment fell into, as the file and the process's last words show. */
const moments = [
  'in a compaction',
  'while an intent was written',
  'between reply and record',
  'with an order on its way',
  'with every outcome known',
] as const;
type Moment = (typeof moments)[number];

interface Death {
  readonly words: readonly Word[];
  readonly signal: NodeJS.Signals | null;
  readonly code: number | null;
}

/** Runs a process; `killAfter` ms after it is ready it is killed (`null`: it is left to itself, for a minute). */
const runChild = (orders: Orders, killAfter: number | null): Promise<Death> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [bundle, JSON.stringify(orders)], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const kill = (): boolean => child.kill('SIGKILL');
    let timer = setTimeout(kill, 60_000);
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      const isFirst = said === '';
      said += chunk.toString();
      if (!isFirst || killAfter === null) return;
      clearTimeout(timer);
      timer = setTimeout(kill, killAfter);
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      const lines = said.split('\n').slice(0, -1);
      resolve({ words: lines.map((line) => JSON.parse(line) as Word), signal, code });
    });
  });

const recordsOf = ({ words }: Death): readonly JournalRecord[] =>
  words.flatMap((word) => (word.type === 'record' ? [word.record] : []));

const momentOf = (file: string, death: Death): Moment => {
  if (existsSync(`${file}.next`)) return 'in a compaction';
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const read = readJournalText(text);
  if (read._tag === 'Left') throw new Error(`${file}:${read.left.line}: ${read.left.expected}`);
  const kept = callsOf(read.right);
  const isKept = (record: JournalRecord): boolean => {
    const call = kept.get(record.id);
    // A compaction has dropped what has ended.
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

const tally = <K extends string>(names: readonly K[], hits: readonly K[]): string =>
  names.map((name) => `${String(hits.filter((hit) => hit === name).length).padStart(4)} ${name}`).join('\n');

const post = '/v1/user/spot/order';
const faultsOf = (apiKey: string): readonly (readonly Fault[])[] => {
  const only = { path: post, apiKey };
  return [
    [],
    [],
    [{ kind: 'rest-reply-late', ms: 250, only }],
    [{ kind: 'rest-timeout-after', only, when: { rate: 0.3 } }],
    [{ kind: 'rest-10005', only, when: { rate: 0.3 } }],
  ];
};

let sim: Simulator;
let folder: string;

beforeAll(async () => {
  buildSync({
    absWorkingDir: root,
    entryPoints: [fileURLToPath(new URL('crash-child.ts', import.meta.url))],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  });
  folder = mkdtempSync(join(tmpdir(), 'crash-'));
  const names = ['maker', ...Array.from({ length: accounts }, (_, i) => `key-${i}`)];
  sim = await startSimulator({
    seed,
    participants: false,
    journalCapacity: 1_000_000,
    accounts: names.map((apiKey) => ({ apiKey, apiSecret: 'secret', balances, rateLimits })),
  });
  sim.venue.seedLastPrice(pair, 13_000_000);
});

afterAll(async () => {
  await sim.close();
  rmSync(folder, { recursive: true });
});

it(
  `one call has at most one effect, through ${randomKills} kills and more`,
  { timeout: 400_000 },
  async () => {
    const maker = createExecutionClient({ ...sim.urls, apiKey: 'maker', apiSecret: 'secret' });
    const rest = (side: 'buy' | 'sell', price: number): Promise<unknown> => {
      const resting = maker.submitOrder({ pair, side, type: 'limit', amount: '900', price });
      return new Promise((resolve) => {
        resting.subscribe(({ type }) => {
          if (type === 'Accepted') resolve(null);
        });
      });
    };
    await Promise.all([rest('buy', 12_999_500), rest('sell', 13_000_500)]);

    const hitMoments: Moment[] = [];
    const hitPhases: Phase[] = [];
    let kills = 0;

    /** The lives and deaths of one account. */
    const live = async (account: number): Promise<readonly JournalRecord[]> => {
      const apiKey = `key-${account}`;
      const file = join(folder, `${apiKey}.ndjson`);
      const random = randomOf(seed, apiKey);
      const common = { urls: sim.urls, apiKey, apiSecret: 'secret', file };
      const said: JournalRecord[] = [];
      const plan: (Phase | null)[] = [
        ...Array.from({ length: randomKills / accounts }, () => null),
        // Each phase in the turn of two accounts.
        ...phases.filter((_, i) => i % (accounts / 2) === account % (accounts / 2)),
      ];
      const order = plan.map((phase) => ({ phase, at: random.next() })).sort((a, b) => a.at - b.at);
      for (const { phase } of order) {
        const faults = faultsOf(apiKey)[random.between(0, 4)] ?? [];
        const ids = faults.map((fault) => sim.faults.add(fault));
        const nth =
          phase?.includes('compaction') === true || phase === 'after it has'
            ? random.between(1, 2)
            : random.between(1, 6);
        const death = await runChild(
          {
            ...common,
            seed: random.between(0, 1e9),
            dieAt: phase === null ? null : { phase, nth },
            isLast: false,
          },
          phase === null ? random.between(0, 900) : 10_000,
        );
        for (const id of ids) sim.faults.remove(id);
        expect(death.words.filter(({ type }) => type === 'failed')).toEqual([]);
        expect(death.signal).toBe('SIGKILL');
        said.push(...recordsOf(death));
        const dying = death.words.at(-1);
        if (dying?.type === 'dying') hitPhases.push(dying.phase);
        else hitMoments.push(momentOf(file, death));
        kills += 1;
        if (kills % 20 === 0) console.info(`${kills} kills`);
      }
      const last = await runChild({ ...common, seed, dieAt: null, isLast: true }, null);
      expect(last.words.filter(({ type }) => type === 'failed')).toEqual([]);
      if (last.code !== 0)
        console.log(
          apiKey,
          readFileSync(file, 'utf8'),
          JSON.stringify(last.words),
          JSON.stringify(
            [
              ...new Map(
                sim
                  .journal()
                  .flatMap((entry) =>
                    entry.type === 'order' && entry.apiKey === apiKey ? [entry.order] : [],
                  )
                  .map((o) => [o.orderId, o]),
              ).values(),
            ].filter((o) => !['FULLY_FILLED', 'CANCELED_UNFILLED'].includes(o.status)),
            (k, v) => (typeof v === 'bigint' ? String(v) : v),
          ),
        );
      expect(last.code).toBe(0);
      said.push(...recordsOf(last));
      // Nothing is left unfinished, and nobody holds the file.
      const journal = fileJournal(file);
      expect(await lastValueFrom(journal.load())).toEqual([]);
      await lastValueFrom(journal.close?.() ?? EMPTY, { defaultValue: null });
      return said;
    };

    const told = await Promise.all(Array.from({ length: accounts }, (_, account) => live(account)));
    await maker.close();

    console.info(
      `at random moments:\n${tally(moments, hitMoments)}\nat chosen ones:\n${tally(phases, hitPhases)}`,
    );
    expect(hitMoments.length).toBeGreaterThanOrEqual(randomKills);
    expect(new Set(hitPhases)).toEqual(new Set(phases));
    expect(hitMoments).toContain('with an order on its way');

    let orders = 0;
    told.forEach((records, account) => {
      const states = sim
        .journal()
        .flatMap((entry) =>
          entry.type === 'order' && entry.apiKey === `key-${account}` ? [entry.order] : [],
        );
      const placed = new Map(states.map((order) => [order.orderId, order]));
      const claims = new Map<number, Set<number>>();
      for (const record of records)
        if (record.type === 'accepted')
          claims.set(record.id, (claims.get(record.id) ?? new Set()).add(record.orderId));
      // Each call has at most one order, each order is of exactly one call, and of none that asked for another.
      for (const [id, ids] of claims) expect([id, [...ids]]).toEqual([id, [[...ids][0]]]);
      const claimed = [...claims.values()].flatMap((ids) => [...ids]);
      expect(claimed.sort((a, b) => a - b)).toEqual([...placed.keys()].sort((a, b) => a - b));
      orders += placed.size;
      const intents = callsOf(records);
      for (const [id, ids] of claims) {
        const order = placed.get([...ids][0] ?? 0);
        const intent = intents.get(id)?.intent;
        expect(intent?.request).toMatchObject({ side: order?.side, type: order?.type });
      }
    });
    console.info(`${orders} orders, each of one call`);
    expect(orders).toBeGreaterThan(500);
  },
);
