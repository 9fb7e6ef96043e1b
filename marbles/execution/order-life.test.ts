import { map, NEVER, of, throwError } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { Order } from '../../src/model/order';
import { xrp } from '../../test/execution/order/instruments';
import {
  at,
  done,
  failed,
  fence,
  labels,
  message,
  notSent,
  placed,
  refusal,
  request,
  sent,
  spec,
  timedOut,
  told,
  traded,
  trade,
} from './stub-venue';

const names = {
  S: 'Submitted',
  A: 'Accepted',
  T: 'Triggered',
  p: 'PartiallyFilled by 7',
  q: 'PartiallyFilled by 8',
  F: 'Filled',
  U: 'Canceled by user',
  X: 'Canceled by unknown',
  I: 'Canceled by invalidation',
  P: 'Canceled by post-only',
};
const post = { s: sent, d: done(placed), c: done(at('CANCELED_UNFILLED', 0, { ...placed, postOnly: true })) };
const news = {
  n: told(placed),
  t: traded(trade(7, 1)),
  u: told(at('PARTIALLY_FILLED', 1)),
  v: traded(trade(8, 2)),
  f: told(at('FULLY_FILLED', 3)),
  c: told(at('CANCELED_UNFILLED', 0)),
  i: message({ type: 'spot_order_invalidation', orderIds: [1] }),
};

describe('submitOrder', () => {
  it('goes on from its reply by messages to its end', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const reply = '   -s--d|';
      const stream = '  ------t-u-v-f|';
      const expected = '-S--A-p---q-(F|)';
      const exec = client({ rest: { createOrder: () => cold(reply, post) }, stream$: hot(stream, news) });
      expectObservable(exec.submitOrder(request).pipe(labels)).toBe(expected, names);
    });
  });

  it('keeps what comes before the reply', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const reply = '   -s------d|';
      const stream = '  --n-t-f-v|';
      const expected = '-S------(ApqF|)';
      const exec = client({ rest: { createOrder: () => cold(reply, post) }, stream$: hot(stream, news) });
      expectObservable(exec.submitOrder(request).pipe(labels)).toBe(expected, names);
    });
  });

  it('ends only when the fills add up, whatever comes first, and however often', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const reply = '   -sd|';
      const stream = '  ---f-u-t-t-f-v-v|';
      const expected = '-SA----p-----(qF|)';
      const exec = client({ rest: { createOrder: () => cold(reply, post) }, stream$: hot(stream, news) });
      expectObservable(exec.submitOrder(request).pipe(labels)).toBe(expected, names);
    });
  });

  it('reads the trades that no message told', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const reply = '   -sd|';
      const stream = '  ---f|';
      const read = '         --(tu|)';
      //                 the first tick at which the order has been known for a second
      const expected = '-SA 1999ms (pqF|)';
      const rows = { t: trade(7, 1), u: trade(8, 2) };
      const rest = { createOrder: () => cold(reply, post), 'all.tradeHistory': () => cold(read, rows) };
      const exec = client({ rest, stream$: hot(stream, news) });
      expectObservable(exec.submitOrder(request).pipe(labels)).toBe(expected, names);
    });
  });

  it('is found to have ended by reading it, though every message was lost', () => {
    spec(({ client, cold, expectObservable }) => {
      const reply = '   -sd|';
      const orders = '  --f|';
      const fills = '   --(tu|)';
      //                 missing from the active orders at 2 s, so read by id at 3 s, and its trades at 4 s
      const expected = '-SA 3999ms (pqF|)';
      const rest = {
        createOrder: () => cold(reply, post),
        ordersInfo: () => cold(orders, { f: [at('FULLY_FILLED', 3)] }),
        'all.tradeHistory': () => cold(fills, { t: trade(7, 1), u: trade(8, 2) }),
      };
      expectObservable(client({ rest }).submitOrder(request).pipe(labels)).toBe(expected, names);
    });
  });

  it.each([60001, 60020, 50088])('is refused at once by code %i, be it newer than the table', (code) => {
    spec(({ client, cold, expectObservable }) => {
      const createOrder = () => cold('-s-f|', { s: sent, f: failed(refusal(code)) });
      const exec = client({ rest: { createOrder } });
      const life$ = exec
        .submitOrder(request)
        .pipe(map((told) => (told.type === 'Rejected' ? `${told.reason} ${told.code}` : told.type)));
      expectObservable(life$).toBe('-S-(R|)', { S: 'Submitted', R: `refused ${code}` });
    });
  });

  it('sends once; leaving aborts nothing, and who comes later is told from the beginning', () => {
    spec(({ client, cold, hot, expectObservable, expectSubscriptions }) => {
      const reply = cold(' -s--d|', post);
      const stream = '     -----t-f---v|';
      const first = '      ^-!';
      const expected1 = '  -S-';
      const second = '     ------^';
      const expected2 = '  ------(SAp)(qF|)';
      const third = '      --------------^';
      const expected3 = '  --------------(SApqF|)';
      const exec = client({ rest: { createOrder: () => reply }, stream$: hot(stream, news) });
      const life = exec.submitOrder(request).pipe(labels);
      expectObservable(life, first).toBe(expected1, names);
      expectObservable(life, second).toBe(expected2, names);
      expectObservable(life, third).toBe(expected3, names);
      expectSubscriptions(reply.subscriptions).toBe('^---!');
    });
  });

  it('errors while nothing was sent, and a retry starts afresh', () => {
    spec(({ client, cold, expectObservable }) => {
      const tries = [cold('-f|', { f: failed(notSent) }), cold('-sd|', post)];
      const exec = client({
        rest: { createOrder: () => tries.shift() ?? throwError(() => new Error('sent a third time')) },
      });
      const life = exec.submitOrder(request).pipe(labels);
      expectObservable(life, '^---!').toBe('-#', names, notSent);
      expectObservable(life, '----^------!').toBe('-----SA', names);
    });
  });

  it.each([
    [60001, 'Rejected by venue: refused 60001'],
    [10009, 'Rejected by venue: refused 10009'],
    [20001, 'Rejected by venue: refused 20001'],
  ])('is rejected by code %i, which proves no effect', (code, rejected) => {
    spec(({ client, cold, expectObservable }) => {
      const exec = client({
        rest: { createOrder: () => cold('-s-f|', { s: sent, f: failed(refusal(code)) }) },
      });
      expectObservable(exec.submitOrder(request).pipe(labels)).toBe('-S-(R|)', { ...names, R: rejected });
    });
  });

  it('is refused here, before anything is sent, with the field and the nearest value', () => {
    spec(({ client, expectObservable, flush }) => {
      const exec = client({});
      const told: unknown[] = [];
      exec.submitOrder({ ...request, price: '359.4126' }).subscribe((one) => told.push(one));
      expectObservable(exec.submitOrder({ ...request, pair: 'abc_jpy' }).pipe(labels)).toBe('(R|)', {
        R: 'Rejected by client: invalid',
      });
      flush();
      expect(told).toMatchObject([
        { type: 'Rejected', by: 'client', violations: [{ field: 'price', nearest: '359.413' }] },
      ]);
    });
  });

  it('is rejected when a market order could not be filled whole', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const reply = '   -sd|';
      const stream = '  ----r|';
      const expected = '-SA-(R|)';
      const exec = client({
        rest: { createOrder: () => cold(reply, post) },
        stream$: hot(stream, { r: told(at('REJECTED', 0)) }),
      });
      expectObservable(exec.submitOrder(request).pipe(labels)).toBe(expected, {
        ...names,
        R: 'Rejected by venue: rejected',
      });
    });
  });

  it('triggers once', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const stop = { ...placed, type: 'stop_limit' as const, triggerPrice: '360' };
      const reply = '   -sd|';
      const stream = '  ---t-u-t|';
      const expected = '-SAT';
      const triggered = { ...at('UNFILLED', 0, stop), triggeredAt: 3 };
      const exec = client({
        rest: { createOrder: () => cold(reply, { s: sent, d: done(at('INACTIVE', 0, stop)) }) },
        stream$: hot(stream, { t: told(triggered), u: told(at('INACTIVE', 0, stop)) }),
      });
      const life = exec.submitOrder({ ...request, type: 'stop_limit', triggerPrice: '360' });
      expectObservable(life.pipe(labels), '^-------!').toBe(expected, names);
    });
  });
});

describe('the cause of a cancellation', () => {
  it('is the user, though the message comes before the reply to the cancel', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const reply = '   -sd|';
      const stream = '  ----c|';
      const cancel = '  ---s----d|';
      const expected = '-SA-----(U|)';
      const outcome = ' --------(C|)';
      const exec = client({
        rest: {
          createOrder: () => cold(reply, post),
          cancelOrder: () => cold(cancel, { s: sent, d: done(at('CANCELED_UNFILLED', 0)) }),
        },
        stream$: hot(stream, news),
      });
      expectObservable(exec.submitOrder(request).pipe(labels)).toBe(expected, names);
      const ref = { pair: placed.pair, orderId: placed.orderId };
      const canceled = { ...ref, type: 'Canceled', order: at('CANCELED_UNFILLED', 0) };
      expectObservable(exec.cancelOrder(ref)).toBe(outcome, { C: canceled });
    });
  });

  it('is unknown when nothing explains it within a second', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const reply = '   -sd|';
      const stream = '  ----c|';
      const expected = '-SA 1997ms (X|)';
      const exec = client({ rest: { createOrder: () => cold(reply, post) }, stream$: hot(stream, news) });
      expectObservable(exec.submitOrder(request).pipe(labels)).toBe(expected, names);
    });
  });

  it('is invalidation, also when its message comes second', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const reply = '   -sd|';
      const stream = '  ----c--i|';
      const expected = '-SA----(I|)';
      const exec = client({ rest: { createOrder: () => cold(reply, post) }, stream$: hot(stream, news) });
      expectObservable(exec.submitOrder(request).pipe(labels)).toBe(expected, names);
    });
  });

  it('is post-only when the reply itself says so', () => {
    spec(({ client, cold, expectObservable }) => {
      const reply = '   -s-c|';
      const expected = '-S-(AP|)';
      const exec = client({ rest: { createOrder: () => cold(reply, post) } });
      expectObservable(exec.submitOrder({ ...request, postOnly: true }).pipe(labels)).toBe(expected, names);
    });
  });
});

describe('trackOrder', () => {
  it('tells the life of an order of an earlier run, its old fills included', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const read = '     --o|';
      const trades = '     -t|';
      const stream = '   ------f-v|';
      const expected = ' --Ap----(qF|)';
      const exec = client({
        rest: {
          order: () => cold(read, { o: at('PARTIALLY_FILLED', 1) }),
          'all.tradeHistory': () => cold(trades, { t: trade(7, 1) }),
        },
        stream$: hot(stream, news),
      });
      expectObservable(exec.trackOrder(placed).pipe(labels)).toBe(expected, names);
    });
  });

  it('errors if the venue does not know the order', () => {
    spec(({ client, cold, expectObservable }) => {
      const unknown = refusal(50009);
      const exec = client({ rest: { order: () => cold('--#', {}, unknown) } });
      expectObservable(exec.trackOrder(placed).pipe(labels)).toBe('--#', {}, unknown);
    });
  });
});

describe('cancelOnUnsubscribe', () => {
  it('cancels what is left behind, also when its id is not known yet', () => {
    spec(({ client, cold, expectObservable, expectSubscriptions }) => {
      const reply = ' -s---d|';
      const leaves = '^--!';
      const cancel = cold('s-d|', { s: sent, d: done(at('CANCELED_UNFILLED', 0)) });
      const exec = client({ rest: { createOrder: () => cold(reply, post), cancelOrder: () => cancel } });
      const life = exec.submitOrder(request, { cancelOnUnsubscribe: true });
      expectObservable(life.pipe(labels), leaves).toBe('-S', names);
      expectSubscriptions(cancel.subscriptions).toBe('-----^-!');
    });
  });

  it('does not send what is left while it waits for the outcome of an equal one', () => {
    spec(({ client, cold, expectObservable, expectSubscriptions }) => {
      const reply = cold('-s-----------d|', post);
      const exec = client({ rest: { createOrder: () => reply } });
      expectObservable(exec.submitOrder(request).pipe(labels), '^ 20ms !').toBe('-S-----------A', names);
      const life = exec.submitOrder(request, { cancelOnUnsubscribe: true }).pipe(labels);
      expectObservable(life, '--^--!').toBe('-');
      expectObservable(life, '-------^').toBe('-------(W|)', { W: 'Rejected by client: withdrawn' });
      expectSubscriptions(reply.subscriptions).toBe(['^------------!']);
    });
  });

  it('does not send what is left while a limit of the rate holds it back', () => {
    spec(({ client, expectObservable }) => {
      const exec = client({
        rest: {
          // Held back by the governor, until it is recalled.
          createOrder: (_, { recalled$ = NEVER } = {}) => recalled$.pipe(map(failed)),
        },
      });
      const life = exec.submitOrder(request, { cancelOnUnsubscribe: true }).pipe(labels);
      expectObservable(life, '^--!').toBe('-');
      expectObservable(life, '-----^').toBe('-----(W|)', { W: 'Rejected by client: withdrawn' });
    });
  });

  it('does not send what is left before the rules of its pair are known', () => {
    spec(({ client, cold, expectObservable }) => {
      const exec = client({ rest: { instruments: () => cold('-----i|', { i: [xrp] }) } });
      const life = exec.submitOrder(request, { cancelOnUnsubscribe: true }).pipe(labels);
      expectObservable(life, '^--!').toBe('-');
      expectObservable(life, '-------^').toBe('-------(W|)', { W: 'Rejected by client: withdrawn' });
    });
  });

  it.each([
    ['is refused', failed(refusal(50010))],
    ['was not sent', failed(notSent)],
  ])('says so when the cancel %s', (_, outcome) => {
    spec(({ client, cold, expectObservable }) => {
      const reply = ' -s---d|';
      const leaves = '^--!';
      const cancel = cold('s-d|', { s: sent, d: outcome });
      const exec = client({ rest: { createOrder: () => cold(reply, post), cancelOrder: () => cancel } });
      const life = exec.submitOrder(request, { cancelOnUnsubscribe: true });
      expectObservable(life.pipe(labels), leaves).toBe('-S', names);
      const message: unknown = expect.any(String);
      expectObservable(exec.diagnostics$, '^ 100ms !').toBe('-------d', {
        d: { kind: 'cancel-failed', order: placed, cause: message, at: 7, count: 1 },
      });
    });
  });

  it('leaves alone an order that was only inferred, and says so', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const reply = '  -s-f|';
      const stream = ' --n|';
      const answers = '--a|';
      const leaves = ' ^----!';
      const exec = client({
        parts: { settle: 0 },
        rest: {
          answered$: hot(answers, { a: fence }),
          createOrder: () => cold(reply, { s: sent, f: failed(timedOut) }),
          'all.activeOrders': () => of(placed),
          ordersInfo: () => of([placed]),
        },
        stream$: hot(stream, news),
      });
      const life = exec.submitOrder(request, { cancelOnUnsubscribe: true });
      expectObservable(life.pipe(labels), leaves).toBe('-S-A', { ...names, A: 'Accepted, inferred' });
      const left = { kind: 'inferred-not-canceled', order: placed, at: 5, count: 1 };
      expectObservable(exec.diagnostics$, '^ 100ms !').toBe('-----d', { d: left });
    });
  });

  it('names what it could be that was left behind, where nobody knows', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const reply = '  -s-f|';
      const answers = '--a|';
      const leaves = ' ^--!';
      const twin: Order = { ...placed, orderId: 2 };
      const exec = client({
        parts: { settle: 0 },
        rest: {
          answered$: hot(answers, { a: fence }),
          createOrder: () => cold(reply, { s: sent, f: failed(timedOut) }),
          'all.activeOrders': () => of(placed, twin),
          ordersInfo: () => of([placed, twin]),
        },
      });
      const life = exec.submitOrder(request, { cancelOnUnsubscribe: true });
      expectObservable(life.pipe(labels), leaves).toBe('-S', names);
      expectObservable(exec.diagnostics$, '^ 60s !').toBe('---(de)', {
        d: { kind: 'inferred-not-canceled', order: placed, at: 3, count: 1 },
        e: { kind: 'inferred-not-canceled', order: twin, at: 3, count: 1 },
      });
    });
  });
});
