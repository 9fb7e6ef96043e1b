import { describe, expect, it } from 'vitest';
import type { Side } from '../../../src/model/pair';
import type { Displayed, DisplayedMode, Lots, Ticks, VenueOrder } from '../../../src/simulator/venue/types';
import { type FillBasis, isRefusal } from '../../../src/simulator/venue/index';
import { accepted, fixture } from './fixture';

type Levels = Record<Side, [Ticks, Lots][]>;

/** Makes the others' book of xrp_jpy. Prices are in thousandths of a yen, amounts in ten-thousandths of an xrp. */
const shown = (levels: Levels) => {
  const state = { mode: 'live' as DisplayedMode, caughtUp: 0, taken: [] as [Side, Ticks, Lots][] };
  const left = (side: Side) => levels[side].filter(([, amount]) => amount > 0n);
  const displayed: Displayed = {
    get mode() {
      return state.mode;
    },
    best: (side) => left(side)[0]?.[0] ?? null,
    levels: left,
    take: (side, price, amount) => {
      state.taken.push([side, price, amount]);
      for (const level of levels[side]) if (level[0] === price) level[1] -= amount;
    },
    catchUp: () => {
      state.caughtUp += 1;
    },
  };
  return { state, displayed, levels };
};

const xrp = (amount: number): Lots => BigInt(amount) * 10_000n;

const scene = () => {
  const fix = fixture();
  const others = shown({
    sell: [
      [400_100, xrp(10)],
      [400_200, xrp(20)],
    ],
    buy: [[400_000, xrp(10)]],
  });
  fix.venue.display('xrp_jpy', others.displayed);
  fix.venue.printed('xrp_jpy', 400_000, 1n);
  const place = (user: number, request: object) => accepted(fix.place(user, 'xrp_jpy', request));
  const limit = (user: number, side: Side, price: string, amount: string, more: object = {}) =>
    place(user, { side, type: 'limit', price, amount, ...more });
  const balanced = () =>
    fix.venue
      .conservation()
      .every(
        (row) =>
          row.users + row.house + row.fees + row.residue + row.marginPool === row.deposited - row.withdrawn,
      );
  return { ...fix, others, placed: place, limit, balanced };
};

describe('an order behind a displayed book', () => {
  it('walks the displayed levels, takes them, and rests with its remainder', () => {
    const { venue, user, limit, others, balanced, balance } = scene();
    const taker = user();
    const order = limit(taker, 'buy', '400.2', '35');
    expect(order.status).toBe('UNFILLED');
    const [latest] = venue.activeOrders(taker, {});
    expect(latest).toMatchObject({ status: 'PARTIALLY_FILLED', executedAmount: xrp(30) });
    expect(others.state.taken).toEqual([
      ['sell', 400_100, xrp(10)],
      ['sell', 400_200, xrp(20)],
    ]);
    expect(venue.tradeHistory(taker, {}).map(({ price, makerTaker }) => [price, makerTaker])).toEqual([
      [400_200, 'taker'],
      [400_100, 'taker'],
    ]);
    expect(balance(taker, 'xrp').onhand).toBe('100030.000000');
    expect(balanced()).toBe(true);
    expect(venue.restingOrders('xrp_jpy')).toMatchObject([
      { side: 'buy', price: 400_200, remaining: xrp(5) },
    ]);
  });

  it('never meets an order of a user, of its own or of another', () => {
    const { venue, user, limit } = scene();
    const [one, two] = [user(), user()];
    limit(one, 'sell', '400.05', '5');
    limit(two, 'buy', '400.05', '5');
    limit(one, 'buy', '400.06', '5');
    expect(venue.tradeHistory(one, {})).toEqual([]);
    expect(venue.tradeHistory(two, {})).toEqual([]);
    expect(venue.restingOrders('xrp_jpy').map(({ side, price }) => [side, price])).toEqual([
      ['buy', 400_060],
      ['buy', 400_050],
      ['sell', 400_050],
    ]);
  });

  it('is cancelled if it is post-only and would meet the displayed book, or an order of a user', () => {
    const { venue, user, limit } = scene();
    const [one, two] = [user(), user()];
    const post = (user: number, side: Side, price: string) => {
      const { orderId } = limit(user, side, price, '1', { post_only: true });
      return venue.order(user, 'xrp_jpy', orderId);
    };
    expect(post(one, 'buy', '400.1')).toMatchObject({ status: 'CANCELED_UNFILLED' });
    expect(post(one, 'buy', '400.09')).toMatchObject({ status: 'UNFILLED' });
    expect(post(two, 'sell', '400.09')).toMatchObject({ status: 'CANCELED_UNFILLED' });
  });

  it('is rejected at market if not all of it is displayed, or the book is not proven', () => {
    const { venue, user, placed, others, events } = scene();
    const taker = user();
    const atMarket = (amount: string) => {
      const { orderId } = placed(taker, { side: 'buy', type: 'market', amount });
      return venue.order(taker, 'xrp_jpy', orderId);
    };
    expect(atMarket('31')).toMatchObject({ status: 'REJECTED', executedAmount: 0n });
    for (const mode of ['stale', 'gap'] as const) {
      others.state.mode = mode;
      expect(atMarket('1')).toMatchObject({ status: 'REJECTED' });
      expect(events.findLast(({ type }) => type === 'unproven')).toMatchObject({ outcome: 'rejected' });
    }
    others.state.mode = 'live';
    expect(atMarket('30')).toMatchObject({ status: 'FULLY_FILLED' });
    expect(atMarket('1')).toMatchObject({ status: 'REJECTED' });
  });

  it('rests unmatched while the book is not proven', () => {
    const { venue, user, limit, others, events } = scene();
    const maker = user();
    others.state.mode = 'gap';
    const { orderId } = limit(maker, 'buy', '400.2', '1');
    expect(venue.order(maker, 'xrp_jpy', orderId)).toMatchObject({ status: 'UNFILLED' });
    expect(events.findLast(({ type }) => type === 'unproven')).toMatchObject({ outcome: 'rests' });
  });

  it('is filled by the operator as a maker, marked if that is a guess, and money is conserved', () => {
    const { venue, user, limit, balanced, balance } = scene();
    const maker = user();
    const { orderId } = limit(maker, 'buy', '400', '10');
    const fill = (amount: number, basis: FillBasis = 'print') =>
      venue.fillResting([
        { pair: 'xrp_jpy', user: maker, orderId, price: 400_000, amount: xrp(amount), basis },
      ]);
    fill(4);
    fill(1, 'gap');
    expect(venue.tradeHistory(maker, {})).toMatchObject([
      { amount: xrp(1), makerTaker: 'maker', basis: 'gap', assumed: true },
      { amount: xrp(4), makerTaker: 'maker', basis: 'print' },
    ]);
    expect(venue.tradeHistory(maker, {})[1]).not.toHaveProperty('assumed');
    // It is a rebate of 0.02 % on 2,000 yen.
    expect(balance(maker, 'jpy').onhand).toBe('99998000.4000');
    expect(balanced()).toBe(true);
    expect(() => fill(6)).toThrow(RangeError);
    venue.cancelOrder(maker, 'xrp_jpy', orderId);
    expect(() => fill(1)).toThrow(RangeError);
  });

  it('shows how much the others traded', () => {
    const { venue } = scene();
    const told: unknown[] = [];
    venue.events$.subscribe((event) => told.push(event));
    venue.printed('xrp_jpy', 399_950, 7n);
    expect(told).toContainEqual({ type: 'print', pair: 'xrp_jpy', price: 399_950, amount: 7n });
  });

  it('waits for a print that reaches its trigger, and takes in the next millisecond', () => {
    const { venue, user, placed, clock } = scene();
    const holder = user();
    const { orderId } = placed(holder, { side: 'sell', type: 'stop', amount: '3', trigger_price: '399.9' });
    venue.printed('xrp_jpy', 399_950, 1n);
    expect(venue.order(holder, 'xrp_jpy', orderId)).toMatchObject({ status: 'INACTIVE' });
    venue.printed('xrp_jpy', 399_900, 1n);
    expect(venue.order(holder, 'xrp_jpy', orderId)).toMatchObject({ status: 'UNFILLED', executedAmount: 0n });
    clock.advanceBy(1);
    expect(venue.order(holder, 'xrp_jpy', orderId)).toMatchObject({ status: 'FULLY_FILLED' });
    expect(venue.tradeHistory(holder, {})).toMatchObject([{ price: 400_000, amount: xrp(3) }]);
  });

  it('lets the earlier trades of the others come first', () => {
    const { venue, user, limit, others } = scene();
    const maker = user();
    const { orderId } = limit(maker, 'buy', '400', '1');
    const before = others.state.caughtUp;
    venue.cancelOrder(maker, 'xrp_jpy', orderId);
    expect(others.state.caughtUp).toBe(before + 1);
  });

  it('pays the fees, and keeps the minimum, of the followed venue', () => {
    const { venue, user, limit, place, balance } = scene();
    const maker = user();
    const instrument = venue.instrument('xrp_jpy');
    if (instrument === undefined) throw new Error('no xrp_jpy');
    venue.setInstrument({ ...instrument, fees: { ...instrument.fees, makerQuote: '0.01' } });
    const { orderId } = limit(maker, 'buy', '400', '10');
    venue.fillResting([
      { pair: 'xrp_jpy', user: maker, orderId, price: 400_000, amount: xrp(10), basis: 'print' },
    ]);
    expect(balance(maker, 'jpy').onhand).toBe('99995960.0000');
    venue.followStatus('xrp_jpy', 'BUSY', xrp(5));
    expect(place(maker, 'xrp_jpy', { side: 'buy', type: 'limit', price: '400', amount: '4' })).toBe(70010);
    venue.followStatus('xrp_jpy', 'NORMAL', xrp(1));
    expect(limit(maker, 'buy', '400', '4').status).toBe('UNFILLED');
  });

  it('gathers in a break that is followed, and keeps its band', () => {
    const { venue, user, limit, place } = scene();
    const maker = user();
    venue.followBreaker('xrp_jpy', {
      mode: 'CIRCUIT_BREAK',
      upperLimit: 410_000,
      lowerLimit: 390_000,
      feeType: 'DYNAMIC',
      reopenAt: null,
      estimatedPrice: null,
      estimatedAmount: null,
    });
    const { orderId } = limit(maker, 'buy', '400.2', '1', { post_only: true });
    expect(venue.order(maker, 'xrp_jpy', orderId)).toMatchObject({ status: 'UNFILLED', postOnly: false });
    const beyond = { side: 'buy', type: 'limit', price: '411', amount: '1' };
    expect(place(maker, 'xrp_jpy', beyond)).toBeTypeOf('number');
  });

  it('liquidates a margin position into the displayed book, and tries the rest again', () => {
    const fix = fixture();
    const others = shown({ sell: [[10_000_000, 5_000n]], buy: [] });
    fix.venue.display('btc_jpy', others.displayed);
    fix.venue.printed('btc_jpy', 10_000_000, 1n);
    const user = fix.user({ jpy: '300000' });
    const request = { side: 'buy', type: 'market', amount: '0.05', position_side: 'long' };
    accepted(fix.place(user, 'btc_jpy', request));
    const held = () => fix.venue.marginPositions(user).positions.find(({ openAmount }) => openAmount > 0n);
    expect(held()?.openAmount).toBe(500n);
    others.levels.buy.push([4_900_000, 200n]);
    fix.venue.printed('btc_jpy', 5_000_000, 1n);
    expect(held()?.openAmount).toBe(300n);
    others.levels.buy.push([4_800_000, 1_000n]);
    fix.clock.advanceBy(1_000);
    expect(held()).toBeUndefined();
    expect(fix.venue.tradeHistory(user, { order: 'asc' }).map(({ type }) => type)).toEqual([
      'market',
      'losscut',
      'losscut',
    ]);
  });

  it('is filled at one moment with others, whatever follows from the first of them', () => {
    const { venue, user, limit } = scene();
    const maker = user();
    const ids = [limit(maker, 'buy', '400', '1'), limit(maker, 'buy', '400', '2')].map((one) => one.orderId);
    venue.events$.subscribe((event) => {
      if (event.type === 'fill') venue.cancelOrders(maker, 'xrp_jpy', ids);
    });
    venue.fillResting(
      ids.map((orderId, i) => ({
        pair: 'xrp_jpy',
        user: maker,
        orderId,
        price: 400_000,
        amount: xrp(i + 1),
        basis: 'print',
      })),
    );
    expect(venue.tradeHistory(maker, {})).toHaveLength(2);
  });
});

describe('an order that is restored', () => {
  const restored = (more: Partial<VenueOrder>) => {
    const first = scene();
    const maker = first.user();
    const order = first.limit(maker, 'buy', '400', '1');
    const second = scene();
    const again = second.user();
    second.venue.restoreOrder(again, { ...order, ...more });
    const status = () => {
      const found = second.venue.order(again, 'xrp_jpy', order.orderId);
      return isRefusal(found) ? found.code : found.status;
    };
    return { ...second, again, order, status };
  };

  it('expires when its time is over, though that was before', () => {
    const { clock, order, status } = restored({});
    clock.advanceTo((order.expireAt ?? 0) - 1);
    expect(status()).toBe('UNFILLED');
    clock.advanceBy(1);
    expect(status()).toBe('CANCELED_UNFILLED');
    const past = restored({ expireAt: 1 });
    past.clock.advanceBy(1);
    expect(past.status()).toBe('CANCELED_UNFILLED');
  });

  it('takes at the next moment if it was a market order whose trigger had just fired', () => {
    const { clock, status } = restored({ type: 'stop', price: null, triggerPrice: 400_000, triggeredAt: 1 });
    clock.advanceBy(1);
    expect(status()).toBe('FULLY_FILLED');
  });
});
