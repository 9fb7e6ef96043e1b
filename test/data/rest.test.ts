import { map, type Observable } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { createDataClient, type PublicCalls, type PublicRest } from '../../src/index';
import { publicEndpoints } from '../../src/data/public-rest';
import { createVirtualSimulator, virtualClock } from '../../src/simulator/index';

const pair = 'btc_jpy';
const start = Date.UTC(2026, 8, 24, 12);

/** For each row of the table: a call, its path, and the venue's reply. */
const calls = {
  instruments: [(rest) => rest.instruments(), '/v1/spot/pairs', [{ pair: expect.any(String) as string }]],
  status: [(rest) => rest.status(), '/v1/spot/status', [{ state: 'NORMAL' }]],
  tickers: [(rest) => rest.tickers(), '/tickers', [{ last: expect.any(Number) as number }]],
  ticker: [(rest) => rest.ticker({ pair }), '/btc_jpy/ticker', { pair, last: expect.any(Number) as number }],
  depth: [
    (rest) => rest.depth({ pair }),
    '/btc_jpy/depth',
    { pair, bids: [{ price: expect.any(Number) as number }] },
  ],
  transactions: [
    (rest) => rest.transactions({ pair, day: '20260923' }),
    '/btc_jpy/transactions/20260923',
    [{ pair, side: expect.stringMatching(/^(buy|sell)$/) as string }],
  ],
  candles: [
    (rest) => rest.candles({ pair, type: '1hour', date: '20260923' }),
    '/btc_jpy/candlestick/1hour/20260923',
    [{ pair, type: '1hour', openTime: Date.UTC(2026, 8, 23), closed: true }],
  ],
  circuitBreak: [
    (rest) => rest.circuitBreak({ pair }),
    '/btc_jpy/circuit_break_info',
    { pair, mode: 'NONE' },
  ],
} satisfies Readonly<Record<keyof PublicCalls, Case>>;

type Case = readonly [call: (rest: PublicRest) => Observable<unknown>, path: string, told: object];

/** Returns the first row of a list, in the form of the expected value; also the first level of a book. */
const firstOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.slice(0, 1);
  return value !== null && typeof value === 'object' && 'bids' in value
    ? { ...value, bids: firstOf(value.bids) }
    : value;
};

const connect = () => {
  const clock = virtualClock(start);
  const sim = createVirtualSimulator({ scheduler: clock });
  const asked: string[] = [];
  const data = createDataClient({
    ...sim.urls,
    scheduler: clock,
    openSocket: sim.openSocket,
    sendRequest: (request) => {
      asked.push(new URL(request.url).pathname);
      return sim.sendRequest(request);
    },
  });
  return { data, clock, asked };
};

describe('data.rest', () => {
  it('has a member for each row of the table, and those that page', () => {
    expect(Object.keys(connect().data.rest)).toEqual([...Object.keys(publicEndpoints), 'all']);
  });

  it.each(Object.entries<Case>(calls))(
    '%s asks once per subscription, emits the answer and completes',
    (_, [call, path, told]) => {
      const { data, clock, asked } = connect();
      const heard: unknown[] = [];
      const call$ = call(data.rest).pipe(map(firstOf));
      expect(asked).toEqual([]);
      const subscribe = (): void => {
        call$.subscribe({ next: (value) => heard.push(value), complete: () => heard.push('completed') });
        clock.advanceBy(1_000);
      };
      subscribe();
      subscribe();
      expect(asked).toEqual([path, path]);
      expect(heard).toMatchObject([told, 'completed', told, 'completed']);
    },
  );
});
