import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CircuitBreakInfo } from '../../../src/simulator/venue/index';
import { accepted, fixture, type Fixture } from './fixture';

const limit = (side: string, price: string, amount: string, more: object = {}): object => ({
  type: 'limit',
  side,
  price,
  amount,
  ...more,
});

const infoOf = (sim: Fixture, pair = 'xrp_jpy'): CircuitBreakInfo => {
  const info = sim.venue.circuitBreakInfo(pair);
  if (info === undefined) throw new Error('no such pair');
  return info;
};

const minute = 60_000;

/** Opens a market with a last price of 100 jpy: the band of xrp_jpy is 80 to 120. */
const market = (): Fixture => {
  const sim = fixture();
  sim.venue.seedLastPrice('xrp_jpy', 100_000);
  return sim;
};

describe('the circuit breaker', () => {
  it('has triggers around the reference: 20 % for the majors, 50 % for others', () => {
    const sim = market();
    sim.venue.seedLastPrice('dai_jpy', 150_000);
    expect(infoOf(sim)).toMatchObject({
      mode: 'NONE',
      upperTriggerPrice: 120_000,
      lowerTriggerPrice: 80_000,
      estimatedItayosePrice: null,
      estimatedItayoseAmount: null,
      reopenTimestamp: null,
      feeType: 'NORMAL',
    });
    expect(infoOf(sim, 'dai_jpy')).toMatchObject({ upperTriggerPrice: 225_000, lowerTriggerPrice: 75_000 });
    expect(infoOf(sim, 'mona_btc')).toMatchObject({ upperTriggerPrice: null, lowerTriggerPrice: null });
  });

  it('follows the last price every minute', () => {
    const sim = market();
    sim.place(sim.house, 'xrp_jpy', limit('sell', '110', '1'));
    sim.place(sim.house, 'xrp_jpy', limit('buy', '110', '1'));
    expect(infoOf(sim).upperTriggerPrice).toBe(120_000);
    sim.clock.advanceBy(minute);
    expect(infoOf(sim).upperTriggerPrice).toBe(132_000);
  });

  it('breaks before an execution at a trigger price; orders gather, and an auction reopens', () => {
    const sim = market();
    const [seller, buyer] = [sim.user({ xrp: '1000' }), sim.user({ jpy: '1000000' })];
    sim.place(seller, 'xrp_jpy', limit('sell', '119.999', '10'));
    sim.place(seller, 'xrp_jpy', limit('sell', '120', '10'));
    const { orderId } = accepted(sim.place(buyer, 'xrp_jpy', limit('buy', '125', '30')));
    // The first level is below the trigger.
    expect(sim.venue.tradeHistory(buyer, {}).map(({ price }) => price)).toEqual([119_999]);
    expect(infoOf(sim)).toMatchObject({
      mode: 'CIRCUIT_BREAK',
      upperTriggerPrice: null,
      lowerTriggerPrice: null,
      itayoseUpperPrice: 130_000,
      itayoseLowerPrice: 70_000,
      feeType: 'SELL_MAKER',
      reopenTimestamp: sim.clock.now() + 10 * minute,
    });
    expect(sim.venue.bestPrice('xrp_jpy', 'buy')).toBe(125_000);
    expect(sim.venue.bestPrice('xrp_jpy', 'sell')).toBe(120_000);

    sim.clock.advanceBy(1_000);
    expect(infoOf(sim)).toMatchObject({ estimatedItayosePrice: 120_000, estimatedItayoseAmount: 100_000n });
    sim.place(seller, 'xrp_jpy', limit('sell', '124', '10'));
    sim.clock.advanceBy(1_000);
    expect(infoOf(sim)).toMatchObject({ estimatedItayosePrice: 124_000, estimatedItayoseAmount: 200_000n });

    sim.clock.advanceBy(10 * minute);
    expect(infoOf(sim)).toMatchObject({
      mode: 'NONE',
      estimatedItayosePrice: null,
      lowerTriggerPrice: 99_200,
    });
    expect(sim.venue.tradeHistory(buyer, { order: 'asc' }).slice(1)).toMatchObject([
      { price: 124_000, amount: 100_000n, makerTaker: 'taker' },
      { price: 124_000, amount: 100_000n, makerTaker: 'taker' },
    ]);
    expect(sim.venue.tradeHistory(seller, {})[0]).toMatchObject({ makerTaker: 'maker' });
    expect(sim.venue.order(buyer, 'xrp_jpy', orderId)).toMatchObject({ status: 'FULLY_FILLED' });
    // A second break upwards within the hour would need 30 %.
    expect(infoOf(sim).upperTriggerPrice).toBe(161_200);
  });

  it('rejects a market order that would break it', () => {
    const sim = market();
    const user = sim.user({ jpy: '1000000' });
    sim.place(sim.house, 'xrp_jpy', limit('sell', '121', '10'));
    accepted(sim.place(user, 'xrp_jpy', { type: 'market', side: 'buy', amount: '10' }));
    expect(sim.venue.tradeHistory(user, {})).toEqual([]);
    expect(infoOf(sim).mode).toBe('CIRCUIT_BREAK');
  });

  it('restricts orders while it lasts: no market orders, no post_only, no price out of range', () => {
    const sim = market();
    const user = sim.user();
    sim.venue.setCircuitBreak('xrp_jpy', 'CIRCUIT_BREAK');
    expect(sim.place(user, 'xrp_jpy', { type: 'market', side: 'buy', amount: '1' })).toBe(70020);
    expect(infoOf(sim)).toMatchObject({ itayoseUpperPrice: 150_000, itayoseLowerPrice: 50_000 });
    expect(sim.place(user, 'xrp_jpy', limit('buy', '150.001', '1'))).toBe(70021);
    expect(sim.place(user, 'xrp_jpy', limit('sell', '49.999', '1'))).toBe(70021);
    sim.place(sim.house, 'xrp_jpy', limit('sell', '100', '1'));
    const order = accepted(sim.place(user, 'xrp_jpy', limit('buy', '100', '1', { post_only: true })));
    expect(order).toMatchObject({ status: 'UNFILLED', postOnly: false });
    sim.venue.setCircuitBreak('xrp_jpy', 'NONE');
    expect(sim.venue.order(user, 'xrp_jpy', order.orderId)).toMatchObject({ status: 'FULLY_FILLED' });
  });

  it('holds triggers back until it is over', () => {
    const sim = market();
    const user = sim.user();
    const stop = { type: 'stop', side: 'buy', trigger_price: '101', amount: '1' };
    const { orderId } = accepted(sim.place(user, 'xrp_jpy', stop));
    sim.venue.setCircuitBreak('xrp_jpy', 'LISTING', null);
    expect(infoOf(sim)).toMatchObject({ mode: 'LISTING', itayoseUpperPrice: null, reopenTimestamp: null });
    sim.place(sim.house, 'xrp_jpy', limit('sell', '105', '5'));
    sim.place(sim.house, 'xrp_jpy', limit('buy', '105', '2'));
    sim.clock.advanceBy(60 * minute);
    expect(infoOf(sim).mode).toBe('LISTING');
    sim.venue.setCircuitBreak('xrp_jpy', 'NONE');
    expect(sim.venue.order(user, 'xrp_jpy', orderId)).toMatchObject({ status: 'FULLY_FILLED' });
  });

  it('prolongs a break whose auction price would be out of range, with a wider range', () => {
    const sim = market();
    sim.place(sim.house, 'xrp_jpy', limit('sell', '145', '10'));
    sim.place(sim.house, 'xrp_jpy', limit('buy', '150', '10'));
    expect(infoOf(sim)).toMatchObject({ mode: 'CIRCUIT_BREAK', itayoseUpperPrice: 130_000 });
    sim.clock.advanceBy(10 * minute);
    expect(infoOf(sim)).toMatchObject({ mode: 'CIRCUIT_BREAK', itayoseUpperPrice: 140_000 });
    sim.clock.advanceBy(10 * minute);
    expect(infoOf(sim)).toMatchObject({ mode: 'CIRCUIT_BREAK', itayoseUpperPrice: 150_000 });
    sim.clock.advanceBy(10 * minute);
    expect(infoOf(sim).mode).toBe('NONE');
    expect(sim.venue.lastPrice('xrp_jpy')).toBe(145_000);
  });

  it('an auction executes the most that any price can, and leaves nothing crossed', () => {
    const order = fc.record({
      side: fc.constantFrom('buy', 'sell'),
      price: fc.integer({ min: 90, max: 110 }),
      amount: fc.integer({ min: 1, max: 20 }),
    });
    fc.assert(
      fc.property(fc.array(order, { minLength: 2, maxLength: 40 }), (orders) => {
        const sim = market();
        sim.venue.setCircuitBreak('xrp_jpy', 'LISTING', null);
        for (const { side, price, amount } of orders) {
          sim.place(sim.house, 'xrp_jpy', limit(side, String(price), String(amount)));
        }
        const sum = (side: string, accepts: (price: number) => boolean): number =>
          orders
            .filter((one) => one.side === side && accepts(one.price))
            .reduce((total, one) => total + one.amount, 0);
        const most = Math.max(
          ...orders.map(({ price: at }) =>
            Math.min(
              sum('buy', (price) => price >= at),
              sum('sell', (price) => price <= at),
            ),
          ),
        );
        sim.venue.setCircuitBreak('xrp_jpy', 'NONE');
        const trades = sim.events.flatMap((event) => (event.type === 'trade' ? [event.trade] : []));
        expect(trades.reduce((total, { amount }) => total + amount, 0n)).toBe(BigInt(most) * 10_000n);
        expect(new Set(trades.map(({ price }) => price)).size).toBeLessThanOrEqual(1);
        const bid = sim.venue.bestPrice('xrp_jpy', 'buy') ?? -Infinity;
        expect(bid).toBeLessThan(sim.venue.bestPrice('xrp_jpy', 'sell') ?? Infinity);
        expect(infoOf(sim).mode).toBe('NONE');
      }),
    );
  });
});
