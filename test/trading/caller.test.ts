import { concat, defer, NEVER, of, Subject } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { clockOf } from '../../src/operators/clock';
import { virtualClock } from '../../src/simulator/index';
import { createPortCaller } from '../../src/trading/caller';
import { encodeGatewayMessage } from '../../src/trading/message';

const beat = (epoch: string, n: number): string =>
  encodeGatewayMessage({ type: 'beat', n, epoch, at: 0, keepsIds: false });

describe('the link of a caller', () => {
  it('is made again at a beat of another gateway, whose messages are counted from one', () => {
    const scheduler = virtualClock(0);
    const takeover = new Subject<string>();
    const closed$ = new Subject<void>();
    const links = [
      concat(of(beat('first', 1), beat('first', 2)), takeover),
      concat(of(beat('second', 1)), NEVER),
    ];
    let made = 0;
    const caller = createPortCaller({
      port: { messages$: defer(() => links[made++] ?? NEVER), send: () => true },
      clock: clockOf(scheduler),
      random: () => 0.5,
      silence: 6_000,
      answerTimeout: 5_000,
      unreadable: () => undefined,
      closed$,
    });
    expect(caller.current()?.epoch).toBe('first');
    // A message of this number has come. It would be taken for a repetition.
    takeover.next(beat('second', 1));
    expect(caller.current()).toBeNull();
    scheduler.advanceBy(1_000);
    expect(made).toBe(2);
    expect(caller.current()?.epoch).toBe('second');
    closed$.next();
  });
});
