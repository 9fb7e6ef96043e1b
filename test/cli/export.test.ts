import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { transactionFrames } from '../../bench/frames';
import { runCli } from './run-cli';

const folder = mkdtempSync(join(tmpdir(), 'rx-bitbank-'));
const recording = join(folder, 'frames.ndjson');
const frames = transactionFrames('btc_jpy', 20, 1);
writeFileSync(
  recording,
  frames.map((frame, i) => `${JSON.stringify({ t: 1_790_127_300_000 + i * 1_000, frame })}\n`).join(''),
);
afterAll(() => rmSync(folder, { recursive: true }));

describe('rx-bitbank export', () => {
  it('prints a table, or writes it into a file and says so', async () => {
    const args = ['export', recording, '--table', 'trades', '--to', 'csv'];
    const { code, stdout, stderr } = await runCli(...args);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^time,pair,id,timestamp,side,price,amount\n1790127300000,btc_jpy,/);
    const out = join(folder, 'trades.csv');
    const rows = stdout.split('\n').length - 2;
    expect(await runCli(...args, '--out', out)).toEqual({
      code: 0,
      stdout: '',
      stderr: `rx-bitbank: ${out}: ${rows} rows of trades\n`,
    });
    expect(readFileSync(out, 'utf8')).toBe(stdout);
  });

  it.each([
    ['a recording that is not there', ['missing', '--table', 'trades'], 1, 'no such file or folder'],
    ['a table that is none', [recording, '--table', 'orders'], 2, '--table: expected one of trades'],
    ['no table', [recording], 2, 'which recording, --table and --to?'],
    ['a file that is there', [recording, '--table', 'book', '--out', recording], 1, 'expected a new file'],
  ])('refuses %s in one line', async (_, args, expected, complaint) => {
    const { code, stdout, stderr } = await runCli('export', ...args, '--to', 'csv');
    expect([code, stdout]).toEqual([expected, '']);
    expect(stderr).toMatch(/^rx-bitbank: .*\n$/);
    expect(stderr).toContain(complaint);
  });
});
