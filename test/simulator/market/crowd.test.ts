import { describe, expect, it } from 'vitest';
import { toUnits } from '../../../src/model/decimal';
import { assets } from '../../../src/simulator/market/assets';
import { virtualClock } from '../../../src/simulator/market/clock';
import { createMarket } from '../../../src/simulator/market/create-market';
import { instruments } from '../../../src/simulator/market/instruments';
import { randomOf } from '../../../src/simulator/market/random';
import { createVenue } from '../../../src/simulator/venue/create-venue';
import { isRefusal, type UserId, type Venue } from '../../../src/simulator/venue/index';

const pair = 'sui_jpy';
const smallMarketMax = '20';

/** Half an hour of a wild market, in which a market order may not be large; what its participants sent. */
const watchedMarket = () => {
  const clock = virtualClock(Date.UTC(2026, 10, 22));
  const instrument = instruments.filter((one) => one.pair === pair);
  const venue = createVenue({
    instruments: instrument.map((one) => ({ ...one, marketMaxAmount: smallMarketMax })),
    assets,
    scheduler: clock,
    random: randomOf(1, 'venue').next,
  });
  let trades = 0;
  venue.events$.subscribe(({ type }) => (trades += type === 'trade' ? 1 : 0));
  const users: UserId[] = [];
  const sent: { user: UserId; type: string; amount: bigint; trades: number; refused: boolean }[] = [];
  const watched: Venue = {
    ...venue,
    openAccount: (options) => {
      const user = venue.openAccount(options);
      users.push(user);
      return user;
    },
    submitOrder: (user, request) => {
      const before = trades;
      const reply = venue.submitOrder(user, request);
      const { type, amount } = request;
      sent.push({ user, type, amount: amount ?? 0n, trades: trades - before, refused: isRefusal(reply) });
      return reply;
    },
  };
  const profiles = { [pair]: { volatility: 0.5, turnover: 1e9 } };
  const market = createMarket(watched, { scheduler: clock, seed: 1, profiles });
  clock.advanceBy(30 * 60_000);
  market.close();
  venue.close();
  const [maker, investor] = users;
  return { maker, investor, sent };
};

describe('the participants', () => {
  const { maker, investor, sent } = watchedMarket();

  it('offer where they take nothing, also after a jump', () => {
    const offers = sent.filter(({ user }) => user === maker || user === investor);
    expect(offers.length).toBeGreaterThan(5_000);
    expect(offers.filter(({ trades }) => trades > 0)).toEqual([]);
  });

  it('take more than the venue allows of a market order in pieces', () => {
    const most = toUnits(smallMarketMax, 8);
    const orders = sent.filter(({ type }) => type === 'market');
    expect(orders.filter(({ refused }) => refused)).toEqual([]);
    expect(orders.filter(({ amount }) => amount === most).length).toBeGreaterThan(10);
    expect(orders.some(({ amount }) => amount > most)).toBe(false);
  });
});
