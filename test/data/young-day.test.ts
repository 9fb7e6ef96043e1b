import { of, VirtualTimeScheduler } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { SendRequest } from '../../src/connectivity/ports';
import { createDataClient } from '../../src/index';
import type { Candle } from '../../src/model/candle';
import type { VenueError } from '../../src/model/errors';
import { createVirtualSimulator, virtualClock } from '../../src/simulator/index';

const midnight = Date.UTC(2026, 10, 20);
const minute = 60_000;
const day = 24 * 60 * minute;

it("a newcomer's chart shows yesterday's bars while the venue has no page of today", () => {
  const clock = virtualClock(midnight + 4 * minute);
  const sim = createVirtualSimulator({ scheduler: clock });
  const { openSocket, sendRequest, urls } = sim;
  const data = createDataClient({ ...urls, openSocket, sendRequest, scheduler: clock });
  const bars: Candle[] = [];
  data.candles$('btc_jpy', '1min', { history: 5 }).subscribe((bar) => bars.push(bar));
  clock.advanceBy(5_000);
  const yesterday = bars.filter(({ closed, openTime }) => closed && openTime < midnight);
  expect(yesterday.length).toBeGreaterThan(0);
  void data.close();
  sim.close();
});

describe('a range that ends in a day which has just begun', () => {
  const from = midnight - 3 * minute;
  const notFound = '{"success":0,"data":{"code":10000}}';
  const pageOf = (...times: readonly number[]): string =>
    JSON.stringify({
      success: 1,
      data: { candlestick: [{ type: '1min', ohlcv: times.map((time) => ['1', '2', '1', '2', '5', time]) }] },
    });

  /**
   * Returns the output of a range, with its times in minutes of the day. The request comes at four minutes past
   * midnight, UTC.
   */
  const told = (
    to: number,
    status: number,
    bodyOf: (url: string, minutes: number) => string,
  ): readonly string[] => {
    const scheduler = new VirtualTimeScheduler();
    scheduler.frame = midnight + 4 * minute;
    const minutes = (): number => (scheduler.now() - midnight) / minute;
    const sendRequest: SendRequest = ({ url }) => {
      const body = bodyOf(url, minutes());
      return of({ status: body === notFound ? status : 200, date: null, body });
    };
    const seen: string[] = [];
    const say = (text: string): number => seen.push(`${minutes()} ${text}`);
    createDataClient({ sendRequest, scheduler })
      .rest.all.candles({ pair: 'btc_jpy', type: '1min', from, to })
      .subscribe({
        next: ({ candles, done, total, awaits }) =>
          say(
            awaits === null
              ? `${done}/${total}: ${candles.length}`
              : `waits for ${awaits.date} until ${(awaits.until - midnight) / minute}`,
          ),
        error: ({ _tag, code }: VenueError) => say(`${_tag} ${code}`),
        complete: () => say('complete'),
      });
    scheduler.flush();
    return seen;
  };

  it.each([200, 404])('waits for the page of that day, and says so (HTTP %d with 10000)', (status) => {
    const seen = told(midnight + 3 * minute, status, (url, minutes) => {
      if (url.endsWith('20261119')) return pageOf(midnight - 2 * minute);
      return minutes < 5 ? notFound : pageOf(midnight, midnight + minute);
    });
    const waits = (at: number): string => `${at} waits for 20261120 until 30`;
    expect(seen).toEqual([
      '4 1/2: 1',
      ...[waits(4), waits(4.25), waits(4.5), waits(4.75)],
      '5 2/2: 2',
      '5 complete',
    ]);
  });

  it('does not wait for a day to come, nor for one that has been over for long', () => {
    const seen = told(midnight + 2 * day, 404, (url) => (url.endsWith('20261120') ? pageOf() : notFound));
    expect(seen).toEqual(['4 1/3: 0', '4 2/3: 0', '4 3/3: 0', '4 complete']);
  });

  it('ends with the refusal once half an hour of the day has gone', () => {
    const seen = told(midnight + minute, 404, (url) => (url.endsWith('20261120') ? notFound : pageOf()));
    expect(seen.at(-1)).toBe('30 VenueError 10000');
    expect(seen).toHaveLength(1 + 26 * 4 + 1);
  });
});
