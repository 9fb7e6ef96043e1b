import { expect, it } from 'vitest';
import { createDataClient } from '../../src/index';
import type { Candle } from '../../src/model/candle';
import { createVirtualSimulator, virtualClock } from '../../src/simulator/index';

it("a newcomer's chart shows yesterday's bars while the venue has no page of today", () => {
  const clock = virtualClock(Date.UTC(2026, 10, 20, 0, 4));
  const sim = createVirtualSimulator({ scheduler: clock });
  const { openSocket, sendRequest, urls } = sim;
  const data = createDataClient({
    streamUrl: urls.streamUrl,
    publicUrl: urls.publicUrl,
    apiUrl: urls.apiUrl,
    openSocket,
    sendRequest,
    scheduler: clock,
  });
  const bars: Candle[] = [];
  data.candles$('btc_jpy', '1min', { history: 5 }).subscribe((bar) => bars.push(bar));
  clock.advanceBy(5_000);
  const yesterday = bars.filter(({ closed, openTime }) => closed && openTime < Date.UTC(2026, 10, 20));
  expect(yesterday.length).toBeGreaterThan(0);
  void data.close();
  sim.close();
});
