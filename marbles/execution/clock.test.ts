import { map, of } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { UserAsset } from '../../src/model/user-asset';
import { hour, steppedClock } from '../support/stepped-clock';
import { book, market } from './guards/stub-market';
import { connected, done, failed, fence, labels, placed, request, sent, spec, timedOut } from './stub-venue';

const names = {
  S: 'Submitted',
  A: 'Accepted',
  G: 'Rejected by client: guard',
  N: 'Rejected by venue: no-effect',
};

const jpy = (freeAmount: string): UserAsset => ({
  asset: 'jpy',
  amountPrecision: 4,
  freeAmount,
  lockedAmount: '0.0000',
  onhandAmount: freeAmount,
  withdrawingAmount: '0.0000',
  withdrawalFee: null,
  stopDeposit: false,
  stopWithdrawal: false,
  networks: [],
  collateralRatio: null,
});

describe.each([
  ['an hour forward', hour],
  ['nine hours back', -9 * hour],
])('where the time of day is set %s', (_, by) => {
  it('an order whose outcome is unknown is looked for as long as ever, and not longer', () => {
    spec(({ client, cold, hot, scheduler, expectObservable }) => {
      const clock = steppedClock(scheduler);
      const exec = client({
        clock,
        rest: {
          createOrder: () => cold('-s-f|', { s: sent, f: failed(timedOut) }),
          answered$: hot('4s a|', { a: fence }),
        },
      });
      scheduler.schedule(() => clock.step(by), 6_000);
      // Past its fence at 4 s, settled at 14 s: the looks at 14,003 and 15,003 find nothing.
      expectObservable(exec.submitOrder(request).pipe(labels), '^ 60s !').toBe('-S 15001ms (N|)', names);
    });
  });

  it('a balance read after an order was accepted shows the order’s lock', () => {
    spec(({ client, cold, hot, scheduler, expectObservable }) => {
      const clock = steppedClock(scheduler);
      const reads = [jpy('2000')];
      const exec = client({
        clock,
        rest: {
          createOrder: () => cold('s--d|', { s: sent, d: done(placed) }),
          assets: () => of([reads.shift() ?? jpy('921.764')]),
        },
        stream$: hot('c', { c: connected }),
      });
      cold('-----x').subscribe(() => exec.submitOrder(request).subscribe());
      scheduler.schedule(() => clock.step(by), 20);
      // 3 at 359.412 are 1078.236; the next read comes after a minute.
      expectObservable(exec.available$.pipe(map((available) => available.get('jpy'))), '^ 61s !').toBe(
        'a----b',
        { a: '2000', b: '921.764' },
      );
    });
  });

  it('a book is as old as it is', () => {
    spec(({ client, cold, scheduler, expectObservable }) => {
      const clock = steppedClock(scheduler);
      const exec = client({
        clock,
        guards: { market: market(), maxBookAge: 10 },
        rest: { createOrder: () => cold('s-d', { s: sent, d: done(placed) }) },
      });
      scheduler.schedule(() => clock.step(by), 4);
      expectObservable(exec.submitOrder(request).pipe(labels), '^--!').toBe('S-A', names);
      expectObservable(exec.submitOrder({ ...request, amount: 1 }).pipe(labels), '6ms ^--!').toBe(
        '6ms S-A',
        names,
      );
      expectObservable(exec.submitOrder({ ...request, amount: 2 }).pipe(labels), '11ms ^').toBe(
        '11ms (G|)',
        names,
      );
    });
  });

  it('that is told once', () => {
    spec(({ client, cold, scheduler }) => {
      const clock = steppedClock(scheduler);
      const exec = client({ clock });
      const noticed: unknown[] = [];
      exec.diagnostics$.subscribe((diagnostic) => noticed.push(diagnostic));
      exec.fills$.subscribe();
      scheduler.schedule(() => clock.step(by), 4_500);
      cold('9s x').subscribe(() =>
        expect(noticed).toEqual([{ kind: 'clock-leapt', by, at: 5_000 + by, count: 1 }]),
      );
    });
  });

  it('orders and balances are told to nobody as current before they were read again, which is at once', () => {
    spec(({ client, cold, hot, scheduler, expectObservable }) => {
      const clock = steppedClock(scheduler);
      const later = { ...placed, orderId: 2 };
      const active = [placed, later];
      const balances = [jpy('2000'), jpy('3000')];
      const exec = client({
        clock,
        rest: {
          'all.activeOrders': () => cold('100ms (o|)', { o: active.shift() ?? later }),
          assets: () => cold('100ms (r|)', { r: [balances.shift() ?? jpy('3000')] }),
        },
        stream$: hot('c', { c: connected }),
      });
      const ids = exec.orders$.pipe(map((orders) => [...orders.keys()].join(' ')));
      const free = exec.assets$.pipe(map((assets) => assets.get('jpy')?.freeAmount));
      scheduler.schedule(() => clock.step(by), 1_500);
      expectObservable(ids, '^ 3s !').toBe('100ms a 1999ms b', { a: '1', b: '1 2' });
      expectObservable(free, '^ 3s !').toBe('100ms a 1999ms b', { a: '2000', b: '3000' });
      // A newcomer, between the leap and the reads.
      expectObservable(ids, '2050ms ^ 900ms !').toBe('2100ms b', { b: '1 2' });
      expectObservable(free, '2050ms ^ 900ms !').toBe('2100ms b', { b: '3000' });
    });
  });

  it('the age of a guard’s book is not known until the book is told again', () => {
    spec(({ client, cold, hot, scheduler, expectObservable }) => {
      const clock = steppedClock(scheduler);
      const books = hot('b 2999ms b', { b: book });
      const exec = client({
        clock,
        guards: { market: { book$: () => books, tradable$: market().tradable$ }, maxBookAge: 10_000 },
        rest: { createOrder: () => cold('s-d', { s: sent, d: done(placed) }) },
      });
      exec.fills$.subscribe();
      scheduler.schedule(() => clock.step(by), 1_500);
      expectObservable(exec.submitOrder(request).pipe(labels), '^--!').toBe('S-A', names);
      expectObservable(exec.submitOrder({ ...request, amount: 1 }).pipe(labels), '2100ms ^').toBe(
        '2100ms (G|)',
        names,
      );
      expectObservable(exec.submitOrder({ ...request, amount: 2 }).pipe(labels), '3100ms ^--!').toBe(
        '3100ms S-A',
        names,
      );
    });
  });
});
