import { quoteAssetOf, type Pair } from '../model/pair';
import type { Holding } from './holding';
import { decimalOfUnits, quotient, timesUnits, type Units } from './money';
import { type HoldingSide, holdingSides, type PairState } from './pair-state';
import type { MarkUnits, ProfitState } from './profit';

/** An amount in quote currency by both methods: average cost, and first in, first out. */
export interface ByMethod {
  readonly average: string;
  readonly fifo: string;
}

/** A holding: its amount in base currency, its cost in quote currency, and its average price. Negative for a short one. */
export interface Held {
  readonly amount: string;
  readonly cost: string;
  /** Quote currency per unit; `null` if nothing is held. */
  readonly averagePrice: string | null;
}

/** Money in one quote currency, plain decimals. */
export interface ProfitSums {
  /** The realised gain, before fees and interest. */
  readonly realized: ByMethod;
  /** The gain of the holdings if they were closed at the best prices; `null` if these are not known. */
  readonly unrealized: ByMethod | null;
  readonly fees: string;
  readonly rebates: string;
  /** Interest paid on margin positions that were closed. */
  readonly interest: string;
  /** Fees of open margin positions, which the venue takes when they are closed. */
  readonly accruedFees: string;
  /** Realised and unrealised gain with rebates, less fees and interest. Both methods agree. `null` where `unrealized` is. */
  readonly total: string | null;
  /** The part of the gain that came from fills at better prices than the middle of the market at their time. */
  readonly spread: string;
  /** The rest of the gain, which came from holding. `null` where `unrealized` is. */
  readonly inventory: string | null;
  /** The value of all purchases and sales. */
  readonly turnover: string;
  readonly fills: number;
  /** The number of fills without a known middle of the market. Their gain counts as `inventory`. */
  readonly fillsWithoutMiddle: number;
  /** The number of fills that came so late that they were counted in the wrong order. */
  readonly lateFills: number;
}

export interface PairProfit extends ProfitSums {
  readonly pair: Pair;
  readonly held: Readonly<Record<HoldingSide, Held>>;
}

export interface Profit {
  readonly pairs: ReadonlyMap<Pair, PairProfit>;
  /** The sums per quote currency, over its pairs. */
  readonly totals: ReadonlyMap<string, ProfitSums>;
}

interface Sums {
  readonly average: Units;
  readonly fifo: Units;
  readonly openAverage: Units | null;
  readonly openFifo: Units | null;
  readonly fees: Units;
  readonly rebates: Units;
  readonly interest: Units;
  readonly accruedFees: Units;
  readonly spread: Units;
  readonly turnover: Units;
  readonly fills: number;
  readonly withoutMiddle: number;
  readonly late: number;
}

const plus = (a: Units | null, b: Units | null): Units | null => (a === null || b === null ? null : a + b);

/** The value of a holding: what was bought is sold at the bid, and what was sold is bought at the ask. */
const worthOf = ({ amount }: Holding, mark: MarkUnits | undefined): Units | null => {
  if (amount === 0n) return 0n;
  const price = amount > 0n ? mark?.bid : mark?.ask;
  return price === undefined || price === null ? null : timesUnits(price, amount);
};

const sumsOf = (state: PairState, late: number, mark: MarkUnits | undefined): Sums => {
  const all = holdingSides.map((side) => state.holdings[side]);
  const add = (valueOf: (holding: Holding) => Units): Units =>
    all.reduce((sum, holding) => sum + valueOf(holding), 0n);
  const worth = all.reduce<Units | null>((sum, holding) => plus(sum, worthOf(holding, mark)), 0n);
  const { fees, rebates, interest, accruedFees, spread, turnover, fills, withoutMiddle } = state;
  return {
    average: add(({ realized }) => realized.average),
    fifo: add(({ realized }) => realized.fifo),
    openAverage: plus(worth, -add(({ cost }) => cost)),
    openFifo: plus(worth, -add(({ lotsCost }) => lotsCost)),
    fees,
    rebates,
    interest,
    accruedFees,
    spread,
    turnover,
    fills,
    withoutMiddle,
    late,
  };
};

const added = (a: Sums, b: Sums): Sums => ({
  average: a.average + b.average,
  fifo: a.fifo + b.fifo,
  openAverage: plus(a.openAverage, b.openAverage),
  openFifo: plus(a.openFifo, b.openFifo),
  fees: a.fees + b.fees,
  rebates: a.rebates + b.rebates,
  interest: a.interest + b.interest,
  accruedFees: a.accruedFees + b.accruedFees,
  spread: a.spread + b.spread,
  turnover: a.turnover + b.turnover,
  fills: a.fills + b.fills,
  withoutMiddle: a.withoutMiddle + b.withoutMiddle,
  late: a.late + b.late,
});

/** The gain with rebates, less fees and interest; `null` if the holdings can't be valued. */
const netOf = ({ average, openAverage, fees, rebates, interest, accruedFees }: Sums): Units | null =>
  plus(plus(average, openAverage), rebates - fees - interest - accruedFees);

const shown = (sums: Sums): ProfitSums => {
  const { average, fifo, openAverage, openFifo, fees, rebates, interest, accruedFees, spread } = sums;
  const gross = plus(average, openAverage);
  const orNull = (units: Units | null): string | null => (units === null ? null : decimalOfUnits(units));
  return {
    realized: { average: decimalOfUnits(average), fifo: decimalOfUnits(fifo) },
    unrealized:
      openAverage === null || openFifo === null
        ? null
        : { average: decimalOfUnits(openAverage), fifo: decimalOfUnits(openFifo) },
    fees: decimalOfUnits(fees),
    rebates: decimalOfUnits(rebates),
    interest: decimalOfUnits(interest),
    accruedFees: decimalOfUnits(accruedFees),
    total: orNull(netOf(sums)),
    spread: decimalOfUnits(spread),
    inventory: orNull(plus(gross, -spread)),
    turnover: decimalOfUnits(sums.turnover),
    fills: sums.fills,
    fillsWithoutMiddle: sums.withoutMiddle,
    lateFills: sums.late,
  };
};

const heldOf = ({ amount, cost }: Holding): Held => ({
  amount: decimalOfUnits(amount),
  cost: decimalOfUnits(cost),
  averagePrice: amount === 0n ? null : decimalOfUnits(quotient(cost, amount)),
});

/** Returns the `total` of a quote currency alone, which costs much less than all figures; `null` where that is. */
export const totalIn = ({ logs, marks }: ProfitState, quote: string): Units | null => {
  let total: Units | null = 0n;
  for (const [pair, { all, late }] of logs)
    if (quoteAssetOf(pair) === quote) total = plus(total, netOf(sumsOf(all, late, marks.get(pair))));
  return total;
};

/** Returns the profit that follows from a state, per pair and per quote currency. */
export const profitOf = ({ logs, marks }: ProfitState): Profit => {
  const pairs = new Map<Pair, PairProfit>();
  const totals = new Map<string, Sums>();
  for (const [pair, { all, late }] of logs) {
    const sums = sumsOf(all, late, marks.get(pair));
    const { spot, long, short } = all.holdings;
    pairs.set(pair, {
      pair,
      ...shown(sums),
      held: { spot: heldOf(spot), long: heldOf(long), short: heldOf(short) },
    });
    const quote = quoteAssetOf(pair);
    const known = totals.get(quote);
    totals.set(quote, known === undefined ? sums : added(known, sums));
  }
  return { pairs, totals: new Map([...totals].map(([quote, sums]) => [quote, shown(sums)])) };
};
