import type { Fill } from '../model/fill';
import { quoteAssetOf, type Pair } from '../model/pair';
import { emptyPairLog, withFill, logFrom, type PairLog } from './fill-log';
import { traded } from './holding';
import { unitsOf, type Units } from './money';
import { emptyPair, type HoldingSide } from './pair-state';

/** A holding from before the first fill: an amount in base currency and its cost in quote currency. */
export interface StartingPosition {
  readonly pair: Pair;
  /** The side of the holding; by default `spot`. */
  readonly side?: HoldingSide | undefined;
  /** The amount in base currency, negative for a short position. */
  readonly amount: string;
  /** The cost of the whole amount, not of one unit, in quote currency; negative for a short position. */
  readonly cost: string;
}

/** The best prices of a pair in quote currency; `null` for an empty side. */
export interface Mark {
  readonly pair: Pair;
  readonly bid: string | null;
  readonly ask: string | null;
}

/** An event that changes profit: a fill, or new best prices. */
export type ProfitEvent =
  | { readonly type: 'fill'; readonly fill: Fill }
  /** New best prices, by which holdings are valued from now on. */
  | { readonly type: 'mark'; readonly mark: Mark };

/** The best prices of a pair in units; `null` if they are not known. */
export interface MarkUnits {
  readonly bid: Units | null;
  readonly ask: Units | null;
}

/** The state of the reducer `profit`. `profitOf` turns it into figures. */
export interface ProfitState {
  readonly logs: ReadonlyMap<Pair, PairLog>;
  readonly marks: ReadonlyMap<Pair, MarkUnits>;
  readonly places: PaymentPlaces;
}

/** The number of decimal places in which the venue pays each asset. */
export type PaymentPlaces = Readonly<Record<string, number>>;

/** The venue pays JPY with 4 decimal places, and every other asset with 8. */
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
 * Adds a fill or a mark to profit. This reducer is pure and exact: it rounds only where the venue rounds its payments. Fills
 * may come in any order and more than once, as long as no more than `keptFills` fills of the pair lie between.
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
