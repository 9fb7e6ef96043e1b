import { describe, expect, it } from 'vitest';
import { toUnits } from '../../../src/model/decimal';
import { assets } from '../../../src/simulator/market/assets';
import { virtualClock } from '../../../src/simulator/market/clock';
import { bookShape } from '../../../src/simulator/market/book-shape';
import { createCrowd } from '../../../src/simulator/market/crowd';
import { createMarket } from '../../../src/simulator/market/create-market';
import { instruments } from '../../../src/simulator/market/instruments';
import { type MarketProfile, marketProfiles } from '../../../src/simulator/market/profiles';
import { createPublishedBook } from '../../../src/simulator/market/published-book';
import { randomOf } from '../../../src/simulator/market/random';
import { createVenue } from '../../../src/simulator/venue/create-venue';
import { isRefusal, type UserId, type Venue, type VenueInstrument } from '../../../src/simulator/venue/index';

const pair = 'sui_jpy';
const smallMarketMax = '20';

/** Returns the market orders of half an hour in which none may be large. */
const marketOrders = () => {
  const clock = virtualClock(Date.UTC(2026, 10, 22));
  const instrument = instruments.filter((one) => one.pair === pair);
  const venue = createVenue({
    instruments: instrument.map((one) => ({ ...one, marketMaxAmount: smallMarketMax })),
    assets,
    scheduler: clock,
    random: randomOf(1, 'venue').next,
  });
  const sent: { readonly amount: bigint; readonly refused: boolean }[] = [];
  const watched: Venue = {
    ...venue,
    submitOrder: (user, request) => {
      const reply = venue.submitOrder(user, request);
      const { type, amount } = request;
      if (type === 'market') sent.push({ amount: amount ?? 0n, refused: isRefusal(reply) });
      return reply;
    },
  };
  const profiles = { [pair]: { turnover: 1e9 } };
  const market = createMarket(watched, { scheduler: clock, seed: 1, profiles });
  clock.advanceBy(30 * 60_000);
  market.close();
  venue.close();
  return sent;
};

/** Lets the price of a crowd leap down between two acts; returns the trades of its makers' and investors' offers. */
const offersAfterLeap = () => {
  const clock = virtualClock(Date.UTC(2026, 10, 22));
  const instrument = instruments.find((one) => one.pair === pair) as VenueInstrument;
  const random = randomOf('leap');
  const venue = createVenue({ instruments: [instrument], assets, scheduler: clock, random: random.next });
  const book = createPublishedBook(instrument, random);
  let trades = 0;
  venue.events$.subscribe((event) => {
    if (event.type === 'level') book.apply(event);
    if (event.type === 'trade') trades += 1;
  });
  const house = (): UserId => venue.openAccount({ class: 'house' });
  const accounts = { maker: house(), investor: house(), taker: house(), arbitrageur: house() };
  const made: number[] = [];
  const watched: Venue = {
    ...venue,
    submitOrder: (user, request) => {
      const before = trades;
      const reply = venue.submitOrder(user, request);
      if (user === accounts.maker || user === accounts.investor) made.push(trades - before);
      return reply;
    },
  };
  const profile = marketProfiles.get(pair) as MarketProfile;
  let price = 500;
  const crowd = createCrowd({
    venue: watched,
    instrument,
    accounts,
    shape: bookShape(instrument, profile, 40_000, random),
    path: { at: () => price, ofDay: () => new Float64Array(), steps: () => new Float64Array() },
    book,
    random,
    takeChance: 0,
    mood: () => 1,
    catchChance: 0,
  });
  crowd.seed(clock.now());
  for (let act = 0; act < 200; act++) {
    if (act % 20 === 0) price *= 0.98;
    crowd.act(clock.now());
  }
  venue.close();
  return made;
};

describe('the participants', () => {
  it('make offers that take nothing, also after a leap of the price', () => {
    const made = offersAfterLeap();
    expect(made.length).toBeGreaterThan(500);
    expect(made.filter((trades) => trades > 0)).toEqual([]);
  });

  it('take more than the venue allows of a market order in pieces', () => {
    const most = toUnits(smallMarketMax, 8);
    const orders = marketOrders();
    expect(orders.filter(({ refused }) => refused)).toEqual([]);
    expect(orders.filter(({ amount }) => amount === most).length).toBeGreaterThan(10);
    expect(orders.some(({ amount }) => amount > most)).toBe(false);
  });
});
