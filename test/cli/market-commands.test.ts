import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSimulator, type Simulator } from '../../src/simulator/index';
import { runCli, startCliWith } from './run-cli';

let simulator: Simulator;
let live: readonly string[];

beforeAll(async () => {
  simulator = await startSimulator();
  live = ['--public-url', simulator.urls.publicUrl, '--api-url', simulator.urls.apiUrl];
});

afterAll(() => simulator.close());

const titles = {
  ticker: 'PAIR LAST 24 H BID ASK LOW HIGH VOLUME TIME',
  tickers: 'PAIR LAST 24 H BID ASK LOW HIGH VOLUME TIME',
  depth: 'PRICE AMOUNT TOTAL',
  trades: 'TIME SIDE PRICE AMOUNT ID',
  pairs: 'PAIR MINIMUM LIMIT MAX MARKET MAX TICK LOT MAKER TAKER MARGIN STOPPED',
  status: 'PAIR STATE MINIMUM',
} as const;

const takesPair = new Set(['ticker', 'depth', 'trades']);

describe.each(Object.entries(titles))('rx-bitbank %s', (name, line) => {
  const args = takesPair.has(name) ? [name, 'btc_jpy'] : [name];

  it('prints a table', async () => {
    const { code, stdout, stderr } = await runCli(...args, ...live);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [head = '', ...rows] = stdout.trimEnd().split('\n');
    expect(head.trim().split(/\s+/).join(' ')).toBe(line);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.join('\n')).not.toMatch(/undefined|NaN|null/);
  });

  it('prints one JSON object per row', async () => {
    const { code, stdout, stderr } = await runCli(...args, ...live, '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const rows = stdout.trimEnd().split('\n');
    for (const row of rows) expect(JSON.parse(row)).toMatchObject({});
    expect(rows[0]).toMatch(/^\{"/);
  });

  it('shows its options and an example', async () => {
    const { code, stdout } = await runCli(name, '--help');
    expect(code).toBe(0);
    expect(stdout).toContain(`Usage: rx-bitbank ${name}`);
    expect(stdout).toContain('--json');
    expect(stdout).toContain('Exit codes:');
  });

  it('refuses more arguments than it takes', async () => {
    const { code, stdout } = await runCli(...args, 'BTC', ...live);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  if (takesPair.has(name)) {
    it.each([
      [[], 'which pair?'],
      [['BTC_JPY'], 'did you mean btc_jpy?'],
      [['bct_jpy'], 'unknown pair: bct_jpy; did you mean btc_jpy?'],
    ])('refuses %j in one line with exit code 2', async (pair, complaint) => {
      const { code, stdout, stderr } = await runCli(name, ...pair, ...live);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/^rx-bitbank: .*\n$/);
      expect(stderr).toContain(complaint);
    });
  }
});

describe('the output of the market commands', () => {
  it('is the time of the reader with its zone in a table, and Unix ms in JSON', async () => {
    const cli = startCliWith({ TZ: 'Asia/Tokyo' }, 'trades', 'btc_jpy', ...live);
    expect((await cli.ended).stdout).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \+09:00 {2}(buy|sell)/m);
    const { stdout } = await runCli('trades', 'btc_jpy', ...live, '--json');
    expect(stdout).toMatch(/"timestamp":\d{13}[,}]/);
  });

  it('is the best levels of a book around its spread, as many as are asked for', async () => {
    const { stdout } = await runCli('depth', 'btc_jpy', '--levels', '3', ...live);
    const rows = stdout.trimEnd().split('\n').slice(1);
    expect(rows.map((row) => row.slice(0, 3))).toEqual(['ask', 'ask', 'ask', 'bid', 'bid', 'bid']);
    const prices = rows.map((row) => Number((row.split(/\s+/)[1] ?? '').replaceAll(',', '')));
    expect(prices).toEqual(prices.toSorted((a, b) => b - a));
  });

  it('is one line, with exit code 1, if the venue can not be reached', async () => {
    const { code, stdout, stderr } = await runCli('ticker', 'btc_jpy', '--public-url', 'http://127.0.0.1:1');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^rx-bitbank: .*ECONNREFUSED.*\n$/);
  });
});

describe('rx-bitbank watch with a limit', () => {
  const all = (): readonly string[] => [...live, '--stream-url', simulator.urls.streamUrl];

  it('ends after --count values', async () => {
    const { code, stdout } = await runCli('watch', 'btc_jpy', '--feed', 'book', '--count', '2', ...all());
    expect(code).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(2);
  });

  it('ends after --duration', async () => {
    const started = performance.now();
    const { code } = await runCli('watch', 'btc_jpy', '--duration', '1.5s', ...all());
    expect(code).toBe(0);
    expect(performance.now() - started).toBeGreaterThan(1_500);
  });
});
