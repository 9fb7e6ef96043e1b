/**
 * A strategy's worlds, simulated, on paper and live, and what runs it in one. For Node.
 *
 * @module rx-bitbank/backtest
 */
export { createPaper, type Paper, type PaperOptions } from './paper';
export type { PaperError } from './paper-error';
export { runStrategy, type RunEnd, type RunEvent, type RunOptions } from '../strategy/run-strategy';
export type { Strategy, World } from '../strategy/world';
export { createLive, createSimulated, type LiveOptions, type SimulatedOptions } from '../strategy/worlds';
export {
  queue,
  through,
  touch,
  type CancelsAhead,
  type FillModel,
  type MarketNotice,
} from '../simulator/index';
