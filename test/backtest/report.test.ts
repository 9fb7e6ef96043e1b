import { buildSync } from 'esbuild';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lastValueFrom, takeUntil, timer } from 'rxjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { recordTo } from '../../src/recording/index';
import { startSimulator } from '../../src/simulator/index';
import { recordSynthetic } from '../simulator/outside/recording';
import { fileOf } from './built';

const folder = mkdtempSync(join(tmpdir(), 'backtest-'));
const recording = join(folder, 'recording');
const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const moduleOf = (name: string): string =>
  fileURLToPath(new URL(`./strategies/${name}.mjs`, import.meta.url));

/** Removes the lines of progress, whose number depends on the speed of the machine. */
const withoutProgress = (errors: string): string => errors.replace(/^.* frames\n/gm, '');

const command = (...args: readonly string[]) =>
  new Promise<{ readonly code: number; readonly out: string; readonly errors: string }>((resolve) => {
    const child = execFile(process.execPath, [cli, 'backtest', ...args], (_, out, errors) =>
      resolve({ code: child.exitCode ?? -1, out, errors: withoutProgress(errors) }),
    );
  });

describe('rx-bitbank backtest', { timeout: 240_000 }, () => {
  beforeAll(async () => {
    const sim = await startSimulator({ pairs: ['btc_jpy'], marketSpeed: 20 });
    const recorded$ = recordTo(recording, { pairs: ['btc_jpy'], ...sim.urls });
    await lastValueFrom(recorded$.pipe(takeUntil(timer(4_000))), { defaultValue: null });
    await sim.close();
  }, 240_000);

  it('writes a page that loads nothing, in two languages, and prints its figures', async () => {
    const out = join(folder, 'report.html');
    const balances = ['--balances', 'jpy=10000000,btc=1'];
    const run = await command(moduleOf('time'), recording, '--out', out, '--no-band', ...balances);
    expect(run.errors).toBe('');
    expect(run.code).toBe(0);
    expect(JSON.parse(run.out)).toMatchObject({ report: out, summary: { orders: 0 } });
    const page = readFileSync(out, 'utf8');
    expect(page).not.toMatch(/src=|href=|<script|https?:/);
    expect(page).toContain('What weakens it');
    expect(page).toContain('この結果の弱点');
    expect(page).toContain('only, so nothing shows how much the result depends on it');
    expect(page).toMatch(/<dt>.*Balances.*<dd>10,000,000 JPY, 1 BTC</);
    expect(page).toMatch(/<dt>.*Hash of the strategy.*<dd>[0-9a-f]{64}</);
    expect(page.indexOf('What weakens it')).toBeLessThan(page.indexOf('Inputs'));
  });

  it('writes one of the strategy in the guide, which trades', async () => {
    const guide = readFileSync(new URL('../../docs/backtest.md', import.meta.url), 'utf8');
    const [, contents = ''] = /```js\n(.*?)```/s.exec(guide) ?? [];
    const strategy = join(folder, 'strategy.mjs');
    const stdin = { contents, resolveDir: fileURLToPath(new URL('.', import.meta.url)) };
    buildSync({ stdin, outfile: strategy, bundle: true, format: 'esm', platform: 'node' });
    const out = join(folder, 'guide.html');
    const market = fileOf(recordSynthetic(180), 0);
    const run = await command(strategy, market, '--out', out, '--balances', 'jpy=1000000,btc=0.1');
    expect(run).toMatchObject({ code: 0, errors: '' });
    const { summary, band } = JSON.parse(run.out) as {
      readonly summary: { readonly orders: number; readonly rejected: number };
      readonly band: readonly unknown[];
    };
    expect(summary.orders).toBe(6);
    expect(summary.rejected).toBe(0);
    expect(band).toHaveLength(4);
    expect(readFileSync(out, 'utf8')).toContain('この結果（queue）');
  });

  it('writes a page and a line for each day, if asked to', async () => {
    const out = join(folder, 'days.html');
    const run = await command(moduleOf('time'), recording, '--out', out, '--no-band', '--days');
    expect(run).toMatchObject({ code: 0, errors: '' });
    const lines = run.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { day: string; report: string });
    expect(lines.length).toBeGreaterThan(0);
    for (const { day, report } of lines) {
      expect(report).toBe(join(folder, `days-${day}.html`));
      expect(readFileSync(report, 'utf8')).toContain('What weakens it');
    }
  });

  it('says in one line which error there was, and in which file', async () => {
    const failed = await command(moduleOf('throws'), recording, '--no-band');
    expect(failed).toMatchObject({ code: 1, out: '' });
    expect(failed.errors).toMatch(/^rx-bitbank: broken \(.*throws\.mjs:6\)\n$/);
    const foreign = await command(moduleOf('time'), recording, '--pairs', 'eth_jpy');
    expect(foreign.code).toBe(2);
    expect(foreign.errors).toContain('pairs that were recorded');
  });
});
