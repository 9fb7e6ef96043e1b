import { EMPTY, from, of } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { Fill } from '../../src/model/fill';
import type { Order } from '../../src/model/order';
import { at, connected, placed, spec, told, trade, traded } from './stub-venue';

const minute = 60_000;
const filled = at('FULLY_FILLED', 3);
const fillAt = (tradeId: number, executedAt: number, order: Order = placed): Fill => ({
  ...trade(tradeId, 3, order),
  executedAt,
});

describe('fills$', () => {
  it('tells no fill again that the private stream repeats long after', () => {
    spec(({ client, hot, expectObservable }) => {
      const fill = fillAt(7, 1_000);
      const stream = '  c 999ms e 780s r';
      const expected = '- 999ms f';
      const exec = client({
        closeAt: 60 * minute,
        stream$: hot(stream, { c: connected, e: traded(fill), r: traded(fill) }),
        rest: { ordersInfo: () => of([filled]) },
      });
      exec.orders$.subscribe();
      expectObservable(exec.fills$, '^ 1200s !').toBe(expected, { f: fill });
    });
  });

  it('tells no fill again that the reads of a call repeat, however long after', () => {
    spec(({ client, hot, scheduler, expectObservable, flush }) => {
      const fills = Array.from({ length: 200 }, (_, i) =>
        fillAt(7 + i, 1_000 + i * minute, { ...placed, orderId: 1 + i }),
      );
      const exec = client({
        closeAt: 300 * minute,
        stream$: hot('c', { c: connected }),
        rest: {
          'all.tradeHistory': ({ orderId, since = -Infinity, pair } = {}) =>
            from(
              fills.filter(
                (fill) =>
                  fill.executedAt <= scheduler.now() &&
                  (pair === undefined || fill.orderId === orderId) &&
                  fill.executedAt >= since,
              ),
            ),
          tradeHistory: () => of(fills.filter(({ executedAt }) => executedAt <= scheduler.now())),
          order: ({ orderId }) => of({ ...filled, orderId }),
          ordersInfo: ({ orderIds }) => of(orderIds.map((orderId) => ({ ...filled, orderId }))),
        },
      });
      const seen: number[] = [];
      exec.fills$.subscribe(({ tradeId }) => seen.push(tradeId));
      for (const [after, orderId] of [
        [15, 1],
        [200, 1],
        [240, 150],
      ] as const)
        scheduler.schedule(() => exec.trackOrder({ pair: placed.pair, orderId }).subscribe(), after * minute);
      expectObservable(EMPTY).toBe('|');
      flush();
      expect(seen).toEqual(fills.map(({ tradeId }) => tradeId));
    });
  });

  it('tells a fill that comes hours late of an order that is still followed', () => {
    spec(({ client, hot, expectObservable }) => {
      const [late, other] = [fillAt(7, 3 * minute), fillAt(9, 200 * minute, { ...placed, orderId: 2 })];
      const stream = '  c 59s o 12000s t 3600s l';
      const expected = '- 59s - 12000s t 3600s l';
      const exec = client({
        closeAt: 300 * minute,
        stream$: hot(stream, { c: connected, o: told(placed), t: traded(other), l: traded(late) }),
        rest: {
          'all.activeOrders': () => of(placed),
          ordersInfo: ({ orderIds }) => of(orderIds.includes(1) ? [placed] : []),
        },
      });
      exec.orders$.subscribe();
      expectObservable(exec.fills$, '^ 280m !').toBe(expected, { t: other, l: late });
    });
  });

  it('tells fills of one millisecond in the order of their ids', () => {
    spec(({ client, hot, expectObservable }) => {
      const [a, b, c] = [fillAt(7, 5_000), fillAt(8, 5_000), fillAt(9, 5_001)];
      const exec = client({
        stream$: hot('c 60s t', { c: connected, t: traded(c, b, a) }),
        rest: { tradeHistory: () => of([]) },
      });
      expectObservable(exec.fills$, '^ 70s !').toBe('- 60s (abc)', { a, b, c });
    });
  });

  it('tells fills that a read lists newest first oldest first', () => {
    spec(({ client, hot, expectObservable }) => {
      const [a, b, c] = [fillAt(7, 5_000), fillAt(8, 5_000), fillAt(9, 5_001)];
      let isRead = false;
      const exec = client({
        stream$: hot('c', { c: connected }),
        rest: {
          tradeHistory: () => {
            const page = isRead ? [c, b, a] : [];
            isRead = true;
            return of(page);
          },
        },
      });
      expectObservable(exec.fills$, '^ 70s !').toBe('60s (abc)', { a, b, c });
    });
  });
});
