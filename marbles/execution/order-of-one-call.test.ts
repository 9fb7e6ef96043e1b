import { EMPTY, from, map, NEVER, of } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { ExecutionDiagnostic } from '../../src/execution/index';
import type { WriteEvent } from '../../src/execution/rest/write-event';
import type { Order } from '../../src/model/order';
import { connected, done, fence, labels, sent, spec, timedOut, told } from '../support/by-hand';
import { placed, request } from '../support/order-cast';
import { failed } from '../support/order-venue';

const other: Order = { ...placed, orderId: 2 };
const words = ({ kind, ...rest }: ExecutionDiagnostic): string =>
  `${kind}${'order' in rest ? ` ${(rest.order as Order).orderId}` : ''}`;

describe('an order belongs to one call', () => {
  it('is not claimed while the reply to an equal call may still name it', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const calls = [
        cold<WriteEvent<Order>>('s 19s r', { s: sent, r: done(placed) }),
        cold<WriteEvent<Order>>('s-f', { s: sent, f: failed(timedOut) }),
      ];
      const exec = client({
        rest: {
          createOrder: () => calls.shift() ?? NEVER,
          'all.activeOrders': () => of(placed),
          answered$: hot('4s a', { a: fence }),
        },
      });
      const names = { S: 'Submitted', A: 'Accepted', N: 'Rejected by venue: no-effect' };
      expectObservable(exec.submitOrder(request).pipe(labels), '^ 60s !').toBe('S 19s A', names);
      const equal = exec.submitOrder(request, { allowEqualInFlight: true });
      expectObservable(equal.pipe(labels), '-^ 60s !').toBe('-S 20001ms (N|)', names);
    });
  });

  it.each<[string, Order, string]>([
    ['of another call', placed, 'order 1 is that of another call'],
    ['that was known before', other, 'order 2 was known before'],
    [
      'that was not asked for',
      { ...placed, orderId: 3, price: '1.000' },
      'order 3 is not what was asked for',
    ],
    ['of the other side', { ...placed, orderId: 3, side: 'sell' }, 'order 3 is not what was asked for'],
  ])('does not believe a reply that names an order %s, and looks for its own', (_, named, cause) => {
    spec(({ client, cold, hot, scheduler, expectObservable, flush }) => {
      const own: Order = { ...placed, orderId: 9, amount: '2.0000', remainingAmount: '2.0000' };
      const replies = [done(placed), done({ ...named, ...(named.orderId < 3 ? {} : { amount: '2.0000' }) })];
      const exec = client({
        repliesAsDrawn: true,
        parts: { exclusiveAccount: true },
        stream$: hot('c', { c: connected, t: told(other) }),
        rest: {
          createOrder: () => cold<WriteEvent<Order>>('s-r', { s: sent, r: replies.shift() ?? sent }),
          'all.activeOrders': () => {
            const now = scheduler.now();
            return from([other, ...(now < 3_500 ? [] : [placed]), ...(now < 5_000 ? [] : [own])]);
          },
          ordersInfo: () => of([placed, other]),
        },
      });
      const heard: string[] = [];
      exec.diagnostics$.subscribe((one) => {
        heard.push('cause' in one ? `${words(one)}: ${one.cause}` : words(one));
      });
      exec.orders$.subscribe();
      const names = { S: 'Submitted', A: 'Accepted', I: 'Accepted, inferred' };
      expectObservable(exec.submitOrder(request).pipe(labels), '3s ^ 30s !').toBe('3s S-A', names);
      const second = exec.submitOrder({ ...request, amount: 2 }).pipe(labels);
      expectObservable(second, '4s ^ 30s !').toBe('4s S 1001ms I', names);
      flush();
      expect(heard.filter((one) => one !== 'not-subscribed')).toEqual([
        `reply-not-believed ${named.orderId}: ${cause}`,
      ]);
    });
  });
});

describe('an order that was sent again after 20035', () => {
  it('has the order of the first copy looked for, and reported', () => {
    spec(({ client, scheduler, expectObservable, flush }) => {
      const first: Order = { ...placed, orderId: 1 };
      const second: Order = { ...placed, orderId: 2 };
      const exec = client({
        rest: {
          createOrder: (_, leaving) => {
            leaving?.leave?.({ type: 'time-window', requestTime: 0, timeWindow: 2000 });
            leaving?.leave?.({ type: 'time-window', requestTime: 1, timeWindow: 2000 });
            return of<WriteEvent<Order>[]>(sent, done(second));
          },
          'all.activeOrders': () => (scheduler.now() < 8_000 ? EMPTY : of(first, second)),
        },
      });
      const life = exec.submitOrder(request).pipe(labels);
      expectObservable(life, '^ 30s !').toBe('(SA)', { S: 'Submitted', A: 'Accepted' });
      expectObservable(exec.diagnostics$.pipe(map(words)), '^ 30s !').toBe('10s u', {
        u: 'unattributed-order 1',
      });
      flush();
    });
  });
});
