export { fits } from './money';
export {
  type Mark,
  type MarkUnits,
  type PaymentPlaces,
  profit,
  type ProfitEvent,
  profitFrom,
  type ProfitState,
  type StartingPosition,
} from './profit';
export { holdingSides, type HoldingSide } from './pair-state';
export {
  type ByMethod,
  type Held,
  type PairProfit,
  type Profit,
  profitOf,
  type ProfitSums,
  totalIn,
} from './view';
