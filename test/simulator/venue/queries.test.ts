import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accepted, fixture, start, type Fixture } from './fixture';

const limit = (side: string, price: string, amount: string): object => ({
  type: 'limit',
  side,
  price,
  amount,
});

const day = 24 * 60 * 60_000;

/** Places three bids, a second apart. */
const threeOrders = (
  quirks: Parameters<typeof fixture>[0] = {},
): { sim: Fixture; user: number; ids: number[] } => {
  const sim = fixture(quirks);
  const user = sim.user();
  const ids = ['300', '301', '302'].map((price) => {
    const { orderId } = accepted(sim.place(user, 'xrp_jpy', limit('buy', price, '1')));
    sim.clock.advanceBy(1_000);
    return orderId;
  });
  return { sim, user, ids };
};

const idsOf = (orders: readonly { readonly orderId: number }[]): number[] =>
  orders.map(({ orderId }) => orderId);

describe('active orders', () => {
  it('come newest first, by pair, count and id', () => {
    const { sim, user, ids } = threeOrders();
    const [a = 0, b = 0, c = 0] = ids;
    const { orderId: other } = accepted(sim.place(user, 'btc_jpy', limit('buy', '1000000', '1')));
    const active = (page: object): number[] => idsOf(sim.venue.activeOrders(user, page));
    expect(active({})).toEqual([other, c, b, a]);
    expect(active({ pair: 'xrp_jpy' })).toEqual([c, b, a]);
    expect(active({ pair: 'xrp_jpy', count: 2 })).toEqual([c, b]);
    expect(active({ pair: 'xrp_jpy', fromId: b })).toEqual([c, b]);
    expect(active({ pair: 'xrp_jpy', endId: b })).toEqual([b, a]);
    expect(sim.venue.activeOrders(sim.user(), {})).toEqual([]);
  });

  it('sinceBound: inclusive or exclusive', () => {
    const times = (sinceBound: 'inclusive' | 'exclusive'): number => {
      const { sim, user } = threeOrders({ sinceBound });
      return sim.venue.activeOrders(user, { since: start, end: start + 2_000 }).length;
    };
    expect(times('inclusive')).toBe(3);
    expect(times('exclusive')).toBe(1);
  });

  it('inactiveOrders: listed or hidden', () => {
    const count = (inactiveOrders: 'listed' | 'hidden'): number => {
      const sim = fixture({ inactiveOrders });
      const user = sim.user();
      sim.place(user, 'xrp_jpy', { type: 'stop', side: 'buy', trigger_price: '400', amount: '1' });
      return sim.venue.activeOrders(user, {}).length;
    };
    expect(count('listed')).toBe(1);
    expect(count('hidden')).toBe(0);
  });
});

describe('orders by id', () => {
  it('are there for three months after their end', () => {
    const { sim, user, ids } = threeOrders();
    const [a = 0, b = 0] = ids;
    sim.venue.cancelOrder(user, 'xrp_jpy', a);
    sim.clock.advanceBy(90 * day);
    expect(idsOf(sim.venue.ordersInfo(user, 'xrp_jpy', [b, a, 1]))).toEqual([b, a]);
    sim.clock.advanceBy(1);
    expect(sim.venue.order(user, 'xrp_jpy', a)).toMatchObject({ code: 50009 });
    expect(idsOf(sim.venue.ordersInfo(user, 'xrp_jpy', [b, a, 1]))).toEqual([b]);
  });

  it('are at most the latest ten thousand of an account, and all open ones', () => {
    const sim = fixture();
    const user = sim.user();
    const { orderId: open } = accepted(sim.place(user, 'xrp_jpy', limit('buy', '299', '1')));
    const ended = Array.from({ length: 10_001 }, () => {
      const { orderId } = accepted(sim.place(user, 'xrp_jpy', limit('buy', '300', '1')));
      sim.venue.cancelOrder(user, 'xrp_jpy', orderId);
      return orderId;
    });
    const first = ended.slice(0, 2);
    const last = ended.slice(-1);
    expect(idsOf(sim.venue.ordersInfo(user, 'xrp_jpy', [open, ...first, ...last]))).toEqual([
      open,
      ...first.slice(1),
      ...last,
    ]);
    expect(idsOf(sim.venue.activeOrders(user, {}))).toEqual([open]);
  });

  it('show their earlier states until they have ended for ten minutes', () => {
    const { sim, user, ids } = threeOrders();
    const [a = 0, b = 0, c = 0] = ids;
    const placed = sim.clock.now();
    sim.clock.advanceBy(1_000);
    sim.venue.cancelOrder(user, 'xrp_jpy', a);
    sim.clock.advanceBy(600_000);
    sim.venue.cancelOrder(user, 'xrp_jpy', b);
    const statusAt = (id: number, asOf?: number): unknown => sim.venue.order(user, 'xrp_jpy', id, asOf);
    expect(statusAt(a, placed)).toMatchObject({ status: 'UNFILLED' });
    sim.clock.advanceBy(1);
    sim.venue.cancelOrder(user, 'xrp_jpy', c);
    for (const asOf of [placed, undefined])
      expect(statusAt(a, asOf)).toMatchObject({ status: 'CANCELED_UNFILLED' });
    expect(statusAt(a, start - 1)).toMatchObject({ code: 50009 });
    expect(statusAt(b, placed)).toMatchObject({ status: 'UNFILLED' });
  });

  it('are shown to their own user alone', () => {
    const { sim, ids } = threeOrders();
    expect(sim.venue.order(sim.user(), 'xrp_jpy', ids[0] ?? 0)).toMatchObject({ code: 50009 });
  });
});

describe('trade history', () => {
  it('has the fills since a moment in either order, whether or not the clock was set back meanwhile', () => {
    const { venue, ...sim } = fixture();
    const [maker, taker] = [sim.user({ jpy: '1000' }), sim.user({ xrp: '1' })];
    accepted(sim.place(maker, 'xrp_jpy', limit('buy', '300', '1')));
    accepted(sim.place(taker, 'xrp_jpy', limit('sell', '300', '1')));
    const [fill] = venue.tradeHistory(maker, {});
    if (fill === undefined) throw new Error('nothing was traded');
    const times = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 12 });
    const both = fc.oneof(
      times,
      times.map((all) => all.toSorted((a, b) => a - b)),
    );
    fc.assert(
      fc.property(both, fc.integer({ min: 0, max: 10 }), fc.nat(10), (all, since, length) => {
        const user = sim.user();
        all.forEach((executedAt, i) => venue.restoreFill(user, { ...fill, tradeId: i + 1, executedAt }));
        const ids = all.flatMap((time, i) => (time >= since && time <= since + length ? [i + 1] : []));
        const found = (order: 'asc' | 'desc'): readonly number[] =>
          venue.tradeHistory(user, { order, since, end: since + length }).map(({ tradeId }) => tradeId);
        expect(found('asc')).toEqual(ids);
        expect(found('desc')).toEqual(ids.toReversed());
      }),
    );
  });

  it('holds at least the latest ten thousand fills of an account, and not all', () => {
    const sim = fixture();
    const [user, seller] = [sim.user({ jpy: '1000000000' }), sim.user({ xrp: '1000000' })];
    accepted(sim.place(user, 'xrp_jpy', limit('buy', '300', '20000')));
    const oldest = (): number => sim.venue.tradeHistory(user, { order: 'asc', count: 1 })[0]?.tradeId ?? 0;
    const trade = (): void => void accepted(sim.place(seller, 'xrp_jpy', limit('sell', '300', '1')));
    trade();
    const first = oldest();
    for (let count = 2; count < 20_000; count += 1) trade();
    expect(oldest()).toBe(first);
    trade();
    const [newest] = sim.venue.tradeHistory(user, {});
    expect(oldest() - first).toBe(10_000);
    expect((newest?.tradeId ?? 0) - first).toBe(19_999);
  });

  it('pages by time, order, pair and count', () => {
    const { sim, user, ids } = threeOrders();
    const seller = sim.user();
    for (let count = 0; count < 3; count += 1) {
      sim.place(seller, 'xrp_jpy', limit('sell', '300', '1'));
      sim.clock.advanceBy(1_000);
    }
    const history = (page: object): number[] => idsOf(sim.venue.tradeHistory(user, page));
    const [a = 0, b = 0, c = 0] = ids;
    expect(history({})).toEqual([a, b, c]);
    expect(history({ order: 'asc' })).toEqual([c, b, a]);
    expect(history({ order: 'asc', count: 1 })).toEqual([c]);
    expect(history({ orderId: b })).toEqual([b]);
    expect(history({ since: start + 4_000 })).toEqual([a, b]);
    expect(history({ end: start + 3_000 })).toEqual([c]);
    expect(history({ pair: 'btc_jpy' })).toEqual([]);
  });
});

describe('the past', () => {
  it('can be asked for: orders and trades as they were at a moment', () => {
    const { sim, user, ids } = threeOrders();
    const [a = 0, b = 0, c = 0] = ids;
    sim.place(sim.user(), 'xrp_jpy', limit('sell', '302', '1'));
    sim.venue.cancelOrder(user, 'xrp_jpy', b);
    expect(idsOf(sim.venue.activeOrders(user, {}))).toEqual([a]);
    expect(idsOf(sim.venue.activeOrders(user, {}, start + 2_999))).toEqual([c, b, a]);
    expect(idsOf(sim.venue.activeOrders(user, {}, start + 999))).toEqual([a]);
    expect(sim.venue.order(user, 'xrp_jpy', c)).toMatchObject({ status: 'FULLY_FILLED' });
    expect(sim.venue.order(user, 'xrp_jpy', c, start + 2_500)).toMatchObject({ status: 'UNFILLED' });
    expect(sim.venue.order(user, 'xrp_jpy', c, start)).toMatchObject({ code: 50009 });
    expect(sim.venue.tradeHistory(user, {}).length).toBe(1);
    expect(sim.venue.tradeHistory(user, {}, start + 2_999)).toEqual([]);
  });
});

describe('the market', () => {
  it('is open to everybody', () => {
    const { sim } = threeOrders();
    expect(sim.venue.bookSide('xrp_jpy', 'buy', 2)).toEqual([
      [302_000, 10_000n],
      [301_000, 10_000n],
    ]);
    expect(sim.venue.bookTotal('xrp_jpy', 'buy')).toBe(30_000n);
    expect(sim.venue.bestPrice('xrp_jpy', 'sell')).toBeNull();
    expect(sim.venue.lastPrice('xrp_jpy')).toBeNull();
    expect(sim.venue.bookSide('no_pair', 'buy', 2)).toEqual([]);
    expect(sim.venue.circuitBreakInfo('no_pair')).toBeUndefined();
  });

  it('stops when it is closed', () => {
    const { sim, user } = threeOrders();
    let isComplete = false;
    sim.venue.events$.subscribe({ complete: () => (isComplete = true) });
    sim.venue.deposit(user, { asset: 'btc', amount: 1n });
    sim.venue.close();
    expect(isComplete).toBe(true);
    expect(sim.clock.step()).toBe(false);
  });
});
