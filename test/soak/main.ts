/** The command `npm run soak -- --minutes N [--seed S]`: see docs/testing.md. */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { randomOf } from '../../src/simulator/market/random';
import { mixedFaults } from './faults';
import { listen } from './listener';
import { judgeMemory, type Sample } from './memory';
import { isSound, report } from './report';
import { createTrader, type Trader } from './trader';
import { startVenue } from './venue-process';

const minute = 60_000;
/** The longest time of faults, ms. */
const stormTime = 40_000;
/** The time in ms after which a difference will never disappear. The client reads everything again once a minute. */
const patience = 75_000;

const pairs = ['btc_jpy', 'eth_jpy'] as const;

const optionsOf = (): { readonly minutes: number; readonly seed: number } => {
  const { values } = parseArgs({
    options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string', default: '1' } },
  });
  const [minutes, seed] = [Number(values.minutes), Number(values.seed)];
  if (!(minutes > 0)) throw new Error(`--minutes: expected a number above zero, got ${values.minutes}`);
  if (!Number.isSafeInteger(seed)) throw new Error(`--seed: expected a whole number, got ${values.seed}`);
  return { minutes, seed };
};

const heapAfterCollection = (): number => {
  if (globalThis.gc === undefined) throw new Error('run with --expose-gc');
  globalThis.gc();
  return process.memoryUsage().heapUsed;
};

/** One account, with its traders. */
interface Desk {
  readonly trader: Trader;
  readonly name: string;
  /** The account at the venue. */
  readonly account: number;
  /** The newest entry of the venue's audit log at the last judgement. */
  seq: number;
}

const soak = async (): Promise<boolean> => {
  const { minutes, seed } = optionsOf();
  const accounts = pairs.map((pair) => ({
    apiKey: `soak-${pair}`,
    apiSecret: `secret-of-${pair}`,
    balances: { jpy: '1000000000000', btc: '100000', eth: '1000000' },
    rateLimits: { UPDATE: 20, QUERY: 30 },
  }));
  const venue = await startVenue({
    seed,
    accounts,
    quirks: 'draw',
    tokenLife: 45_000,
    journalCapacity: 20_000,
  });
  const listener = listen(venue.urls, pairs);
  const desks = pairs.map((pair, account): Desk => {
    const { apiKey, apiSecret } = accounts[account] ?? { apiKey: '', apiSecret: '' };
    const trader = createTrader({
      options: {
        ...venue.urls,
        apiKey,
        apiSecret,
        updateLimit: 18,
        queryLimit: 27,
        readTimeout: 2_000,
        writeTimeout: 2_000,
        settle: 3_000,
      },
      pair,
      price: () => listener.price(pair),
      random: randomOf(seed, `trader-${pair}`).next,
    });
    return { trader, name: pair, account, seq: 0 };
  });
  const reconnects = (): number =>
    desks.reduce((sum, { trader }) => sum + trader.reconnects(), listener.reconnects());

  const begun = Date.now();
  const total = { checks: 0, orders: 0, fills: 0 };
  const faults: Record<string, number> = {};
  const violations: string[] = [];
  const clients: Sample[] = [];
  const venueHeaps: Sample[] = [];

  const wrongOf = async ({ trader, account, seq, name }: Desk): Promise<readonly string[]> =>
    trader.judge(await venue.records(account, seq)).map((line) => `${name}: ${line}`);

  /** Waits until nothing is wrong; resolves to the remaining faults after that time. */
  const settle = async (wrong: () => Promise<readonly string[]>): Promise<readonly string[]> => {
    const until = Date.now() + patience;
    let left = await wrong();
    while (left.length > 0 && Date.now() < until) {
      await sleep(1_000);
      left = await wrong();
    }
    return left;
  };

  const checkDesk = async (desk: Desk): Promise<readonly string[]> => {
    const { trader, account } = desk;
    const resting = await settle(() => wrongOf(desk));
    trader.cancelAll();
    const ended = await settle(() => wrongOf(desk));
    const records = await venue.records(account, desk.seq);
    const { journal, truth, seq } = records;
    total.orders += truth.orders.size;
    total.fills += truth.fills.size;
    // Faults concern the whole venue, so that each account's reader sees all of them.
    if (account === 0)
      for (const entry of journal)
        if (entry.type === 'fault') faults[entry.fault.kind] = (faults[entry.fault.kind] ?? 0) + 1;
    const wrong = [...new Set([...resting, ...ended])];
    const told = wrong.map((line) =>
      [line, ...trader.explain(records, line).map((event) => `    ${event}`)].join('\n'),
    );
    desk.seq = seq;
    trader.forget();
    return told;
  };

  const check = async (): Promise<void> => {
    const desksWrong = await Promise.all(desks.map(checkDesk));
    const feedsWrong = await listener.judge();
    total.checks += 1;
    for (const line of [...desksWrong.flat(), ...feedsWrong]) {
      violations.push(`check ${total.checks}: ${line}`);
      console.error(`violation: ${line}`);
    }
    const at = Date.now() - begun;
    clients.push({ at, heap: heapAfterCollection() });
    venueHeaps.push({ at, heap: await venue.heap() });
    const mb = (samples: readonly Sample[]): string => ((samples.at(-1)?.heap ?? 0) / 1e6).toFixed(1);
    console.error(
      `${(at / minute).toFixed(1)} of ${minutes} min: ${total.orders} orders, ${total.fills} fills, ` +
        `${Object.values(faults).reduce((sum, count) => sum + count, 0)} faults, ` +
        `${reconnects()} links lost, ` +
        `heap ${mb(clients)} MB (venue ${mb(venueHeaps)} MB), ${violations.length} violations`,
    );
  };

  await sleep(5_000);
  while (Date.now() < begun + minutes * minute) {
    await venue.faults(mixedFaults);
    for (const { trader } of desks) trader.start();
    await sleep(Math.min(stormTime, (minutes * minute) / 2));
    for (const { trader } of desks) trader.stop();
    await venue.faults([]);
    await check();
  }

  await Promise.all([...desks.map(({ trader }) => trader.close()), listener.close()]);
  await venue.close();
  const figures = {
    minutes,
    seed,
    ...total,
    reconnects: reconnects(),
    faults,
    violations,
    clients: judgeMemory(clients),
    venue: judgeMemory(venueHeaps),
    heaps: { clients: (clients.at(-1)?.heap ?? 0) / 1e6, venue: (venueHeaps.at(-1)?.heap ?? 0) / 1e6 },
  };
  console.log(report(figures));
  return isSound(figures);
};

soak().then(
  (passed) => process.exit(passed ? 0 : 1),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  },
);
