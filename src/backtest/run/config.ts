import type { FillModel, Latency, RecordedDescription } from '../../simulator/index';

/** The configuration of a backtest as it goes to its thread: no functions, and every option with its default. */
export interface BacktestConfig {
  /** The url of the strategy's module. */
  readonly strategy: string;
  readonly market: RecordedDescription;
  readonly balances: Readonly<Record<string, string>>;
  readonly fills: FillModel;
  readonly latency: Latency;
  readonly seed: number;
  /** The warm-up in ms. */
  readonly warmUp: number;
}
