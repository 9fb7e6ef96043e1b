import { buildSync } from 'esbuild';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { lastValueFrom } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { compare, type Comparison } from '../../src/backtest/compare/compare';
import type * as Entry from '../../src/backtest/index';
import { queue, recordedMarket, through } from '../../src/simulator/index';
import type { Strategy } from '../../src/strategy/world';
import { runSimulated } from './simulated-run';

/** The built package, because a thread runs a file. */
const { backtest } = (await import(new URL('../../dist/backtest.js', import.meta.url).href)) as typeof Entry;

const folder = mkdtempSync(join(tmpdir(), 'compare-'));
const root = fileURLToPath(new URL('../..', import.meta.url));
const balances = { jpy: '10000000', btc: '1' };

/** Builds an example as a module that a thread can load. */
const built = (path: string): URL => {
  const outfile = join(folder, `${path.replaceAll('/', '-')}.mjs`);
  buildSync({
    entryPoints: [fileURLToPath(new URL(`../../${path}`, import.meta.url))],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'error',
    alias: { 'rx-bitbank/operators': join(root, 'src/operators/index.ts') },
  });
  return pathToFileURL(outfile);
};

const namedShare = ({ differences, unexplained }: Comparison): number =>
  differences.length === 0 ? 1 : 1 - unexplained.length / differences.length;

const runs = new Map<string, ReturnType<typeof runSimulated>>();

interface Comparisons {
  readonly paper: Comparison;
  readonly backtested: Comparison;
  readonly paperBacktested: Comparison;
}

/** Runs a strategy on the simulator, on paper, and in a backtest of the recording made then. */
const comparedRuns = async (
  path: string,
  seconds: number,
  options: Partial<Entry.BacktestOptions> = {},
): Promise<Comparisons> => {
  const module = built(path);
  const { default: strategy } = (await import(module.href)) as { readonly default: Strategy };
  const running = runs.get(path) ?? runSimulated(strategy, { seconds, startsAfter: 30_000, balances });
  runs.set(path, running);
  const { simulated, paper, events } = await running;
  const market = recordedMarket({ events });
  const run = { strategy: module, market, balances, warmUp: 30_000, band: false, ...options };
  const result = await lastValueFrom(backtest(run));
  if (result.type !== 'result') throw new Error('no result');
  expect(compare(simulated, simulated)).toMatchObject({ differences: [], unexplained: [] });
  return {
    paper: compare(simulated, paper),
    backtested: compare(simulated, result),
    paperBacktested: compare(paper, result),
  };
};

describe('compare', { timeout: 240_000 }, () => {
  it('shows that the market maker does the same on the simulator, on paper, and in a backtest of that very run', async () => {
    const all = await comparedRuns('examples/market-maker-strategy.ts', 600);
    for (const { orders, same } of Object.values(all) as readonly Comparison[]) {
      expect(orders).toBeGreaterThan(50);
      expect(same).toBe(orders);
    }
  });

  it('shows that the strategy of moving averages wants the same in all three, and pays the prices of the book after the last diff', async () => {
    const all = await comparedRuns('examples/strategy/src/crossing.ts', 1_800);
    for (const { orders, unexplained, causes } of Object.values(all) as readonly Comparison[]) {
      expect(orders).toBeGreaterThan(1);
      expect(unexplained).toEqual([]);
      expect(Object.keys(causes).filter((cause) => cause !== 'book')).toEqual([]);
    }
  });

  it.each([
    ['queue', queue(), 0],
    ['through', through(), 0],
    ['queue, and 300 ms of latency', queue(), 300],
  ])('names why orders at the best prices end differently by %s', async (_, fills, latency) => {
    const all = await comparedRuns('test/backtest/strategies/joiner.mjs', 1_200, { fills, latency });
    for (const comparison of [all.backtested, all.paper]) {
      expect(comparison.orders).toBeGreaterThan(100);
      expect(comparison.differences.length).toBeGreaterThan(5);
      expect(namedShare(comparison)).toBeGreaterThanOrEqual(0.95);
    }
  });
});
