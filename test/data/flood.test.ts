import { Subject } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { createDataClient, type Diagnostic } from '../../src/index';
import { virtualClock } from '../../src/simulator/index';

describe('a flood of frames that can not be read', () => {
  it('is reported once a second, and counted to the last frame', () => {
    const frames = new Subject<string>();
    const clock = virtualClock(0);
    const client = createDataClient({ transport: { link$: frames, sendRequest: null }, scheduler: clock });
    const told: Diagnostic[] = [];
    client.diagnostics$.subscribe((one) => {
      if (one.kind === 'undecodable-frame') told.push(one);
    });
    client.ticker$('btc_jpy').subscribe();
    for (let second = 0; second < 10; second += 1) {
      for (let i = 0; i < 10_000; i += 1) frames.next(`no frame ${i}`);
      clock.advanceBy(1_000);
    }
    expect(told.length).toBeLessThanOrEqual(10 + 10);
    expect(told.reduce((sum, { count }) => sum + count, 0)).toBe(100_000);
    expect(told.at(-1)).toMatchObject({ room: null, cause: "not a room's: no frame 9999" });
    void client.close();
  });
});
