/** `npm run soak -- --minutes N [--seed S]`: see docs/testing.md. */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { firstValueFrom, toArray } from 'rxjs';
import { createExecutionClient, type ExecutionClient } from '../../src/execution/index';
import { randomOf } from '../../src/simulator/market/random';
import { mixedFaults } from './faults';
import { listen } from './listener';
import { judgeMemory, type Sample } from './memory';
import { judge } from './oracle';
import { isSound, report } from './report';
import { createTrader, type Trader } from './trader';
import { startVenue } from './venue-process';

const minute = 60_000;
/** A time of faults lasts this long at most, ms. */
const stormTime = 40_000;
/** The client reads everything again once a minute: what has not settled by now never will, ms. */
const patience = 75_000;

const markets = [
  { pair: 'btc_jpy', amountDigits: 4, priceDigits: 0 },
  { pair: 'xrp_jpy', amountDigits: 4, priceDigits: 3 },
] as const;

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

/** One account, its client, and what trades with it. */
interface Desk {
  readonly exec: ExecutionClient;
  readonly trader: Trader;
  readonly name: string;
  /** Of the account at the venue. */
  readonly account: number;
  /** Of the venue's journal, when it was last judged. */
  seq: number;
}

const soak = async (): Promise<boolean> => {
  const { minutes, seed } = optionsOf();
  const accounts = markets.map(({ pair }) => ({
    apiKey: `soak-${pair}`,
    apiSecret: `secret-of-${pair}`,
    balances: { jpy: '1000000000000', btc: '100000', xrp: '1000000000' },
    rateLimits: { UPDATE: 20, QUERY: 30 },
  }));
  const venue = await startVenue({
    seed,
    accounts,
    quirks: 'draw',
    tokenLife: 45_000,
    journalCapacity: 20_000,
  });
  const listener = listen(
    venue.urls,
    markets.map(({ pair }) => pair),
  );
  let links = 0;
  const desks = markets.map((market, account): Desk => {
    const { apiKey, apiSecret } = accounts[account] ?? { apiKey: '', apiSecret: '' };
    const exec = createExecutionClient({
      ...venue.urls,
      apiKey,
      apiSecret,
      updateLimit: 18,
      queryLimit: 27,
      readTimeout: 2_000,
      writeTimeout: 2_000,
      settle: 3_000,
    });
    exec.connection$.subscribe(({ state }) => (links += state === 'waiting' ? 1 : 0));
    const { next } = randomOf(seed, `trader-${market.pair}`);
    const price = (): number | null => listener.price(market.pair);
    return {
      exec,
      trader: createTrader({ ...market, exec, price, random: next }),
      name: market.pair,
      account,
      seq: 0,
    };
  });

  const begun = Date.now();
  const total = { checks: 0, orders: 0, fills: 0 };
  const faults: Record<string, number> = {};
  const violations: string[] = [];
  const clients: Sample[] = [];
  const venueHeaps: Sample[] = [];

  const wrongOf = async ({ trader, account, seq, name }: Desk): Promise<readonly string[]> =>
    judge(trader.told(), await venue.truth(account, seq)).map((line) => `${name}: ${line}`);

  /** Waits until nothing is wrong; gives what still is when patience ends. */
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
    const { trader, exec, account, seq, name } = desk;
    const resting = await settle(() => wrongOf(desk));
    await firstValueFrom(exec.cancelAll().pipe(toArray()));
    const ended = await settle(async () => [
      ...(await wrongOf(desk)),
      ...(trader.unfinished() > 0
        ? [`${name}: ${trader.unfinished()} lives are open, all was cancelled`]
        : []),
    ]);
    const truth = await venue.truth(account, seq);
    total.orders += truth.orders.length;
    total.fills += truth.trades.length;
    // Faults are the venue's: each account's truth lists them all.
    if (account === 0)
      for (const [kind, count] of Object.entries(truth.faults)) faults[kind] = (faults[kind] ?? 0) + count;
    desk.seq = truth.seq;
    trader.forget();
    return [...new Set([...resting, ...ended])];
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
        `${links + listener.reconnects()} links lost, ` +
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

  await Promise.all([...desks.map(({ exec }) => exec.close()), listener.close()]);
  await venue.close();
  const figures = {
    minutes,
    seed,
    ...total,
    reconnects: links + listener.reconnects(),
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
