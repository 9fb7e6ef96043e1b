import type { FillModel, Latency, RecordedDescription } from '../../simulator/index';

/** What a backtest is made of, as it goes to its thread: no functions, everything with its default. */
export interface BacktestConfig {
  /** The url of the strategy's module. */
  readonly strategy: string;
  readonly market: RecordedDescription;
  readonly balances: Readonly<Record<string, string>>;
  readonly fills: FillModel;
  readonly latency: Latency;
  readonly seed: number;
  /** ms */
  readonly warmUp: number;
}
