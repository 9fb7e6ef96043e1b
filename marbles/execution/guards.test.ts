import { EMPTY, map, merge, NEVER, of, throwError, timer } from 'rxjs';

import { describe, expect, it } from 'vitest';
import type { GuardMarket, GuardOptions, JournalRecord, WriteEvent } from '../../src/execution/index';
import type { Order, OrderRequest } from '../../src/model/order';
import type { OrderBook } from '../../src/model/order-book';
import type { OrderTransition } from '../../src/model/order-transition';
import type { Tradable } from '../../src/model/venue-status';
import {
  at,
  done,
  failed,
  fence,
  labels,
  notSent,
  placed,
  refusal,
  request,
  sent,
  spec,
  timedOut,
  told,
} from './stub-venue';

const names = {
  S: 'Submitted',
  A: 'Accepted',
  C: 'Canceled by user',
  G: 'Rejected by client: guard',
  I: 'Rejected by client: invalid',
  N: 'Rejected by client: not-replaced',
};

const book: OrderBook = {
  pair: 'xrp_jpy',
  bids: [
    { price: 359, amount: 10 },
    { price: 350, amount: 100 },
  ],
  asks: [
    { price: 360, amount: 10 },
    { price: 380, amount: 100 },
  ],
  sequence: 1,
  timestamp: 0,
  crossed: false,
  stale: false,
  outside: { asksOver: 0, bidsUnder: 0, asksUnder: 0, bidsOver: 0, askMarket: 0, bidMarket: 0 },
};

const open: Tradable = { pair: 'xrp_jpy', tradable: true, reasons: [] };

const market = (changes: Partial<OrderBook> = {}, tradable: Tradable = open): GuardMarket => ({
  // A current value first, and then what comes.
  book$: () => merge(of({ ...book, ...changes }), NEVER),
  tradable$: () => merge(of(tradable), NEVER),
});

/** What a guard says of an order; `null` if it lets it go. */
const verdict = (guards: GuardOptions, asked: Partial<OrderRequest> = {}): string | null => {
  let last: OrderTransition | undefined;
  spec(({ client, cold, flush }) => {
    const exec = client({ guards, rest: { createOrder: () => cold('-s-d', { s: sent, d: done(placed) }) } });
    exec.submitOrder({ ...request, ...asked }).subscribe((transition) => (last = transition));
    flush();
  });
  return last?.type === 'Rejected' ? last.message : null;
};

describe('a guard', () => {
  const halted: Tradable = { pair: 'xrp_jpy', tradable: false, reasons: ['halt', 'circuit-break'] };
  const shut = market({}, halted);
  const sell = { side: 'sell' } as const;
  const stop = { type: 'stop', price: undefined } as const;
  const taking = { type: 'market', price: undefined } as const;

  it.each<[string, GuardOptions, Partial<OrderRequest>, string | null]>([
    ['a notional at its limit', { maxNotional: '1078.236' }, {}, null],
    [
      'a notional beyond it',
      { maxNotional: '1078.235' },
      {},
      'maxNotional: expected at most 1078.235 jpy, got 1078.236',
    ],
    ['a quote currency of its own', { maxNotional: { jpy: 2_000, btc: '0.1' } }, {}, null],
    [
      'one without a limit',
      { maxNotional: { btc: 1 } },
      {},
      'maxNotional: expected given for jpy, got nothing',
    ],
    [
      'a limit sell by the best bid, if that is above its price',
      { market: market(), maxNotional: 1_000 },
      { ...sell, price: '1' },
      'maxNotional: expected at most 1000 jpy, got 1077',
    ],
    [
      'a market buy by the last price that it reaches',
      { market: market(), maxNotional: 4_000 },
      { ...taking, amount: 11 },
      'maxNotional: expected at most 4000 jpy, got 4180',
    ],
    [
      'a market sell by the best bid',
      { market: market(), maxNotional: 3_948 },
      { ...taking, ...sell, amount: 11 },
      'maxNotional: expected at most 3948 jpy, got 3949',
    ],
    [
      'a market order beyond the levels that are known',
      { market: market(), maxNotional: 1_000_000 },
      { ...taking, amount: 111 },
      'maxNotional: expected at most 1000000 jpy, got not known',
    ],
    [
      'a market order without a market',
      { maxNotional: 1_000_000 },
      taking,
      'maxNotional: expected at most 1000000 jpy, got not known',
    ],
    [
      'a stop by its trigger',
      { maxNotional: 1_199 },
      { ...stop, triggerPrice: 400 },
      'maxNotional: expected at most 1199 jpy, got 1200',
    ],
    [
      'a close of a whole position',
      { maxNotional: 1, maxTotalNotional: 1 },
      {
        type: 'stop_loss',
        price: undefined,
        ...sell,
        positionSide: 'long',
        amount: undefined,
        triggerPrice: 300,
      },
      null,
    ],
    [
      'a sum of all',
      { maxTotalNotional: 1_000 },
      {},
      'maxTotalNotional: expected at most 1000 jpy, got 1078.236',
    ],
    ['a price as far through as it may be', { market: market(), maxDistance: '0.05' }, { price: 378 }, null],
    [
      'a price farther',
      { market: market(), maxDistance: '0.05' },
      { price: '378.001' },
      'maxDistance: expected at most 0.05 through 360, got 0.050003',
    ],
    [
      'a sell through the bid',
      { market: market(), maxDistance: { through: 0.01 } },
      { ...sell, price: 355 },
      'maxDistance: expected at most 0.01 through 359, got 0.011143',
    ],
    [
      'one that is not limited away',
      { market: market(), maxDistance: { through: 0.01 } },
      { price: 1 },
      null,
    ],
    [
      'one away',
      { market: market(), maxDistance: { away: 0.5 } },
      { price: 179 },
      'maxDistance: expected at most 0.5 away from 360, got 0.502778',
    ],
    [
      'a market order that reaches too deep',
      { market: market(), maxDistance: { through: 0.05 } },
      { ...taking, amount: 11 },
      'maxDistance: expected at most 0.05 through 360, got 0.055556',
    ],
    ['one that does not', { market: market(), maxDistance: { through: 0 } }, { ...taking, amount: 10 }, null],
    [
      'a trigger too far off, on either side',
      { market: market(), maxDistance: { away: 0.1, through: 0 } },
      { ...stop, triggerPrice: 397 },
      'maxDistance: expected at most 0.1 through 360, got 0.102778',
    ],
    [
      'a limit from its trigger',
      { market: market(), maxDistance: { away: 0.5, through: 0.01 } },
      { type: 'stop_limit', price: 405, triggerPrice: 400 },
      'maxDistance: expected at most 0.01 through 400, got 0.012500',
    ],
    [
      'a distance from nothing',
      { market: market({ asks: [], bids: [] }), maxDistance: 1 },
      {},
      'maxDistance: expected a best price to measure from, got not known',
    ],
    ['a market in order', { market: market() }, {}, null],
    ['a stale book', { market: market({ stale: true }) }, {}, 'market: expected a fresh book, got stale'],
    [
      'a crossed book',
      { market: market({ crossed: true }) },
      {},
      'market: expected a book in order, got crossed',
    ],
    [
      'a pair that is not tradable',
      { market: shut },
      {},
      'market: expected tradable, got halt, circuit-break',
    ],
    [
      'a market that says nothing for 5 s',
      { market: { book$: () => NEVER, tradable$: () => NEVER } },
      {},
      'market: expected tradable, got not known; market: expected a book, got not known',
    ],
    [
      'a market that has ended',
      { market: { book$: () => EMPTY, tradable$: () => of(open) } },
      {},
      'market: expected tradable, got not known; market: expected a book, got not known',
    ],
  ])('says of %s', (_, guards, asked, expected) => {
    const message = verdict(guards, asked);
    expect(message).toBe(expected);
  });

  it('names itself, its limit and what came, and nothing is sent', () => {
    spec(({ client, expectObservable }) => {
      // `createOrder` of this venue is not expected.
      const life = client({ guards: { maxNotional: 1_000 } }).submitOrder(request);
      expectObservable(life).toBe('(r|)', {
        r: {
          type: 'Rejected',
          by: 'client',
          reason: 'guard',
          message: 'maxNotional: expected at most 1000 jpy, got 1078.236',
          code: null,
          violations: [{ field: 'maxNotional', rule: 'at most 1000 jpy', actual: '1078.236', nearest: null }],
          order: null,
        },
      });
    });
  });

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
          // The governor holds it back; its gate is asked when it leaves.
          createOrder: (_, { gate } = {}) =>
            timer(5).pipe(
              map((): WriteEvent<Order> => {
                const refusal = gate?.pass();
                return refusal ? failed(refusal) : sent;
              }),
            ),
        },
      });
      expectObservable(exec.submitOrder(request).pipe(labels)).toBe('-----(G|)', names);
    });
  });
});

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
      const counting = client({ guards: { maxOpenOrders: 1 }, rest: { allActiveOrders$: () => of(placed) } });
      expectObservable(counting.submitOrder(request).pipe(labels)).toBe('(G|)', names);
      const blind = client({
        guards: { maxOpenOrders: 1 },
        rest: { allActiveOrders$: () => throwError(() => notSent) },
      });
      expectObservable(blind.submitOrder(request).pipe(map((one) => 'message' in one && one.message))).toBe(
        '(m|)',
        {
          m: 'maxOpenOrders: expected open orders that are known, got not known',
        },
      );
    });
  });

  it('counts an order once, also while a message tells of it before its reply', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const exec = client({
        guards: { maxOpenOrders: 2 },
        rest: {
          createOrder: ({ amount }, { gate } = {}) => {
            gate?.pass();
            return cold('s----d', { s: sent, d: done({ ...placed, orderId: Number(amount) }) });
          },
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
      const intent: JournalRecord = {
        type: 'intent',
        id: 1,
        at: 0,
        stamp: { type: 'time-window', requestTime: 0, timeWindow: 2000 },
        requestTime: 0,
        write: 'order',
        request: { pair: 'xrp_jpy', side: 'buy', type: 'limit', amount: '3', price: '359.412' },
      };
      const exec = client({
        guards: { maxOpenOrders: 1 },
        parts: { journal: { load: () => of([intent]), append: () => EMPTY } },
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
          createOrder: (_, { gate } = {}) => {
            gate?.pass();
            return cold('(sf)', { s: sent, f: failed(refusal(60001)) });
          },
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
          allActiveOrders$: () => of(placed),
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
          allActiveOrders$: () => of(placed),
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

  it.each<[string, GuardOptions, string, string]>([
    ['beyond a limit', { maxNotional: 1_100 }, '400', 'G'],
    ['wrong', {}, '0.0001', 'I'],
  ])('that is %s leaves the old order alone', (_, guards, price, expected) => {
    spec(({ client, expectObservable }) => {
      // Neither `cancelOrder` nor `createOrder` of this venue is expected.
      const exec = client({ guards, rest: { allActiveOrders$: () => of(placed) } });
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
          allActiveOrders$: () => of(placed),
          cancelOrder: () => cold('-s----d', { s: sent, d: done(at('CANCELED_UNFILLED', 0)) }),
          createOrder: (_, { gate } = {}) => of(failed(gate?.pass() ?? timedOut)),
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
