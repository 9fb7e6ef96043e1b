import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startSimulator, type Simulator } from '../../src/simulator/index';
import { runCli, startCli, startCliWith, type CliResult } from './run-cli';

const folder = mkdtempSync(join(tmpdir(), 'rx-bitbank-'));
const pathOf = (name: string): string => join(folder, name);
let simulator: Simulator;
let urls: readonly string[];

beforeAll(async () => {
  simulator = await startSimulator();
  urls = ['--public-url', simulator.urls.publicUrl, '--api-url', simulator.urls.apiUrl];
});

afterEach(() => simulator.faults.clear());
afterAll(async () => {
  await simulator.close();
  rmSync(folder, { recursive: true });
});

const utcDay = (daysAgo: number): string =>
  new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);

/** Days that are over. */
const [from, middle, to] = [utcDay(9), utcDay(6), utcDay(2)];

const argsOf = (path: string, type: string, first: string, end: string): readonly string[] => [
  ...['candles', 'btc_jpy', type, '--from', first, '--to', end, '--out', path],
  ...urls,
];

const download = (path: string, type = '1hour', first = from, end = to): Promise<CliResult> =>
  runCli(...argsOf(path, type, first, end));

const openTimes = (path: string): readonly number[] =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => Number(line.split(',')[2]));

describe('rx-bitbank candles', () => {
  it('writes every candle of the range once, oldest first, and shows progress only on a terminal', async () => {
    const path = pathOf('range.csv');
    expect(await download(path)).toEqual({
      code: 0,
      stdout: `${path}: ${7 * 24} candles of btc_jpy 1hour\n`,
      stderr: '',
    });
    expect(readFileSync(path, 'utf8')).toMatch(
      /^pair,type,openTime,open,high,low,close,volume\nbtc_jpy,1hour,/,
    );
    const start = Date.parse(from);
    expect(openTimes(path)).toEqual(Array.from({ length: 7 * 24 }, (_, i) => start + i * 3_600_000));
  });

  it('has the same candles of --sim at any hour of any day', async () => {
    const days = ['--from', '2026-01-31', '--to', '2026-02-02'];
    /** Returns the file as the command line writes it at that time, UTC. */
    const writtenAt = async (time: string): Promise<string> => {
      const path = pathOf(`${time.slice(0, 10)}.csv`);
      const shift = `const now=Date.now,by=Date.parse('${time}')-now();Date.now=()=>now()+by`;
      const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(shift)}` };
      const cli = startCliWith(env, 'candles', 'xrp_jpy', '1hour', ...days, '--out', path, '--sim');
      expect(await cli.ended).toMatchObject({ code: 0, stderr: '' });
      return readFileSync(path, 'utf8');
    };
    const late = await writtenAt('2027-06-05T04:03:02.001Z');
    const early = await writtenAt('2026-02-01T15:16:17Z');
    // Candles that were not over yet are left out.
    expect(early.trimEnd().split('\n')).toHaveLength(1 + 24 + 15);
    expect(late.trimEnd().split('\n')).toHaveLength(1 + 48);
    expect(late.slice(0, early.length)).toBe(early);
  });

  it('writes NDJSON, and reports the result as JSON', async () => {
    const path = pathOf('range.ndjson');
    const { stdout } = await runCli(...argsOf(path, '4hour', from, middle), '--json');
    expect(JSON.parse(stdout)).toEqual({
      file: path,
      pair: 'btc_jpy',
      type: '4hour',
      added: 18,
      continued: false,
    });
    const [first = ''] = readFileSync(path, 'utf8').split('\n');
    expect(JSON.parse(first)).toMatchObject({ pair: 'btc_jpy', type: '4hour', openTime: Date.parse(from) });
  });

  it('continues a file that was cut off, or that is to go on, to the same bytes', async () => {
    const [whole, parts] = [pathOf('whole.csv'), pathOf('parts.csv')];
    await download(whole);
    await download(parts, '1hour', from, middle);
    writeFileSync(parts, readFileSync(parts, 'utf8').slice(0, -30));
    const { code, stdout } = await download(parts);
    expect(code).toBe(0);
    expect(stdout).toMatch(/more candles of btc_jpy 1hour\n$/);
    expect(readFileSync(parts, 'utf8')).toBe(readFileSync(whole, 'utf8'));
    expect((await download(parts)).stdout).toContain(': 0 more candles');
    expect(readFileSync(parts, 'utf8')).toBe(readFileSync(whole, 'utf8'));
  });

  it('leaves a valid file on Ctrl-C, with exit code 130, from which it goes on', async () => {
    const [whole, parts] = [pathOf('whole-minutes.csv'), pathOf('part-minutes.csv')];
    await download(whole, '1min');
    // The third day never comes, however often it is asked for, so that a busy machine has time for its Ctrl-C.
    const stuck = simulator.faults.add({
      kind: 'rest-timeout-before',
      when: { nth: 3, times: 1_000 },
      only: { path: '/btc_jpy/candlestick/1min/*' },
    });
    const cli = startCli(...argsOf(parts, '1min', from, to));
    await expect.poll(() => linesOf(parts)).toBe(1 + 2 * 1440);
    cli.process.kill('SIGINT');
    expect(await cli.ended).toEqual({ code: 130, stdout: '', stderr: '' });
    simulator.faults.remove(stuck);
    expect(linesOf(parts)).toBe(1 + 2 * 1440);
    await download(parts, '1min');
    expect(readFileSync(parts, 'utf8')).toBe(readFileSync(whole, 'utf8'));
  });

  it('leaves out the candle that is not over', async () => {
    const path = pathOf('today.csv');
    /** The number of days since the first one that are over. */
    const over = (): number => Math.floor((Date.now() - Date.parse(from)) / 86_400_000);
    const before = over();
    expect((await download(path, '1day', from, utcDay(-2))).code).toBe(0);
    expect(openTimes(path).at(-1)).toBeLessThanOrEqual(Date.now() - 86_400_000);
    // A day may end meanwhile.
    expect([before, over()]).toContain(openTimes(path).length);
  });

  it('refuses a file that begins at another time, and one of another pair', async () => {
    const path = pathOf('begins.csv');
    await download(path, '1hour', middle);
    const before = readFileSync(path, 'utf8');
    const elsewhere = await download(path, '1hour', from);
    expect(elsewhere.code).toBe(2);
    expect(elsewhere.stderr).toContain(`begins at ${middle}T00:00:00.000Z`);
    const other = await download(path, '1min', middle);
    expect(other.code).toBe(2);
    expect(other.stderr).toContain('holds btc_jpy 1hour, not csv candles of btc_jpy 1min');
    expect(readFileSync(path, 'utf8')).toBe(before);
  });

  it.each([
    ['an unknown pair', ['btc_usd', '1hour', '--from', from, '--to', to], 'unknown pair: btc_usd'],
    ['an unknown type', ['btc_jpy', '2hour', '--from', from, '--to', to], 'type: expected one of 1min'],
    ['a missing date', ['btc_jpy', '1hour', '--from', from], '--to is missing'],
    [
      'an empty range',
      ['btc_jpy', '1hour', '--from', to, '--to', from],
      '--to: expected a date after --from',
    ],
  ])('refuses %s with exit code 2 and makes no file', async (_, args, complaint) => {
    const path = pathOf('refused.csv');
    const { code, stderr } = await runCli('candles', ...args, '--out', path, ...urls);
    expect(code).toBe(2);
    expect(stderr).toContain(complaint);
    expect(() => readFileSync(path)).toThrow('ENOENT');
  });
});

const linesOf = (path: string): number => {
  try {
    return readFileSync(path, 'utf8').split('\n').length - 1;
  } catch {
    return 0;
  }
};
