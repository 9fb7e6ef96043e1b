/** Where the orders of participants rest and how large they are: drawn so that books look like captured ones. */
import type { Side } from '../../model/pair';
import type { Ticks, VenueInstrument } from '../venue/index';
import type { MarketProfile } from './profiles';
import type { Random } from './random';

export interface BookShape {
  /** Half of what separates the makers' best quotes, as a share of the price. */
  readonly halfSpread: number;
  /** A maker's quote: close to the price and dense. */
  readonly makerPrice: (side: Side, reference: number) => Ticks;
  /** Anybody's order: over some percent, sometimes far out, and rather at round prices. */
  readonly crowdPrice: (side: Side, reference: number) => Ticks;
  /** A bid at a small part of the price, an ask at a multiple of it: just in case. */
  readonly remotePrice: (side: Side, reference: number) => Ticks;
  /** Of an order that rests at a price, lots. */
  readonly restingLots: (price: Ticks) => bigint;
  /** Of an order that takes at a price, lots. */
  readonly takingLots: (price: Ticks) => bigint;
}

const largeTurnover = 1.3e9;

/** 1 for the largest market, up to 20 for small ones. */
const thinness = ({ turnover }: MarketProfile): number =>
  Math.min(20, Math.max(1, (largeTurnover / turnover) ** 0.42));

/** A decimal that people like: one or two significant digits. */
const roundToDigits = (value: number, digits: number): number => {
  const unit = 10 ** (Math.floor(Math.log10(value)) - digits + 1);
  return Math.round(value / unit) * unit;
};

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
  const maxTakingLots = Number(instrument.marketMaxAmount) * lots;
  const halfSpread = 0.00001 * thinness(profile);
  const makerReach = 0.06 * profile.volatility;
  const crowdReach = 1.4 * profile.volatility;

  const outward = (side: Side): number => (side === 'sell' ? 1 : -1);
  const priceAt = (side: Side, reference: number, distance: number): number =>
    reference * (1 + outward(side) * distance);
  /** Never through the reference price. */
  const tickOf = (side: Side, price: number): Ticks =>
    Math.max(1, side === 'sell' ? Math.ceil(price * ticks) : Math.floor(price * ticks));

  /** The next round price further out, or a tick before it, where others are overtaken. */
  const roundTick = (side: Side, price: number): Ticks => {
    const unit = 10 ** (Math.floor(Math.log10(price * ticks)) - random.between(2, 4));
    if (unit < 2) return tickOf(side, price);
    const rounded = side === 'sell' ? Math.ceil((price * ticks) / unit) : Math.floor((price * ticks) / unit);
    return Math.max(1, rounded * unit - (random.chance(0.2) ? outward(side) : 0));
  };

  const lotsOf = (money: number, price: Ticks, most: number): bigint => {
    const drawn = ((money / (price / ticks)) * lots) / minLots;
    const liked = random.chance(0.55) ? roundToDigits(Math.max(1, drawn), random.between(1, 2)) : drawn;
    return BigInt(Math.min(most, Math.max(1, Math.round(liked)) * minLots));
  };

  return {
    halfSpread,
    makerPrice: (side, reference) =>
      tickOf(side, priceAt(side, reference, halfSpread + makerReach * random.next() ** 1.7)),
    crowdPrice: (side, reference) => {
      const near = halfSpread + crowdReach * random.next();
      const distance = random.chance(0.65) ? near : crowdReach + 2.5 * crowdReach * random.exponential();
      const price = side === 'buy' ? reference * Math.exp(-distance) : priceAt(side, reference, distance);
      return random.chance(0.35) ? roundTick(side, price) : tickOf(side, price);
    },
    remotePrice: (side, reference) =>
      tickOf(side, reference * 10 ** (side === 'buy' ? -6 * random.next() : 1.5 * random.next())),
    restingLots: (price) => lotsOf(0.45 * tradeSize * Math.exp(2.4 * random.normal()), price, maxLots),
    takingLots: (price) =>
      lotsOf(2.8 * tradeSize * Math.exp(1.1 * random.normal() - 0.6), price, maxTakingLots),
  };
};
