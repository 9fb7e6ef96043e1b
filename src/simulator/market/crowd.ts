import { toUnits } from '../../model/decimal';
import { type Side, sides } from '../../model/pair';
import { isRefusal, type Ticks, type UserId, type Venue, type VenueInstrument } from '../venue/index';
import { type BookShape, quotesWanted, remoteOrders } from './book-shape';
import type { PricePath } from './price-path';
import type { PublishedBook } from './published-book';
import type { Random } from './random';

/** The venue's accounts of the participants, one per role, so that no participant trades with itself. */
interface ParticipantAccounts {
  readonly maker: UserId;
  readonly investor: UserId;
  readonly taker: UserId;
  readonly arbitrageur: UserId;
}

export interface CrowdOptions {
  readonly venue: Venue;
  readonly instrument: VenueInstrument;
  readonly accounts: ParticipantAccounts;
  readonly shape: BookShape;
  readonly path: PricePath;
  /** The levels that rest now, of all accounts. */
  readonly book: Pick<PublishedBook, 'bids' | 'asks'>;
  readonly random: Random;
  /** The probability that an act contains a taking order. */
  readonly takeChance: number;
  /** Returns the present rate of taking orders as a multiple of the usual rate. */
  readonly mood: (now: number) => number;
  /** The probability that a stale order is taken before its owner withdraws it. */
  readonly catchChance: number;
}

/** The participants who trade a pair. */
export interface Crowd {
  /** Fills the book at the start. */
  readonly seed: (now: number) => void;
  /** Performs one act: quotes move, orders come and go, an order takes. */
  readonly act: (now: number) => void;
}

interface RestingOrder {
  readonly id: number;
  readonly user: UserId;
  readonly side: Side;
  readonly price: Ticks;
}

const opposite = { buy: 'sell', sell: 'buy' } as const;

/** The number of levels per side that participants maintain. */
const levelsWanted = 260;
const staleLevelsAtOnce = 8;

export const createCrowd = (options: CrowdOptions): Crowd => {
  const { venue, instrument, accounts, shape, path, book, random, takeChance, mood, catchChance } = options;
  const { pair } = instrument;
  const ticks = 10 ** instrument.priceDigits;
  const mostAtMarket = toUnits(instrument.marketMaxAmount, instrument.amountDigits);
  const quotes: Record<Side, RestingOrder[]> = { buy: [], sell: [] };
  const orders: Record<Side, RestingOrder[]> = { buy: [], sell: [] };
  /** Orders far from the price, which nobody touches. */
  const remote: RestingOrder[] = [];
  let trend = 0;
  let lastReference = NaN;
  let lastMove = 0;

  const levelsOf = (side: Side) => (side === 'buy' ? book.bids : book.asks).resting;

  const submit = (user: UserId, side: Side, type: 'limit' | 'market', price: Ticks | null, amount: bigint) =>
    venue.submitOrder(user, {
      pair,
      side,
      type,
      amount,
      price,
      triggerPrice: null,
      postOnly: false,
      positionSide: null,
    });

  const rest = (
    kept: RestingOrder[],
    user: UserId,
    side: Side,
    price: Ticks,
    lots = shape.restingLots(price),
  ): boolean => {
    const order = submit(user, side, 'limit', price, lots);
    if (isRefusal(order)) return false;
    kept.push({ id: order.orderId, user, side, price });
    return true;
  };
  /** Places an order only if it takes nothing. After a jump of the price, stale offers must go first. */
  const offer = (kept: RestingOrder[], user: UserId, side: Side, price: Ticks): boolean => {
    const best = venue.bestPrice(pair, opposite[side]);
    if (best !== null && (side === 'buy' ? price >= best : price <= best)) return false;
    return rest(kept, user, side, price);
  };
  const quote = (side: Side, reference: number): boolean =>
    offer(quotes[side], accounts.maker, side, shape.makerPrice(side, reference));
  const invest = (side: Side, reference: number): boolean =>
    offer(orders[side], accounts.investor, side, shape.crowdPrice(side, reference));

  /** Withdraws an order if it still rests, and forgets it. */
  const withdraw = (kept: RestingOrder[], index: number): void => {
    const order = kept[index];
    const last = kept.pop();
    if (!order || !last) return;
    if (last !== order) kept[index] = last;
    venue.cancelOrder(order.user, pair, order.id);
  };
  const withdrawSome = (kept: RestingOrder[]): void => withdraw(kept, random.between(0, kept.length - 1));
  const withdrawAt = (kept: RestingOrder[], price: Ticks): boolean => {
    let found = false;
    for (let i = kept.length - 1; i >= 0; i--) {
      if (kept[i]?.price !== price) continue;
      withdraw(kept, i);
      found = true;
    }
    return found;
  };

  const isStale = (side: Side, price: Ticks, reference: number): boolean =>
    side === 'buy' ? price > reference * ticks : price < reference * ticks;

  /** Removes offers that have become too good: they are withdrawn or taken. Offers of users are always taken. */
  const clearStale = (side: Side, reference: number): void => {
    for (let i = 0; i < staleLevelsAtOnce; i++) {
      const price = venue.bestPrice(pair, side);
      if (price === null || !isStale(side, price, reference)) return;
      const isWithdrawn =
        !random.chance(catchChance) && [quotes, orders].some((kept) => withdrawAt(kept[side], price));
      if (isWithdrawn) continue;
      const resting = levelsOf(side).get(price) ?? 0n;
      const wanted = shape.takingLots(price);
      submit(accounts.arbitrageur, opposite[side], 'limit', price, resting < wanted ? resting : wanted);
    }
  };

  const keepUp = (side: Side, reference: number): void => {
    const missingQuotes = quotesWanted - quotes[side].length;
    for (let i = 0; i < Math.min(missingQuotes, 10); i++) quote(side, reference);
    const levels = levelsOf(side).size;
    if (levels < levelsWanted && random.chance(0.6)) invest(side, reference);
    else if (levels > levelsWanted && random.chance(0.6)) withdrawSome(orders[side]);
    else if (random.chance(0.05) && invest(side, reference)) withdrawSome(orders[side]);
  };

  /** Withdraws the quote that is furthest from the price. */
  const withdrawFurthest = (side: Side): void => {
    const kept = quotes[side];
    let furthest = 0;
    kept.forEach(({ price }, i) => {
      const found = kept[furthest]?.price ?? price;
      if (side === 'buy' ? price < found : price > found) furthest = i;
    });
    withdraw(kept, furthest);
  };

  /**
   * Moves some of the makers' quotes, now and then many of them, and mostly on the side from which the price moved
   * away.
   */
  const requote = (reference: number): void => {
    const count = random.chance(0.02) ? quotesWanted / 2 : random.poisson(1.7);
    for (let i = 0; i < count; i++) {
      const side = random.chance(0.5 + 0.4 * Math.sign(lastMove)) ? 'buy' : 'sell';
      // A busy venue refuses small orders. The resting quotes then stay.
      if (!quote(side, reference)) continue;
      if (random.chance(0.3)) withdrawFurthest(side);
      else withdrawSome(quotes[side]);
    }
  };

  /**
   * Takes an amount at market. If the venue does not allow so large a market order, several smaller ones follow each
   * other.
   */
  const takeAll = (side: Side, amount: bigint): void => {
    for (let left = amount; left > 0n; left -= mostAtMarket)
      submit(accounts.taker, side, 'market', null, left < mostAtMarket ? left : mostAtMarket);
  };

  /** Takes from the book. Takers prefer the direction of the trend. Few orders are large and many are small. */
  const take = (): void => {
    const side = random.chance(0.5 + 0.3 * Math.tanh(trend)) ? 'buy' : 'sell';
    const price = venue.bestPrice(pair, opposite[side]);
    if (price === null) return;
    const amount = shape.takingLots(price);
    if (random.chance(0.5)) takeAll(side, amount);
    // The part that the best level does not fill rests there, and is withdrawn like any other order.
    else rest(orders[side], accounts.taker, side, price, amount);
  };

  const follow = (reference: number): void => {
    const move = Math.log(reference / lastReference);
    trend = 0.98 * trend + (Number.isNaN(move) ? 0 : 400 * move);
    lastReference = reference;
    lastMove = Number.isNaN(move) ? 0 : move;
  };

  /** Performs one act in an auction. Nobody takes then, but participants disagree about the price. */
  const actInAuction = (reference: number): void => {
    const side = random.chance(0.5) ? 'buy' : 'sell';
    if (quotes[side].length > 2 * quotesWanted) withdrawSome(quotes[side]);
    rest(
      quotes[side],
      accounts.maker,
      side,
      Math.max(1, Math.round(reference * ticks * (1 + 0.003 * random.normal()))),
    );
  };

  const leave = (): void => {
    for (const side of sides)
      for (const kept of [quotes[side], orders[side], remote])
        while (kept.length > 0) withdraw(kept, kept.length - 1);
  };

  return {
    seed: (now) => {
      const reference = path.at(now);
      for (const side of sides) {
        for (let i = 0; i < quotesWanted; i++) quote(side, reference);
        const prices = new Set(quotes[side].map(({ price }) => price));
        for (let i = 0; i < 2 * levelsWanted && prices.size < levelsWanted; i++)
          if (invest(side, reference)) prices.add(orders[side].at(-1)?.price ?? 0);
        for (let i = 0; i < remoteOrders; i++)
          rest(remote, accounts.investor, side, shape.remotePrice(side, reference), shape.remoteLots(side));
      }
    },
    act: (now) => {
      if (venue.instrument(pair)?.stopped.order) {
        leave();
        return;
      }
      const reference = path.at(now);
      follow(reference);
      if (venue.circuitBreakInfo(pair)?.mode !== 'NONE') {
        actInAuction(reference);
        return;
      }
      for (const side of sides) clearStale(side, reference);
      requote(reference);
      for (const side of sides) keepUp(side, reference);
      if (random.chance(takeChance * mood(now))) take();
    },
  };
};
