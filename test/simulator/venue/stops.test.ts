import { describe, expect, it } from 'vitest';
import { accepted, fixture, type Fixture } from './fixture';

const limit = (side: string, price: string, amount: string): object => ({
  type: 'limit',
  side,
  price,
  amount,
});

/** Opens a market with the house's book around 350, and a last price of 350. */
const market = (quirks: Parameters<typeof fixture>[0] = {}): Fixture => {
  const sim = fixture(quirks);
  sim.venue.seedLastPrice('xrp_jpy', 350_000);
  for (const offset of [1, 2, 3, 20]) {
    sim.place(sim.house, 'xrp_jpy', limit('sell', String(350 + offset), '100'));
    sim.place(sim.house, 'xrp_jpy', limit('buy', String(350 - offset), '100'));
  }
  return sim;
};

/** Makes a trade at the price. */
const print = (sim: Fixture, price: string): void => {
  sim.place(sim.house, 'xrp_jpy', limit('sell', price, '0.0001'));
  sim.place(sim.house, 'xrp_jpy', limit('buy', price, '0.0001'));
};

const states = (sim: Fixture, user: number, orderId: number): string[] =>
  sim.events.flatMap((event) =>
    event.type === 'order' && event.user === user && event.order.orderId === orderId
      ? [`${event.order.status}${event.order.justTriggered ? ' just triggered' : ''}`]
      : [],
  );

describe('stops', () => {
  it('a stop buy waits, locks its trigger price with the allowance, and becomes a market order', () => {
    const sim = market();
    const user = sim.user({ jpy: '10000' });
    const order = accepted(
      sim.place(user, 'xrp_jpy', { type: 'stop', side: 'buy', trigger_price: '350.5', amount: '10' }),
    );
    expect(order).toMatchObject({ status: 'INACTIVE', price: null, postOnly: null, triggerPrice: 350_500 });
    expect(sim.balance(user, 'jpy').locked).toBe('4556.5000');
    print(sim, '350.4');
    expect(states(sim, user, order.orderId)).toEqual(['INACTIVE']);
    sim.clock.advanceBy(5_000);
    print(sim, '350.5');
    expect(states(sim, user, order.orderId)).toEqual(['INACTIVE', 'UNFILLED just triggered', 'FULLY_FILLED']);
    const [fill] = sim.venue.tradeHistory(user, {});
    expect(fill).toMatchObject({ type: 'stop', price: 351_000, makerTaker: 'taker' });
    expect(sim.venue.order(user, 'xrp_jpy', order.orderId)).toMatchObject({
      triggeredAt: order.orderedAt + 5_000,
    });
    expect(sim.balance(user, 'jpy').locked).toBe('0.0000');
  });

  it('a triggered stop that can not be filled whole is rejected', () => {
    const sim = market();
    const user = sim.user({ jpy: '1000000' });
    const order = accepted(
      sim.place(user, 'xrp_jpy', { type: 'stop', side: 'buy', trigger_price: '350.5', amount: '500' }),
    );
    print(sim, '350.5');
    expect(states(sim, user, order.orderId).at(-1)).toBe('REJECTED');
    expect(sim.balance(user, 'jpy').locked).toBe('0.0000');
  });

  it('a stop_limit rests at its price', () => {
    const sim = market();
    const user = sim.user({ xrp: '10' });
    const order = accepted(
      sim.place(user, 'xrp_jpy', {
        type: 'stop_limit',
        side: 'sell',
        trigger_price: '349.5',
        price: '352',
        amount: '10',
      }),
    );
    expect(sim.balance(user, 'xrp').locked).toBe('10.000000');
    print(sim, '349.5');
    expect(states(sim, user, order.orderId)).toEqual(['INACTIVE', 'UNFILLED just triggered']);
    expect(sim.venue.bookSide('xrp_jpy', 'sell', 2)).toEqual([
      [351_000, 1_000_000n],
      [352_000, 1_100_000n],
    ]);
  });

  it('fires the nearest trigger first, and those that its trades reach', () => {
    const sim = market();
    const user = sim.user({ jpy: '1000000' });
    const stop = (trigger: string, amount: string): number =>
      accepted(sim.place(user, 'xrp_jpy', { type: 'stop', side: 'buy', trigger_price: trigger, amount }))
        .orderId;
    const last = stop('353', '10');
    const second = stop('352', '150');
    const first = stop('351', '150');
    print(sim, '350.9');
    expect(sim.venue.tradeHistory(user, {})).toEqual([]);
    sim.place(sim.house, 'xrp_jpy', { type: 'market', side: 'buy', amount: '1' });
    expect(sim.venue.tradeHistory(user, { order: 'asc' }).map(({ orderId }) => orderId)).toEqual([
      first,
      first,
      second,
      second,
      second,
      last,
    ]);
  });

  it('stopReference: the last price, or the best price of the side it would take', () => {
    const fires = (stopReference: 'last' | 'best', act: (sim: Fixture) => void): boolean => {
      const sim = market({ stopReference });
      const user = sim.user({ jpy: '1000000' });
      accepted(
        sim.place(user, 'xrp_jpy', { type: 'stop', side: 'buy', trigger_price: '351.5', amount: '1' }),
      );
      act(sim);
      return sim.venue.tradeHistory(user, {}).length > 0;
    };
    const trade = (sim: Fixture): void => {
      // A bid above the ask's own level is met there: the last price rises to 352, and the best ask comes back to 351.
      sim.place(sim.house, 'xrp_jpy', limit('buy', '352', '100.1'));
      sim.place(sim.house, 'xrp_jpy', limit('sell', '351', '5'));
    };
    const withdraw = (sim: Fixture): void => {
      for (const { orderId, price } of sim.venue.activeOrders(sim.house, {})) {
        if (price === 351_000) sim.venue.cancelOrder(sim.house, 'xrp_jpy', orderId);
      }
    };
    expect(fires('last', trade)).toBe(true);
    expect(fires('last', withdraw)).toBe(false);
    expect(fires('best', withdraw)).toBe(true);
  });

  it('cancels a waiting order', () => {
    const sim = market();
    const user = sim.user({ jpy: '1000000' });
    const { orderId } = accepted(
      sim.place(user, 'xrp_jpy', { type: 'stop', side: 'buy', trigger_price: '350.5', amount: '1' }),
    );
    expect(sim.venue.cancelOrder(user, 'xrp_jpy', orderId)).toMatchObject({ status: 'CANCELED_UNFILLED' });
    expect(sim.balance(user, 'jpy').locked).toBe('0.0000');
    print(sim, '350.5');
    expect(sim.venue.tradeHistory(user, {})).toEqual([]);
  });
});

describe('take_profit and stop_loss', () => {
  const withLong = (): { sim: Fixture; user: number } => {
    const sim = market();
    const user = sim.user({ jpy: '1000000' });
    sim.place(user, 'xrp_jpy', { type: 'market', side: 'buy', amount: '10', position_side: 'long' });
    return { sim, user };
  };
  const close = { side: 'sell', position_side: 'long' };

  it('wait for the same position; the one that fires closes it, and the other has nothing left to do', () => {
    const { sim, user } = withLong();
    const profit = accepted(
      sim.place(user, 'xrp_jpy', { ...close, type: 'take_profit', trigger_price: '360' }),
    );
    const loss = accepted(
      sim.place(user, 'xrp_jpy', { ...close, type: 'stop_loss', trigger_price: '349.5' }),
    );
    expect(loss).toMatchObject({ startAmount: null, remainingAmount: null, status: 'INACTIVE' });
    expect(sim.venue.marginPositions(user).positions[0]).toMatchObject({ lockedAmount: 0n });
    print(sim, '349.5');
    expect(states(sim, user, loss.orderId)).toEqual(['INACTIVE', 'UNFILLED just triggered', 'FULLY_FILLED']);
    expect(sim.venue.order(user, 'xrp_jpy', loss.orderId)).toMatchObject({
      startAmount: 100_000n,
      remainingAmount: 0n,
    });
    expect(states(sim, user, profit.orderId)).toEqual(['INACTIVE', 'CANCELED_UNFILLED']);
    expect(sim.venue.marginPositions(user).positions).toEqual([]);
  });

  it('a take_profit of a short fires when the price falls', () => {
    const sim = market();
    const user = sim.user({ jpy: '1000000' });
    sim.place(user, 'xrp_jpy', { type: 'market', side: 'sell', amount: '10', position_side: 'short' });
    accepted(
      sim.place(user, 'xrp_jpy', {
        type: 'take_profit',
        side: 'buy',
        position_side: 'short',
        trigger_price: '345',
        amount: '4',
      }),
    );
    sim.place(sim.house, 'xrp_jpy', limit('sell', '345', '300'));
    print(sim, '345');
    expect(sim.venue.marginPositions(user).positions[0]).toMatchObject({ openAmount: 60_000n });
  });
});
