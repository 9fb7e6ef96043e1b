import { describe, expect, it } from 'vitest';
import type { Fault } from '../../../src/simulator/index';
import { createVirtualSimulator, virtualClock } from '../../../src/simulator/index';

const start = Date.UTC(2026, 0, 15, 0, 0, 0, 700);

const request = (path: string, latency: number, faults: readonly Fault[], maxReplyBytes = 1e6) => {
  const clock = virtualClock(start);
  const sim = createVirtualSimulator({ scheduler: clock, participants: false, latency, faults });
  const outcome: unknown[] = [];
  const url = sim.urls.publicUrl + path;
  sim.sendRequest({ method: 'GET', url, timeout: 5_000, maxReplyBytes }).subscribe({
    next: ({ status, date }) => outcome.push([clock.now() - start, status, date]),
    error: ({ reason, effect }: { reason: string; effect: string }) =>
      outcome.push([clock.now() - start, reason, effect]),
  });
  clock.advanceBy(20_000);
  sim.close();
  return outcome;
};

const only = { path: '/btc_jpy/*' };

describe('HTTP in the same process', () => {
  it('takes the latency there and back, and dates replies to the second', () => {
    expect(request('/btc_jpy/ticker', 40, [])).toEqual([[80, 200, start - 700]]);
  });

  it.each<[Fault, unknown]>([
    [{ kind: 'rest-timeout-before', only }, [5_000, 'timeout', 'unknown']],
    [{ kind: 'rest-cut-off', only }, [80, 'cut-off', 'unknown']],
    [{ kind: 'restart', ms: 10_000 }, [80, 'cut-off', 'unknown']],
    [{ kind: 'rest-reply-late', ms: 500, only }, [580, 200, start + 300]],
  ])('%j', (fault, outcome) => {
    expect(request('/btc_jpy/ticker', 40, [fault])).toEqual([outcome]);
  });

  it('is too large if it is', () => {
    expect(request('/btc_jpy/ticker', 0, [], 10)).toEqual([[0, 'too-large', 'unknown']]);
  });
});
