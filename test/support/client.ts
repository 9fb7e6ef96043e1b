import { afterEach, beforeEach, vi } from 'vitest';
import type { Observable } from 'rxjs';
import { createDataClient, type DataClient, type DataClientOptions, type Diagnostic } from '../../src/index';
import { tickerData } from '../../marbles/support/frames';
import { json, startVenueServer, type VenueServer } from './venue-server';

/** Starts a venue on loopback and real clients of it, closed after each test. */
export const useVenue = (): {
  readonly venue: () => VenueServer;
  readonly connect: (config?: DataClientOptions) => DataClient;
} => {
  let server: VenueServer;
  const clients: DataClient[] = [];
  beforeEach(async () => {
    server = await startVenueServer();
    server.replies.set('/btc_jpy/ticker', json(tickerData(1, Date.now())));
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.close()));
    await server.close();
  });
  return {
    venue: () => server,
    connect: (config = {}) => {
      const { streamUrl, publicUrl, apiUrl } = server;
      // There is no wait between retries: the first comes immediately, the second up to a second later.
      const client = createDataClient({ streamUrl, publicUrl, apiUrl, random: () => 0, ...config });
      clients.push(client);
      return client;
    },
  };
};

/** All events of an Observable. */
export interface Heard<A> {
  readonly values: A[];
  readonly ends: ('complete' | { readonly error: unknown })[];
  readonly stop: () => void;
}

export const hear = <A>(source: Observable<A>): Heard<A> => {
  const values: A[] = [];
  const ends: Heard<A>['ends'] = [];
  const subscription = source.subscribe({
    next: (value) => values.push(value),
    error: (error: unknown) => ends.push({ error }),
    complete: () => ends.push('complete'),
  });
  return { values, ends, stop: () => subscription.unsubscribe() };
};

/** The limit is for a busy machine. */
export const until = (check: () => void, timeout = 30_000): Promise<void> =>
  vi.waitFor(check, { timeout, interval: 5 });

/** Waits so long that everything on its way over loopback has come. */
export const settle = (ms = 60): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export const kindsOf = (heard: Heard<Diagnostic>): readonly string[] => heard.values.map(({ kind }) => kind);
