import { existsSync } from 'node:fs';
import { createDataClient, type DataClient, type OrderBook } from 'rx-bitbank';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasNats } from '../../../test/nats/nats-server';
import type { Received } from './page/consumer';
import { openPageDesk, pair, type PageDesk } from './page/page';

const hasChromium = existsSync(process.env['CHROMIUM'] ?? '/usr/bin/chromium');

/**
 * Compares books by their levels. A diff and a whole of the same sequence give one book each: a new member has the one,
 * an earlier member the other first.
 */
const bidsAndAsks = ({ bids, asks }: Pick<OrderBook, 'bids' | 'asks'>): string =>
  JSON.stringify({ bids, asks });

describe.skipIf(!hasNats || !hasChromium)('a page in Chromium, over NATS', () => {
  let desk: PageDesk;
  let direct: DataClient;
  const ours = new Map<OrderBook['sequence'], string[]>();
  const trades = new Set<number>();

  beforeAll(async () => {
    desk = await openPageDesk({ marketSpeed: 10 });
    direct = createDataClient(desk.sim.urls);
    direct.book$(pair, { depth: 20 }).subscribe((book) => {
      const { sequence } = book;
      ours.set(sequence, [...(ours.get(sequence) ?? []), bidsAndAsks(book)]);
    });
    direct.trades$(pair).subscribe(({ id }) => trades.add(id));
  }, 120_000);
  afterAll(async () => {
    await direct.close();
    await desk.close();
  }, 120_000);

  const received = (): Promise<Received> => desk.page.evaluate(() => window.received());

  /**
   * Waits until the page has received that many books that a direct client has received, each equal to that client's. The
   * first book of either is left out: the venue sends a whole to each new member alone, which may be ahead of the diff of
   * the same sequence that the others have.
   */
  const hasOurBooks = async (count: number): Promise<void> => {
    const shared = async () => {
      const { books } = await received();
      const joined = Math.max(books[0]?.sequence ?? 0, ours.keys().next().value ?? 0);
      return books.filter(({ sequence }) => sequence > joined && ours.has(sequence));
    };
    await expect.poll(async () => (await shared()).length, { timeout: 120_000 }).toBeGreaterThan(count);
    for (const book of await shared()) expect(ours.get(book.sequence)).toContain(bidsAndAsks(book));
  };

  test('has the books of a direct client, to the digit, and no trade twice', async () => {
    await hasOurBooks(30);
    const sharedTrades = async () => (await received()).trades.filter((id) => trades.has(id)).length;
    await expect.poll(sharedTrades, { timeout: 120_000 }).toBeGreaterThan(5);
    const { trades: theirs } = await received();
    expect(new Set(theirs).size).toBe(theirs.length);
    const [first, last] = [Math.min(...theirs), Math.max(...theirs)];
    await expect.poll(() => Math.max(...trades), { timeout: 120_000 }).toBeGreaterThanOrEqual(last);
    // The gateway publishes the trades of the last seconds, which may be older than the direct client.
    const both = Math.max(first, Math.min(...trades));
    const since = (ids: Iterable<number>) => [...ids].filter((id) => id >= both && id <= last).sort();
    expect(since(theirs)).toEqual(since(trades));
    expect(desk.complaints).toEqual([]);
  }, 480_000);

  test('and has them again when NATS was killed and has come back', async () => {
    await desk.nats.kill();
    await expect.poll(async () => (await received()).isStale, { timeout: 120_000 }).toBe(true);
    await desk.page.evaluate(() => window.forget());
    await desk.nats.start();
    await hasOurBooks(30);
    const { trades: theirs } = await received();
    expect(new Set(theirs).size).toBe(theirs.length);
    expect(desk.complaints).toEqual([]);
  }, 480_000);
});
