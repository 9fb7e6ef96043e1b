/**
 * Processes trade with a journal, over real sockets. They are killed (SIGKILL) at random moments and at the moments
 * that random ones seldom hit, and started again with the same file. The result is compared with the venue's records.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EMPTY, lastValueFrom } from 'rxjs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createExecutionClient, fileJournal, type JournalRecord } from '../../../src/execution/index';
import { callsOf } from '../../../src/execution/journal/recorded-calls';
import { type Fault, type Simulator, startSimulator } from '../../../src/simulator/index';
import { fromUnits } from '../../../src/model/decimal';
import { type Random, randomOf } from '../../../src/simulator/market/random';
import { pick } from '../../storm/orders/pick';
import { type Asked, type Phase, phases } from './crash-protocol';
import {
  askedOf,
  buildChild,
  type Death,
  failuresOf,
  type Kill,
  type Moment,
  momentOf,
  moments,
  recordsOf,
  runChild,
  type WithdrawalLife,
  withdrawalsOf,
} from './crash-run';

const seed = Number(process.env['CRASH_SEED'] ?? 1);
const accounts = 4;
/** The number of kills at random moments. Those at a chosen phase are added. */
const randomKills = Number(process.env['CRASH_KILLS'] ?? 100);
/** The number of calls of a process that the next one makes again. They are the latest, some of which had not left. */
const askedAgain = 8;
const pair = 'btc_jpy';
const balances = { jpy: '100000000000', btc: '10000' };
const rateLimits = { QUERY: Infinity, UPDATE: Infinity };

const withdrawing = '/v1/user/request_withdrawal';

interface Life {
  readonly records: readonly JournalRecord[];
  readonly withdrawals: readonly WithdrawalLife[];
}

/** Draws a kill: some while the process starts and loads the journal, most while it trades. */
const killAtRandom = ({ chance, between }: Random): Kill =>
  chance(0.2) ? { word: 'ready', after: between(0, 200) } : { word: 'record', after: between(0, 700) };

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
    [{ kind: 'rest-resent', only: { path: withdrawing, apiKey }, when: { rate: 0.5 } }],
    [{ kind: 'rest-timeout-after', only: { path: withdrawing, apiKey }, when: { rate: 0.5 } }],
  ];
};

let sim: Simulator;
let folder: string;
/** The users of the accounts, at the venue. */
let users: readonly number[];

beforeAll(async () => {
  buildChild();
  folder = mkdtempSync(join(tmpdir(), 'crash-'));
  const names = ['maker', ...Array.from({ length: accounts }, (_, i) => `key-${i}`)];
  sim = await startSimulator({
    seed,
    participants: false,
    journalCapacity: 1_000_000,
    accounts: names.map((apiKey) => ({ apiKey, apiSecret: 'secret', balances, rateLimits })),
  });
  // Accounts are numbered as they are opened.
  const next = sim.venue.openAccount({ class: 'user' });
  users = Array.from({ length: accounts }, (_, account) => next - accounts + account);
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
    /** The number of ids that more than one process used. */
    let asked = 0;

    /** Runs the lives and deaths of one account. */
    const live = async (account: number): Promise<Life> => {
      const apiKey = `key-${account}`;
      const file = join(folder, `${apiKey}.ndjson`);
      const random = randomOf(seed, apiKey);
      const destination = sim.venue.withdrawalAccounts(users[account] ?? -1, 'btc')[0]?.uuid ?? '';
      const common = { urls: sim.urls, apiKey, apiSecret: 'secret', file, destination };
      const said: JournalRecord[] = [];
      const withdrawals: WithdrawalLife[] = [];
      const hear = (death: Death): void => {
        expect(failuresOf(death)).toEqual([]);
        said.push(...recordsOf(death));
        withdrawals.push(...withdrawalsOf(death));
      };
      let again: readonly Asked[] = [];
      const plan: (Phase | null)[] = [
        ...Array.from({ length: randomKills / accounts }, () => null),
        // Each phase comes in the plans of two accounts.
        ...phases.filter((_, i) => i % (accounts / 2) === account % (accounts / 2)),
      ];
      const order = plan.map((phase) => ({ phase, at: random.next() })).sort((a, b) => a.at - b.at);
      for (const [process, { phase }] of order.entries()) {
        const faults = pick(random, faultsOf(apiKey));
        const ids = faults.map((fault) => sim.faults.add(fault));
        const nth =
          phase?.includes('compaction') === true || phase === 'after it has'
            ? random.between(1, 2)
            : random.between(1, 6);
        const death = await runChild(
          {
            ...common,
            seed: random.between(0, 1e9),
            nth: process,
            dieAt: phase === null ? null : { phase, nth },
            again,
            isLast: false,
          },
          phase === null ? killAtRandom(random) : null,
        );
        for (const id of ids) sim.faults.remove(id);
        hear(death);
        expect(death.signal).toBe('SIGKILL');
        again = askedOf(death).slice(-askedAgain);
        asked += again.length;
        const dying = death.words.at(-1);
        if (dying?.type === 'dying') hitPhases.push(dying.phase);
        else hitMoments.push(momentOf(file, death));
        kills += 1;
        if (kills % 20 === 0) console.info(`${kills} kills`);
      }
      const last = await runChild(
        { ...common, seed, nth: order.length, dieAt: null, again, isLast: true },
        null,
      );
      hear(last);
      expect([last.code, last.words.at(-1)]).toEqual([0, expect.anything()]);
      // Nothing is left unfinished except withdrawals that the last process reports as unknown, and no process holds
      // the file.
      const journal = fileJournal(file);
      const left = callsOf(await lastValueFrom(journal.load()));
      const doubtful = withdrawalsOf(last).flatMap(({ id, told: word }) => (word === 'Failed' ? [id] : []));
      const unfinished = [...left].flatMap(([id, { ended }]) => (ended === null ? [id] : []));
      expect(unfinished.filter((id) => !doubtful.includes(id))).toEqual([]);
      await lastValueFrom(journal.close?.() ?? EMPTY, { defaultValue: null });
      return { records: said, withdrawals };
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
    let withdrawn = 0;
    told.forEach(({ records, withdrawals }, account) => {
      const done = sim.venue
        .withdrawals(users[account] ?? -1, { asset: 'btc' })
        .map(({ amount }) => fromUnits(amount, 8));
      const timesOf = (id: string): number => {
        const asked = withdrawals.find((one) => one.id === id)?.amount ?? 'none';
        return done.filter((amount) => amount === asked).length;
      };
      // Each withdrawal was made at most once, by whatever process, and the reports about it are true.
      expect(done).toHaveLength(new Set(done).size);
      for (const { id, told: last } of withdrawals)
        if (last === 'Done') expect([id, timesOf(id)]).toEqual([id, 1]);
      for (const record of records)
        if (record.type === 'ended' && ['withdrawn', 'refused'].includes(record.outcome.type))
          expect([record.id, timesOf(record.id)]).toEqual([
            record.id,
            record.outcome.type === 'withdrawn' ? 1 : 0,
          ]);
      withdrawn += done.length;
      const states = sim
        .journal()
        .flatMap((entry) =>
          entry.type === 'order' && entry.apiKey === `key-${account}` ? [entry.order] : [],
        );
      const placed = new Map(states.map((order) => [order.orderId, order]));
      const claims = new Map<string, Set<number>>();
      for (const record of records)
        if (record.type === 'accepted')
          claims.set(record.id, (claims.get(record.id) ?? new Set()).add(record.orderId));
      // Each call has at most one order, and each order belongs to exactly one call, which asked for it.
      for (const [id, ids] of claims) expect([id, [...ids]]).toEqual([id, [[...ids][0]]]);
      const claimed = [...claims.values()].flatMap((ids) => [...ids]);
      expect(claimed.sort((a, b) => a - b)).toEqual([...placed.keys()].sort((a, b) => a - b));
      orders += placed.size;
      const intents = callsOf(records);
      for (const [id, ids] of claims) {
        const order = placed.get([...ids][0] ?? 0);
        const intent = intents.get(id)?.intent;
        expect(intent?.request).toMatchObject({ side: order?.side, type: order?.type });
        expect(Number(intent?.request.amount)).toBe(Number(fromUnits(order?.startAmount ?? 0n, 4)));
      }
    });
    const recoveredLater = told
      .flatMap(({ withdrawals }) => withdrawals)
      .filter(({ told: last }) => last === 'Failed');
    console.info(
      `${orders} orders and ${withdrawn} withdrawals, each of one call; ${asked} ids were asked for again; ` +
        `${recoveredLater.length} times a withdrawal was told to be of unknown outcome`,
    );
    // How much a process does before its kill depends on the machine: some thousand orders in all, or forty on a busy one.
    for (const count of [orders, withdrawn, asked, recoveredLater.length]) expect(count).toBeGreaterThan(0);
  },
);
