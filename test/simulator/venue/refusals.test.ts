import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../../src/simulator/venue/index';
import { accepted, fixture, type Fixture } from './fixture';

const limit = { type: 'limit', side: 'buy', price: '350', amount: '1' };
const market = { type: 'market', side: 'buy', amount: '1' };
const stop = { type: 'stop', side: 'buy', trigger_price: '400', amount: '1' };

/** A market with a last price, liquidity and a user with an open long of 10 xrp. */
const busy = (): Fixture & { trader: number } => {
  const sim = fixture();
  sim.venue.seedLastPrice('xrp_jpy', 350_000);
  sim.venue.seedLastPrice('btc_jpy', 15_000_000);
  sim.place(sim.house, 'xrp_jpy', { ...limit, side: 'sell', price: '350.1', amount: '1000' });
  sim.place(sim.house, 'xrp_jpy', { ...limit, price: '349.9', amount: '1000' });
  const trader = sim.user();
  sim.place(trader, 'xrp_jpy', { ...market, amount: '10', position_side: 'long' });
  return { ...sim, trader };
};

describe('requests that make no sense', () => {
  const cases: readonly [number, string, object][] = [
    [30009, '', { pair: null }],
    [40017, 'no_pair', limit],
    [30013, 'xrp_jpy', { ...limit, side: undefined }],
    [40021, 'xrp_jpy', { ...limit, side: 'hold' }],
    [30015, 'xrp_jpy', { ...limit, type: undefined }],
    [40024, 'xrp_jpy', { ...limit, type: 'iceberg' }],
    [40024, 'xrp_jpy', { ...market, type: 'losscut' }],
    [30001, 'xrp_jpy', { ...limit, amount: undefined }],
    [40001, 'xrp_jpy', { ...limit, amount: '1e3' }],
    [40001, 'xrp_jpy', { ...limit, amount: '0' }],
    [40001, 'xrp_jpy', { ...limit, amount: '1.00001' }],
    [30012, 'xrp_jpy', { ...limit, price: undefined }],
    [40020, 'xrp_jpy', { ...limit, price: 'cheap' }],
    [40020, 'xrp_jpy', { ...limit, price: '350.0001' }],
    [30101, 'xrp_jpy', { ...stop, trigger_price: undefined }],
    [40112, 'xrp_jpy', { ...stop, trigger_price: {} }],
    [40113, 'xrp_jpy', { ...limit, post_only: 'yes' }],
    [40114, 'xrp_jpy', { ...market, post_only: true }],
    [40164, 'xrp_jpy', { ...limit, position_side: 'flat' }],
    [40165, 'sui_jpy', { ...limit, position_side: 'long' }],
    [40200, 'xrp_jpy', { ...stop, position_side: 'long' }],
    [60019, 'xrp_jpy', { ...stop, type: 'stop_loss' }],
    [60019, 'xrp_jpy', { ...stop, type: 'take_profit', position_side: 'long' }],
  ];
  it.each(cases)('%i: %s %o', (code, pair, request) => {
    const sim = busy();
    expect(sim.place(sim.trader, pair, request)).toBe(code);
  });

  it('zeros in excess are no error, and numbers are as good as text', () => {
    const sim = busy();
    accepted(sim.place(sim.trader, 'xrp_jpy', { ...limit, price: '349.000000', amount: '1.00000000' }));
    accepted(sim.place(sim.trader, 'xrp_jpy', { ...limit, price: 349, amount: 0.5 }));
  });
});

describe('requests that the rules forbid', () => {
  const cases: readonly [number, string, object][] = [
    [60001, 'btc_jpy', { ...limit, price: '15000000', amount: '10' }],
    [60001, 'sui_jpy', { ...limit, side: 'sell', price: '500', amount: '1' }],
    [60002, 'xrp_jpy', { ...market, amount: '400000.0001' }],
    [60003, 'xrp_jpy', { ...market, side: 'sell', amount: '400000.0001' }],
    [60003, 'xrp_jpy', { ...limit, amount: '40000000.0001' }],
    [60004, 'sui_jpy', { ...limit, amount: '0.00009999' }],
    [60005, 'xrp_jpy', { ...limit, price: '35010.001' }],
    [60006, 'xrp_jpy', { ...limit, price: '0' }],
    [60016, 'xrp_jpy', { ...stop, trigger_price: '35010.001' }],
    [60018, 'xrp_jpy', { ...stop, trigger_price: '350' }],
    [60018, 'xrp_jpy', { ...stop, side: 'sell', trigger_price: '350.101' }],
    [50061, 'xrp_jpy', { ...limit, amount: '2000000', position_side: 'long' }],
    [50062, 'xrp_jpy', { ...market, side: 'sell', amount: '10.0001', position_side: 'long' }],
    [50062, 'xrp_jpy', { ...market, position_side: 'short' }],
    [
      50062,
      'xrp_jpy',
      { ...stop, type: 'stop_loss', side: 'sell', trigger_price: '300', amount: '11', position_side: 'long' },
    ],
  ];
  it.each(cases)('%i: %s %o', (code, pair, request) => {
    const sim = busy();
    expect(sim.place(sim.trader, pair, request)).toBe(code);
  });

  it('50058: no margin trading without its review', () => {
    const sim = busy();
    const user = sim.venue.openAccount({ class: 'user', margin: false });
    expect(sim.place(user, 'xrp_jpy', { ...limit, position_side: 'long' })).toBe(50058);
  });

  it('60011: thirty open orders a user and pair', () => {
    const sim = busy();
    for (let count = 0; count < 30; count += 1)
      accepted(sim.place(sim.trader, 'xrp_jpy', { ...limit, price: '300' }));
    expect(sim.place(sim.trader, 'xrp_jpy', { ...limit, price: '300' })).toBe(60011);
    accepted(sim.place(sim.trader, 'btc_jpy', { ...limit, price: '1000000' }));
    accepted(sim.place(sim.house, 'xrp_jpy', { ...limit, price: '300' }));
  });
});

describe('requests that come at the wrong time', () => {
  const stopped: readonly [number, string, object][] = [
    [70018, 'orderAndCancel', limit],
    [70017, 'order', limit],
    [70005, 'buy', limit],
    [70006, 'sell', { ...limit, side: 'sell' }],
    [70009, 'market', market],
    [70023, 'stop', stop],
    [70022, 'stopLimit', { ...stop, type: 'stop_limit', price: '400' }],
    [70024, 'marginLong', { ...limit, position_side: 'long' }],
    [70025, 'marginShort', { ...limit, side: 'sell', position_side: 'short' }],
  ];
  it.each(stopped)('%i while %s is suspended', (code, flag, request) => {
    const sim = busy();
    sim.venue.setStopped('xrp_jpy', { [flag]: true });
    expect(sim.place(sim.trader, 'xrp_jpy', request)).toBe(code);
    sim.venue.setStopped('xrp_jpy', { [flag]: false });
    accepted(sim.place(sim.trader, 'xrp_jpy', request));
  });

  it('70010 below the minimum of a busy pair; 70004 and 70013 while it is halted', () => {
    const sim = busy();
    const order = accepted(sim.place(sim.trader, 'xrp_jpy', { ...limit, amount: '0.0001', price: '300' }));
    sim.venue.setPairStatus('xrp_jpy', 'BUSY');
    expect(sim.venue.pairStatuses()[1]).toEqual({ pair: 'xrp_jpy', status: 'BUSY', minAmount: 10n });
    expect(sim.place(sim.trader, 'xrp_jpy', { ...limit, amount: '0.0009' })).toBe(70010);
    accepted(sim.place(sim.trader, 'xrp_jpy', { ...limit, amount: '0.001' }));
    sim.venue.setPairStatus('xrp_jpy', 'HALT');
    expect(sim.place(sim.trader, 'xrp_jpy', limit)).toBe(70004);
    expect(sim.venue.cancelOrder(sim.trader, 'xrp_jpy', order.orderId)).toMatchObject({ code: 70013 });
  });
});

describe('cancelling', () => {
  const ended = (sim: Fixture & { trader: number }): { open: number; filled: number; canceled: number } => {
    const [open, canceled] = [0, 1].map(
      () => accepted(sim.place(sim.trader, 'xrp_jpy', { ...limit, price: '300' })).orderId,
    );
    const filled = accepted(sim.place(sim.trader, 'xrp_jpy', market)).orderId;
    sim.venue.cancelOrder(sim.trader, 'xrp_jpy', canceled ?? 0);
    return { open: open ?? 0, filled, canceled: canceled ?? 0 };
  };

  it('says why it can not', () => {
    const sim = busy();
    const { open, filled, canceled } = ended(sim);
    const code = (pair: string, orderId: number, user = sim.trader): unknown => {
      const outcome = sim.venue.cancelOrder(user, pair, orderId);
      return isRefusal(outcome) ? outcome.code : outcome.status;
    };
    expect(code('xrp_jpy', filled)).toBe(50027);
    expect(code('xrp_jpy', canceled)).toBe(50026);
    expect(code('xrp_jpy', 1)).toBe(50009);
    expect(code('btc_jpy', open)).toBe(50009);
    expect(code('xrp_jpy', open, sim.user())).toBe(50009);
    expect(code('no_pair', open)).toBe(40017);
    sim.venue.setStopped('xrp_jpy', { orderAndCancel: true });
    expect(code('xrp_jpy', open)).toBe(70018);
    sim.venue.setStopped('xrp_jpy', { orderAndCancel: false });
    expect(code('xrp_jpy', open)).toBe('CANCELED_UNFILLED');
    expect(
      sim.venue.cancelOrders(
        sim.trader,
        'xrp_jpy',
        Array.from({ length: 31 }, (_, id) => id),
      ),
    ).toMatchObject({ code: 40015 });
  });

  it('cancelOrdersFinished: omits, returns, or refuses the whole call', () => {
    const outcome = (cancelOrdersFinished: 'omitted' | 'returned' | 'refused'): unknown => {
      const sim = { ...fixture({ cancelOrdersFinished }), trader: 0 };
      sim.place(sim.house, 'xrp_jpy', { ...limit, side: 'sell', price: '350.1', amount: '1000' });
      sim.trader = sim.user();
      const { open, filled, canceled } = ended(sim);
      const orders = sim.venue.cancelOrders(sim.trader, 'xrp_jpy', [open, filled, canceled, 1]);
      const left = sim.venue.activeOrders(sim.trader, {}).length;
      return isRefusal(orders) ? [orders.code, left] : [orders.map(({ status }) => status), left];
    };
    expect(outcome('omitted')).toEqual([['CANCELED_UNFILLED'], 0]);
    expect(outcome('returned')).toEqual([['CANCELED_UNFILLED', 'FULLY_FILLED', 'CANCELED_UNFILLED'], 0]);
    expect(outcome('refused')).toEqual([50027, 1]);
  });
});
