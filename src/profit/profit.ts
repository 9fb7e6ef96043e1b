import type { Fill } from '../model/fill';
import { quoteAssetOf, type Pair } from '../model/pair';
import { emptyPairLog, withFill, logFrom, type PairLog } from './fill-log';
import { traded } from './holding';
import { unitsOf, type Units } from './money';
import { emptyPair, type HoldingSide } from './pair-state';

/** What was held before the first fill: an amount of base currency, and what it had cost in quote currency. */
export interface StartingPosition {
  readonly pair: Pair;
  /** Default: `spot`. */
  readonly side?: HoldingSide | undefined;
  /** Negative for a short position. */
  readonly amount: string;
  /** All of it, not one unit. Negative for a short position. */
  readonly cost: string;
}

/** Best prices of a pair, quote currency. `null`: that side is empty. */
export interface Mark {
  readonly pair: Pair;
  readonly bid: string | null;
  readonly ask: string | null;
}

/** What profit follows from. */
export type ProfitEvent =
  | { readonly type: 'fill'; readonly fill: Fill }
  /** What is held is worth that much from here on. */
  | { readonly type: 'mark'; readonly mark: Mark };

/** Where a pair stands in the market, in units; `null`: not known. */
export interface MarkUnits {
  readonly bid: Units | null;
  readonly ask: Units | null;
}

/** All that was learnt. Read it by `profitOf`. */
export interface ProfitState {
  readonly logs: ReadonlyMap<Pair, PairLog>;
  readonly marks: ReadonlyMap<Pair, MarkUnits>;
  readonly places: PaymentPlaces;
}

/** Decimal places to which the venue pays an asset. */
export type PaymentPlaces = Readonly<Record<string, number>>;

/** JPY has 4 places, every other asset 8. */
const venuePlaces: PaymentPlaces = { jpy: 4 };
const otherPlaces = 8;

/** The state before the first event. */
export const profitFrom = (
  start: readonly StartingPosition[] = [],
  places: PaymentPlaces = venuePlaces,
): ProfitState => {
  const logs = new Map<Pair, PairLog>();
  for (const { pair, side = 'spot', amount, cost } of start) {
    const { base } = logs.get(pair) ?? emptyPairLog;
    const held = traded(base.holdings[side], unitsOf(amount), unitsOf(cost));
    logs.set(pair, logFrom({ ...emptyPair, holdings: { ...base.holdings, [side]: held } }));
  }
  return { logs, marks: new Map(), places };
};

const middleOf = (mark: MarkUnits | undefined): Units | null =>
  mark === undefined || mark.bid === null || mark.ask === null ? null : (mark.bid + mark.ask) / 2n;

const unitsOrNull = (decimal: string | null): Units | null => (decimal === null ? null : unitsOf(decimal));

const placesOf = ({ places }: ProfitState, pair: Pair): number => places[quoteAssetOf(pair)] ?? otherPlaces;

/**
 * What was gained and lost, by a fill or a mark more. Pure, and exact: there is no rounding but that of the venue's own
 * payments. Fills may come in any order and more than once, as long as no more than `keptFills` of a pair lie between.
 */
export const profit = (state: ProfitState, event: ProfitEvent): ProfitState => {
  switch (event.type) {
    case 'fill': {
      const { fill } = event;
      const { pair } = fill;
      const log = state.logs.get(pair) ?? emptyPairLog;
      const next = withFill(log, { fill, middle: middleOf(state.marks.get(pair)) }, placesOf(state, pair));
      return next === log ? state : { ...state, logs: new Map(state.logs).set(pair, next) };
    }
    case 'mark': {
      const { pair, bid, ask } = event.mark;
      const mark = { bid: unitsOrNull(bid), ask: unitsOrNull(ask) };
      return { ...state, marks: new Map(state.marks).set(pair, mark) };
    }
  }
};
