import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lastValueFrom } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type * as Entry from '../../src/backtest/index';
import { queue, recordedMarket, through, touch } from '../../src/simulator/index';
import { recordSynthetic } from '../simulator/outside/recording';

/** The built package, because a thread runs a file. */
const { backtest } = (await import(new URL('../../dist/backtest.js', import.meta.url).href)) as typeof Entry;

const market = recordedMarket({ events: recordSynthetic(120) });
const balances = { jpy: '10000000', btc: '1' };
const moduleOf = (name: string): URL => new URL(`./strategies/${name}.mjs`, import.meta.url);

const digestOf = (name: string): string =>
  createHash('sha256')
    .update(readFileSync(moduleOf(name)))
    .digest('hex');

const resultOf = async (
  strategy: string,
  options: Partial<Entry.BacktestOptions> = {},
): Promise<Entry.BacktestResult> => {
  const run$ = backtest({ strategy: moduleOf(strategy), market, balances, band: false, ...options });
  const last = await lastValueFrom(run$);
  if (last.type !== 'result') throw new Error('no result');
  return last;
};

describe('backtest', { timeout: 240_000 }, () => {
  it('has the same result, bit for bit, with the same seed, and follows each order to its end', async () => {
    const first = await resultOf('quoter');
    const again = await resultOf('quoter', { fills: queue() });
    expect(again.hash).toBe(first.hash);
    expect(first.ended).toBe('left');
    expect(first.fills.length).toBeGreaterThan(3);
    for (const { fill, cause } of first.fills) {
      const causes = fill.makerTaker === 'taker' ? ['taker'] : ['print', 'cross'];
      expect(causes).toContain(cause);
    }
    expect(first.input.strategyHash).toBe(digestOf('quoter'));
    expect(first.input.fees).toMatchObject({ btc_jpy: { taker: '0.001' } });
    expect(first.breakTime).toBe(0);
    expect(Number(first.exposure.jpy?.most)).toBeGreaterThan(Number(first.exposure.jpy?.mean));
    expect(Number(first.exposure.jpy?.time)).toBeGreaterThan(0);
    expect(first.summary.filled + first.summary.open).toBe(first.summary.orders);
    expect(first.summary.filled).toBeGreaterThan(0);
    const filled = first.orders.filter(({ end }) => end === 'Filled');
    expect(filled.every(({ steps }) => steps[0]?.type === 'Submitted')).toBe(true);
    expect((await resultOf('quoter', { fills: touch() })).hash).not.toBe(first.hash);
    expect((await resultOf('quoter', { seed: 2 })).hash).not.toBe(first.hash);
  });

  it('shows the results of all models beside the run', async () => {
    const { band, hash } = await resultOf('quoter', { band: true, latency: 20 });
    expect(band.map(({ name }) => name)).toEqual(['touch', 'through', 'queue', 'twice the latency']);
    expect(band[2]?.hash).toBe(hash);
    const [most, least] = [band[0]?.fills ?? 0, band[1]?.fills ?? 0];
    expect(most).toBeGreaterThanOrEqual(least);
  });

  it('runs a strategy without a scheduler of its own in virtual time', async () => {
    const { ended, span } = await resultOf('time');
    expect(ended).toBe('completed');
    // These are two of 250 ms, three retries of a second, and 5 s that were awaited.
    expect(span.to - span.begun).toBeGreaterThanOrEqual(8_500);
    expect(span.to - span.begun).toBeLessThan(8_600);
  });

  it('gives its time and its random numbers also to a module that kept the functions while it was loaded', async () => {
    const found = async (): Promise<string> => {
      const error = await resultOf('kept').catch((cause: unknown) => cause);
      return error instanceof Error ? error.message : '';
    };
    const first = await found();
    expect(first).toContain('"passed":');
    const { passed } = JSON.parse(first.slice(first.indexOf('{'), first.lastIndexOf('}') + 1)) as {
      passed: object;
    };
    const second = [1_000, 1_000, 1_000];
    const soon = [0, 0, 0];
    expect(passed).toEqual({
      later: second,
      pause: second,
      soon,
      wait: second,
      sleep: second,
      abort: second,
    });
    expect(await found()).toBe(first);
  });

  it('lets no time pass before everything that waits for the end of a call is done', async () => {
    const { ended, span } = await resultOf('later');
    expect(ended).toBe('completed');
    expect(span.to - span.begun).toBe(7 * 60 + 3);
  });

  it.each(['throws', 'timer-throws'])('names the line at which a strategy fails: %s', async (name) => {
    await expect(resultOf(name)).rejects.toMatchObject({
      _tag: 'BacktestError',
      reason: 'strategy',
      detail: 'broken',
      file: fileURLToPath(moduleOf(name)),
      line: 6 - (name === 'timer-throws' ? 1 : 0),
    });
  });

  it.each([
    ['foreign-pair', 6],
    ['foreign-order', 6],
  ])(
    'names the line that asks for a pair without a recording, even if the error is caught: %s',
    async (name, line) => {
      await expect(resultOf(name)).rejects.toMatchObject({
        _tag: 'BacktestError',
        reason: 'pair',
        file: fileURLToPath(moduleOf(name)),
        line,
      });
    },
  );

  it.each([
    ['its syntax', ["import { timer } from 'rxjs';", '', 'export default () => timer(1)).pipe();'], 3],
    ['an export that is missing', ['', "import { nothing } from 'node:path';", 'export default nothing;'], 2],
    ['what it does at once', ['const none = null;', 'none.not;', 'export default () => null;'], 2],
  ])('names the line of a module that can’t be loaded for %s', async (_, rows, line) => {
    const path = join(mkdtempSync(join(tmpdir(), 'strategy-')), 'strategy.mjs');
    writeFileSync(path, rows.join('\n'));
    await expect(resultOf('idle', { strategy: path })).rejects.toMatchObject({
      ...{ _tag: 'BacktestError', reason: 'strategy', file: path, line },
      detail: expect.stringContaining('could not be loaded') as string,
    });
  });

  it.each([
    ['a number', '5', "You provided '5' where a stream was expected"],
    ['nothing', 'undefined', "You provided 'undefined' where a stream was expected"],
  ])('says in words that a strategy returned %s', async (_, returned, complaint) => {
    const path = join(mkdtempSync(join(tmpdir(), 'strategy-')), 'strategy.mjs');
    writeFileSync(path, `export default () => ${returned};`);
    await expect(resultOf('idle', { strategy: path })).rejects.toMatchObject({
      ...{ _tag: 'BacktestError', reason: 'strategy', file: path },
      detail: expect.stringContaining(complaint) as string,
    });
  });

  it('refuses a module without a strategy, and options that are no plain description', async () => {
    const noStrategy = { _tag: 'ConfigError', field: 'strategy' };
    await expect(resultOf('no-strategy')).rejects.toMatchObject(noStrategy);
    await expect(resultOf('not-there')).rejects.toMatchObject(noStrategy);
    await expect(resultOf('unreadable')).rejects.toMatchObject({ _tag: 'BacktestError', reason: 'strategy' });
    const asFunction = (() => null) as unknown as URL;
    await expect(resultOf('time', { strategy: asFunction })).rejects.toMatchObject(noStrategy);
    const odd = { warmup: 5 } as Partial<Entry.BacktestOptions>;
    await expect(resultOf('time', odd)).rejects.toMatchObject({ _tag: 'ConfigError', field: 'warmup' });
    const fills = Object.assign(through(), { of: () => 1 });
    await expect(resultOf('time', { fills })).rejects.toMatchObject({ _tag: 'ConfigError', field: 'fills' });
  });

  const starved = ['candles', 'trades'];
  const cheats = readdirSync(new URL('./strategies/cheats', import.meta.url)).map((file) =>
    file.replace('.mjs', ''),
  );

  it.each(cheats.filter((name) => !starved.includes(name)))('catches one that cheats: %s', async (name) => {
    const reason = name === 'clock' ? 'strategy' : 'real-io';
    await expect(resultOf(`cheats/${name}`)).rejects.toMatchObject({ _tag: 'BacktestError', reason });
  });

  it('lets a strategy write to a log that was opened while it was loaded', async () => {
    expect((await resultOf('logs')).ended).toBe('completed');
  });

  it.each(starved)('shows nothing of the future to a strategy that cheats: %s', async (name) => {
    expect((await resultOf(`cheats/${name}`)).ended).toBe('completed');
  });
});
