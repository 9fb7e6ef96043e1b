import { describe, expect, it } from 'vitest';
import { averagePrice } from '../../../src/simulator/venue/index';
import { accepted, fixture, type Fixture } from './fixture';

const limit = (side: string, price: string, amount: string): object => ({
  type: 'limit',
  side,
  price,
  amount,
});

const market = (price: number): Fixture => {
  const sim = fixture();
  sim.venue.seedLastPrice('btc_jpy', price);
  quote(sim, price);
  return sim;
};

/** Lets the house bid and ask 5 btc at exactly these distances from the price, and nowhere else. */
const quote = (sim: Fixture, price: number): void => {
  const ids = sim.venue.activeOrders(sim.house, {}).map(({ orderId }) => orderId);
  sim.venue.cancelOrders(sim.house, 'btc_jpy', ids);
  sim.place(sim.house, 'btc_jpy', limit('sell', String(price), '5'));
  sim.place(sim.house, 'btc_jpy', limit('buy', String(price - 1), '5'));
};

const move = (sim: Fixture, price: number): void => {
  const ids = sim.venue.activeOrders(sim.house, {}).map(({ orderId }) => orderId);
  sim.venue.cancelOrders(sim.house, 'btc_jpy', ids);
  sim.venue.seedLastPrice('btc_jpy', price);
  quote(sim, price);
};

const open = (sim: Fixture, user: number, positionSide: 'long' | 'short', amount: string): void => {
  const side = positionSide === 'long' ? 'buy' : 'sell';
  accepted(sim.place(user, 'btc_jpy', { type: 'market', side, amount, position_side: positionSide }));
};

const close = (sim: Fixture, user: number, positionSide: 'long' | 'short', amount: string): void => {
  const side = positionSide === 'long' ? 'sell' : 'buy';
  accepted(sim.place(user, 'btc_jpy', { type: 'market', side, amount, position_side: positionSide }));
};

const hour = 60 * 60_000;

describe('margin', () => {
  it('defers the fee of opening; closing takes both, interest and the profit', () => {
    const sim = market(10_000_000);
    const user = sim.user({ jpy: '1000000' });
    open(sim, user, 'long', '0.1');
    const [opened] = sim.venue.tradeHistory(user, {});
    // The fee is 0.1 % of 1,000,000.
    expect(opened).toMatchObject({ feeQuote: 0n, feeOccurredQuote: 10_000_000n, profitLoss: 0n });
    expect(sim.balance(user, 'jpy')).toEqual({
      onhand: '1000000.0000',
      locked: '0.0000',
      free: '1000000.0000',
    });
    expect(sim.balance(user, 'btc').onhand).toBe('0.00000000');
    const [position] = sim.venue.marginPositions(user).positions;
    const rules = sim.venue.instrument('btc_jpy');
    if (position === undefined || rules === undefined) throw new Error('no position');
    expect(position).toMatchObject({ openAmount: 1000n, unrealizedFee: 10_000_000n, unrealizedInterest: 0n });
    expect(averagePrice(rules, position.entryNotional, position.openAmount)).toBe('10000000');

    // It is noon in Japan, so midnight comes after twelve hours. The interest is 0.04 % of 1,000,000.
    sim.clock.advanceBy(12 * hour - 1);
    expect(sim.venue.marginPositions(user).positions[0]?.unrealizedInterest).toBe(0n);
    sim.clock.advanceBy(1);
    expect(sim.venue.marginPositions(user).positions[0]?.unrealizedInterest).toBe(400_000_000n);

    move(sim, 10_500_001);
    close(sim, user, 'long', '0.04');
    const [half] = sim.venue.tradeHistory(user, {});
    // 0.04 × 500,000 = 20,000; fees 400 + 420, interest 160.
    expect(half).toMatchObject({
      feeOccurredQuote: 4_200_000n,
      feeQuote: 8_200_000n,
      interest: 160_000_000n,
      profitLoss: 19_020_000_000n,
    });
    close(sim, user, 'long', '0.06');
    expect(sim.balance(user, 'jpy').onhand).toBe('1047550.0000');
    expect(sim.venue.marginPositions(user).positions).toEqual([]);
    expect(sim.venue.conservation().find(({ asset }) => asset === 'btc')?.marginPool).toBe(0n);
    expect(sim.venue.conservation().find(({ asset }) => asset === 'jpy')?.marginPool).toBe(0n);
  });

  it('keeps a long and a short of one pair side by side', () => {
    const sim = market(10_000_000);
    const user = sim.user({ jpy: '1000000' });
    open(sim, user, 'long', '0.05');
    open(sim, user, 'short', '0.02');
    expect(sim.venue.marginPositions(user).positions).toMatchObject([
      { positionSide: 'long', openAmount: 500n },
      { positionSide: 'short', openAmount: 200n },
    ]);
    move(sim, 9_000_000);
    close(sim, user, 'short', '0.02');
    const [closed] = sim.venue.tradeHistory(user, {});
    // Sold at 9,999,999, bought at 9,000,000: 19,999.98, less fees of 200.0000 (199.99998 half up) and 180.
    expect(closed).toMatchObject({ side: 'buy', positionSide: 'short', profitLoss: 19_619_980_000n });
  });

  it('shows the state of a user, as documented', () => {
    const sim = market(10_000_000);
    const user = sim.user({ jpy: '500000', btc: '0.1' });
    expect(sim.venue.marginStatus(user)).toMatchObject({
      status: 'NORMAL',
      totalMarginBalance: '1000000.0000',
      totalMarginBalancePercentage: null,
      losscutPercentage: null,
    });
    open(sim, user, 'long', '0.1');
    sim.place(user, 'btc_jpy', { ...limit('buy', '9000000', '0.05'), position_side: 'long' });
    move(sim, 10_100_001);
    expect(sim.venue.marginStatus(user)).toMatchObject({
      // 500,000 + half of 1,010,000.1 + 10,000.1 − 1,000 of deferred fee.
      totalMarginBalance: '1014000.1500',
      totalMarginBalancePercentage: '101.40',
      marginPositionProfitLoss: '10000.1000',
      unrealizedCost: '1000.0000',
      openMarginPositionProduct: '1000000.0000',
      openMarginOrderProduct: '450000.0000',
      totalMarginPositionProduct: '1450000.0000',
      totalPositionMaintenanceMargin: '500000.0000',
      totalLongPositionMaintenanceMargin: '500000.0000',
      totalShortPositionMaintenanceMargin: '0.0000',
      totalOpenOrderMaintenanceMargin: '225000.0000',
      marginCallPercentage: '50',
      losscutPercentage: '25',
      buyCredit: '289000.1500',
    });
    const room = sim.venue.marginStatus(user).availableBalances.find(({ pair }) => pair === 'btc_jpy');
    expect(room).toEqual({ pair: 'btc_jpy', long: '578000.3000', short: '578000.3000' });
    expect(sim.venue.marginPositions(user).losscutThreshold).toEqual({ individual: '0.5', company: '0.5' });
  });

  it('a closing order holds its part of the position', () => {
    const sim = market(10_000_000);
    const user = sim.user({ jpy: '1000000' });
    open(sim, user, 'long', '0.1');
    const closing = { ...limit('sell', '11000000', '0.07'), position_side: 'long' };
    const { orderId } = accepted(sim.place(user, 'btc_jpy', closing));
    expect(sim.venue.marginPositions(user).positions[0]).toMatchObject({
      openAmount: 1000n,
      lockedAmount: 700n,
    });
    expect(sim.balance(user, 'btc').locked).toBe('0.00000000');
    expect(sim.place(user, 'btc_jpy', closing)).toBe(50062);
    sim.venue.cancelOrder(user, 'btc_jpy', orderId);
    expect(sim.venue.marginPositions(user).positions[0]).toMatchObject({ lockedAmount: 0n });
  });

  it('calls for margin at 15:00 in Japan, and is content when it comes', () => {
    const sim = market(10_000_000);
    const user = sim.user({ jpy: '600000' });
    open(sim, user, 'long', '0.1');
    move(sim, 8_500_000);
    expect(sim.venue.marginStatus(user).status).toBe('NORMAL');
    sim.clock.advanceBy(3 * hour);
    expect(sim.venue.marginStatus(user).status).toBe('CALL');
    // Needed 500,000; there are 600,000 − 150,000 − 1,000.
    expect(sim.venue.marginPositions(user).notice).toEqual({
      what: 'marginCall',
      occurredAt: sim.clock.now(),
      amount: 510_000_000n,
      dueDateAt: sim.clock.now() + 24 * hour,
    });
    sim.venue.credit(user, 'jpy', 510_000_000n);
    expect(sim.venue.marginStatus(user).status).toBe('NORMAL');
    expect(sim.venue.marginPositions(user).notice.what).toBeNull();
    sim.clock.advanceBy(30 * hour);
    expect(sim.venue.marginPositions(user).positions.length).toBe(1);
  });

  it('liquidates when a call is not met within a day', () => {
    const sim = market(10_000_000);
    const user = sim.user({ jpy: '600000' });
    open(sim, user, 'long', '0.1');
    move(sim, 8_500_000);
    sim.clock.advanceBy(27 * hour - 1);
    expect(sim.venue.marginPositions(user).positions.length).toBe(1);
    sim.clock.advanceBy(1);
    expect(sim.venue.marginPositions(user).positions).toEqual([]);
    expect(sim.venue.marginStatus(user).status).toBe('NORMAL');
  });

  it('liquidates below half of the maintenance margin: cancels margin orders, then closes at market', () => {
    const sim = market(10_000_000);
    const user = sim.user({ jpy: '600000' });
    open(sim, user, 'long', '0.1');
    const waiting = accepted(
      sim.place(user, 'btc_jpy', { ...limit('sell', '11000000', '0.05'), position_side: 'long' }),
    );
    move(sim, 6_500_000);
    expect(sim.venue.order(user, 'btc_jpy', waiting.orderId)).toMatchObject({ status: 'CANCELED_UNFILLED' });
    // The book was empty when the price moved, so the venue tries again every second.
    expect(sim.venue.marginStatus(user).status).toBe('LOSSCUT');
    expect(
      sim.place(user, 'btc_jpy', { type: 'market', side: 'sell', amount: '0.1', position_side: 'long' }),
    ).toBe(50079);
    sim.clock.advanceBy(1_000);
    expect(sim.venue.marginPositions(user).positions).toEqual([]);
    const [fill] = sim.venue.tradeHistory(user, {});
    expect(fill).toMatchObject({ type: 'losscut', side: 'sell', price: 6_499_999, amount: 1000n });
    expect(sim.venue.order(user, 'btc_jpy', fill?.orderId ?? 0)).toMatchObject({
      type: 'losscut',
      userCancelable: false,
      status: 'FULLY_FILLED',
    });
    expect(sim.venue.marginStatus(user).status).toBe('NORMAL');
  });

  it('a loss that can not be paid invalidates orders first, then becomes a debt, paid from later income', () => {
    const sim = market(10_000_000);
    const user = sim.user({ jpy: '550000' });
    open(sim, user, 'long', '0.1');
    const spot = accepted(sim.place(user, 'xrp_jpy', limit('buy', '100', '1000')));
    expect(sim.balance(user, 'jpy').locked).toBe('100120.0000');
    move(sim, 4_000_000);
    sim.clock.advanceBy(1_000);
    expect(sim.venue.order(user, 'xrp_jpy', spot.orderId)).toMatchObject({ status: 'CANCELED_UNFILLED' });
    expect(sim.events.find((event) => event.type === 'invalidation')).toMatchObject({
      orderIds: [spot.orderId],
    });
    // The user had 550,000, and lost 600,000.1, and 1,000 and 399.9999 of fees.
    const debt = 514_000_999n;
    expect(sim.balance(user, 'jpy').onhand).toBe('0.0000');
    expect(sim.venue.marginPositions(user).payables).toBe(debt);
    expect(sim.venue.marginPositions(user).notice).toMatchObject({ what: 'debt', amount: debt });
    expect(sim.venue.marginStatus(user)).toMatchObject({ status: 'DEBT', unrealizedCost: '51400.0999' });

    sim.venue.deposit(user, { asset: 'jpy', amount: 200_000_000n });
    expect(sim.venue.marginPositions(user).payables).toBe(debt - 200_000_000n);
    sim.venue.deposit(user, { asset: 'jpy', amount: 400_000_000n });
    expect(sim.venue.marginPositions(user)).toMatchObject({ payables: 0n, notice: { what: null } });
    expect(sim.venue.marginStatus(user).status).toBe('NORMAL');
    expect(sim.events.filter((event) => event.type === 'payable').map(({ amount }) => amount)).toEqual([
      debt,
      debt - 200_000_000n,
      0n,
    ]);
    expect(sim.balance(user, 'jpy').onhand).toBe('8599.9001');
  });
});
