import { firstValueFrom, forkJoin, take, toArray } from 'rxjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSimulator, type Simulator } from '../../src/simulator/index';
import { createStreamClient } from '../../src/stream';

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator();
});

afterAll(() => simulator.close());

describe('createStreamClient', () => {
  it('shows tickers and books of a venue over one socket, and closes it', async () => {
    const client = createStreamClient({ streamUrl: simulator.urls.streamUrl });
    const { ticker, books } = await firstValueFrom(
      forkJoin({
        ticker: client.ticker$('btc_jpy').pipe(take(1)),
        books: client.book$('btc_jpy', { depth: 5 }).pipe(take(3), toArray()),
      }),
    );
    expect(ticker.pair).toBe('btc_jpy');
    for (const { bids, asks, stale } of books) {
      expect([bids.length, asks.length, stale]).toEqual([5, 5, false]);
      expect(bids[0]?.price).toBeLessThan(asks[0]?.price ?? 0);
    }
    await client.close();
    expect(await firstValueFrom(client.connection$, { defaultValue: 'completed' })).toBe('completed');
  });

  it('refuses a wrong option, with its name', () => {
    expect(() => createStreamClient({ streamUrl: 'ws://example.com' })).toThrow(/streamUrl/);
  });
});
