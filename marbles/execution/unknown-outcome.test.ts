import { defer, delay, EMPTY, filter, map, type Observable, of, throwError, timer } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { Order } from '../../src/model/order';
import {
  at,
  done,
  failed,
  fence,
  labels,
  notSent,
  placed,
  request,
  sent,
  spec,
  timedOut,
  told,
  traded,
  trade,
  type Calls,
} from './stub-venue';

const names = {
  S: 'Submitted',
  A: 'Accepted',
  I: 'Accepted, inferred',
  p: 'PartiallyFilled by 7',
  F: 'Filled',
  N: 'Rejected by venue: no-effect',
  U: 'Unresolved: 1 or 2',
};
const post = { s: sent, d: done(placed), f: failed(timedOut) };
/** No other program places orders: what is there can only be ours. */
const parts = { exclusiveAccount: true };
const other: Order = { ...placed, orderId: 2, orderedAt: 2 };

/** A venue that lists these orders as active. */
const listing = (...orders: readonly Order[]): Pick<Calls, 'all.activeOrders' | 'ordersInfo'> => ({
  'all.activeOrders': () => of(...orders),
  ordersInfo: ({ orderIds }) => of(orders.filter(({ orderId }) => orderIds.includes(orderId))),
});

describe('an order whose outcome is unknown', () => {
  it('is found among the active orders, and never sent again', () => {
    spec(({ client, cold, expectObservable, expectSubscriptions }) => {
      const call = cold('-s-f|', post);
      const expected = ' -S-I';
      const exec = client({ parts, rest: { createOrder: () => call, ...listing(placed) } });
      expectObservable(exec.submitOrder(request).pipe(labels), '^ 30s !').toBe(expected, names);
      expectSubscriptions(call.subscriptions).toBe('^--!');
    });
  });

  it('says that it was inferred also where the venue has rejected it', () => {
    spec(({ client, cold, expectObservable }) => {
      const reply = '   -s-f|';
      const expected = '---(R|)';
      const exec = client({
        parts,
        rest: { createOrder: () => cold(reply, post), ...listing(at('REJECTED', 0)) },
      });
      const rejection$ = exec.submitOrder(request).pipe(
        filter((transition) => transition.type === 'Rejected'),
        map(({ reason, attribution }) => ({ reason, attribution })),
      );
      expectObservable(rejection$).toBe(expected, { R: { reason: 'rejected', attribution: 'inferred' } });
    });
  });

  it('may be another program’s, and is not claimed before its own can come no more and reads have settled', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const reply = '    -s-f|';
      const answers = '  4s a|';
      // fence at 4 s, settled at 14 s: of the looks each second after 3 ms that at 14,003 is the first that counts.
      const expected = ' -S 14001ms I';
      const exec = client({
        rest: {
          createOrder: () => cold(reply, post),
          answered$: hot(answers, { a: fence }),
          ...listing(placed),
        },
      });
      expectObservable(exec.submitOrder(request).pipe(labels), '^ 30s !').toBe(expected, names);
    });
  });

  it('is not mistaken for another program’s that came before it', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const reply = '    -s-f|';
      const answers = '  4s a|';
      let isAdmitted = false;
      const listed = listing(other);
      const both = listing(placed, other);
      const exec = client({
        rest: {
          createOrder: () => cold(reply, post),
          answered$: hot(answers, { a: fence }),
          'all.activeOrders': (query) => (isAdmitted ? both : listed)['all.activeOrders'](query),
          ordersInfo: (query) => (isAdmitted ? both : listed).ordersInfo(query),
        },
      });
      cold('2s a|').subscribe(() => (isAdmitted = true));
      expectObservable(exec.submitOrder(request).pipe(labels), '^ 30s !').toBe('-S 14001ms U', names);
    });
  });

  it('is found by what the stream told, though the venue does not list it', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const reply = '   -s---f|';
      const stream = '  --n---------t-f|';
      const expected = '-S---I------p-(F|)';
      const all = trade(7, 3);
      const exec = client({
        parts,
        rest: { createOrder: () => cold(reply, post), ordersInfo: () => of([placed]) },
        stream$: hot(stream, { n: told(placed), t: traded(all), f: told(at('FULLY_FILLED', 3)) }),
      });
      expectObservable(exec.submitOrder(request).pipe(labels)).toBe(expected, names);
    });
  });

  it('is found by its trades when it was filled at once', () => {
    spec(({ client, cold, expectObservable }) => {
      const reply = '   -s-f|';
      const expected = '-S-(IpF|)';
      const filled = at('FULLY_FILLED', 3);
      const exec = client({
        parts,
        rest: {
          createOrder: () => cold(reply, post),
          'all.tradeHistory': () => of(trade(7, 3)),
          ordersInfo: () => of([filled]),
        },
      });
      expectObservable(exec.submitOrder(request).pipe(labels)).toBe(expected, names);
    });
  });

  it('is none that was known before, and none that differs', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const before = { ...placed, orderId: 5 };
      const differs = { ...placed, orderId: 6, price: '359.413' };
      const old = { ...placed, orderId: 7, orderedAt: -5000 };
      const exec = client({
        rest: { createOrder: () => cold('--s-f|', post), ...listing(before, differs, old) },
        stream$: hot('-b|', { b: told(before) }),
      });
      expectObservable(exec.submitOrder(request).pipe(labels), '^ 3s !').toBe('--S', names);
    });
  });

  it('had no effect once it is past its fence, reads have settled, and two of them show nothing', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const reply = '    -s-f|';
      const answers = '  4s a|';
      // fence at 4 s, settled at 14 s; looks begin each second after 3 ms: the two at 14,003 and 15,003 count.
      const expected = ' -S 15001ms (N|)';
      const exec = client({
        rest: { createOrder: () => cold(reply, post), answered$: hot(answers, { a: fence }) },
      });
      expectObservable(exec.submitOrder(request).pipe(labels)).toBe(expected, names);
    });
  });

  it('is not given up while no answer proves that it can come no more', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const early = { ...fence, date: 3000 };
      const rest = { createOrder: () => cold('-s-f|', post), answered$: hot('4s a|', { a: early }) };
      expectObservable(client({ rest }).submitOrder(request).pipe(labels), '^ 60s !').toBe('-S', names);
    });
  });

  it('is not given up while the venue can not be read', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const rest = {
        createOrder: () => cold('-s-f|', post),
        answered$: hot('4s a|', { a: fence }),
        'all.activeOrders': () => cold<Order>('-#', {}, notSent),
      };
      expectObservable(client({ rest }).submitOrder(request).pipe(labels), '^ 60s !').toBe('-S', names);
    });
  });

  it('is told by a diagnostic when it turns up after all', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const reply = '  -s-f|';
      const answers = '4s a|';
      const stream = ' 20s n|';
      const exec = client({
        rest: { createOrder: () => cold(reply, post), answered$: hot(answers, { a: fence }) },
        stream$: hot(stream, { n: told(placed) }),
      });
      exec.submitOrder(request).subscribe();
      exec.privateEvents$.subscribe();
      expectObservable(exec.diagnostics$, '^ 30s !').toBe('20s d', {
        d: { kind: 'late-order', order: placed, at: 20_000, count: 1 },
      });
    });
  });

  it('is unresolved where two orders could be it', () => {
    spec(({ client, cold, expectObservable }) => {
      const rest = { createOrder: () => cold('-s-f|', post), ...listing(placed, other) };
      const exec = client({ parts, rest });
      expectObservable(exec.submitOrder(request).pipe(labels), '^ 60s !').toBe('-S-U', names);
    });
  });
});

describe('an order that stays unresolved', () => {
  const ended = (order: Order): Order => at('CANCELED_UNFILLED', 0, order);

  it('is not said to have had no effect once its candidates are long over', () => {
    spec(({ client, cold, hot, scheduler, expectObservable }) => {
      const isOver = (): boolean => scheduler.now() > 60_000;
      const exec = client({
        closeAt: 3_600_000,
        rest: {
          createOrder: () => cold('-s-f|', post),
          answered$: hot('4s a|', { a: fence }),
          'all.activeOrders': () => (isOver() ? EMPTY : of(placed, other)),
          ordersInfo: () => of(...[[placed, other].map((one) => (isOver() ? ended(one) : one))]),
        },
      });
      expectObservable(exec.submitOrder(request).pipe(labels), '^ 3500s !').toBe('-S 14001ms U', names);
    });
  });

  it('does not have the trades of forgotten orders told again', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const elsewhere: Order = { ...placed, orderId: 5, price: '1.000' };
      const fill = trade(9, 3, elsewhere);
      const exec = client({
        closeAt: 3_600_000,
        rest: {
          createOrder: () => cold('-s-f|', post),
          answered$: hot('4s a|', { a: fence }),
          ...listing(placed, other),
          'all.tradeHistory': ({ since = 0 } = {}) => (fill.executedAt >= since ? of(fill) : EMPTY),
        },
        stream$: hot('--(ft)', { f: traded(fill), t: told(at('FULLY_FILLED', 3, elsewhere)) }),
      });
      exec.submitOrder(request).subscribe();
      expectObservable(exec.fills$, '^ 3500s !').toBe('--f', { f: fill });
    });
  });
});

describe('the trades that a search reads', () => {
  const fill = trade(7, 3);

  it('are none of an order that is forgotten while the reply is on its way', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const elsewhere: Order = { ...placed, orderId: 5, price: '1.000' };
      const old = { ...trade(9, 3, elsewhere), executedAt: 90 };
      const exec = client({
        closeAt: 3_600_000,
        rest: {
          createOrder: () => cold('-s-f|', post),
          'all.tradeHistory': ({ since = 0 } = {}) =>
            old.executedAt >= since ? of(old).pipe(delay(990)) : EMPTY,
        },
        stream$: hot('100ms (ft)', { f: traded(old), t: told(at('FULLY_FILLED', 3, elsewhere)) }),
      });
      // Forgotten at 601 s, by the sweep; the look is under way from 600.053 to 601.043 s.
      timer(600_050).subscribe(() => exec.submitOrder(request).subscribe());
      expectObservable(exec.fills$, '^ 3500s !').toBe('100ms f', { f: old });
    });
  });

  it('have their orders read, 30 a call, and not again once they are known to be another program’s', () => {
    spec(({ client, cold, flush, scheduler }) => {
      const elsewhere = Array.from({ length: 40 }, (_, at): Order => ({
        ...placed,
        orderId: 100 + at,
        price: '1.000',
      }));
      const asked: (readonly number[])[] = [];
      const exec = client({
        rest: {
          createOrder: () => cold('-s-f|', post),
          'all.tradeHistory': () => of(...elsewhere.map((order) => trade(order.orderId, 1, order))),
          ordersInfo: ({ orderIds }) => {
            asked.push([scheduler.now(), orderIds.length]);
            return of(
              elsewhere
                .filter(({ orderId }) => orderIds.includes(orderId))
                .map((order) => at('CANCELED_PARTIALLY_FILLED', 1, order)),
            );
          },
        },
      });
      exec.submitOrder(request).subscribe();
      timer(10_000).subscribe(() => void exec.close());
      flush();
      expect(asked).toEqual([
        [3, 30],
        [3, 10],
      ]);
    });
  });

  it('begin where the last look began, however long nothing could be read', () => {
    spec(({ client, cold, hot, scheduler, expectObservable }) => {
      const isOut = (until: number): boolean => scheduler.now() < until * 60_000;
      const unless = <T>(isDown: boolean, rows: Observable<T>): Observable<T> =>
        isDown ? throwError(() => notSent) : rows;
      const exec = client({
        closeAt: 3_600_000,
        rest: {
          createOrder: () => cold('-s-f|', post),
          answered$: hot('4s a|', { a: fence }),
          'all.activeOrders': () => unless(isOut(30), EMPTY),
          'all.tradeHistory': ({ since = 0 } = {}) =>
            unless(isOut(30), fill.executedAt >= since ? of(fill) : EMPTY),
          tradeHistory: () => unless(isOut(40), of([fill])),
          ordersInfo: () => unless(isOut(30), of([at('FULLY_FILLED', 3)])),
        },
      });
      expectObservable(exec.submitOrder(request).pipe(labels), '^ 3500s !').toBe(
        '-S 1800001ms (IpF|)',
        names,
      );
    });
  });
});

describe('an order that no call owns', () => {
  it('is told when a call could have placed it, as when it was delivered twice', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const exec = client({
        rest: { createOrder: () => cold('-s-d|', post) },
        stream$: hot('--o--n--o|', { o: told(other), n: told(placed) }),
      });
      exec.submitOrder(request).subscribe();
      expectObservable(exec.diagnostics$, '^ 30ms !').toBe('---d', {
        d: { kind: 'unattributed-order', order: other, at: 3, count: 1 },
      });
    });
  });

  it('is of the last call that could have placed it: earlier ones were past their fences before that left', () => {
    spec(({ client, cold, hot, scheduler, expectObservable }) => {
      const replies = [failed(timedOut), done({ ...placed, orderId: 3, orderedAt: 20_001 })];
      const twice: Order = { ...placed, orderId: 4, orderedAt: 20_002 };
      const answers = '4s a|';
      const stream = ' 30s t|';
      const exec = client({
        rest: {
          createOrder: () =>
            cold('-s-r|', {
              s: { ...sent, stamp: { type: 'time-window', requestTime: scheduler.now(), timeWindow: 2000 } },
              r: replies.shift() as never,
            }),
          answered$: hot(answers, { a: fence }),
        },
        stream$: hot(stream, { t: told(twice) }),
      });
      expectObservable(exec.submitOrder(request).pipe(labels)).toBe('-S 15001ms (N|)', names);
      const later = defer(() => exec.submitOrder(request));
      expectObservable(later.pipe(labels), '20s ^ 20s !').toBe('20s -S-A', names);
      expectObservable(exec.diagnostics$, '^ 40s !').toBe('30s d', {
        d: { kind: 'unattributed-order', order: twice, at: 30_000, count: 1 },
      });
    });
  });

  it('is told of nobody else', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const different = { ...other, price: '359.413' };
      const exec = client({
        rest: { createOrder: () => cold('-s-d|', post) },
        stream$: hot('--o--n--o|', { o: told(different), n: told(placed) }),
      });
      exec.submitOrder(request).subscribe();
      expectObservable(exec.diagnostics$, '^ 30ms !').toBe('-----------');
    });
  });
});

describe('equal orders', () => {
  it('wait for each other', () => {
    spec(({ client, cold, expectObservable, expectSubscriptions }) => {
      const calls = [cold('-s--d|', post), cold('-s-d|', { s: sent, d: done(other) })];
      const [first, second] = calls;
      const exec = client({ rest: { createOrder: () => calls.shift() ?? EMPTY } });
      expectObservable(exec.submitOrder(request).pipe(labels), '^ 20ms !').toBe('-S--A', names);
      expectObservable(exec.submitOrder({ ...request, amount: 3.0 }).pipe(labels), '^ 20ms !').toBe(
        '-----S-A',
        names,
      );
      expectSubscriptions(first?.subscriptions ?? []).toBe('^---!');
      expectSubscriptions(second?.subscriptions ?? []).toBe('----^--!');
    });
  });

  it('do not wait for different ones', () => {
    spec(({ client, cold, expectObservable }) => {
      const calls = [cold('-s--d|', post), cold('-s-d|', { s: sent, d: done(other) })];
      const exec = client({ rest: { createOrder: () => calls.shift() ?? EMPTY } });
      expectObservable(exec.submitOrder(request).pipe(labels), '^ 20ms !').toBe('-S--A', names);
      const different = { ...request, price: '359.413' };
      expectObservable(exec.submitOrder(different).pipe(labels), '^ 20ms !').toBe('-S-A', names);
    });
  });

  it('that may overlap claim nothing before each has its reply; its reply takes one away', () => {
    spec(({ client, cold, expectObservable }) => {
      const lostReply = '-s-f|';
      const slowReply = '-s 2500ms d|';
      const calls = [cold(lostReply, post), cold(slowReply, { s: sent, d: done(other) })];
      const rest = { createOrder: () => calls.shift() ?? EMPTY, ...listing(placed, other) };
      const exec = client({ parts, rest });
      const equal = { allowEqualInFlight: true };
      // The looks of the first at 3, 1003 and 2003 ms wait for the other; the one at 3003 ms does not.
      expectObservable(exec.submitOrder(request, equal).pipe(labels), '^ 9s !').toBe('-S 3001ms I', names);
      expectObservable(exec.submitOrder(request, equal).pipe(labels), '^ 9s !').toBe('-S 2500ms A', names);
    });
  });

  it('are given their ids in the order in which they were placed, once all are past the fence', () => {
    spec(({ client, cold, hot, flush }) => {
      const later = { ...sent, stamp: { type: 'time-window' as const, requestTime: 1, timeWindow: 2000 } };
      const calls = [cold('-s-f|', post), cold('--s-f|', { s: later, f: post.f })];
      const exec = client({
        rest: {
          createOrder: () => calls.shift() ?? EMPTY,
          ...listing(other, placed),
          answered$: hot('4500ms a|', {
            a: { ...fence, stamp: { ...later.stamp, requestTime: 2 }, date: 4001 },
          }),
        },
      });
      const equal = { allowEqualInFlight: true };
      const claimed: number[] = [];
      for (const life of [exec.submitOrder(request, equal), exec.submitOrder(request, equal)])
        life.subscribe((one) => {
          if (one.type === 'Accepted') claimed.push(one.order.orderId);
        });
      flush();
      expect(claimed).toEqual([1, 2]);
    });
  });
});
