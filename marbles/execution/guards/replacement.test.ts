import { merge, of } from 'rxjs';
import { describe, it } from 'vitest';
import type { GuardOptions } from '../../../src/execution/index';
import type { Order } from '../../../src/model/order';
import type { OrderBook } from '../../../src/model/order-book';
import {
  at,
  done,
  failed,
  labels,
  placed,
  request,
  sent,
  stamp,
  spec,
  timedOut,
  told,
  trade,
  traded,
} from '../stub-venue';
import { book, market } from './stub-market';

const names = {
  S: 'Submitted',
  A: 'Accepted',
  G: 'Rejected by client: guard',
  I: 'Rejected by client: invalid',
};

describe('a replacement', () => {
  const ref = { pair: placed.pair, orderId: 1 };
  const renewed: Order = { ...placed, orderId: 9 };

  it.each<[string, GuardOptions]>([
    ['open order', { maxOpenOrders: 1 }],
    ['notional', { maxTotalNotional: 1_100 }],
  ])('does not count the %s of what it replaces, but nobody else gets that either', (_, guards) => {
    spec(({ client, cold, expectObservable }) => {
      const exec = client({
        guards,
        rest: {
          'all.activeOrders': () => of(placed),
          cancelOrder: () => cold('-s-d', { s: sent, d: done(at('CANCELED_UNFILLED', 0)) }),
          createOrder: () => cold('-s-d', { s: sent, d: done(renewed) }),
        },
      });
      exec.orders$.subscribe();
      const replacing = exec.replaceOrder(ref, { price: '359' }).pipe(labels);
      expectObservable(replacing, '3s ^------!').toBe('3003ms -S-A', names);
      for (const at of [0, 2, 4, 6, 10])
        expectObservable(exec.submitOrder({ ...request, amount: 1 }).pipe(labels), `${3_000 + at}ms ^`).toBe(
          `${3_000 + at}ms (G|)`,
          names,
        );
    });
  });

  it('counts as much as the old order, while that may still be open', () => {
    spec(({ client, cold, expectObservable }) => {
      const exec = client({
        guards: { maxTotalNotional: 1_100 },
        rest: {
          'all.activeOrders': () => of(placed),
          cancelOrder: () => cold('-s-d', { s: sent, d: done(at('CANCELED_UNFILLED', 0)) }),
          createOrder: ({ amount }) =>
            cold('-s-d', { s: sent, d: done({ ...renewed, orderId: amount === '1' ? 10 : 9 }) }),
        },
      });
      exec.orders$.subscribe();
      expectObservable(exec.replaceOrder(ref, { price: '200' }).pipe(labels), '3s ^------!').toBe(
        '3003ms -S-A',
        names,
      );
      const small = () => exec.submitOrder({ ...request, amount: 1 }).pipe(labels);
      expectObservable(small(), '3002ms ^').toBe('3002ms (G|)', names);
      expectObservable(small(), '3004ms ^----!').toBe('3004ms -S-A', names);
    });
  });

  it('is counted once, also where the old order left less than was admitted and a message tells of it first', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const left = { ...renewed, amount: '2.0000', remainingAmount: '2.0000' };
      const exec = client({
        guards: { maxOpenOrders: 2 },
        rest: {
          'all.activeOrders': () => of(placed),
          'all.tradeHistory': () => of(trade(1, 1)),
          cancelOrder: () => cold('-s-d', { s: sent, d: done(at('CANCELED_PARTIALLY_FILLED', 1)) }),
          createOrder: ({ amount }, { leave } = {}) => {
            leave?.(stamp);
            return cold('-s-----d', {
              s: sent,
              d: done(amount === '2' ? left : { ...renewed, orderId: 10 }),
            });
          },
        },
        stream$: hot('3001ms f 4ms n', { f: traded(trade(1, 1)), n: told(left) }),
      });
      exec.orders$.subscribe();
      expectObservable(exec.replaceOrder(ref, { price: '359.412' }).pipe(labels), '3s ^-----------!').toBe(
        '3003ms -S-----A',
        names,
      );
      expectObservable(exec.submitOrder({ ...request, amount: 1 }).pipe(labels), '3007ms ^---!').toBe(
        '3007ms -S',
        names,
      );
    });
  });

  it.each<[string, GuardOptions, string, string]>([
    ['beyond a limit', { maxNotional: 1_100 }, '400', 'G'],
    ['wrong', {}, '0.0001', 'I'],
  ])('that is %s leaves the old order alone', (_, guards, price, expected) => {
    spec(({ client, expectObservable }) => {
      // Neither `cancelOrder` nor `createOrder` of this venue is expected.
      const exec = client({ guards, rest: { 'all.activeOrders': () => of(placed) } });
      exec.orders$.subscribe();
      expectObservable(exec.replaceOrder(ref, { price }).pipe(labels), '3s ^').toBe(
        `3s (${expected}|)`,
        names,
      );
    });
  });

  it('is checked again for what the old order left', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const books = hot<OrderBook>('3004ms s', { s: { ...book, stale: true } });
      const exec = client({
        guards: { market: { book$: () => merge(of(book), books), tradable$: market().tradable$ } },
        rest: {
          'all.activeOrders': () => of(placed),
          cancelOrder: () => cold('-s----d', { s: sent, d: done(at('CANCELED_UNFILLED', 0)) }),
          createOrder: (_, { leave } = {}) => of(failed(leave?.(stamp) ?? timedOut)),
        },
      });
      exec.orders$.subscribe();
      expectObservable(exec.replaceOrder(ref, { price: '359' }).pipe(labels), '3s ^').toBe(
        '3006ms (G|)',
        names,
      );
    });
  });
});
