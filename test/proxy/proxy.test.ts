/**
 * Accounts trade through proxies that break the connection, over real sockets. The oracle of the storms judges them.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { inspect } from 'node:util';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileJournal } from '../../src/execution/index';
import { startSimulator, type Simulator } from '../../src/simulator/index';
import { randomOf } from '../../src/simulator/market/random';
import { createCrowd } from '../storm/orders/crowd';
import { levels } from '../storm/orders/draw';
import { pairs } from '../storm/orders/script';
import { breaks } from './fault-proxy';
import { type Outcome, play, type Player } from './play';

const first = Number(process.env['PROXY_SEED'] ?? 1);
const seeds = Number(process.env['PROXY_SEEDS'] ?? 20);
/** The number of accounts at the same time, which share two cores. */
const together = 10;
/**
 * The time in ms for which the process may stand still. After a longer time, waits of a second or two have ended before
 * their events.
 */
const longestLag = 500;
/** The most plays of a seed. */
const turns = 3;
const balances = { jpy: '400000000', btc: '40', eth: '1000' };
/**
 * Calls per second, more than the client's own and their doubles. Otherwise the venue's limit for a second copy would
 * count as the outcome of the first (docs/order-life.md), which depends on the speed of this machine.
 */
const rateLimits = { QUERY: 60, UPDATE: 40 };

const keyOf = (nth: number, turn: number): string => `seed-${first + nth}-${turn}`;

let sim: Simulator;
let folder: string;
let playerOf: (nth: number, turn: number) => Player;
let tides: NodeJS.Timeout;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'proxy-'));
  const accounts = Array.from({ length: turns }).flatMap((_, turn) =>
    Array.from({ length: seeds }, (__, nth) => ({
      apiKey: keyOf(nth, turn),
      apiSecret: 'secret',
      balances,
      rateLimits,
    })),
  );
  sim = await startSimulator({
    participants: false,
    accounts,
    pairs: [...pairs],
    journalCapacity: 1_000_000,
  });
  // Accounts are numbered as they are opened.
  const next = sim.venue.openAccount({ class: 'user' });
  const users = new Map(accounts.map(({ apiKey }, nth) => [apiKey, next - accounts.length + nth]));
  playerOf = (nth, turn) => {
    const apiKey = keyOf(nth, turn);
    return { apiKey, apiSecret: 'secret', user: users.get(apiKey) ?? -1 };
  };
  const crowd = createCrowd(sim);
  const random = randomOf(first, 'crowd');
  const tide = (): void => {
    for (const pair of pairs) {
      const { mid, step } = levels[pair];
      crowd.tide(pair, mid + random.between(-step, step), random.between(20, 80));
    }
  };
  tide();
  tides = setInterval(tide, 700);
});

afterAll(async () => {
  clearInterval(tides);
  await sim.close();
  rmSync(folder, { recursive: true });
});

/** Describes the orders that a violation names. */
const explained = ({ violations, record }: Outcome): string => {
  const named = new Set(violations.join(' ').match(/\b\d{9,}\b/g) ?? []);
  const isNamed = (value: unknown): boolean => {
    const text = JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? String(one) : one));
    return [...named].some((id) => text.includes(id));
  };
  const digests = new Set(
    record.journal.flatMap((entry) => (entry.type === 'request' && isNamed(entry) ? [entry.call] : [])),
  );
  const about = record.calls.filter(
    (call) => isNamed(call.transitions) || call.sent.some((digest) => digests.has(digest)),
  );
  return inspect(
    {
      violations,
      journal: record.journal.filter((entry) => entry.type !== 'trade' && isNamed(entry)),
      calls: about.map(({ transitions, ...call }) => ({
        ...call,
        told: transitions.map(({ at, transition }) => [at, transition]),
      })),
      diagnostics: record.diagnostics,
    },
    { depth: 6, breakLength: 160, maxArrayLength: 60 },
  );
};

interface PlayedSeed {
  readonly nth: number;
  readonly outcome: Outcome;
}

const playAll = async (nths: readonly number[], turn: number): Promise<readonly PlayedSeed[]> => {
  const played: PlayedSeed[] = [];
  for (let at = 0; at < nths.length; at += together)
    played.push(
      ...(await Promise.all(
        nths.slice(at, at + together).map(async (nth) => {
          const player = playerOf(nth, turn);
          const journal = fileJournal(join(folder, `${player.apiKey}.ndjson`));
          return { nth, outcome: await play(sim, player, first + nth, journal) };
        }),
      )),
    );
  return played;
};

describe('a client behind a proxy that damages traffic', () => {
  it(
    `holds every law, seeds ${first} to ${first + seeds - 1}`,
    { timeout: 240_000 * Math.ceil(seeds / together) },
    async () => {
      const all = Array.from({ length: seeds }, (_, nth) => nth);
      const outcomes: Outcome[] = [];
      const broken: string[] = [];
      for (let turn = 0, left: readonly number[] = all; left.length > 0; turn += 1) {
        const played = await playAll(left, turn);
        const failed = played.filter(({ outcome }) => outcome.violations.length > 0);
        for (const { outcome } of failed) console.info(explained(outcome));
        // The course of a seed depends on real time. If that stood still, nothing is proved, and the seed is played
        // again.
        const excused = failed.filter(({ outcome }) => outcome.lag > longestLag && turn + 1 < turns);
        for (const { nth, outcome } of failed)
          if (!excused.some((one) => one.nth === nth))
            broken.push(
              ...outcome.violations.map((text) => `seed ${first + nth}, lag ${outcome.lag} ms: ${text}`),
            );
        outcomes.push(...played.map(({ outcome }) => outcome));
        left = excused.map(({ nth }) => nth);
        if (left.length > 0) console.info(`the machine stood still: ${left.length} seeds are played again`);
      }
      const done = new Map<string, number>();
      for (const outcome of outcomes)
        for (const [what, count] of outcome.done) done.set(what, (done.get(what) ?? 0) + count);
      console.info(
        `${outcomes.reduce((sum, { calls }) => sum + calls, 0)} writes, ${outcomes.reduce((sum, { transfers }) => sum + transfers.calls.length, 0)} transfers; ` +
          breaks.map((what) => `${what} ${done.get(what) ?? 0}`).join(', '),
      );
      expect(broken).toEqual([]);
      // A run of a few seeds, for a closer look, need not have all.
      if (seeds >= 20) expect(breaks.filter((what) => !done.has(what))).toEqual([]);
    },
  );
});
