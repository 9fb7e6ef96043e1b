import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../../src/simulator/venue/index';
import { accountRefusals } from '../../../src/simulator/venue/account-refusals';
import { orderRefusals } from '../../../src/simulator/venue/order-refusals';
import { orderFormRefusals } from '../../../src/simulator/venue/order-request';
import type { RefusalRow } from '../../../src/simulator/venue/refusal';
import { accepted, fixture, type Fixture } from './fixture';

const limit = { type: 'limit', side: 'buy', price: '350', amount: '1' };
const market = { type: 'market', side: 'buy', amount: '1' };
const stop = { type: 'stop', side: 'buy', trigger_price: '400', amount: '1' };

/** Opens a market with a last price, liquidity and a user with an open long of 10 xrp. */
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

type Sim = ReturnType<typeof busy>;

/** A request that a row refuses, and the preparation it needs. */
type Example = readonly [code: number, pair: string, request: object, before?: (sim: Sim) => void];

const stopping =
  (flag: string) =>
  ({ venue }: Sim): void =>
    venue.setStopped('xrp_jpy', { [flag]: true });

const inBreak = ({ venue }: Sim): void => venue.setCircuitBreak('xrp_jpy', 'CIRCUIT_BREAK');

/** Brings the user into a losscut that finds no buyer. */
const inLosscut = (sim: Sim): void => {
  const buyer = sim.user();
  accepted(sim.place(buyer, 'xrp_jpy', { ...market, amount: '990', position_side: 'long' }));
  sim.trader = sim.user({ jpy: '2000' });
  accepted(sim.place(sim.house, 'xrp_jpy', { ...limit, side: 'sell', price: '350.1', amount: '10' }));
  accepted(sim.place(sim.trader, 'xrp_jpy', { ...market, amount: '10', position_side: 'long' }));
  accepted(sim.place(buyer, 'xrp_jpy', { ...market, side: 'sell', amount: '990', position_side: 'long' }));
  accepted(sim.place(buyer, 'xrp_jpy', { ...market, side: 'sell', amount: '10' }));
  sim.venue.seedLastPrice('xrp_jpy', 150_000);
  sim.clock.advanceBy(1_000);
  expect(sim.venue.marginStatus(sim.trader).status).toBe('LOSSCUT');
};

// One example for each row, in the order of the rows.

const ofForm: readonly Example[] = [
  [30009, '', { pair: null }],
  [40017, 'no_pair', limit],
  [30013, 'xrp_jpy', { ...limit, side: undefined }],
  [40021, 'xrp_jpy', { ...limit, side: 'hold' }],
  [30015, 'xrp_jpy', { ...limit, type: undefined }],
  [40024, 'xrp_jpy', { ...limit, type: 'iceberg' }],
  [40113, 'xrp_jpy', { ...limit, post_only: 'yes' }],
  [40164, 'xrp_jpy', { ...limit, position_side: 'flat' }],
  [40001, 'xrp_jpy', { ...limit, amount: '1e3' }],
  [40020, 'xrp_jpy', { ...limit, price: '350.0001' }],
  [40112, 'xrp_jpy', { ...stop, trigger_price: {} }],
];

const ofOrder: readonly Example[] = [
  [40024, 'xrp_jpy', { ...market, type: 'losscut' }],
  [30001, 'xrp_jpy', { ...limit, amount: undefined }],
  [40001, 'xrp_jpy', { ...limit, amount: '0' }],
  [30012, 'xrp_jpy', { ...limit, price: undefined }],
  [30101, 'xrp_jpy', { ...stop, trigger_price: undefined }],
  [40114, 'xrp_jpy', { ...market, post_only: true }],
  [40165, 'sui_jpy', { ...limit, position_side: 'long' }],
  [60019, 'xrp_jpy', { ...stop, type: 'stop_loss' }],
  [40200, 'xrp_jpy', { ...stop, position_side: 'long' }],
  [70004, 'xrp_jpy', limit, ({ venue }) => venue.setPairStatus('xrp_jpy', 'HALT')],
  [70018, 'xrp_jpy', limit, stopping('orderAndCancel')],
  [70017, 'xrp_jpy', limit, stopping('order')],
  [70026, 'omg_jpy', limit],
  [70005, 'xrp_jpy', limit, stopping('buy')],
  [70006, 'xrp_jpy', { ...limit, side: 'sell' }, stopping('sell')],
  [70009, 'xrp_jpy', market, stopping('market')],
  [70023, 'xrp_jpy', stop, stopping('stop')],
  [70022, 'xrp_jpy', { ...stop, type: 'stop_limit', price: '400' }, stopping('stopLimit')],
  [70024, 'xrp_jpy', { ...limit, position_side: 'long' }, stopping('marginLong')],
  [70025, 'xrp_jpy', { ...limit, side: 'sell', position_side: 'short' }, stopping('marginShort')],
  [60004, 'sui_jpy', { ...limit, amount: '0.00009999' }],
  [70010, 'xrp_jpy', { ...limit, amount: '0.0009' }, ({ venue }) => venue.setPairStatus('xrp_jpy', 'BUSY')],
  [60002, 'xrp_jpy', { ...market, amount: '400000.0001' }],
  [60003, 'xrp_jpy', { ...market, side: 'sell', amount: '400000.0001' }],
  [70020, 'xrp_jpy', market, inBreak],
  [40020, 'xrp_jpy', { ...limit, price: '90071992547409.930' }],
  [60006, 'xrp_jpy', { ...limit, price: '0' }],
  [60005, 'xrp_jpy', { ...limit, price: '35010.001' }],
  [70021, 'xrp_jpy', { ...limit, price: '1000' }, inBreak],
  [40112, 'xrp_jpy', { ...stop, trigger_price: '0' }],
  [60016, 'xrp_jpy', { ...stop, trigger_price: '35010.001' }],
  [60018, 'xrp_jpy', { ...stop, trigger_price: '350' }],
];

const ofAccount: readonly Example[] = [
  [
    60011,
    'xrp_jpy',
    { ...limit, price: '300' },
    (sim) => {
      for (let count = 0; count < 30; count += 1)
        accepted(sim.place(sim.trader, 'xrp_jpy', { ...limit, price: '300' }));
    },
  ],
  [60001, 'btc_jpy', { ...limit, price: '15000000', amount: '10' }],
  [
    50058,
    'xrp_jpy',
    { ...limit, position_side: 'long' },
    (sim) => {
      sim.trader = sim.venue.openAccount({ class: 'user', margin: false });
    },
  ],
  [50078, 'xrp_jpy', { ...limit, amount: '0.0001', position_side: 'long' }, inLosscut],
  [50079, 'xrp_jpy', { ...limit, side: 'sell', amount: '0.0001', position_side: 'long' }, inLosscut],
  [50061, 'xrp_jpy', { ...limit, amount: '2000000', position_side: 'long' }],
  [50062, 'xrp_jpy', { ...market, side: 'sell', amount: '10.0001', position_side: 'long' }],
];

describe('every reason to refuse an order has its code', () => {
  const lists: readonly [string, readonly RefusalRow<never>[], readonly Example[]][] = [
    ['the form of the request', orderFormRefusals, ofForm],
    ['the order and the pair', orderRefusals, ofOrder],
    ['the account', accountRefusals, ofAccount],
  ];
  describe.each(lists)('%s', (_, rows, examples) => {
    it('has an example for each row, in their order', () => {
      expect(examples.map(([code]) => code)).toEqual(rows.map(({ code }) => code));
    });

    const cases = rows.map(({ code, why }, at) => ({ code, why, example: examples[at] as Example }));
    it.each(cases)('$code: $why', ({ code, example: [, pair, request, before] }) => {
      const sim = busy();
      before?.(sim);
      expect(sim.place(sim.trader, pair, request)).toBe(code);
    });
  });

  const others: Readonly<Record<string, Example>> = {
    'a sell of what is not there': [60001, 'sui_jpy', { ...limit, side: 'sell', price: '500' }],
    'a limit that is too large': [60003, 'xrp_jpy', { ...limit, amount: '40000000.0001' }],
    'an amount with too many places': [40001, 'xrp_jpy', { ...limit, amount: '1.00001' }],
    'a price that is a word': [40020, 'xrp_jpy', { ...limit, price: 'cheap' }],
    'a take_profit that would open': [
      60019,
      'xrp_jpy',
      { ...stop, type: 'take_profit', position_side: 'long' },
    ],
    'a sell that would trigger at once': [
      60018,
      'xrp_jpy',
      { ...stop, side: 'sell', trigger_price: '350.101' },
    ],
    'a close without a position': [50062, 'xrp_jpy', { ...market, position_side: 'short' }],
    'a stop_loss of more than the position': [
      50062,
      'xrp_jpy',
      { ...stop, type: 'stop_loss', side: 'sell', trigger_price: '300', amount: '11', position_side: 'long' },
    ],
  };
  it.each(Object.entries(others))('%s', (_, [code, pair, request, before]) => {
    const sim = busy();
    before?.(sim);
    expect(sim.place(sim.trader, pair, request)).toBe(code);
  });

  it('gives the first row that applies, if several do', () => {
    const sim = busy();
    sim.venue.setStopped('xrp_jpy', { orderAndCancel: true });
    let request: object = { side: 'hold', type: 'iceberg', amount: '1e3', price: 'cheap', post_only: 'yes' };
    const mend = (pair: string, more: object): unknown =>
      sim.place(sim.trader, pair, (request = { ...request, ...more }));
    expect(mend('no_pair', {})).toBe(40017);
    expect(mend('xrp_jpy', {})).toBe(40021);
    expect(mend('xrp_jpy', { side: 'buy' })).toBe(40024);
    expect(mend('xrp_jpy', { type: 'limit' })).toBe(40113);
    expect(mend('xrp_jpy', { post_only: false })).toBe(40001);
    expect(mend('xrp_jpy', { amount: '1000000000' })).toBe(40020);
    expect(mend('xrp_jpy', { price: '1000000' })).toBe(70018);
    sim.venue.setStopped('xrp_jpy', { orderAndCancel: false });
    expect(mend('xrp_jpy', {})).toBe(60003);
    expect(mend('xrp_jpy', { amount: '1000000' })).toBe(60005);
    expect(mend('xrp_jpy', { price: '350' })).toBe(60001);
  });
});

describe('an order that nothing refuses', () => {
  it('may have zeros in excess, and numbers in place of text', () => {
    const sim = busy();
    accepted(sim.place(sim.trader, 'xrp_jpy', { ...limit, price: '349.000000', amount: '1.00000000' }));
    accepted(sim.place(sim.trader, 'xrp_jpy', { ...limit, price: 349, amount: 0.5 }));
  });

  it('may be the first of another pair, or of another user, if a user has thirty', () => {
    const sim = busy();
    for (let count = 0; count < 30; count += 1)
      accepted(sim.place(sim.trader, 'xrp_jpy', { ...limit, price: '300' }));
    accepted(sim.place(sim.trader, 'btc_jpy', { ...limit, price: '1000000' }));
    accepted(sim.place(sim.house, 'xrp_jpy', { ...limit, price: '300' }));
  });

  const flags = ofOrder
    .map((example) => ({ code: example[0], example }))
    .filter(({ code }) => code >= 70_005 && code < 70_026);
  it.each(flags)('is accepted again once the cause of $code is over', ({ example }) => {
    const [, pair, request, before] = example;
    const sim = busy();
    before?.(sim);
    for (const flag of ['orderAndCancel', 'order', 'buy', 'sell', 'market', 'stop', 'stopLimit'])
      sim.venue.setStopped('xrp_jpy', { [flag]: false });
    sim.venue.setStopped('xrp_jpy', { marginLong: false, marginShort: false });
    sim.venue.setPairStatus('xrp_jpy', 'NORMAL');
    sim.venue.setCircuitBreak('xrp_jpy', 'NONE');
    accepted(sim.place(sim.trader, pair, request));
  });
});

describe('a busy pair', () => {
  it('raises its minimum tenfold; a halted one refuses cancels too', () => {
    const sim = busy();
    const order = accepted(sim.place(sim.trader, 'xrp_jpy', { ...limit, amount: '0.0001', price: '300' }));
    sim.venue.setPairStatus('xrp_jpy', 'BUSY');
    expect(sim.venue.pairStatuses()[1]).toEqual({ pair: 'xrp_jpy', status: 'BUSY', minAmount: 10n });
    accepted(sim.place(sim.trader, 'xrp_jpy', { ...limit, amount: '0.001' }));
    sim.venue.setPairStatus('xrp_jpy', 'HALT');
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
