import { EMPTY, of } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { CancelAllOutcome, CancelOutcome } from '../../src/model/cancel-outcome';
import type { Order } from '../../src/model/order';
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
  trade,
  traded,
} from './stub-venue';

const ref = { pair: placed.pair, orderId: 1 };
const canceled = at('CANCELED_UNFILLED', 0);
const filled = at('FULLY_FILLED', 3);
const word = ({ type, orderId }: CancelAllOutcome): string => `${type} ${orderId}`;

describe('cancelOrder', () => {
  it.each<[string, unknown, CancelOutcome]>([
    ['the reply says so', done(canceled), { ...ref, type: 'Canceled', order: canceled }],
    [
      'it was cancelled before (50026)',
      failed(refusal(50026)),
      { ...ref, type: 'AlreadyCanceled', order: null },
    ],
    [
      'it was executed before (50027)',
      failed(refusal(50027)),
      { ...ref, type: 'AlreadyFilled', order: null },
    ],
    ['the reply shows it executed', done(filled), { ...ref, type: 'AlreadyFilled', order: filled }],
    ['the venue is at it (70019)', failed(refusal(70019)), { ...ref, type: 'Pending', order: null }],
    ['the reply shows it live', done(placed), { ...ref, type: 'Pending', order: placed }],
    [
      'the order is unknown (50009)',
      failed(refusal(50009)),
      { ...ref, type: 'Refused', code: 50009, message: refusal(50009).message },
    ],
    [
      'it is refused by a code that is newer than the table (50088)',
      failed(refusal(50088)),
      { ...ref, type: 'Refused', code: 50088, message: refusal(50088).message },
    ],
  ])('ends in one outcome: %s', (_, reply, outcome) => {
    spec(({ client, cold, expectObservable }) => {
      const exec = client({ rest: { cancelOrder: () => cold('-s-r', { s: sent, r: reply as never }) } });
      expectObservable(exec.cancelOrder(ref)).toBe('---(o|)', { o: outcome });
    });
  });

  it('errors while nothing was sent', () => {
    spec(({ client, cold, expectObservable }) => {
      const exec = client({ rest: { cancelOrder: () => cold('-f', { f: failed(notSent) }) } });
      expectObservable(exec.cancelOrder(ref)).toBe('-#', {}, notSent);
    });
  });

  it('is sent once, and who comes later is told the same', () => {
    spec(({ client, cold, expectObservable, expectSubscriptions }) => {
      const call = cold('-s-d', { s: sent, d: done(canceled) });
      const cancel = client({ rest: { cancelOrder: () => call } }).cancelOrder(ref);
      const outcome = { ...ref, type: 'Canceled', order: canceled };
      expectObservable(cancel, '^-!').toBe('---');
      expectObservable(cancel, '------^').toBe('------(o|)', { o: outcome });
      expectSubscriptions(call.subscriptions).toBe('^--!');
    });
  });

  it('looks for the order after an unknown outcome: it was cancelled', () => {
    spec(({ client, cold, expectObservable }) => {
      const states = [placed, placed, canceled];
      const exec = client({
        rest: {
          cancelOrder: () => cold('-s-f', { s: sent, f: failed(timedOut) }),
          ordersInfo: () => of([states.shift() ?? canceled]),
        },
      });
      const outcome = { ...ref, type: 'Canceled', order: canceled };
      expectObservable(exec.cancelOrder(ref)).toBe('--- 2s (o|)', { o: outcome });
    });
  });

  it('is unresolved when the order still lives though the cancel can come no more', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const exec = client({
        rest: {
          cancelOrder: () => cold('-s-f', { s: sent, f: failed(timedOut) }),
          ordersInfo: () => of([placed]),
          answered$: hot('4s a', { a: fence }),
        },
      });
      const outcome = { ...ref, type: 'Unresolved', message: `${timedOut.message}; the order still lives` };
      expectObservable(exec.cancelOrder(ref)).toBe('--- 14s (o|)', { o: outcome });
    });
  });
});

describe('cancelOrders', () => {
  const order = (orderId: number, status: Order['status'] = 'CANCELED_UNFILLED'): Order => ({
    ...at(status, 0),
    orderId,
  });

  it('sends 30 at a time, one outcome each', () => {
    spec(({ client, cold, expectObservable, flush }) => {
      const batches: number[] = [];
      const exec = client({
        rest: {
          cancelOrders: ({ orderIds }) => {
            batches.push(orderIds.length);
            return cold('-d', { d: done(orderIds.map((id) => order(id))) });
          },
        },
      });
      const orderIds = Array.from({ length: 61 }, (_, index) => index + 1);
      const outcomes: CancelOutcome[] = [];
      exec.cancelOrders({ pair: placed.pair, orderIds }).subscribe((one) => outcomes.push(one));
      expectObservable(EMPTY).toBe('|');
      flush();
      expect(batches).toEqual([30, 30, 1]);
      expect(outcomes.map(word)).toEqual(orderIds.map((id) => `Canceled ${id}`));
    });
  });

  it('reads those that the reply leaves out', () => {
    spec(({ client, cold, expectObservable }) => {
      const exec = client({
        rest: {
          cancelOrders: () => cold('-d', { d: done([order(1)]) }),
          ordersInfo: () => cold('--o|', { o: [order(2, 'FULLY_FILLED'), order(3), order(4, 'UNFILLED')] }),
        },
      });
      const outcomes = exec.cancelOrders({ pair: placed.pair, orderIds: [1, 2, 3, 4] });
      expectObservable(outcomes).toBe('-a-(bcd|)', {
        a: { pair: placed.pair, orderId: 1, type: 'Canceled', order: order(1) },
        b: { pair: placed.pair, orderId: 2, type: 'AlreadyFilled', order: order(2, 'FULLY_FILLED') },
        c: { pair: placed.pair, orderId: 3, type: 'AlreadyCanceled', order: order(3) },
        d: { pair: placed.pair, orderId: 4, type: 'Refused', code: null, message: 'left out of the reply' },
      });
    });
  });

  it('reads each when one refusal answers for all', () => {
    spec(({ client, cold, expectObservable }) => {
      const exec = client({
        rest: {
          cancelOrders: () => cold('-f', { f: failed(refusal(50026)) }),
          ordersInfo: () => cold('-o|', { o: [order(1), order(2, 'UNFILLED')] }),
        },
      });
      expectObservable(exec.cancelOrders({ pair: placed.pair, orderIds: [1, 2] })).toBe('--(ab|)', {
        a: { pair: placed.pair, orderId: 1, type: 'AlreadyCanceled', order: order(1) },
        b: { pair: placed.pair, orderId: 2, type: 'Refused', code: 50026, message: refusal(50026).message },
      });
    });
  });

  it('turns a later call that could not be sent into outcomes', () => {
    spec(({ client, cold, flush, expectObservable }) => {
      const replies = [cold('-d', { d: done([]) }), cold('-f', { f: failed(notSent) })];
      const exec = client({ rest: { cancelOrders: () => replies.shift() ?? EMPTY } });
      const outcomes: CancelOutcome[] = [];
      const orderIds = Array.from({ length: 31 }, (_, index) => index + 1);
      exec.cancelOrders({ pair: placed.pair, orderIds }).subscribe((one) => outcomes.push(one));
      expectObservable(EMPTY).toBe('|');
      flush();
      expect(outcomes[30]).toEqual({
        pair: placed.pair,
        orderId: 31,
        type: 'Refused',
        code: null,
        message: notSent.message,
      });
    });
  });
});

describe('cancelAll', () => {
  it('cancels what is listed, pair by pair, but not what the venue placed itself', () => {
    spec(({ client, cold, expectObservable, flush }) => {
      const calls: unknown[] = [];
      const btc = { ...placed, orderId: 2, pair: 'btc_jpy' };
      const losscut: Order = { ...placed, orderId: 3, type: 'losscut', userCancelable: false };
      const exec = client({
        rest: {
          'all.activeOrders': () => of(placed, btc, losscut),
          cancelOrders: (orders) => {
            calls.push(orders);
            return cold('-d', { d: done(orders.orderIds.map((orderId) => ({ ...canceled, orderId }))) });
          },
        },
      });
      const outcomes: CancelAllOutcome[] = [];
      exec.cancelAll().subscribe((one) => outcomes.push(one));
      expectObservable(EMPTY).toBe('|');
      flush();
      expect(calls).toEqual([
        { pair: 'xrp_jpy', orderIds: [1] },
        { pair: 'btc_jpy', orderIds: [2] },
      ]);
      expect(outcomes.map(word)).toEqual(['Canceled 1', 'Canceled 2']);
    });
  });
});

describe('replaceOrder', () => {
  const names = {
    S: 'Submitted',
    A: 'Accepted',
    N: 'Rejected by client: not-replaced',
    R: 'Rejected by client: not-replaced 50009',
  };
  const renewed: Order = { ...placed, orderId: 9 };

  it('sends the new order once the old one has ended by its fills, for what they left', () => {
    spec(({ client, cold, hot, expectObservable, flush }) => {
      const cancel = ' -s-d';
      const stream = ' -------t|';
      const create = '        -s-d';
      const expected = '--------S-A';
      const asked: unknown[] = [];
      const exec = client({
        rest: {
          cancelOrder: () => cold(cancel, { s: sent, d: done(at('CANCELED_PARTIALLY_FILLED', 1)) }),
          createOrder: (order) => {
            asked.push(order);
            return cold(create.trim(), { s: sent, d: done(renewed) });
          },
        },
        stream$: hot(stream, { t: traded(trade(7, 1)) }),
      });
      const life = exec.replaceOrder(ref, { price: '359.5' });
      expectObservable(life.pipe(labels), '^ 20ms !').toBe(expected, names);
      flush();
      expect(asked).toMatchObject([{ ...request, amount: '2', price: '359.5', postOnly: false }]);
    });
  });

  it('says so when fills that the venue told of stay away, and goes on waiting for them', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const cancel = '  -s-d';
      const create = '  -s-d';
      const stream = '  40s t';
      const expected = '40s -S-A';
      const ended = at('CANCELED_PARTIALLY_FILLED', 2);
      const exec = client({
        rest: {
          cancelOrder: () => cold(cancel, { s: sent, d: done(ended) }),
          createOrder: () => cold(create, { s: sent, d: done(renewed) }),
          'all.tradeHistory': () => of(trade(7, 1)),
        },
        stream$: hot(stream, { t: traded(trade(8, 1)) }),
      });
      expectObservable(exec.replaceOrder(ref, { price: '359.5' }).pipe(labels), '^ 50s !').toBe(
        expected,
        names,
      );
      // Knowledge of the order grew last at 1 s: 10 s of frequent reads, and 10 s that reads may lag (`settle`).
      expectObservable(exec.diagnostics$, '^ 50s !').toBe('21s d', {
        d: { kind: 'fills-missing', order: ended, filled: '1.0000', at: 21_000, count: 1 },
      });
    });
  });

  it('calls no fills missing before they were read', () => {
    spec(({ client, cold, expectObservable, expectSubscriptions }) => {
      const trades = cold('2s (t|)', { t: trade(7, 1) });
      const exec = client({
        rest: {
          cancelOrder: () => cold('-s-d', { s: sent, d: done(at('CANCELED_PARTIALLY_FILLED', 1)) }),
          'all.tradeHistory': () => trades,
        },
      });
      exec.cancelOrder(ref).subscribe();
      expectObservable(exec.orders$, '60s ^ 60s !').toBe('62s o', { o: new Map() });
      expectObservable(exec.diagnostics$, '^ 120s !').toBe('');
      expectSubscriptions(trades.subscriptions).toBe('61s ^ 1999ms !');
    });
  });

  it('sends nothing when the old order was filled meanwhile', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const exec = client({
        rest: { cancelOrder: () => cold('-s-f', { s: sent, f: failed(refusal(50027)) }) },
        stream$: hot('----f-t|', { f: told(filled), t: traded(trade(7, 3)) }),
      });
      expectObservable(exec.replaceOrder(ref, { price: '359.5' }).pipe(labels)).toBe('------(N|)', names);
    });
  });

  it('sends nothing when the cancel was refused', () => {
    spec(({ client, cold, expectObservable }) => {
      const exec = client({
        rest: { cancelOrder: () => cold('-s-f', { s: sent, f: failed(refusal(50009)) }) },
      });
      expectObservable(exec.replaceOrder(ref, {}).pipe(labels)).toBe('---(R|)', names);
    });
  });

  it('is one order for one: whoever replaces it as well, at once or later, sends nothing', () => {
    spec(({ client, cold, expectObservable, expectSubscriptions }) => {
      const cancel = cold('-s-d', { s: sent, d: done(canceled) });
      const create = cold('-s-d', { s: sent, d: done(renewed) });
      const exec = client({ rest: { cancelOrder: () => cancel, createOrder: () => create } });
      const replace = () => exec.replaceOrder(ref, { price: '359.5' }).pipe(labels);
      expectObservable(replace(), '^----------!').toBe('----S-A', names);
      expectObservable(replace(), '^          ').toBe('(N|)', names);
      expectObservable(replace(), '--^        ').toBe('--(N|)', names);
      expectObservable(replace(), '---------^ ').toBe('---------(N|)', names);
      expectSubscriptions(cancel.subscriptions).toBe(['^--!']);
      expectSubscriptions(create.subscriptions).toBe(['---^--!']);
    });
  });

  it.each<[string, unknown, unknown, string]>([
    ['the cancel was refused', failed(refusal(50009)), done(renewed), '---(R|)'],
    ['the cancel was not sent', failed(notSent), done(renewed), '---#'],
    ['the venue refused the new one', done(canceled), failed(refusal(60001)), '----S-(V|)'],
  ])('may be called again where no order was placed: %s', (_, canceling, creating, failing) => {
    spec(({ client, cold, expectObservable }) => {
      const cancels = [canceling, done(canceled)];
      const creates = failing.includes('S') ? [creating] : [];
      const exec = client({
        rest: {
          cancelOrder: () => cold('-s-d', { s: sent, d: cancels.shift() as never }),
          createOrder: () => cold('-s-d', { s: sent, d: (creates.shift() ?? done(renewed)) as never }),
        },
      });
      const replace = () => exec.replaceOrder(ref, { price: '359.5' }).pipe(labels);
      expectObservable(replace()).toBe(failing, { ...names, V: 'Rejected by venue: refused 60001' }, notSent);
      expectObservable(replace(), '----------^----------!').toBe('--------------S-A', names);
    });
  });

  // By whom it was cancelled is known at once where the cancel was acknowledged, else after a second.
  it.each<[string, unknown, readonly Order[], string]>([
    ['the venue acknowledged the cancel, and the order lives on', done(placed), [placed], '60s -S-A'],
    ['the venue is at the cancel, and the order lives on', failed(refusal(70019)), [placed], '61s -S-A'],
    ['the venue says that it was cancelled, and lists it nowhere', failed(refusal(50026)), [], '61s -S-A'],
  ])(
    'says so when the end of the old order stays away, and goes on waiting for it: %s',
    (_, reply, listed, expected) => {
      spec(({ client, cold, hot, expectObservable }) => {
        const cancel = '  -s-r';
        const stream = '  60s e';
        const create = '  -s-d';
        const exec = client({
          rest: {
            cancelOrder: () => cold(cancel, { s: sent, r: reply as never }),
            ordersInfo: () => of(listed),
            createOrder: () => cold(create, { s: sent, d: done(renewed) }),
          },
          stream$: hot(stream, { e: told(canceled) }),
        });
        expectObservable(exec.replaceOrder(ref, { price: '359.5' }).pipe(labels), '^ 70s !').toBe(
          expected,
          names,
        );
        expectObservable(exec.diagnostics$, '^ 70s !').toBe('21s d', {
          d: { kind: 'end-missing', order: ref, at: 21_000, count: 1 },
        });
      });
    },
  );

  it('calls no end missing that came in time, or that nobody was promised', () => {
    spec(({ client, cold, expectObservable }) => {
      const replies = [done(canceled), failed(refusal(60001))];
      const exec = client({
        rest: {
          cancelOrder: () => cold('-s-r', { s: sent, r: replies.shift() as never }),
          ordersInfo: ({ orderIds }) => of(orderIds.map((orderId) => ({ ...placed, orderId }))),
        },
      });
      exec.cancelOrder(ref).subscribe();
      exec.cancelOrder({ ...ref, orderId: 2 }).subscribe();
      exec.orders$.subscribe();
      expectObservable(exec.diagnostics$, '^ 120s !').toBe('');
    });
  });

  it('reads the old order also where a message without a pair was the first to tell of it', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const stream = '  i';
      const call = '    ---^';
      const cancel = '     -s-f';
      const create = '           -s-d';
      const expected = '---- 996ms -S-A';
      const exec = client({
        rest: {
          cancelOrder: () => cold(cancel.trim(), { s: sent, f: failed(refusal(50026)) }),
          ordersInfo: () => of([canceled]),
          createOrder: () => cold(create.trim(), { s: sent, d: done(renewed) }),
        },
        stream$: hot(stream, { i: message({ type: 'spot_order_invalidation', orderIds: [1] }) }),
      });
      exec.privateEvents$.subscribe();
      expectObservable(exec.replaceOrder(ref, { price: '359.5' }).pipe(labels), `${call} 30s !`).toBe(
        expected,
        names,
      );
    });
  });

  it('goes on reading an order that no read shows, and replaces it by one all the same', () => {
    spec(({ client, cold, scheduler, expectObservable, flush }) => {
      const asked: unknown[] = [];
      const exec = client({
        closeAt: 3_600_000,
        rest: {
          cancelOrder: () => cold('-s-f', { s: sent, f: failed(refusal(50026)) }),
          ordersInfo: () => of(scheduler.now() < 1_500_000 ? [] : [canceled]),
          createOrder: (order) => {
            asked.push(order);
            return cold('-s-d', { s: sent, d: done(renewed) });
          },
        },
      });
      const replace = () => exec.replaceOrder(ref, { price: '359.5' }).pipe(labels);
      expectObservable(replace(), '^ 1530s !').toBe('1510s -S-A', names);
      expectObservable(replace(), '1200s ^').toBe('1200s (N|)', names);
      flush();
      expect(asked).toHaveLength(1);
    });
  });

  it('takes what the old order executed off a new total', () => {
    spec(({ client, cold, hot, flush }) => {
      const asked: unknown[] = [];
      const exec = client({
        rest: {
          cancelOrder: () => cold('-s-d', { s: sent, d: done(at('CANCELED_PARTIALLY_FILLED', 1)) }),
          createOrder: (order) => {
            asked.push(order.amount);
            return cold('-s-d', { s: sent, d: done(renewed) });
          },
        },
        stream$: hot('----t|', { t: traded(trade(7, 1)) }),
      });
      exec.replaceOrder(ref, { amount: 5 }).subscribe();
      flush();
      expect(asked).toEqual(['4']);
    });
  });
});
