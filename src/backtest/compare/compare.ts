import { withDefault, atLeast } from '../../options/codecs';
import { optionsOf, resolveOptions } from '../../options/options';
import type { RunRecord } from '../../strategy/run-record';
import type { BacktestResult } from '../result/result';
import { aligned, type AlignedOrders } from './align';
import { differenceCause, type DifferenceCause, type DifferentPart, differentParts } from './causes';
import { viewOf } from './run-view';

/** A run: the records of `recordRun`, or the result of a backtest. */
export type ComparedRun = readonly RunRecord[] | BacktestResult;

export interface CompareOptions {
  /** The greatest distance in ms at which two orders count as the same. Default: 2,000. */
  readonly within?: number | undefined;
}

/** An order that differs in the two runs. */
export interface OrderDifference extends AlignedOrders {
  readonly differs: readonly DifferentPart[];
  /** The cause; `null` if the records do not show it. */
  readonly cause: DifferenceCause | null;
}

export interface Comparison {
  /** The number of orders of both runs. An order that both have counts once. */
  readonly orders: number;
  /** The number of orders with the same result in both. */
  readonly same: number;
  readonly differences: readonly OrderDifference[];
  /** The number of differences by cause. */
  readonly causes: Readonly<Partial<Record<DifferenceCause, number>>>;
  /** The differences without a cause. */
  readonly unexplained: readonly OrderDifference[];
}

const Options = optionsOf<{ readonly within: number }>({ within: withDefault(atLeast(0), 2_000) });

const recordsOf = (run: ComparedRun): readonly RunRecord[] => ('records' in run ? run.records : run);

/**
 * Lines up two runs of a strategy, order by order, and reports their differences and the causes: a backtest beside the
 * run on paper, live or simulated whose market it had. The times of both must be of one clock, as they are if one has
 * the recording of the other. Throws a `ConfigError` that names a wrong option.
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
