import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';

const hasNats = spawnSync('nats-server', ['--version']).status === 0;

let desk: ChildProcess;
let said = '';
afterEach(async ({ task }) => {
  // What the programs said last explains a test that is red.
  if (task.result?.state === 'fail') console.error(said.slice(-4_000));
  if (desk.exitCode !== null) return;
  const gone = once(desk, 'exit');
  desk.kill('SIGTERM');
  await gone;
}, 60_000);

test.skipIf(!hasNats)(
  'two strategies trade through the gateway that serves, and through the other one when it is killed',
  async () => {
    const folder = join(import.meta.dirname, '..');
    desk = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
      cwd: folder,
      detached: true,
      // A strategy says something when the price has moved, which takes long in the quiet hours of a market.
      env: { ...process.env, MARKET_SPEED: '10' },
    });
    said = '';
    desk.stdout?.setEncoding('utf8').on('data', (text: string) => (said += text));
    desk.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text));
    const received = async (text: string, { count = 1, since = 0 } = {}): Promise<void> => {
      const pattern = new RegExp(text, 'g');
      await expect
        .poll(() => said.slice(since).match(pattern)?.length ?? 0, { timeout: 120_000, message: text })
        .toBeGreaterThanOrEqual(count);
    };
    await received('\\[alice\\] alice btc_jpy: rests at');
    await received('\\[bob\\] bob eth_jpy: rests at');
    await received('\\[dashboard\\] Dashboard: ');
    const [, screen = ''] = /\[dashboard\] Dashboard: (\S+)/.exec(said) ?? [];
    const venue = async (): Promise<number> => (await fetch(`${screen}/venue/tickers`)).status;
    await expect.poll(venue, { timeout: 60_000 }).toBe(200);
    const [, serving = ''] = /\[(gateway-\d)\] \{"nats"/.exec(said) ?? [];
    expect(serving).not.toBe('');
    const other = serving === 'gateway-1' ? 'gateway-2' : 'gateway-1';
    const [, pid = ''] = new RegExp(`${serving}: kill -9 (\\d+)`).exec(said) ?? [];
    const killed = said.length;
    process.kill(Number(pid), 'SIGKILL');
    await received(`\\[${other}\\] (\\{"nats"|rx-bitbank: publishes)`, { since: killed });
    // The frames and the account have a lease each. The killed gateway may have had only one of them.
    await received('\\[alice\\] alice btc_jpy: rests at', { since: said.length });
    await expect.poll(venue, { timeout: 60_000 }).toBe(200);
    // Ctrl-C in a terminal goes to the whole group of processes.
    process.kill(-(desk.pid ?? 0), 'SIGINT');
    await received('stopped, nothing open', { count: 2 });
  },
  480_000,
);
