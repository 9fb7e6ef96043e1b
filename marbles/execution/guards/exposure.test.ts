import { defer, EMPTY, map, type Observable, of, throwError } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { PrivateStreamEvent } from '../../../src/execution/stream/private-stream';
import { decodeError } from '../../../src/model/errors';
import type { Order, OrderRequest } from '../../../src/model/order';
import {
  at,
  connected,
  done,
  failed,
  fence,
  labels,
  lost,
  notSent,
  placed,
  refusal,
  request,
  sent,
  sentBefore,
  spec,
  timedOut,
  told,
} from '../stub-venue';
import { book, market } from './stub-market';

const names = {
  S: 'Submitted',
  A: 'Accepted',
  G: 'Rejected by client: guard',
};

describe('maxOpenOrders', () => {
  it('counts what was sent in the same moment', () => {
    spec(({ client, cold, expectObservable }) => {
      const exec = client({
        guards: { maxOpenOrders: 1 },
        rest: { createOrder: () => cold('-s-d', { s: sent, d: done(placed) }) },
      });
      expectObservable(exec.submitOrder(request).pipe(labels), '^---!').toBe('-S-A', names);
      expectObservable(exec.submitOrder({ ...request, amount: 1 }).pipe(labels)).toBe('(G|)', names);
    });
  });

  it('counts what was open before, and refuses where that can’t be read', () => {
    spec(({ client, expectObservable }) => {
      const counting = client({
        guards: { maxOpenOrders: 1 },
        rest: { 'all.activeOrders': () => of(placed) },
      });
      expectObservable(counting.submitOrder(request).pipe(labels)).toBe('(G|)', names);
      const blind = client({
        guards: { maxOpenOrders: 1 },
        rest: { 'all.activeOrders': () => throwError(() => notSent) },
      });
      expectObservable(blind.submitOrder(request).pipe(map((one) => 'message' in one && one.message))).toBe(
        '(m|)',
        {
          m: 'maxOpenOrders: expected open orders that are known, got not known',
        },
      );
    });
  });

  it('reads what is open before every order, while the stream that would tell of it is lost', () => {
    spec(({ client, cold, hot, expectObservable, scheduler, flush }) => {
      const reads: number[] = [];
      /** Another program places an order, right after the read of every minute. */
      const listed = (): Observable<Order> => {
        const now = scheduler.now();
        reads.push(now);
        if (now >= 80_000 && now < 90_000) return throwError(() => notSent);
        return now > 60_000 ? of({ ...placed, orderId: 9 }) : EMPTY;
      };
      const exec = client({
        guards: { maxOpenOrders: 1, maxTotalNotional: 1_500 },
        rest: {
          'all.activeOrders': () => defer(listed),
          createOrder: () => cold('s-d', { s: sent, d: done(placed) }),
        },
        stream$: hot('c 9999ms l 79999ms c', { c: connected, l: lost }),
        closeAt: 100_000,
      });
      exec.privateEvents$.subscribe();
      const next = exec.submitOrder(request).pipe(map((one) => 'message' in one && one.message));
      const tooMany =
        'maxOpenOrders: expected at most 1, got 2; maxTotalNotional: expected at most 1500 jpy, got 2156.4720000';
      expectObservable(next, '62s ^').toBe('62s (m|)', { m: tooMany });
      const blind = exec
        .submitOrder({ ...request, amount: 2 })
        .pipe(map((one) => 'message' in one && one.message));
      expectObservable(blind, '85s ^').toBe('85s (m|)', {
        m: 'maxOpenOrders: expected open orders that are known, got not known',
      });
      const again = exec.submitOrder({ ...request, amount: 1 }).pipe(labels);
      expectObservable(again, '95s ^').toBe('95s (G|)', names);
      flush();
      // Of the session, each minute, and on each connection and loss; of the two orders meanwhile; none of the last.
      expect(reads).toEqual([0, 10_000, 62_000, 70_000, 85_000, 90_000]);
    });
  });

  it('reads what is open again after a message that can’t be read, which may have told of an order', () => {
    spec(({ client, hot, expectObservable, scheduler }) => {
      const undecodable: PrivateStreamEvent = {
        type: 'undecodable',
        timetoken: '1',
        error: decodeError('', 'a message', 'another'),
      };
      const exec = client({
        guards: { maxOpenOrders: 1 },
        rest: { 'all.activeOrders': () => defer(() => (scheduler.now() > 1_000 ? of(placed) : EMPTY)) },
        stream$: hot('c 1999ms u', { c: connected, u: undecodable }),
      });
      exec.privateEvents$.subscribe();
      expectObservable(exec.submitOrder(request).pipe(labels), '3s ^').toBe('3s (G|)', names);
    });
  });

  it('counts an order once, also while a message tells of it before its reply', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const exec = client({
        guards: { maxOpenOrders: 2 },
        rest: {
          createOrder: ({ amount }) =>
            cold('s----d', { s: sent, d: done({ ...placed, orderId: Number(amount) }) }),
        },
        stream$: hot('--t', { t: told({ ...placed, orderId: 3 }) }),
      });
      expectObservable(exec.submitOrder(request).pipe(labels), '^---------!').toBe('S----A', names);
      expectObservable(exec.submitOrder({ ...request, amount: 4 }).pipe(labels), '---^------!').toBe(
        '---S----A',
        names,
      );
      expectObservable(exec.submitOrder({ ...request, amount: 5 }).pipe(labels), '----^------!').toBe(
        '----(G|)',
        names,
      );
    });
  });

  it('lets the next one go in the moment in which an order has ended or was refused', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const replies = ['s-f', 's-d', 's-d'];
      const exec = client({
        guards: { maxOpenOrders: 1 },
        rest: {
          createOrder: ({ amount }) =>
            cold(replies.shift() ?? '', {
              s: sent,
              d: done({ ...placed, orderId: Number(amount) }),
              f: failed(refusal(60001)),
            }),
        },
        stream$: hot('-------c', { c: told({ ...at('FULLY_FILLED', 0), orderId: 2 }) }),
      });
      const next = (amount: number) => exec.submitOrder({ ...request, amount }).pipe(labels);
      expectObservable(next(1), '^---!').toBe('S-(R|)', { ...names, R: 'Rejected by venue: refused 60001' });
      expectObservable(next(2), '---^---!').toBe('---S-A', names);
      expectObservable(next(3), '------^').toBe('------(G|)', names);
      expectObservable(next(4), '--------^--!').toBe('--------S-A', names);
    });
  });

  it('counts an order of unknown outcome until that is known', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const exec = client({
        guards: { maxOpenOrders: 1 },
        rest: {
          createOrder: ({ amount }) =>
            amount === '3'
              ? cold('s-f', { s: sent, f: failed(timedOut) })
              : cold('s-d', { s: sent, d: done(placed) }),
          answered$: hot('4s a', { a: fence }),
        },
      });
      exec.submitOrder(request).subscribe();
      const next = (amount: number) => exec.submitOrder({ ...request, amount }).pipe(labels);
      expectObservable(next(1), '10s ^').toBe('10s (G|)', names);
      expectObservable(next(2), '60s ^--!').toBe('60s S-A', names);
    });
  });

  it('counts what an earlier process sent, until the journal’s search has its outcome', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const exec = client({
        guards: { maxOpenOrders: 1 },
        parts: { journal: { load: () => of([sentBefore]), append: () => EMPTY } },
        rest: {
          createOrder: () => cold('s-d', { s: sent, d: done(placed) }),
          answered$: hot('20s a', { a: fence }),
        },
      });
      const next = (amount: number) => exec.submitOrder({ ...request, amount }).pipe(labels);
      expectObservable(next(1), '10s ^').toBe('10s (G|)', names);
      expectObservable(next(2), '60s ^--!').toBe('60s S-A', names);
    });
  });
});

describe('maxTotalNotional', () => {
  it('adds up what is open, by what is left of it, and what is on its way', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const half = { ...at('PARTIALLY_FILLED', 1), remainingAmount: '2.0000' };
      const exec = client({
        guards: { maxTotalNotional: 1_500 },
        rest: { createOrder: () => cold('s-d', { s: sent, d: done(placed) }) },
        stream$: hot('-----h', { h: told(half) }),
      });
      const next = (amount: string) => exec.submitOrder({ ...request, amount }).pipe(labels);
      expectObservable(next('3'), '^---!').toBe('S-A', names);
      expectObservable(next('1.2'), '---^').toBe('---(G|)', names);
      expectObservable(next('1.3'), '------^---!').toBe('------S-A', names);
    });
  });

  it('keeps the price at which a market order was admitted', () => {
    spec(({ client, cold, expectObservable }) => {
      const resting: Order = { ...placed, type: 'market', price: null, amount: '11', remainingAmount: '11' };
      const emptying = cold('b-e', { b: book, e: { ...book, asks: [{ price: 360, amount: 1 }] } });
      const exec = client({
        guards: { market: { book$: () => emptying, tradable$: market().tradable$ }, maxTotalNotional: 5_000 },
        rest: { createOrder: () => cold('s-d', { s: sent, d: done(resting) }) },
      });
      const taking: OrderRequest = { pair: 'xrp_jpy', side: 'buy', type: 'market', amount: 11 };
      expectObservable(exec.submitOrder(taking).pipe(labels), '^---!').toBe('S-A', names);
      const message = exec.submitOrder(request).pipe(map((one) => 'message' in one && one.message));
      expectObservable(message, '---^').toBe('---(m|)', {
        m: 'maxTotalNotional: expected at most 5000 jpy, got 5258.236',
      });
    });
  });
});

describe('maxOrdersPerSecond', () => {
  it('refuses, and does not delay, beyond the limit in any second', () => {
    spec(({ client, cold, expectObservable }) => {
      const exec = client({
        guards: { maxOrdersPerSecond: 2 },
        rest: {
          createOrder: () => cold('(sf)', { s: sent, f: failed(refusal(60001)) }),
        },
      });
      const refused = { ...names, R: 'Rejected by venue: refused 60001' };
      const next = (amount: number) => exec.submitOrder({ ...request, amount }).pipe(labels);
      expectObservable(next(1)).toBe('(SR|)', refused);
      expectObservable(next(2), '500ms ^').toBe('500ms (SR|)', refused);
      expectObservable(next(3), '999ms ^').toBe('999ms (G|)', refused);
      expectObservable(next(4), '1000ms ^').toBe('1000ms (SR|)', refused);
      expectObservable(next(5), '1499ms ^').toBe('1499ms (G|)', refused);
      expectObservable(next(6), '1500ms ^').toBe('1500ms (SR|)', refused);
    });
  });
});
