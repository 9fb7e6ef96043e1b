/** The watchdog, a strategy and the simulated venue, each as a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { demoAccount, startSimulator, type Simulator } from '../../src/simulator/index';
import { type RunningCli, startCliWith } from './run-cli';

const root = fileURLToPath(new URL('../../', import.meta.url));
const child = `node_modules/.cache/rx-bitbank/trading-child-${process.pid}.mjs`;
const folder = mkdtempSync(join(tmpdir(), 'rx-bitbank-'));
const { apiKey, apiSecret } = demoAccount;

let simulator: Simulator;
let env: Readonly<Record<string, string>>;
let processes: ChildProcess[] = [];
let files = 0;
let file = '';

beforeAll(async () => {
  buildSync({
    absWorkingDir: root,
    entryPoints: ['test/cli/trading-child.ts'],
    outfile: child,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  });
  simulator = await startSimulator();
  const { apiUrl, pubnubOrigin } = simulator.urls;
  env = {
    BITBANK_API_KEY: apiKey,
    BITBANK_API_SECRET: apiSecret,
    BITBANK_API_URL: apiUrl,
    BITBANK_PUBNUB_ORIGIN: pubnubOrigin,
  };
});

afterEach(() => {
  for (const one of processes) one.kill('SIGKILL');
  processes = [];
  simulator.faults.clear();
});

afterAll(async () => {
  await simulator.close();
  rmSync(folder, { recursive: true });
});

const newFile = (): string => (file = join(folder, `heartbeat-${++files}`));

/** Returns the open orders of the account from the venue's audit log. */
const openOrders = (): readonly number[] => {
  const open = new Set<number>();
  for (const entry of simulator.journal()) {
    if (entry.type !== 'order') continue;
    if (/^(INACTIVE|UNFILLED|PARTIALLY_FILLED)$/.test(entry.order.status)) open.add(entry.order.orderId);
    else open.delete(entry.order.orderId);
  }
  return [...open];
};

const startStrategy = (orders: number): Promise<ChildProcess> => {
  const strategy = spawn(process.execPath, [child, file, String(orders)], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  processes.push(strategy);
  return new Promise((resolve) => {
    strategy.stdout.once('data', () => resolve(strategy));
  });
};

const startWatchdog = (...args: readonly string[]): RunningCli => {
  const watchdog = startCliWith(env, 'watchdog', '--file', file, ...args);
  processes.push(watchdog.process);
  return watchdog;
};

describe('rx-bitbank watchdog', () => {
  it.each(['SIGKILL', 'SIGSTOP'] as const)(
    'cancels the orders of a strategy that gets a %s, and ends when none is open',
    async (signal) => {
      newFile();
      const watchdog = startWatchdog('--timeout', '2000', '--proof', '2000');
      await watchdog.says('watching');
      const strategy = await startStrategy(40);
      await watchdog.says('armed');
      expect(openOrders()).toHaveLength(40);

      const stoppedAt = Date.now();
      strategy.kill(signal);
      const { code, stdout, stderr } = await watchdog.ended;
      expect({ code, stderr }).toEqual({ code: 8, stderr: '' });
      expect(openOrders()).toEqual([]);
      const canceledAt = simulator
        .journal()
        .filter((entry) => entry.type === 'order' && entry.order.status === 'CANCELED_UNFILLED')
        .map(({ at }) => at);
      // The limit is the silence, and the time that a busy machine needs to cancel.
      expect(Math.max(...canceledAt) - stoppedAt).toBeLessThan(2_000 + 20_000);
      expect(stdout).toMatch(/^\d\d:\d\d:\d\d {2}watching +\S+, timeout 2000 ms, \d+ open orders$/m);
      expect(stdout).toMatch(/fired +the heartbeat has stopped$/m);
      expect(stdout.match(/ Canceled /g)).toHaveLength(40);
      expect(stdout).toMatch(/flat +no order is open; no margin position is open\n$/);
    },
  );

  it('leaves a healthy strategy alone, and says so when it is interrupted', async () => {
    newFile();
    // A strategy on a busy machine may be late by seconds.
    const watchdog = startWatchdog('--timeout', '6000');
    await watchdog.says('watching');
    const strategy = await startStrategy(2);
    await watchdog.says('armed');
    await new Promise((resolve) => setTimeout(resolve, 8_000));
    expect(openOrders()).toHaveLength(2);
    watchdog.process.kill('SIGTERM');
    const { code, stdout } = await watchdog.ended;
    expect(code).toBe(130);
    expect(stdout).not.toContain('fired');
    expect(openOrders()).toHaveLength(2);
    strategy.kill('SIGKILL');
  });

  it('keeps on through an outage of the venue while it fires; it leaves other pairs alone if it is given pairs', async () => {
    newFile();
    const before = openOrders();
    const watchdog = startWatchdog('--timeout', '2000', '--proof', '1000', '--pair', 'eth_jpy', '--json');
    await watchdog.says('Watching');
    const strategy = await startStrategy(4);
    await watchdog.says('Armed');
    simulator.faults.add({ kind: 'rest-status', status: 503, only: { apiKey }, when: { rate: 1 } });
    strategy.kill('SIGKILL');
    await watchdog.says('Unreadable');
    simulator.faults.clear();
    const { code, stdout } = await watchdog.ended;
    expect(code).toBe(8);
    const events = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly type: string });
    expect(events.at(-1)).toMatchObject({ type: 'Flat', left: [] });
    // These are the strategy's two of the other pair, and those of the previous test.
    expect(openOrders().length).toBe(before.length + 2 - countOf('eth_jpy', before));
  });

  it('goes on after it was killed, when it is started again with --arm-now, and does so once', async () => {
    newFile();
    const fast = ['--timeout', '2000', '--proof', '1000'];
    const first = startWatchdog(...fast);
    await first.says('watching');
    const strategy = await startStrategy(2);
    await first.says('armed');
    simulator.faults.add({ kind: 'rest-status', status: 503, only: { apiKey }, when: { rate: 1 } });
    strategy.kill('SIGKILL');
    await first.says('unreadable');
    first.process.kill('SIGKILL');
    simulator.faults.clear();
    expect(openOrders().length).toBeGreaterThan(1);

    expect((await startWatchdog('--arm-now', ...fast).ended).code).toBe(8);
    expect(openOrders()).toEqual([]);

    const third = startWatchdog('--arm-now', ...fast);
    await third.says('watching');
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    writeFileSync(file, '{"word":"beat"}');
    await third.says('armed');
    const { code, stdout } = await third.ended;
    expect(code).toBe(8);
    // The beat arms it, not its start.
    expect(stdout).toMatch(/watching[^\n]*\n[^\n]*armed/);
  });

  it('finds out that a pair does not exist as soon as the venue answers', async () => {
    newFile();
    simulator.faults.add({ kind: 'rest-status', status: 503, when: { rate: 1 } });
    const watchdog = startWatchdog('--pair', 'btc_yen');
    await watchdog.says('open orders not known');
    simulator.faults.clear();
    const { code, stderr } = await watchdog.ended;
    expect(code).toBe(2);
    expect(stderr).toContain('does not list btc_yen');
  });

  it('fires although nobody reads its output', async () => {
    newFile();
    const watchdog = startWatchdog('--timeout', '2000', '--proof', '1000');
    await watchdog.says('watching');
    const strategy = await startStrategy(2);
    await watchdog.says('armed');
    watchdog.process.stdout.destroy();
    watchdog.process.stderr.destroy();
    strategy.kill('SIGKILL');
    expect((await watchdog.ended).code).toBe(8);
    expect(openOrders()).toEqual([]);
  });

  it('is disarmed by a goodbye', async () => {
    newFile();
    const watchdog = startWatchdog('--timeout', '3000');
    await watchdog.says('watching');
    writeFileSync(file, '{"word":"beat"}');
    await watchdog.says('armed');
    writeFileSync(file, '{"word":"goodbye"}');
    await watchdog.says('disarmed');
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    watchdog.process.kill('SIGINT');
    const { code, stdout } = await watchdog.ended;
    expect(code).toBe(130);
    expect(stdout).not.toContain('fired');
  });

  it.each([
    ['no file', ['--timeout', '1000'], 'watchdog over which --file?', 2],
    [
      'a timeout that is none',
      ['--file', 'f', '--timeout', '5s'],
      '--timeout: expected an integer from 100',
      2,
    ],
    ['a pair that there is not', ['--file', 'f', '--pair', 'btc_yen'], 'does not list btc_yen', 2],
    ['an argument', ['now', '--file', 'f'], 'unexpected argument now', 2],
  ])('refuses %s', async (_, args, complaint, expected) => {
    const { code, stderr } = await startCliWith(env, 'watchdog', ...args).ended;
    expect(stderr).toContain(complaint);
    expect(code).toBe(expected);
  });

  it('says at once that its keys are refused', async () => {
    const { code, stderr } = await startCliWith(
      { ...env, BITBANK_API_SECRET: 'wrong-secret' },
      'watchdog',
      '--file',
      'f',
    ).ended;
    expect(code).toBe(1);
    expect(stderr).toContain('code 20001');
    expect(stderr).not.toContain('wrong-secret');
  });
});

const countOf = (pair: string, ids: readonly number[]): number =>
  new Set(
    simulator
      .journal()
      .flatMap((entry) =>
        entry.type === 'order' && entry.order.pair === pair && ids.includes(entry.order.orderId)
          ? [entry.order.orderId]
          : [],
      ),
  ).size;
