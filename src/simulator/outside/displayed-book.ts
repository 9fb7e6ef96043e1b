import { askSign, bidSign, type Sign } from '../../model/flat-levels';
import { decimalOf, toUnits } from '../../model/decimal';
import { type Side, sides } from '../../model/pair';
import { bestPriceOf, flatOfRun } from '../../orderbook/run';
import { type LevelRuns, worstPriceOf } from '../../orderbook/side';
import type { Display } from '../fills/reducer';
import type { Lots, Ticks, VenueInstrument } from '../venue/index';
import { type BookFrame, createNotedBook, type NotedBook } from './noted-book';

/** Converts a decimal of a frame to lots. A number holds it as long as it is a safe integer of lots. */
export const lotsOf = (amount: number, digits: number): Lots => {
  const scaled = Math.round(amount * 10 ** digits);
  return Number.isSafeInteger(scaled) ? BigInt(scaled) : toUnits(decimalOf(amount), digits);
};

export const ticksOf = (price: number, digits: number): Ticks => Math.round(price * 10 ** digits);

const nowhere: readonly Ticks[] = [];

const signOf = (side: Side): Sign => (side === 'buy' ? bidSign : askSign);

/** Returns the amount at a price; zero if it has no level. */
export const amountAt = (levels: LevelRuns, price: number, side: Side): number => {
  const sign = signOf(side);
  for (const run of levels) {
    const flat = flatOfRun(run);
    const last = flat[flat.length - 2];
    if (last === undefined || last * sign < price * sign) continue;
    for (let i = 0; i < flat.length; i += 2) if (flat[i] === price) return flat[i + 1] ?? 0;
    return 0;
  }
  return 0;
};

/** The book of a pair as others make it, with the amounts that users have taken from it. */
export interface DisplayedBook extends Display {
  readonly state: NotedBook['state'];
  readonly apply: (frame: BookFrame) => void;
  readonly doubt: () => void;
  readonly lose: () => void;
  /** Returns the amount of the others at a price, including what users took from it; zero if there is no level. */
  readonly recorded: (side: Side, price: Ticks) => Lots;
  readonly take: (side: Side, price: Ticks, amount: Lots) => void;
  /** Returns the amounts of a side that are still taken, by price. */
  readonly taken: (side: Side) => ReadonlyMap<Ticks, Lots>;
}

export const createDisplayedBook = ({ priceDigits, amountDigits }: VenueInstrument): DisplayedBook => {
  const noted = createNotedBook();
  const taken: Readonly<Record<Side, Map<Ticks, Lots>>> = { buy: new Map(), sell: new Map() };
  const scale = 10 ** priceDigits;

  const sideOf = (side: Side): LevelRuns => {
    const { book } = noted.kept();
    return book === null ? [] : side === 'buy' ? book.bids : book.asks;
  };

  const recorded = (side: Side, price: Ticks): Lots =>
    lotsOf(amountAt(sideOf(side), price / scale, side), amountDigits);

  /** Returns the prices of the taken amounts that a frame can change. A diff changes no level but its own. */
  const takenIn = ({ type, message }: BookFrame, side: Side): readonly Ticks[] => {
    const gone = taken[side];
    if (gone.size === 0) return nowhere;
    if (type === 'whole') return [...gone.keys()];
    const levels = side === 'buy' ? message.bids : message.asks;
    const found: Ticks[] = [];
    for (let i = 0; i < levels.length; i += 2) {
      const price = ticksOf(levels[i] as number, priceDigits);
      if (gone.has(price) && !found.includes(price)) found.push(price);
    }
    return found;
  };

  /**
   * Applies a frame to the book. A taken amount falls by the amount that the others remove themselves, and ends with its
   * level.
   */
  const apply = (frame: BookFrame): void => {
    const held = sides.flatMap((side) =>
      takenIn(frame, side).map((price) => ({ side, price, before: recorded(side, price) })),
    );
    noted.apply(frame);
    for (const { side, price, before } of held) {
      const after = recorded(side, price);
      const was = taken[side].get(price) ?? 0n;
      const left = after < before ? was - (before - after) : was;
      const most = left < after ? left : after;
      if (most <= 0n) taken[side].delete(price);
      else taken[side].set(price, most);
    }
  };

  function* available(side: Side): Generator<readonly [price: Ticks, amount: Lots], undefined> {
    const gone = taken[side];
    for (const run of sideOf(side)) {
      const flat = flatOfRun(run);
      for (let i = 0; i < flat.length; i += 2) {
        const price = ticksOf(flat[i] ?? 0, priceDigits);
        const amount = lotsOf(flat[i + 1] ?? 0, amountDigits) - (gone.get(price) ?? 0n);
        if (amount > 0n) yield [price, amount];
      }
    }
  }

  const best = (side: Side): Ticks | null => {
    if (taken[side].size === 0) {
      const [run] = sideOf(side);
      return run === undefined ? null : ticksOf(bestPriceOf(run), priceDigits);
    }
    for (const [price] of available(side)) return price;
    return null;
  };

  return {
    state: noted.state,
    apply,
    doubt: noted.doubt,
    lose: () => {
      noted.lose();
      for (const side of sides) taken[side].clear();
    },
    recorded,
    shown: (side, price) => {
      const worst = worstPriceOf(sideOf(side));
      const isBeyond = worst !== undefined && (price / scale) * signOf(side) > worst * signOf(side);
      if (isBeyond) return null;
      const amount = recorded(side, price) - (taken[side].get(price) ?? 0n);
      return amount > 0n ? amount : 0n;
    },
    available,
    best,
    take: (side, price, amount) => {
      taken[side].set(price, (taken[side].get(price) ?? 0n) + amount);
    },
    taken: (side) => taken[side],
  };
};
