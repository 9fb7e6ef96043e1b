/** The places and sizes of participants' resting orders. They are drawn so that books look like captured ones. */
import type { Side } from '../../model/pair';
import type { Ticks, VenueInstrument } from '../venue/index';
import type { MarketProfile } from './profiles';
import type { Random } from './random';

export interface BookShape {
  /** Draws the price of a maker's quote, close to the reference and dense. */
  readonly makerPrice: (side: Side, reference: number) => Ticks;
  /** Draws the price of any other order: within some percent, sometimes far out, and preferably at round prices. */
  readonly crowdPrice: (side: Side, reference: number) => Ticks;
  /** Draws a speculative price far away: a bid at a small part of the price, an ask at a multiple of it. */
  readonly remotePrice: (side: Side, reference: number) => Ticks;
  /**
   * Draws the size of such a remote order, in lots. Most of the amount outside of a published book consists of these.
   */
  readonly remoteLots: (side: Side) => bigint;
  /** Draws the size of an order that rests at a price, in lots. */
  readonly restingLots: (price: Ticks) => bigint;
  /** Draws the size of an order that takes at a price, in lots. */
  readonly takingLots: (price: Ticks) => bigint;
}

const largeTurnover = 1.3e9;

/** Draws the money of a resting order, in units of a typical trade: many small ones, few large ones. */
export const restingSize = (random: Random): number => 0.45 * Math.exp(2.4 * random.normal());

/** Draws the money that an order takes if it finds enough, in the same units. */
export const takingSize = (random: Random): number => 2.8 * Math.exp(1.1 * random.normal() - 0.6);

/**
 * The factor by which takers in a live book want more. A small rest of an earlier order at the best price is often in
 * their way. With this factor a live day of the ten largest pairs has the volume of a made-up one.
 */
const liveTaking = 1.06;

/** The number of quotes per side that makers maintain. */
export const quotesWanted = 26;

/** The range of makers' quotes, as shares of the price. */
export interface QuoteRange {
  /** Half of the distance between the best quotes. */
  readonly halfSpread: number;
  /** The distance from the best quote to the last one. */
  readonly reach: number;
}

/** The exponent of the places of quotes. The larger it is, the closer most quotes are to the best. */
const placing = 1.7;

/** Returns the distance of a quote from the best, as a share of the reach. `share` is uniform in [0, 1). */
export const quotePlace = (share: number): number => share ** placing;

/**
 * Returns how many quotes share the best price on average. With a coarser tick, as a share of the price, more quotes do.
 */
export const quotesAtBest = ({ reach }: QuoteRange, tick: number): number => {
  const countWithin = (place: number): number => quotesWanted * Math.min(1, place) ** (1 / placing);
  const best = quotePlace(1 / (quotesWanted + 1));
  return 1 + countWithin(best + tick / reach / 2) - countWithin(best);
};

/** Returns 1 for the largest market, up to 20 for small ones. */
const thinness = ({ turnover }: MarketProfile): number =>
  Math.min(20, Math.max(1, (largeTurnover / turnover) ** 0.42));

/** Rounds to a number that people like, with one or two significant digits. */
const roundToDigits = (value: number, digits: number): number => {
  const unit = 10 ** (Math.floor(Math.log10(value)) - digits + 1);
  return Math.round(value / unit) * unit;
};

export const quoteRange = (profile: MarketProfile): QuoteRange => ({
  halfSpread: 0.00001 * thinness(profile),
  reach: 0.06 * profile.volatility,
});

/** The number of remote orders on each side. */
export const remoteOrders = 15;

/**
 * The total of remote orders on each side, in multiples of a day's turnover. In `btc_jpy`, 66 to 218 btc rested above the
 * published asks, and 4,700 to 20,800 btc below the published bids.
 */
const outsideDays = { sell: 1.2, buy: 95 } as const;

export const bookShape = (
  instrument: VenueInstrument,
  profile: MarketProfile,
  tradeSize: number,
  random: Random,
): BookShape => {
  const ticks = 10 ** instrument.priceDigits;
  const lots = 10 ** instrument.amountDigits;
  const minLots = Math.round(Number(instrument.minAmount) * lots);
  const maxLots = Number(instrument.limitMaxAmount) * lots;
  const { halfSpread, reach } = quoteRange(profile);
  const crowdReach = 1.4 * profile.volatility;

  const outward = (side: Side): number => (side === 'sell' ? 1 : -1);
  const priceAt = (side: Side, reference: number, distance: number): number =>
    reference * (1 + outward(side) * distance);
  /** Rounds to a tick, never through the reference price. */
  const tickOf = (side: Side, price: number): Ticks =>
    Math.max(1, side === 'sell' ? Math.ceil(price * ticks) : Math.floor(price * ticks));

  /**
   * Rounds to the next round price further out, or to a tick before it, like a participant who wants to be first there.
   */
  const roundTick = (side: Side, price: number): Ticks => {
    const unit = 10 ** (Math.floor(Math.log10(price * ticks)) - random.between(2, 4));
    if (unit < 2) return tickOf(side, price);
    const rounded = side === 'sell' ? Math.ceil((price * ticks) / unit) : Math.floor((price * ticks) / unit);
    return Math.max(1, rounded * unit - (random.chance(0.2) ? outward(side) : 0));
  };

  const lotsOf = (money: number, price: Ticks): bigint => {
    const drawn = ((money / (price / ticks)) * lots) / minLots;
    const liked = random.chance(0.55) ? roundToDigits(Math.max(1, drawn), random.between(1, 2)) : drawn;
    return BigInt(Math.min(maxLots, Math.max(1, Math.round(liked)) * minLots));
  };

  return {
    makerPrice: (side, reference) =>
      tickOf(side, priceAt(side, reference, halfSpread + reach * quotePlace(random.next()))),
    crowdPrice: (side, reference) => {
      const near = halfSpread + crowdReach * random.next();
      const distance = random.chance(0.65) ? near : crowdReach + 2.5 * crowdReach * random.exponential();
      const price = side === 'buy' ? reference * Math.exp(-distance) : priceAt(side, reference, distance);
      return random.chance(0.35) ? roundTick(side, price) : tickOf(side, price);
    },
    remotePrice: (side, reference) =>
      tickOf(
        side,
        reference * 10 ** (side === 'buy' ? -0.1 - 5.9 * random.next() : 0.1 + 1.4 * random.next()),
      ),
    remoteLots: (side) => {
      const daysOfTurnover = outsideDays[side] * (0.5 + random.next());
      const drawn = ((daysOfTurnover * profile.turnover) / profile.price / remoteOrders) * lots;
      return BigInt(Math.min(maxLots, Math.max(1, Math.round(drawn / minLots)) * minLots));
    },
    restingLots: (price) => lotsOf(tradeSize * restingSize(random), price),
    takingLots: (price) => lotsOf(liveTaking * tradeSize * takingSize(random), price),
  };
};
