import { map, merge, of, timer } from 'rxjs';
import { describe, it } from 'vitest';
import type { WriteEvent } from '../../../src/execution/index';
import type { Order } from '../../../src/model/order';
import type { OrderBook } from '../../../src/model/order-book';
import { done, labels, placed, request, sent, spec } from '../stub-venue';
import { book, market } from './stub-market';

const names = {
  S: 'Submitted',
  A: 'Accepted',
  G: 'Rejected by client: guard',
};

describe('the market of a guard', () => {
  it('waits for the market of a pair once, and 5 s at most', () => {
    spec(({ client, cold, expectObservable, expectSubscriptions }) => {
      const books = cold('---b', { b: book });
      const exec = client({
        guards: { market: { book$: () => books, tradable$: () => market().tradable$('xrp_jpy') } },
        rest: { createOrder: () => cold('s-d', { s: sent, d: done(placed) }) },
      });
      expectObservable(exec.submitOrder(request).pipe(labels), '^---------!').toBe('---S-A', names);
      expectObservable(exec.submitOrder({ ...request, amount: 1 }).pipe(labels), '------^---!').toBe(
        '------S-A',
        names,
      );
      expectSubscriptions(books.subscriptions).toBe('^ 599999ms !');
    });
  });

  it('measures the age of the book', () => {
    spec(({ client, cold, expectObservable }) => {
      const exec = client({
        guards: { market: market(), maxBookAge: 10 },
        rest: { createOrder: () => cold('s-d', { s: sent, d: done(placed) }) },
      });
      expectObservable(exec.submitOrder(request).pipe(labels), '^---!').toBe('S-A', names);
      expectObservable(exec.submitOrder({ ...request, amount: 1 }).pipe(labels), '11ms ^').toBe(
        '11ms (G|)',
        names,
      );
    });
  });

  it('looks again at the moment an order leaves', () => {
    spec(({ client, hot, expectObservable }) => {
      const books = hot<OrderBook>('b--s', { b: book, s: { ...book, stale: true } });
      const exec = client({
        guards: { market: { book$: () => merge(of(book), books), tradable$: market().tradable$ } },
        rest: {
          // The governor holds it back; it is asked as it leaves.
          createOrder: () => timer(5).pipe(map((): WriteEvent<Order> => sent)),
        },
      });
      expectObservable(exec.submitOrder(request).pipe(labels)).toBe('-----(G|)', names);
    });
  });
});
