/**
 * The worlds of a strategy, simulated, on paper and live, and the functions that run it in one. It needs Node.
 *
 * @module rx-bitbank/backtest
 */
export { backtest, type BacktestProgress } from './backtest';
export { backtestDays, type BacktestDay } from './days';
export type { BacktestOptions } from './run/options';
export type { BacktestError } from './run/backtest-error';
export type {
  BacktestResult,
  BandRun,
  PricePoint,
  FillCause,
  ResultFill,
  UnknownSpan,
  BacktestWarning,
} from './result/result';
export type { BreakSpan, PairFees } from './result/facts';
export type { Exposure } from './result/exposure';
export type { Equity, EquityPoint } from './result/equity';
export type { OrderLife, OrdersSummary } from './result/lives';
export type { MarkOut } from './result/mark-outs';
export {
  compare,
  type CompareOptions,
  type ComparedRun,
  type Comparison,
  type OrderDifference,
} from './compare/compare';
export type { AlignedOrders } from './compare/align';
export type { DifferenceCause, DifferentPart } from './compare/causes';
export { reportOf, writeReport } from './report/report';
export { recordRun, type RunRecording } from '../strategy/record-run';
export type { RunMark, RunRecord } from '../strategy/run-record';
export { createPaper, type Paper, type PaperOptions } from './paper';
export type { PaperError } from './paper-error';
export { runStrategy, type RunEnd, type RunEvent, type RunOptions } from '../strategy/run-strategy';
export type { Strategy, World } from '../strategy/world';
export {
  createLive,
  createSimulated,
  type LiveOptions,
  type SimulatedOptions,
  type Trader,
} from '../strategy/worlds';
export {
  queue,
  through,
  touch,
  type CancelsAhead,
  type FillBasis,
  type FillModel,
  type MarketNotice,
} from '../simulator/index';
