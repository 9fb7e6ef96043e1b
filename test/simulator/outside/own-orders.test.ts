import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../src/model/diagnostic';
import type { OrderBook } from '../../../src/model/order-book';
import { createDataClient } from '../../../src/index';
import {
  createVirtualSimulator,
  recordedMarket,
  virtualClock,
  type PublishedOrders,
  type VirtualSimulator,
} from '../../../src/simulator/index';
import { isRefusal, readOrderRequest } from '../../../src/simulator/venue/index';
import { recordSynthetic, start } from './recording';

const events = recordSynthetic(100, { latency: () => 40 });
const pair = 'btc_jpy';

const portsOf = ({ openSocket, sendRequest }: VirtualSimulator) => ({ openSocket, sendRequest });

const scene = (published?: PublishedOrders) => {
  const clock = virtualClock(start);
  const account = { apiKey: 'k', apiSecret: 's', balances: { jpy: '1000000000', btc: '100' } };
  const market = recordedMarket({ events });
  const sim = createVirtualSimulator({ scheduler: clock, market, accounts: [account], published });
  const data = createDataClient({ ...sim.urls, ...portsOf(sim), scheduler: clock });
  const seen: { book: OrderBook | null } = { book: null };
  const diagnostics: Diagnostic[] = [];
  data.diagnostics$.subscribe((diagnostic) => diagnostics.push(diagnostic));
  data.book$(pair).subscribe((book) => {
    seen.book = book;
  });
  const place = (side: 'buy' | 'sell', price: number, amount: string): number => {
    const order = readOrderRequest(
      { pair, side, type: 'limit', price: String(price), amount },
      sim.venue.instrument,
      'refused',
    );
    if (isRefusal(order)) throw new Error(`refused: ${order.code}`);
    const placed = sim.venue.submitOrder(0, order);
    if (isRefusal(placed)) throw new Error(`refused: ${placed.code}`);
    return placed.orderId;
  };
  return { clock, sim, seen, diagnostics, place };
};

const kinds = (diagnostics: readonly Diagnostic[]): readonly string[] =>
  diagnostics.map(({ kind }) => kind).filter((kind) => /book|stale|undecodable/.test(kind));

/** Returns the amounts by price, in units of the pair, that all of them show. */
const levelsOf = (book: OrderBook | null, side: 'bids' | 'asks'): ReadonlyMap<number, number> =>
  new Map(book?.[side].map(({ price, amount }) => [price, Math.round(amount * 10_000)]));

describe('a book that is published with the orders of users', () => {
  it('is at every moment the recorded book and their orders, and never contradicts itself', () => {
    const [withOwn, recorded] = [scene(), scene('recorded')];
    let orders: number[] = [];
    let compared = 0;
    for (let second = 1; second <= 95; second += 1) {
      for (const { clock } of [withOwn, recorded]) clock.advanceTo(start + second * 1_000);
      if (second > 5 && second < 80) {
        const best = recorded.seen.book?.bids[0]?.price ?? 0;
        if (second % 3 === 0) {
          withOwn.sim.venue.cancelOrders(0, pair, orders);
          orders = [];
        }
        orders.push(withOwn.place('buy', best - (second % 7) * 100, '0.0123'));
        orders.push(withOwn.place('sell', best + 60_000 + (second % 5) * 10, '0.5'));
      } else if (second === 80) withOwn.sim.venue.cancelOrders(0, pair, orders);
      for (const { clock } of [withOwn, recorded]) clock.advanceBy(10);
      const own = new Map<string, number>();
      for (const { side, price, remaining } of withOwn.sim.venue.restingOrders(pair)) {
        const key = `${side === 'buy' ? 'bids' : 'asks'}${price}`;
        own.set(key, (own.get(key) ?? 0) + Number(remaining));
      }
      for (const side of ['bids', 'asks'] as const) {
        const expected = new Map(levelsOf(recorded.seen.book, side));
        for (const [key, amount] of own)
          if (key.startsWith(side)) {
            const price = Number(key.slice(4));
            expected.set(price, (expected.get(price) ?? 0) + amount);
          }
        expect([second, side, levelsOf(withOwn.seen.book, side)]).toEqual([second, side, expected]);
      }
      if (own.size > 0) compared += 1;
    }
    expect(compared).toBeGreaterThan(50);
    expect(kinds(withOwn.diagnostics)).toEqual(kinds(recorded.diagnostics));
    // It also appears over REST, and for new members.
    const id = withOwn.place('buy', 1_000_000, '0.5');
    withOwn.clock.advanceBy(10);
    const joined = createDataClient({
      ...withOwn.sim.urls,
      ...portsOf(withOwn.sim),
      scheduler: withOwn.clock,
    });
    const shown: { depth: number | undefined; book: number | undefined } = {
      depth: undefined,
      book: undefined,
    };
    joined.rest.depth({ pair }).subscribe(({ bids }) => {
      shown.depth = bids.find(({ price }) => price === 1_000_000)?.amount;
    });
    joined.book$(pair).subscribe(({ bids }) => {
      shown.book = bids.find(({ price }) => price === 1_000_000)?.amount;
    });
    withOwn.clock.advanceBy(1_000);
    expect(shown).toEqual({ depth: 0.5, book: 0.5 });
    withOwn.sim.venue.cancelOrder(0, pair, id);
    withOwn.clock.advanceBy(1_000);
    expect(shown.book).toBeUndefined();
  });
});
