import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startSimulator, type Simulator } from '../../src/simulator/index';
import { runCli, startCli, type CliResult } from './run-cli';

const folder = mkdtempSync(join(tmpdir(), 'rx-bitbank-'));
const pathOf = (name: string): string => join(folder, name);
let simulator: Simulator;
let urls: readonly string[];

// Each start of the command line takes seconds on a busy machine.
vi.setConfig({ testTimeout: 300_000 });

beforeAll(async () => {
  // The pair is as busy as ten such pairs, so that no test waits for trades.
  simulator = await startSimulator({ pairs: ['btc_jpy'], profiles: { btc_jpy: { turnover: 6e10 } } });
  const { streamUrl, publicUrl, apiUrl } = simulator.urls;
  urls = ['--stream-url', streamUrl, '--public-url', publicUrl, '--api-url', apiUrl];
});

afterAll(async () => {
  await simulator.close();
  rmSync(folder, { recursive: true });
});

const utcDay = (daysAgo: number): string =>
  new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);

/** Days that have been over for long. */
const [from, middle, to] = [utcDay(6), utcDay(4), utcDay(3)];

const download = (path: string, first: string, end: string, ...more: readonly string[]): Promise<CliResult> =>
  runCli('trades', 'btc_jpy', '--from', first, '--to', end, '--out', path, ...urls, ...more);

const rowsOf = (path: string): readonly (readonly string[])[] =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));

const linesIn = (path: string): number => {
  try {
    return readFileSync(path, 'utf8').split('\n').length - 1;
  } catch {
    return 0;
  }
};

describe('rx-bitbank trades', () => {
  it('writes every trade of the range once, oldest first, and continues a file that was cut off to the same bytes', async () => {
    const [whole, parts] = [pathOf('whole.csv'), pathOf('parts.csv')];
    const { code, stdout, stderr } = await download(whole, from, to);
    const rows = rowsOf(whole);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toBe(`${whole}: ${rows.length} trades of btc_jpy\n`);
    expect(readFileSync(whole, 'utf8')).toMatch(
      /^pair,id,timestamp,side,price,amount,source\nbtc_jpy,\d+,\d+,(?:buy|sell),\d+,[\d.]+,day\n/,
    );
    const ids = rows.map(([, id]) => Number(id));
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
    const days = new Set(rows.map(([, , time]) => new Date(Number(time)).toISOString().slice(0, 10)));
    expect([...days]).toEqual([utcDay(6), utcDay(5), utcDay(4)]);

    await download(parts, from, middle);
    writeFileSync(parts, readFileSync(parts, 'utf8').slice(0, -30));
    const more = await download(parts, from, to);
    expect(more.code).toBe(0);
    expect(more.stdout).toMatch(/more trades of btc_jpy\n$/);
    expect(readFileSync(parts, 'utf8')).toBe(readFileSync(whole, 'utf8'));
    expect((await download(parts, from, to)).stdout).toContain(': 0 more trades');
    expect(readFileSync(parts, 'utf8')).toBe(readFileSync(whole, 'utf8'));
  });

  it('replaces the known part of a day by the whole day once that is over', async () => {
    const [whole, parts] = [pathOf('settled.csv'), pathOf('unsettled.csv')];
    await download(whole, from, to);
    const header = 'pair,id,timestamp,side,price,amount,source\n';
    const rows = rowsOf(whole);
    // Only some trades of the second day and of the third one are known.
    const known = rows.flatMap((row, i) => {
      const day = new Date(Number(row[2])).toISOString().slice(0, 10);
      if (day === utcDay(6)) return [row];
      return i % 3 === 0 ? [[...row.slice(0, -1), day === utcDay(5) ? 'newest' : 'stream']] : [];
    });
    writeFileSync(parts, header + known.map((row) => `${row.join(',')}\n`).join(''));
    const { code, stderr } = await download(parts, from, to);
    expect([code, stderr]).toEqual([0, '']);
    expect(readFileSync(parts, 'utf8')).toBe(readFileSync(whole, 'utf8'));
  });

  it("takes today's trades from the newest 60, and reports the seam", async () => {
    const path = pathOf('today.ndjson');
    const { code, stdout, stderr } = await download(path, utcDay(0), utcDay(-1), '--json');
    expect(code).toBe(0);
    const { added, missing } = JSON.parse(stdout) as {
      readonly added: number;
      readonly missing: readonly { readonly from: number; readonly to: number }[];
    };
    expect(added).toBe(linesIn(path));
    expect(stderr).toBe(
      missing
        .map((span) => [span.from, span.to].map((time) => new Date(time).toISOString()).join(' and '))
        .map((span) => `rx-bitbank: btc_jpy: trades between ${span} can't be had before their day is over\n`)
        .join(''),
    );
  });

  it('goes on with the stream with --follow, and leaves a file on Ctrl-C from which it goes on', async () => {
    const path = pathOf('followed.csv');
    const soon = new Date(Date.now() + 1_000).toISOString().replace(/\.\d+/, '');
    const cli = startCli(
      ...['trades', 'btc_jpy', '--from', soon, '--to', utcDay(-2), '--out', path, '--follow'],
      ...urls,
    );
    const isFollowed = (): boolean => linesIn(path) > 2 && readFileSync(path, 'utf8').includes(',stream\n');
    await expect.poll(isFollowed).toBe(true);
    cli.process.kill('SIGINT');
    expect(await cli.ended).toEqual({ code: 130, stdout: '', stderr: '' });
    expect(new Set(rowsOf(path).map(([, id]) => id)).size).toBe(rowsOf(path).length);
    expect(rowsOf(path).every(([, , time]) => Number(time) >= Date.parse(soon))).toBe(true);
  });

  it('refuses a file that begins at another time, or is of another kind', async () => {
    const path = pathOf('begins.csv');
    await download(path, middle, to);
    const before = readFileSync(path, 'utf8');
    const elsewhere = await download(path, from, to);
    expect(elsewhere.code).toBe(2);
    expect(elsewhere.stderr).toContain(`begins at ${middle}T00:0`);
    expect(readFileSync(path, 'utf8')).toBe(before);
  });

  it.each([
    ['an unknown pair', ['btc_usd', '--from', from, '--to', to], 'unknown pair: btc_usd'],
    ['a missing date', ['btc_jpy', '--from', from], '--to is missing; see rx-bitbank trades --help'],
    ['no pair', ['--from', from, '--to', to], 'trades of which pair?'],
    ['a pair of another spelling', ['BTC_JPY', '--from', from, '--to', to], 'got BTC_JPY'],
  ])('refuses %s with exit code 2 and makes no file', async (_, args, complaint) => {
    const path = pathOf('refused.csv');
    const { code, stderr } = await runCli('trades', ...args, '--out', path, ...urls);
    expect(code).toBe(2);
    expect(stderr).toContain(complaint);
    expect(() => readFileSync(path)).toThrow('ENOENT');
  });
});
