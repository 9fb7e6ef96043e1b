import type { Fill } from '../model/fill';
import { closed, type Holding, noHolding, traded } from './holding';
import { absolute, cutTo, timesUnits, type Units, unitsOf } from './money';

export const holdingSides = ['spot', 'long', 'short'] as const;
/** A spot holding, or a side of a margin position. */
export type HoldingSide = (typeof holdingSides)[number];

/** The state of a pair after its fills in the order of their execution. Money is in quote currency. */
export interface PairState {
  readonly holdings: Readonly<Record<HoldingSide, Holding>>;
  /** Fees that were paid and rebates that were received, both positive. */
  readonly fees: Units;
  readonly rebates: Units;
  /** Fees of open margin positions that the venue has not taken yet. */
  readonly accruedFees: Units;
  readonly interest: Units;
  /** The value of all purchases and sales together, always positive. */
  readonly turnover: Units;
  readonly fills: number;
  /** The gain of fills against the middle of the market at their time, over the fills for which it was known. */
  readonly spread: Units;
  readonly withoutMiddle: number;
}

export const emptyPair: PairState = {
  holdings: { spot: noHolding, long: noHolding, short: noHolding },
  fees: 0n,
  rebates: 0n,
  accruedFees: 0n,
  interest: 0n,
  turnover: 0n,
  fills: 0,
  spread: 0n,
  withoutMiddle: 0,
};

/** A fill, with the middle of the market when it came. */
export interface FillEntry {
  readonly fill: Fill;
  readonly middle: Units | null;
}

const positive = (units: Units): Units => (units > 0n ? units : 0n);

const isOpening = ({ side, positionSide }: Fill): boolean => (positionSide === 'long') === (side === 'buy');

const heldAfter = (holding: Holding, fill: Fill, amount: Units, notional: Units, places: number): Holding => {
  if (fill.positionSide === null || isOpening(fill) || fill.profitLoss === null)
    return traded(holding, amount, notional);
  // The venue reports this with more places than it pays.
  const paid = cutTo(unitsOf(fill.profitLoss), places);
  const gross = paid + unitsOf(fill.feeAmountQuote) + unitsOf(fill.interest ?? '0');
  return closed(holding, amount, -notional, gross);
};

/** Adds a fill to the state. `places` is the number of decimal places of a payment in quote currency. */
export const afterFill = (state: PairState, { fill, middle }: FillEntry, places: number): PairState => {
  const sign = fill.side === 'buy' ? 1n : -1n;
  const price = unitsOf(fill.price);
  const size = unitsOf(fill.amount);
  const product = timesUnits(price, size);
  // A spot trade is paid, so that its value is rounded; the value of a margin position stays exact.
  const notional = fill.positionSide === null ? cutTo(product, places) : product;
  const feeBase = unitsOf(fill.feeAmountBase);
  const feeOfBase = timesUnits(price, feeBase);
  const fee = unitsOf(fill.feeAmountQuote) + feeOfBase;
  const occurred = unitsOf(fill.feeOccurredAmountQuote ?? fill.feeAmountQuote) + feeOfBase;
  const side = fill.positionSide ?? 'spot';
  const amount = sign * size - feeBase;
  const cost = sign * notional - feeOfBase;
  return {
    holdings: { ...state.holdings, [side]: heldAfter(state.holdings[side], fill, amount, cost, places) },
    fees: state.fees + positive(fee),
    rebates: state.rebates + positive(-fee),
    accruedFees: state.accruedFees + occurred - fee,
    interest: state.interest + unitsOf(fill.interest ?? '0'),
    turnover: state.turnover + absolute(notional),
    fills: state.fills + 1,
    spread: middle === null ? state.spread : state.spread + sign * timesUnits(middle - price, size),
    withoutMiddle: state.withoutMiddle + (middle === null ? 1 : 0),
  };
};
