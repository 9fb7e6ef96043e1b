/** The cases of NautilusTrader's testing specification for data that apply; see docs/nautilus-spec.md. */
import {
  concatMap,
  firstValueFrom,
  ignoreElements,
  interval,
  map,
  merge,
  take,
  throttleTime,
  toArray,
} from 'rxjs';
import { describe, it } from 'vitest';
import type { Level } from '../../src/model/order-book';
import { amount, pair, seen, startVenue } from './support';

const { data, sim, trader } = await startVenue();

const isDescending = (levels: readonly Level[]): boolean =>
  levels.every(({ price }, index) => index === 0 || price < (levels[index - 1]?.price ?? 0));
const isAscending = (levels: readonly Level[]): boolean => isDescending([...levels].reverse());

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10).replaceAll('-', '');

describe.concurrent('instruments', () => {
  it('TC-D01: request instruments', async ({ expect }) => {
    const instruments = await firstValueFrom(data.rest.instruments());
    expect(instruments.length).toBeGreaterThan(0);
    for (const { pair: symbol, priceDigits, amountDigits, minAmount } of instruments) {
      expect(symbol).toMatch(/^[a-z0-9]+_[a-z]+$/);
      expect(priceDigits).toBeGreaterThanOrEqual(0);
      expect(amountDigits).toBeGreaterThanOrEqual(0);
      expect(Number(minAmount)).toBeGreaterThan(0);
    }
  });

  it('TC-D03: load specific instrument', async ({ expect }) => {
    const instruments = await firstValueFrom(data.rest.instruments());
    expect(instruments.find((one) => one.pair === pair)).toMatchObject({
      baseAsset: 'btc',
      quoteAsset: 'jpy',
      priceDigits: 0,
      amountDigits: 4,
      minAmount: '0.0001',
      enabled: true,
    });
  });
});

describe.concurrent('order book', () => {
  it('TC-D10: subscribe book deltas', async ({ expect }) => {
    const diff = await seen(data.depthDiff$(pair), ({ bids, asks }) => bids.length + asks.length > 0);
    expect(diff.pair).toBe(pair);
    for (const { price, amount } of [...diff.bids, ...diff.asks]) {
      expect(price).toBeGreaterThan(0);
      expect(amount).toBeGreaterThanOrEqual(0);
    }
  });

  it('TC-D11: subscribe book at interval', async ({ expect }) => {
    const interval = 500;
    const books = await firstValueFrom(
      data.book$(pair).pipe(
        throttleTime(interval),
        map((book) => ({ book, at: performance.now() })),
        take(3),
        toArray(),
      ),
    );
    for (const [index, { book, at }] of books.entries()) {
      expect(book.bids.length).toBeGreaterThan(0);
      expect(book.asks.length).toBeGreaterThan(0);
      const before = books[index - 1];
      if (before !== undefined) expect(at - before.at).toBeGreaterThanOrEqual(interval - 5);
    }
  });

  it('TC-D12: subscribe book depth', async ({ expect }) => {
    const book = await firstValueFrom(data.book$(pair, { depth: 10 }));
    expect([book.bids.length, book.asks.length]).toEqual([10, 10]);
    expect(isDescending(book.bids)).toBe(true);
    expect(isAscending(book.asks)).toBe(true);
  });

  it('TC-D13: request book snapshot', async ({ expect }) => {
    const book = await firstValueFrom(data.rest.depth({ pair }));
    expect(book.bids.length).toBeGreaterThan(0);
    expect(book.asks.length).toBeGreaterThan(0);
    for (const { price, amount } of [...book.bids, ...book.asks]) {
      expect(price).toBeGreaterThan(0);
      expect(amount).toBeGreaterThan(0);
    }
  });

  it('TC-D14: managed book from deltas', async ({ expect }) => {
    const books = await firstValueFrom(data.book$(pair).pipe(take(5), toArray()));
    for (const { bids, asks, crossed } of books) {
      expect(bids.length).toBeGreaterThan(0);
      expect(asks.length).toBeGreaterThan(0);
      expect(isDescending(bids)).toBe(true);
      expect(isAscending(asks)).toBe(true);
      expect(crossed).toBe(false);
    }
    expect(new Set(books.map(({ sequence }) => sequence)).size).toBeGreaterThan(1);
  });
});

describe.concurrent('quotes, trades and bars', () => {
  it('TC-D20: subscribe quotes', async ({ expect }) => {
    const quote = await seen(data.quotes$(pair), ({ bid, ask }) => bid !== null && ask !== null);
    expect(quote.bid).toBeLessThan(quote.ask ?? 0);
    expect(quote.bidAmount).toBeGreaterThan(0);
    expect(quote.askAmount).toBeGreaterThan(0);
  });

  it('TC-D30: subscribe trades', async ({ expect }) => {
    // The market may be quiet for longer than a test may last, so the test buys.
    const { exec } = trader();
    const buys$ = interval(1_000).pipe(
      concatMap(() => exec.submitOrder({ pair, side: 'buy', type: 'market', amount })),
      ignoreElements(),
    );
    const trade = await seen(merge(data.trades$(pair), buys$), () => true);
    expect(trade).toMatchObject({ pair });
    expect(trade.price).toBeGreaterThan(0);
    expect(trade.amount).toBeGreaterThan(0);
    expect(['buy', 'sell']).toContain(trade.side);
  });

  it('TC-D31: request historical trades', async ({ expect }) => {
    const now = Date.now();
    // The venue has the page of a day only an hour after its end.
    const over = dayOf(now - 26 * 3_600_000);
    for (const trades of [
      await firstValueFrom(data.rest.transactions({ pair })),
      await firstValueFrom(data.rest.transactions({ pair, day: over })),
    ]) {
      expect(trades.length).toBeGreaterThan(0);
      expect(new Set(trades.map(({ id }) => id)).size).toBe(trades.length);
      for (const { price, amount, timestamp } of trades) {
        expect(price).toBeGreaterThan(0);
        expect(amount).toBeGreaterThan(0);
        expect(timestamp).toBeGreaterThan(now - 3 * 86_400_000);
        expect(timestamp).toBeLessThanOrEqual(Date.now());
      }
    }
  });

  it('TC-D40: subscribe bars', async ({ expect }) => {
    const bar = await firstValueFrom(data.candles$(pair, '1min', { history: 1 }));
    expect(bar).toMatchObject({ pair, type: '1min' });
    expect(bar.high).toBeGreaterThanOrEqual(Math.max(bar.low, bar.open, bar.close));
    expect(bar.low).toBeLessThanOrEqual(Math.min(bar.open, bar.close));
    expect(bar.volume).toBeGreaterThanOrEqual(0);
  });

  it('TC-D41: request historical bars', async ({ expect }) => {
    const bars = await firstValueFrom(
      data.rest.candles({ pair, type: '1hour', date: dayOf(Date.now() - 86_400_000) }),
    );
    expect(bars).toHaveLength(24);
    for (const [index, { openTime, open, high, low, close }] of bars.entries()) {
      expect(high).toBeGreaterThanOrEqual(Math.max(low, open, close));
      expect(low).toBeLessThanOrEqual(Math.min(open, close));
      if (index > 0) expect(openTime).toBe((bars[index - 1]?.openTime ?? 0) + 3_600_000);
    }
  });
});

describe('status and lifecycle', () => {
  it('TC-D60: subscribe instrument status', async ({ expect }) => {
    expect(await firstValueFrom(data.tradable$(pair))).toMatchObject({ pair, tradable: true, reasons: [] });
    const halted = seen(data.tradable$(pair), ({ tradable }) => !tradable);
    sim.venue.setCircuitBreak(pair, 'CIRCUIT_BREAK');
    expect((await halted).reasons).toEqual(['circuit-break']);
    const resumed = seen(data.tradable$(pair), ({ tradable }) => tradable);
    sim.venue.setCircuitBreak(pair, 'NONE');
    expect((await resumed).reasons).toEqual([]);
  });

  it('TC-D70: unsubscribe on stop', async ({ expect }) => {
    let events = 0;
    const count = (): number => events++;
    const errors: unknown[] = [];
    const observer = { next: count, error: (error: unknown) => errors.push(error) };
    const subscription = data.quotes$('eth_jpy').subscribe(observer);
    subscription.add(data.trades$('eth_jpy').subscribe(observer));
    subscription.add(data.book$('eth_jpy').subscribe(observer));
    await seen(data.quotes$('eth_jpy'), () => events > 0);
    subscription.unsubscribe();
    const then = events;
    // Frames keep coming to others, but none reaches the client that has left.
    await firstValueFrom(data.depthDiff$('eth_jpy').pipe(take(2), toArray()));
    expect(events).toBe(then);
    expect(errors).toEqual([]);
  });
});
