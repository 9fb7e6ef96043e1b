/** Fills that are received again hours later, which no drawing could show. */
import { from, type Observable, of, Subject, throwError, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { clientOf } from '../../marbles/support/order-client';
import { connected, told, traded } from '../../marbles/support/by-hand';
import { at, placed, trade } from '../../marbles/support/order-cast';
import type { Calls } from '../../marbles/support/order-venue';
import type { Fill } from '../../src/model/fill';
import type { Order } from '../../src/model/order';
import type { PrivateStreamEvent } from '../../src/execution/stream/private-stream';
import { clockOf } from '../../src/operators/clock';
import { virtualClock } from '../../src/simulator/index';

const minute = 60_000;
const filled = at('FULLY_FILLED', 3);
const fillAt = (tradeId: number, executedAt: number, order: Order = placed): Fill => ({
  ...trade(tradeId, 3, order),
  executedAt,
});

/** A client whose fills are observed. */
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

  it('emits a fill that no message brought, however long reads have failed since', () => {
    const executed: Fill[] = [fillAt(7, 30_000)];
    let isDown = false;
    const listed = (since: number): Observable<Fill> =>
      isDown ? throwError(() => new Error('down')) : from(executed.filter((one) => one.executedAt >= since));
    const { clock, stream, seen } = listening({
      tradeHistory: () => listed(-Infinity).pipe(toArray()),
      'all.tradeHistory': ({ since = -Infinity } = {}) => listed(since),
      ordersInfo: ({ orderIds }) => of(orderIds.map((orderId) => ({ ...filled, orderId }))),
    });
    clock.advanceTo(minute + 1_000);
    isDown = true;
    executed.push(fillAt(8, 70_000, { ...placed, orderId: 2 }));
    clock.advanceTo(4 * minute);
    executed.push(fillAt(9, 4 * minute, { ...placed, orderId: 3 }));
    stream.next(traded(...executed.slice(2)));
    isDown = false;
    clock.advanceTo(6 * minute);
    expect(seen).toEqual([7, 9, 8]);
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
});
