import { from, of, Subject } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { Fill } from '../../src/model/fill';
import type { Order } from '../../src/model/order';
import type { PrivateStreamEvent } from '../../src/execution/stream/private-stream';
import { clockOf } from '../../src/operators/clock';
import { virtualClock } from '../../src/simulator/index';
import { clientOf } from '../support/order-client';
import { connected, spec, told, traded } from '../support/by-hand';
import { at, placed, trade } from '../support/order-cast';
import { inSeconds } from '../support/order-spec';
import type { Calls } from '../support/order-venue';

const minute = 60_000;
const filled = at('FULLY_FILLED', 3);
const fillAt = (tradeId: number, executedAt: number, order: Order = placed): Fill => ({
  ...trade(tradeId, 3, order),
  executedAt,
});

/** A client whose fills are observed for hours, which no line could draw. */
const listening = (rest: Partial<Calls>) => {
  const clock = virtualClock(0);
  const stream = new Subject<PrivateStreamEvent>();
  const exec = clientOf(clockOf(clock), rest, { stream$: stream });
  const seen: number[] = [];
  exec.orders$.subscribe();
  exec.fills$.subscribe(({ tradeId }) => seen.push(tradeId));
  stream.next(connected);
  return { clock, stream, exec, seen };
};

describe('fills$', () => {
  it('emits no fill again that the private stream repeats long after', () => {
    const { clock, stream, seen } = listening({ ordersInfo: () => of([filled]) });
    const fill = fillAt(7, 1_000);
    clock.advanceTo(1_000);
    stream.next(traded(fill));
    clock.advanceTo(14 * minute);
    stream.next(traded(fill));
    expect(seen).toEqual([7]);
  });

  it('emits no fill again that the reads of a call repeat, however long after', () => {
    const fills = Array.from({ length: 200 }, (_, i) =>
      fillAt(7 + i, 1_000 + i * minute, { ...placed, orderId: 1 + i }),
    );
    const executed = (): readonly Fill[] => fills.filter(({ executedAt }) => executedAt <= clock.now());
    const { clock, exec, seen } = listening({
      'all.tradeHistory': ({ orderId, since = -Infinity, pair } = {}) =>
        from(
          executed().filter(
            (fill) => (pair === undefined || fill.orderId === orderId) && fill.executedAt >= since,
          ),
        ),
      tradeHistory: () => of(executed()),
      order: ({ orderId }) => of({ ...filled, orderId }),
      ordersInfo: ({ orderIds }) => of(orderIds.map((orderId) => ({ ...filled, orderId }))),
    });
    for (const [after, orderId] of [
      [15, 1],
      [200, 1],
      [240, 150],
    ] as const) {
      clock.advanceTo(after * minute);
      exec.trackOrder({ pair: placed.pair, orderId }).subscribe();
    }
    clock.advanceTo(250 * minute);
    expect(seen).toEqual(fills.map(({ tradeId }) => tradeId));
  });

  it('emits a fill that comes hours late of an order that is still followed', () => {
    const { clock, stream, seen } = listening({
      'all.activeOrders': () => of(placed),
      ordersInfo: ({ orderIds }) => of(orderIds.includes(1) ? [placed] : []),
    });
    clock.advanceTo(minute);
    stream.next(told(placed));
    clock.advanceTo(200 * minute);
    stream.next(traded(fillAt(9, 200 * minute, { ...placed, orderId: 2 })));
    clock.advanceTo(260 * minute);
    stream.next(traded(fillAt(7, 3 * minute)));
    expect(seen).toEqual([9, 7]);
  });

  it('emits fills of one millisecond in the order of their ids', () => {
    // It is made by hand, because both are in one message.
    spec(({ client, hot, expectObservable }) => {
      const [a, b, c] = [fillAt(7, 5_000), fillAt(8, 5_000), fillAt(9, 5_001)];
      const exec = client({
        stream$: hot('c 60s t', { c: connected, t: traded(c, b, a) }),
        rest: { tradeHistory: () => of([]) },
      });
      expectObservable(exec.fills$, '^ 70s !').toBe('- 60s (abc)', { a, b, c });
    });
  });

  it('emits oldest first the fills that a read lists newest first', () => {
    inSeconds({
      stream: ' o',
      trades: ' 0 58s (87)',
      fills$: ' 60s (78) 9s -',
    });
  });
});
