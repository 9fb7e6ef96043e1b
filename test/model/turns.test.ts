import { type SchedulerLike, type Subscription, VirtualTimeScheduler } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { createDataClient, replayTransport } from '../../src/index';
import { runTurns } from '../../src/model/turns';
import { createVirtualSimulator, recordedMarket, virtualClock } from '../../src/simulator/index';
import { recordSynthetic } from '../simulator/outside/recording';

const many = 20_000;

describe('turns', () => {
  it.each(['ours', 'of RxJS'])(
    'are as many as wanted on a virtual clock %s, and can be left at any time',
    (whose) => {
      const ours = virtualClock(0);
      const theirs = new VirtualTimeScheduler();
      const scheduler: SchedulerLike = whose === 'ours' ? ours : theirs;
      const times: number[] = [];
      const left: { timer?: Subscription } = {};
      left.timer = runTurns(scheduler, () => {
        times.push(scheduler.now());
        if (times.length === many) left.timer?.unsubscribe();
        return 10;
      });
      ours.advanceBy(20 * many);
      theirs.maxFrames = 20 * many;
      theirs.flush();
      expect([times.length, times[1], times.at(-1)]).toEqual([many, 10, 10 * (many - 1)]);
    },
  );

  it('end by themselves', () => {
    const clock = virtualClock(0);
    let left = 3;
    runTurns(clock, () => ((left -= 1) > 0 ? 10 : null));
    clock.advanceBy(100);
    expect([left, clock.step()]).toEqual([0, false]);
  });

  it('let the simulator of a long recording be closed with the virtual scheduler of RxJS', () => {
    const scheduler = new VirtualTimeScheduler();
    const market = recordedMarket({ events: recordSynthetic(1_800) });
    const sim = createVirtualSimulator({ scheduler, market, accounts: [] });
    scheduler.maxFrames = 1_790_000;
    scheduler.flush();
    expect(() => sim.close()).not.toThrow();
  });

  it('let a long recording be replayed with the virtual scheduler of RxJS', () => {
    const frame = (i: number): string =>
      `42["message",{"room_name":"transactions_btc_jpy","message":{"data":{"transactions":[{"transaction_id":${i + 1},"side":"buy","price":"1","amount":"1","executed_at":${i + 1}}]}}}]`;
    const frames = Array.from({ length: many }, (_, i) => ({ t: i, frame: frame(i) }));
    const scheduler = new VirtualTimeScheduler(undefined, 2 * many);
    const transport = replayTransport(frames, { scheduler });
    const client = createDataClient({ transport, scheduler });
    let trades = 0;
    let isOver = false;
    client.trades$('btc_jpy').subscribe({ next: () => (trades += 1), complete: () => (isOver = true) });
    expect(() => scheduler.flush()).not.toThrow();
    expect([trades, isOver]).toEqual([many, true]);
  });
});
