import { withDefault, atLeast } from '../../options/codecs';
import { optionsOf, resolveOptions } from '../../options/options';
import type { RunRecord } from '../../strategy/run-record';
import type { BacktestResult } from '../result/result';
import { aligned, type AlignedOrders } from './align';
import { differenceCause, type DifferenceCause, type DifferentPart, differentParts } from './causes';
import { viewOf } from './run-view';

/** What `recordRun` wrote down, or the result of a backtest. */
export type ComparedRun = readonly RunRecord[] | BacktestResult;

export interface CompareOptions {
  /** Two orders are the same one if they were placed at most so much apart, ms. Default: 2,000. */
  readonly within?: number | undefined;
}

/** An order that is not the same in both runs. */
export interface OrderDifference extends AlignedOrders {
  readonly differs: readonly DifferentPart[];
  /** `null`: nothing that was written down tells. */
  readonly cause: DifferenceCause | null;
}

export interface Comparison {
  /** Orders of both runs, one that both have counted once. */
  readonly orders: number;
  /** Those that came to the same in both. */
  readonly same: number;
  readonly differences: readonly OrderDifference[];
  /** How many of the differences have which cause. */
  readonly causes: Readonly<Partial<Record<DifferenceCause, number>>>;
  /** The differences without a cause. */
  readonly unexplained: readonly OrderDifference[];
}

const Options = optionsOf<{ readonly within: number }>({ within: withDefault(atLeast(0), 2_000) });

const recordsOf = (run: ComparedRun): readonly RunRecord[] => ('records' in run ? run.records : run);

/**
 * Lines two runs of a strategy up, order by order, and says where they differ and why: a backtest beside the run on paper, live
 * or simulated whose market it had. The times of both must be of one clock, as they are where one has the recording of the other.
 * Throws a `ConfigError` that names a wrong option.
 *
 * @example
 * ```ts
 * import { compare, type BacktestResult, type RunRecord } from 'rx-bitbank/backtest';
 *
 * declare const paper: readonly RunRecord[];
 * declare const result: BacktestResult;
 * const { orders, same, causes, unexplained } = compare(paper, result);
 * console.log(`${same} of ${orders} orders ended alike`, causes, unexplained);
 * ```
 */
export const compare = (runA: ComparedRun, runB: ComparedRun, options: CompareOptions = {}): Comparison => {
  const { within } = resolveOptions(Options, options);
  const [a, b] = [viewOf(recordsOf(runA)), viewOf(recordsOf(runB))];
  const pairs = aligned(a.orders, b.orders, within);
  const differences = pairs.flatMap((pair): readonly OrderDifference[] => {
    const differs = differentParts(pair, a, b);
    return differs.length === 0 ? [] : [{ ...pair, differs, cause: differenceCause(pair, a, b, within) }];
  });
  const causes: Partial<Record<DifferenceCause, number>> = {};
  for (const { cause } of differences) if (cause !== null) causes[cause] = (causes[cause] ?? 0) + 1;
  return {
    orders: pairs.length,
    same: pairs.length - differences.length,
    differences,
    causes,
    unexplained: differences.filter(({ cause }) => cause === null),
  };
};
