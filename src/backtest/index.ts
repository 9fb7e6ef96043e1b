/**
 * A strategy's world without money: paper trading at live prices. For Node.
 *
 * @module rx-bitbank/backtest
 */
export { createPaper, type Paper, type PaperOptions } from './paper';
export type { PaperError } from './paper-error';
export type { World } from './world';
export {
  queue,
  through,
  touch,
  type CancelsAhead,
  type FillModel,
  type MarketNotice,
} from '../simulator/index';
