/**
 * Runs one strategy in three worlds together, and prints the differences: on the simulated exchange, on paper that
 * follows the same exchange, and in a backtest of the recording made meanwhile. Usage: `npm run compare -- [MODULE]
 * [SECONDS]`; by default this strategy for ten minutes. The module is the one that runs live.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { lastValueFrom, takeUntil, timer } from 'rxjs';
import {
  backtest,
  compare,
  type ComparedRun,
  createLive,
  createPaper,
  recordRun,
  type RunRecord,
  runStrategy,
  type Strategy,
  type World,
} from 'rx-bitbank/backtest';
import { recordTo } from 'rx-bitbank/recording';
import { demoAccount, recordedMarket, startSimulator } from 'rx-bitbank/simulator';

const [path = fileURLToPath(new URL('crossing.ts', import.meta.url)), seconds = '600'] =
  process.argv.slice(2);
const module = pathToFileURL(resolve(path));
/** A thread of Node 20 reads no TypeScript by itself. */
const inThread = new URL(`typescript.mjs?module=${encodeURIComponent(module.href)}`, import.meta.url);
const { default: strategy } = (await import(module.href)) as { readonly default: Strategy };
const pairs = ['btc_jpy'];
const balances = { jpy: '10000000', btc: '1' };

const sim = await startSimulator({ pairs, accounts: [{ ...demoAccount, balances }] });
const folder = mkdtempSync(join(tmpdir(), 'compare-'));
const recorded$ = recordTo(folder, { pairs, ...sim.urls });
const over$ = timer(Number(seconds) * 1_000);
/** The recording begins before the runs, and ends after them. */
const recording = lastValueFrom(recorded$.pipe(takeUntil(timer(Number(seconds) * 1_000 + 10_000))), {
  defaultValue: null,
});
await lastValueFrom(timer(5_000));

const { apiKey, apiSecret } = demoAccount;
const worlds: readonly World[] = [
  createLive({ apiKey, apiSecret, exclusiveAccount: true, ...sim.urls, prices: sim.urls }),
  await createPaper({ balances, pairs, ...sim.urls }),
];
const [simulated = [], paper = []] = await Promise.all(
  worlds.map(async (base): Promise<readonly RunRecord[]> => {
    const { world, records$ } = recordRun(base, { pairs });
    const records: RunRecord[] = [];
    records$.subscribe((record) => records.push(record));
    // Orders that are open when the recording ends stay open here too.
    await lastValueFrom(runStrategy(strategy, world, { stop$: over$, atEnd: 'leave' }));
    return records;
  }),
);
await recording;
await sim.close();

const market = recordedMarket(folder);
const begun = simulated[0]?.at ?? market.start;
const result = await lastValueFrom(
  backtest({ strategy: inThread, market, balances, warmUp: Math.max(0, begun - market.start), band: false }),
);
rmSync(folder, { recursive: true });
if (result.type !== 'result') throw new Error('the backtest has no result');

const show = (name: string, a: ComparedRun, b: ComparedRun): void => {
  const { orders, same, causes, unexplained } = compare(a, b);
  console.log(`${name}: ${same} of ${orders} orders the same; causes of the others:`, causes);
  for (const one of unexplained) console.log('no cause is known:', JSON.stringify(one));
};
show('simulator and paper', simulated, paper);
show('paper and backtest', paper, result);
show('simulator and backtest', simulated, result);
