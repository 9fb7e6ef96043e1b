import { describe, expect, it } from 'vitest';
import { averagePrice, type VenueOrder, type VenueEvent } from '../../../src/simulator/venue/index';
import { accepted, fixture, type Fixture } from './fixture';

const limit = (side: string, price: string, amount: string, more: object = {}): object => ({
  type: 'limit',
  side,
  price,
  amount,
  ...more,
});

const market = (side: string, amount: string): object => ({ type: 'market', side, amount });

/** Returns the events of one user, in short. */
const told = ({ events }: Fixture, user: number): string[] =>
  events.flatMap((event: VenueEvent) => {
    if (!('user' in event) || event.user !== user) return [];
    if (event.type === 'order') return [`${event.isNew ? 'new' : 'order'} ${event.order.status}`];
    return event.type === 'fill' ? [`fill ${event.fill.amount}`] : [];
  });

const status = ({ venue }: Fixture, user: number, pair: string, orderId: number): unknown => {
  const order = venue.order(user, pair, orderId);
  return 'status' in order ? order.status : order.code;
};

describe('matching', () => {
  it('gives the better price first, and the earlier order among equals', () => {
    const sim = fixture();
    const [a, b, taker] = [sim.user(), sim.user(), sim.user()];
    sim.place(a, 'xrp_jpy', limit('sell', '350.002', '10'));
    sim.place(b, 'xrp_jpy', limit('sell', '350.001', '10'));
    sim.place(a, 'xrp_jpy', limit('sell', '350.001', '10'));
    sim.place(taker, 'xrp_jpy', limit('buy', '350.002', '25'));
    const trades = sim.venue.tradeHistory(taker, { order: 'asc' });
    expect(trades.map(({ price, amount }) => [price, amount])).toEqual([
      [350001, 100000n],
      [350001, 100000n],
      [350002, 50000n],
    ]);
    expect(sim.venue.tradeHistory(b, {}).length).toBe(1);
    expect(sim.venue.bookSide('xrp_jpy', 'sell', 9)).toEqual([[350002, 50000n]]);
    expect(sim.venue.lastPrice('xrp_jpy')).toBe(350002);
  });

  it('rests the remainder of a limit order, and releases the money that it does not need', () => {
    const sim = fixture();
    const [maker, taker] = [sim.user({ xrp: '100' }), sim.user({ jpy: '100000' })];
    sim.place(maker, 'xrp_jpy', limit('sell', '300', '10'));
    const order = accepted(sim.place(taker, 'xrp_jpy', limit('buy', '350', '30')));
    expect(status(sim, taker, 'xrp_jpy', order.orderId)).toBe('PARTIALLY_FILLED');
    // The user paid 10 × 300 with a fee of 0.12 %. The lock is 20 × 350 with the same fee.
    expect(sim.balance(taker, 'jpy')).toEqual({
      onhand: '96996.4000',
      locked: '7008.4000',
      free: '89988.0000',
    });
    expect(sim.balance(taker, 'xrp').onhand).toBe('10.000000');
    // The maker has a rebate of 0.02 %.
    expect(sim.balance(maker, 'jpy').onhand).toBe('3000.6000');
    sim.venue.cancelOrder(taker, 'xrp_jpy', order.orderId);
    expect(status(sim, taker, 'xrp_jpy', order.orderId)).toBe('CANCELED_PARTIALLY_FILLED');
    expect(sim.balance(taker, 'jpy').locked).toBe('0.0000');
  });

  it('fills a market order whole or rejects it', () => {
    const sim = fixture();
    const [maker, taker] = [sim.user(), sim.user()];
    sim.place(maker, 'xrp_jpy', limit('sell', '350', '10'));
    sim.place(maker, 'xrp_jpy', limit('sell', '351', '10'));
    const whole = accepted(sim.place(taker, 'xrp_jpy', market('buy', '15')));
    expect(whole.expireAt).toBeNull();
    const filled = sim.venue.order(taker, 'xrp_jpy', whole.orderId);
    const rules = sim.venue.instrument('xrp_jpy');
    if (!('status' in filled) || rules === undefined) throw new Error('no such order');
    expect(filled.status).toBe('FULLY_FILLED');
    expect(averagePrice(rules, filled.executedNotional, filled.executedAmount)).toBe('350.333');
    const before = sim.balance(taker, 'jpy');
    const none = accepted(sim.place(taker, 'xrp_jpy', market('buy', '15')));
    expect(status(sim, taker, 'xrp_jpy', none.orderId)).toBe('REJECTED');
    expect(sim.balance(taker, 'jpy')).toEqual(before);
    expect(sim.venue.bookTotal('xrp_jpy', 'sell')).toBe(50000n);
  });

  it('rejects a market buy that would cost more than it may lock', () => {
    const sim = fixture();
    const [maker, taker] = [sim.user(), sim.user()];
    sim.place(maker, 'xrp_jpy', limit('sell', '100', '1'));
    sim.place(maker, 'xrp_jpy', limit('sell', '145', '9'));
    // The expected cost is 10 × 100 and 30 %. The real cost would be 100 + 1305.
    const order = accepted(sim.place(taker, 'xrp_jpy', market('buy', '10')));
    expect(status(sim, taker, 'xrp_jpy', order.orderId)).toBe('REJECTED');
  });

  it('sends one public trade and both fills under one id', () => {
    const sim = fixture();
    const [maker, taker] = [sim.user(), sim.user()];
    sim.place(maker, 'btc_jpy', limit('buy', '15000000', '0.5'));
    sim.place(taker, 'btc_jpy', limit('sell', '14000000', '0.2'));
    const trade = sim.events.find((event) => event.type === 'trade')?.trade;
    expect(trade).toMatchObject({ pair: 'btc_jpy', side: 'sell', price: 15000000, amount: 2000n });
    const [own] = sim.venue.tradeHistory(taker, {});
    const [other] = sim.venue.tradeHistory(maker, {});
    expect(own).toMatchObject({ tradeId: trade?.tradeId, makerTaker: 'taker', feeQuote: 30_000_000n });
    expect(other).toMatchObject({ tradeId: trade?.tradeId, makerTaker: 'maker', feeQuote: 0n });
  });

  it('expires an order after 180 days', () => {
    const sim = fixture();
    const user = sim.user();
    const order = accepted(sim.place(user, 'xrp_jpy', limit('buy', '300', '1')));
    expect((order.expireAt ?? 0) - order.orderedAt).toBe(15_552_000_000);
    sim.clock.advanceTo((order.expireAt ?? 0) - 1);
    expect(status(sim, user, 'xrp_jpy', order.orderId)).toBe('UNFILLED');
    sim.clock.advanceBy(1);
    expect(status(sim, user, 'xrp_jpy', order.orderId)).toBe('CANCELED_UNFILLED');
  });

  it('expires each order in its turn, whichever have ended by themselves, and sends no more news of those', () => {
    const sim = fixture();
    const user = sim.user();
    const day = 24 * 60 * 60_000;
    const [a, b, c] = [0, 1, 2].map((_, days) => {
      sim.clock.advanceTo(sim.clock.now() + Math.min(days, 1) * day);
      return accepted(sim.place(user, 'xrp_jpy', limit('buy', '300', '1')));
    }) as [VenueOrder, VenueOrder, VenueOrder];
    sim.venue.cancelOrder(user, 'xrp_jpy', a.orderId);
    const ended = (): readonly number[] =>
      sim.events.flatMap((event) =>
        event.type === 'order' && event.order.status === 'CANCELED_UNFILLED' ? [event.order.orderId] : [],
      );
    expect(ended()).toEqual([a.orderId]);
    sim.clock.advanceTo((b.expireAt ?? 0) - 1);
    expect(ended()).toEqual([a.orderId]);
    sim.clock.advanceBy(1);
    expect(ended()).toEqual([a.orderId, b.orderId]);
    sim.clock.advanceBy(day);
    expect(ended()).toEqual([a.orderId, b.orderId, c.orderId]);
  });

  it('gives a participant unlimited funds and no news', () => {
    const sim = fixture();
    const user = sim.user({ xrp: '1000' });
    accepted(sim.place(sim.house, 'xrp_jpy', limit('buy', '350', '1000')));
    sim.place(user, 'xrp_jpy', limit('sell', '350', '1000'));
    expect(sim.balance(sim.house, 'jpy').onhand).toBe('-349930.0000');
    expect(sim.balance(sim.house, 'jpy').locked).toBe('0.0000');
    expect(told(sim, sim.house)).toEqual([]);
    expect(sim.venue.activeOrders(sim.house, {})).toEqual([]);
  });

  it('gives commands of an observer their turn after the events that are being sent', () => {
    const sim = fixture();
    const [maker, taker] = [sim.user(), sim.user()];
    const seen: string[] = [];
    sim.venue.events$.subscribe((event) => {
      if (event.type === 'fill' && event.user === maker) {
        sim.place(maker, 'xrp_jpy', limit('sell', '351', '1'));
        expect(sim.venue.activeOrders(maker, {}).length).toBe(1);
      }
      if (event.type === 'order')
        seen.push(`${event.user === maker ? 'maker' : 'taker'} ${event.order.status}`);
    });
    sim.place(maker, 'xrp_jpy', limit('sell', '350', '1'));
    sim.place(taker, 'xrp_jpy', limit('buy', '350', '1'));
    expect(seen).toEqual([
      'maker UNFILLED',
      'taker UNFILLED',
      'maker FULLY_FILLED',
      'taker FULLY_FILLED',
      'maker UNFILLED',
    ]);
  });
});

describe('quirks of placing', () => {
  const cross = (sim: Fixture): { taker: number; order: ReturnType<typeof accepted> } => {
    const [maker, taker] = [sim.user(), sim.user()];
    sim.place(maker, 'xrp_jpy', limit('sell', '350', '10'));
    sim.place(maker, 'xrp_jpy', limit('sell', '351', '10'));
    return { taker, order: accepted(sim.place(taker, 'xrp_jpy', limit('buy', '351', '15'))) };
  };

  it('orderReply: the order as accepted, or as matched', () => {
    expect(cross(fixture({ orderReply: 'accepted' })).order).toMatchObject({
      status: 'UNFILLED',
      executedAmount: 0n,
    });
    expect(cross(fixture({ orderReply: 'matched' })).order).toMatchObject({
      status: 'FULLY_FILLED',
      executedAmount: 150000n,
    });
  });

  it('firstOrderNews and tradeNews: which news are sent, and in which order', () => {
    const newsOf = (quirks: Parameters<typeof fixture>[0]): string[] => {
      const sim = fixture(quirks);
      return told(sim, cross(sim).taker);
    };
    expect(newsOf({ firstOrderNews: 'accepted', tradeNews: 'before_order' })).toEqual([
      'new UNFILLED',
      'fill 100000',
      'order PARTIALLY_FILLED',
      'fill 50000',
      'order FULLY_FILLED',
    ]);
    expect(newsOf({ firstOrderNews: 'accepted', tradeNews: 'after_order' })).toEqual([
      'new UNFILLED',
      'order PARTIALLY_FILLED',
      'fill 100000',
      'order FULLY_FILLED',
      'fill 50000',
    ]);
    expect(newsOf({ firstOrderNews: 'matched', tradeNews: 'before_order' })).toEqual([
      'fill 100000',
      'fill 50000',
      'new FULLY_FILLED',
    ]);
    expect(newsOf({ firstOrderNews: 'matched', tradeNews: 'after_order' })).toEqual([
      'new FULLY_FILLED',
      'fill 100000',
      'fill 50000',
    ]);
  });

  it('crossingPostOnly: cancelled in the reply, or after it', () => {
    const outcome = (crossingPostOnly: 'canceled_in_reply' | 'unfilled_then_canceled'): unknown => {
      const sim = fixture({ crossingPostOnly });
      const [maker, taker] = [sim.user(), sim.user()];
      sim.place(maker, 'xrp_jpy', limit('sell', '350', '10'));
      const reply = accepted(sim.place(taker, 'xrp_jpy', limit('buy', '350', '1', { post_only: true })));
      expect(status(sim, taker, 'xrp_jpy', reply.orderId)).toBe('CANCELED_UNFILLED');
      return [reply.status, ...told(sim, taker)];
    };
    expect(outcome('canceled_in_reply')).toEqual(['CANCELED_UNFILLED', 'new CANCELED_UNFILLED']);
    expect(outcome('unfilled_then_canceled')).toEqual([
      'UNFILLED',
      'new UNFILLED',
      'order CANCELED_UNFILLED',
    ]);
  });

  it('rejected: in the reply, streamed, or only under its id', () => {
    const outcome = (rejected: 'in_reply' | 'streamed' | 'only_by_id'): unknown => {
      const sim = fixture({ rejected });
      const user = sim.user();
      const reply = accepted(sim.place(user, 'xrp_jpy', market('sell', '1')));
      expect(status(sim, user, 'xrp_jpy', reply.orderId)).toBe('REJECTED');
      return [reply.status, ...told(sim, user)];
    };
    expect(outcome('in_reply')).toEqual(['REJECTED', 'new REJECTED']);
    expect(outcome('streamed')).toEqual(['UNFILLED', 'new UNFILLED', 'order REJECTED']);
    expect(outcome('only_by_id')).toEqual(['UNFILLED']);
  });

  it('excessiveLimit: a limit order larger than the other side rests, or is rejected', () => {
    const outcome = (excessiveLimit: 'rests' | 'rejected'): unknown => {
      const sim = fixture({ excessiveLimit });
      const [maker, taker] = [sim.user(), sim.user()];
      sim.place(maker, 'xrp_jpy', limit('sell', '350', '10'));
      const { orderId } = accepted(sim.place(taker, 'xrp_jpy', limit('buy', '350', '11')));
      return status(sim, taker, 'xrp_jpy', orderId);
    };
    expect(outcome('rests')).toBe('PARTIALLY_FILLED');
    expect(outcome('rejected')).toBe('REJECTED');
  });

  it('selfTrade: trade, cancel what rests, or cancel what takes', () => {
    const outcome = (selfTrade: 'trade' | 'cancel_resting' | 'cancel_taking'): unknown => {
      const sim = fixture({ selfTrade });
      const [other, user] = [sim.user(), sim.user()];
      sim.place(other, 'xrp_jpy', limit('sell', '349', '1'));
      const resting = accepted(sim.place(user, 'xrp_jpy', limit('sell', '350', '10')));
      const taking = accepted(sim.place(user, 'xrp_jpy', limit('buy', '350', '5')));
      return [resting, taking].map(({ orderId }) => status(sim, user, 'xrp_jpy', orderId));
    };
    expect(outcome('trade')).toEqual(['PARTIALLY_FILLED', 'FULLY_FILLED']);
    expect(outcome('cancel_resting')).toEqual(['CANCELED_UNFILLED', 'PARTIALLY_FILLED']);
    expect(outcome('cancel_taking')).toEqual(['UNFILLED', 'CANCELED_PARTIALLY_FILLED']);
  });

  it('notionalRounding and feeRounding', () => {
    // 0.0003 × 350.001 = 0.1050003 jpy; 0.12 % of it is 0.00012600036.
    const outcome = (rounding: 'down' | 'half_up' | 'against_user'): unknown => {
      const sim = fixture({ notionalRounding: rounding, feeRounding: rounding });
      const [maker, taker] = [sim.user({ xrp: '1' }), sim.user({ jpy: '1' })];
      sim.place(maker, 'xrp_jpy', limit('sell', '350.001', '0.0003'));
      sim.place(taker, 'xrp_jpy', limit('buy', '350.001', '0.0003'));
      const [fill] = sim.venue.tradeHistory(taker, {});
      const residue = sim.venue.conservation().find(({ asset }) => asset === 'jpy')?.residue;
      return [sim.balance(taker, 'jpy').onhand, sim.balance(maker, 'jpy').onhand, fill?.feeQuote, residue];
    };
    expect(outcome('down')).toEqual(['0.8949', '0.1050', 1n, 0n]);
    expect(outcome('half_up')).toEqual(['0.8949', '0.1050', 1n, 0n]);
    expect(outcome('against_user')).toEqual(['0.8947', '0.1050', 2n, 1n]);
  });
});
