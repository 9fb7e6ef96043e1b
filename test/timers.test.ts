import { concat, filter, NEVER, type Observable, of, type SchedulerAction, Subscription } from 'rxjs';
import { describe, expect, it, vi } from 'vitest';
import { replayTransport } from '../src/connectivity/replay';
import { createDataClient, type SendRequest } from '../src/index';
import { longestDelay } from '../src/model/longest-delay';
import type { Trade } from '../src/model/trade';
import { bars } from '../src/operators/bars';
import { wallClock } from '../src/simulator/market/clock';
import { virtualClock, type VirtualClock } from '../src/simulator/index';
import { createAgenda } from '../src/simulator/venue/agenda';

/** A timer of the platform fires immediately if its wait is longer than possible, 24.8 days. */

const day = 86_400_000;
const december = Date.UTC(2025, 11, 1);
const january = Date.UTC(2026, 0, 1);
const february = Date.UTC(2026, 1, 1);

/** A virtual clock that counts the delays which a platform would not wait for. */
const platformClock = (start: number): VirtualClock & { readonly early: () => number } => {
  const clock = virtualClock(start);
  let early = 0;
  const count = (delay = 0): void => void (early += delay > longestDelay ? 1 : 0);
  const schedule = <T>(work: Work<T>, delay?: number, state?: T): Subscription => {
    count(delay);
    return clock.schedule<T>(
      function (now) {
        const schedule = (next?: T, wait?: number): Subscription => {
          count(wait);
          return this.schedule(next, wait);
        };
        work.call(Object.assign(new Subscription(() => this.unsubscribe()), { schedule }), now);
      },
      delay,
      state,
    );
  };
  return { ...clock, schedule, early: () => early };
};

type Work<T> = (this: SchedulerAction<T>, state?: T) => void;

const toldOf = <T>(source: Observable<T>): readonly T[] => {
  const told: T[] = [];
  source.subscribe((value) => told.push(value));
  return told;
};

describe('a timer of a month waits in parts', () => {
  it('as bars do', () => {
    const clock = platformClock(january);
    const trade: Trade = { pair: 'btc_jpy', id: 1, side: 'buy', price: 5, amount: 1, timestamp: january };
    const told = toldOf(concat(of(trade), NEVER).pipe(bars({ type: '1month', scheduler: clock })));
    clock.advanceTo(february);
    expect(told.map(({ closed }) => closed)).toEqual([false]);
    clock.advanceTo(february + 10_000);
    expect(told.map(({ closed }) => closed)).toEqual([false, true, false]);
    expect(clock.early()).toBe(0);
  });

  it('as candles$ does', () => {
    const clock = platformClock(january);
    const ohlcv = [december, january].map((openTime) => ['1', '2', '1', '2', '5', openTime]);
    const sendRequest: SendRequest = ({ url }) => {
      const candlestick = [{ type: '1month', ohlcv }];
      const data = url.includes('/candlestick/') ? { candlestick } : { transactions: [] };
      return of({ status: 200, date: clock.now(), body: JSON.stringify({ success: 1, data }) });
    };
    const link$ = concat(of({ type: 'open' as const, send: () => undefined }), NEVER);
    const client = createDataClient({ transport: { link$, sendRequest }, scheduler: clock });
    const told = toldOf(client.candles$('btc_jpy', '1month', { history: 1 }));
    const isJanuaryClosed = (): boolean =>
      told.some(({ openTime, closed }) => openTime === january && closed);
    clock.advanceTo(february);
    expect(told.length).toBeGreaterThan(0);
    expect(isJanuaryClosed()).toBe(false);
    clock.advanceTo(february + 10_000);
    expect(isJanuaryClosed()).toBe(true);
    expect(clock.early()).toBe(0);
    void client.close();
  });

  it('as a recording with such a gap does', () => {
    const clock = platformClock(january);
    const recorded = [0, 31 * day].map((t) => ({ t, frame: `42["at",${t}]` }));
    const told = toldOf(
      replayTransport(recorded, { scheduler: clock }).link$.pipe(filter((one) => typeof one === 'string')),
    );
    clock.advanceBy(31 * day - 1);
    expect(told).toHaveLength(1);
    clock.advanceBy(1);
    expect(told).toHaveLength(2);
    expect(clock.early()).toBe(0);
  });

  it('as an order of the simulator that expires does', () => {
    const clock = platformClock(january);
    let ranAt = 0;
    createAgenda(clock).at(january + 180 * day, () => (ranAt = clock.now()));
    clock.advanceBy(200 * day);
    expect(ranAt).toBe(january + 180 * day);
    expect(clock.early()).toBe(0);
  });

  it('as the simulator’s clock does', () => {
    vi.useFakeTimers({ now: january });
    try {
      let ranAt = 0;
      wallClock.schedule(() => (ranAt = Date.now()), 60 * day);
      vi.advanceTimersByTime(1_000);
      expect(ranAt).toBe(0);
      vi.advanceTimersByTime(60 * day);
      expect(ranAt).toBe(january + 60 * day);
    } finally {
      vi.useRealTimers();
    }
  });
});
