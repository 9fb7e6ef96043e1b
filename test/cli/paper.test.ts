import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startSimulator, type Simulator } from '../../src/simulator/index';
import { startCliWith, type CliResult, type RunningCli } from './run-cli';

/** A simulator in the place of the live venue. */
let live: Simulator;
let urls: readonly string[];
const folder = mkdtempSync(join(tmpdir(), 'cli-paper-'));

beforeAll(async () => {
  live = await startSimulator({ pairs: ['btc_jpy', 'xrp_jpy'] });
  const { streamUrl, publicUrl, apiUrl } = live.urls;
  urls = ['--stream-url', streamUrl, '--public-url', publicUrl, '--api-url', apiUrl];
});
afterAll(async () => {
  await live.close();
  rmSync(folder, { recursive: true });
});

const start = (name: string, ...args: readonly string[]): RunningCli =>
  startCliWith({}, ...args, '--paper', '--paper-file', join(folder, name), ...urls);
const run = (name: string, ...args: readonly string[]): Promise<CliResult> => start(name, ...args).ended;
const rowsOf = ({ stdout }: CliResult): readonly Readonly<Record<string, unknown>>[] =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);

const low = ['order', 'btc_jpy', 'buy', '0.01', '--price', '100', '--json'];

describe('--paper', () => {
  it('buys with paper money at once, and the next command has it', async () => {
    const name = 'bought.json';
    const bought = await run(name, 'order', 'btc_jpy', 'buy', '0.01', '--type', 'market', '--json');
    expect(bought.stderr).toContain('paper money');
    expect(bought.code).toBe(0);
    expect(rowsOf(bought).at(-1)).toMatchObject({ type: 'Filled' });
    const assets = rowsOf(await run(name, 'assets', '--json'));
    expect(assets.find(({ asset }) => asset === 'btc')).toMatchObject({ onhandAmount: '0.01000000' });
    const fills = rowsOf(await run(name, 'fills', '--json'));
    expect(fills.length).toBeGreaterThan(0);
    // Nothing of it reaches the live venue.
    expect(live.journal().filter(({ type }) => type === 'order')).toEqual([]);
  });

  it('leaves a resting order to the commands that come after it', async () => {
    const name = 'resting.json';
    expect((await run(name, ...low, '--wait', 'accepted')).code).toBe(0);
    const [order] = rowsOf(await run(name, 'orders', 'xrp_jpy', '--json'));
    expect(order).toBeUndefined();
    const [listed] = rowsOf(await run(name, 'orders', '--json'));
    expect(listed).toMatchObject({ pair: 'btc_jpy', price: '100', remainingAmount: '0.0100' });
    const gone = await run(name, 'cancel', 'btc_jpy', String(listed?.['orderId']), '--json');
    expect(rowsOf(gone)).toMatchObject([{ type: 'Canceled' }]);
    expect(rowsOf(await run(name, 'orders', '--json'))).toEqual([]);
  });

  it('cancels all resting orders with one command', async () => {
    const name = 'halted.json';
    expect((await run(name, ...low, '--wait', 'accepted')).code).toBe(0);
    const halted = await run(name, 'halt', '--json');
    expect(halted.code).toBe(0);
    expect(rowsOf(halted).at(-1)).toMatchObject({ type: 'Flat' });
    expect(rowsOf(await run(name, 'orders', '--json'))).toEqual([]);
  });

  it('has its file to itself, and leaves it whole when its process is killed', async () => {
    const name = 'killed.json';
    const running = start(name, ...low);
    await running.says('Accepted');
    const second = await run(name, 'orders');
    expect(second.code).toBe(1);
    expect(second.stderr).toMatch(/killed\.json: .* has it/);
    await vi.waitFor(
      () => expect(readFileSync(join(folder, name), 'utf8')).toContain('"price": 100,'),
      40_000,
    );
    running.process.kill('SIGKILL');
    await running.ended;
    const [order] = rowsOf(await run(name, 'orders', '--json'));
    expect(order).toMatchObject({ pair: 'btc_jpy', price: '100' });
  });

  it('refuses a file that it can not read, and leaves it as it is', async () => {
    writeFileSync(join(folder, 'foreign.json'), 'a shopping list');
    const { code, stderr } = await run('foreign.json', 'orders');
    expect(code).toBe(1);
    expect(stderr).toContain('it is not a paper account');
    expect(readFileSync(join(folder, 'foreign.json'), 'utf8')).toBe('a shopping list');
  });

  it('goes on with its orders while a pair is watched, and reports fills', async () => {
    const name = 'watched.json';
    await run(name, ...low, '--wait', 'accepted');
    const file = join(folder, name);
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('"price": 100,', '"price": 99000000,'));
    const watching = start(name, 'watch', 'btc_jpy', '--json', '--feed', 'ticker');
    await watching.says('paper bought 0.0100 btc_jpy at 99000000, maker');
    watching.process.kill('SIGINT');
    const { code, stderr } = await watching.ended;
    expect(code).toBe(0);
    expect(stderr).toContain('is filled by guess (gap)');
    expect(rowsOf(await run(name, 'orders', '--json'))).toEqual([]);
  });

  it('takes no key, no guards and no simulator in addition', async () => {
    const name = 'refused.json';
    for (const more of [['--sim'], ['--keys', 'file'], ['--dry-run']]) {
      const { code, stderr } = await startCliWith(
        {},
        ...low,
        '--paper',
        '--paper-file',
        join(folder, name),
        ...more,
      ).ended;
      expect(code).toBe(2);
      expect(stderr).toContain('exclude each other');
    }
    const without = await startCliWith({}, 'orders', '--paper-file', 'x').ended;
    expect(without).toMatchObject({ code: 2 });
    expect(without.stderr).toContain('--paper-file needs --paper');
    expect(existsSync(join(folder, name))).toBe(false);
  });
});
