import { quoteAssetOf, type Pair } from '../model/pair';
import type { Holding } from './holding';
import { decimalOfUnits, quotient, timesUnits, type Units } from './money';
import { type HoldingSide, holdingSides, type PairState } from './pair-state';
import type { MarkUnits, ProfitState } from './profit';

/** By both ways to tell what was given up: by average cost, and the oldest first. Quote currency. */
export interface ByMethod {
  readonly average: string;
  readonly fifo: string;
}

/** What is held: base currency, its cost in quote currency, and the quotient of both. Negative where it was sold. */
export interface Held {
  readonly amount: string;
  readonly cost: string;
  /** `null`: nothing is held. */
  readonly averagePrice: string | null;
}

/** Money in one quote currency, plain decimals. */
export interface ProfitSums {
  /** Gained by what was given up, before fees and interest. */
  readonly realized: ByMethod;
  /** What is held would gain if it were given up at the best prices; `null`: these are not known. */
  readonly unrealized: ByMethod | null;
  readonly fees: string;
  readonly rebates: string;
  /** Paid for margin positions that were closed. */
  readonly interest: string;
  /** Fees of open margin positions, which their closing will take. */
  readonly accruedFees: string;
  /** Realised and unrealised, less fees and interest, with rebates: the same by both ways. `null` as `unrealized`. */
  readonly total: string | null;
  /** Of realised and unrealised: what the fills were better than the middle of the market at their time. */
  readonly spread: string;
  /** The rest of it: what holding gained. `null` as `unrealized`. */
  readonly inventory: string | null;
  /** What was bought and sold. */
  readonly turnover: string;
  readonly fills: number;
  /** Fills for which the middle of the market was not known: they count as `inventory`. */
  readonly fillsWithoutMiddle: number;
  /** Fills that came so late that they were taken in the wrong order. */
  readonly lateFills: number;
}

export interface PairProfit extends ProfitSums {
  readonly pair: Pair;
  readonly held: Readonly<Record<HoldingSide, Held>>;
}

export interface Profit {
  readonly pairs: ReadonlyMap<Pair, PairProfit>;
  /** By quote currency, over its pairs. */
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

/** What it would bring: what was bought is sold at the bid, what was sold is bought at the ask. */
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
    total: orNull(plus(gross, rebates - fees - interest - accruedFees)),
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

/** What the state amounts to, per pair and per quote currency. */
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
