import { map, of, ReplaySubject } from 'rxjs';
import { describe, it } from 'vitest';
import type { OddRowDiagnostic } from '../../src/execution/index';
import type { Order } from '../../src/model/order';
import { at, done, failed, fence, labels, placed, request, sent, spec, timedOut } from './stub-venue';

/** An order of a type and a status that are newer than this version. */
const odd: Order = {
  ...placed,
  orderId: 5,
  type: 'unknown',
  status: 'unknown',
  odd: { type: 'oco', status: 'ARMED' },
};
const oddRef = { pair: odd.pair, orderId: 5 };
const canceled = at('CANCELED_UNFILLED', 0, odd);
const told: Omit<OddRowDiagnostic, 'kind'> = {
  source: 'GET /user/spot/active_orders',
  what: 'replaced',
  row: 'pair=xrp_jpy order_id=5',
  field: 'type',
  path: 'data/orders/0/type',
  expected: 'an order type',
  actual: '"oco"',
};

describe('an order in words that are newer than this version', () => {
  it('counts as open beside the others', () => {
    spec(({ client, expectObservable }) => {
      const exec = client({ rest: { 'all.activeOrders': () => of(odd, placed) } });
      const ids$ = exec.orders$.pipe(map((orders) => [...orders.keys()].sort().join()));
      expectObservable(ids$, '^ 10s !').toBe('2s o', { o: '1,5' });
    });
  });

  it('is cancelled by cancelAll and by halt', () => {
    spec(({ client, cold, expectObservable }) => {
      const cancelOrders = () => cold('(sd|)', { s: sent, d: done([canceled]) });
      const exec = client({ rest: { 'all.activeOrders': () => of(odd), cancelOrders } });
      expectObservable(exec.cancelAll().pipe(map(({ type, orderId }) => `${type} ${orderId}`))).toBe('(c|)', {
        c: 'Canceled 5',
      });
    });
    spec(({ client, cold, expectObservable }) => {
      let isOpen = true;
      const cancelOrders = () => {
        isOpen = false;
        return cold('(sd|)', { s: sent, d: done([canceled]) });
      };
      const exec = client({
        parts: { exclusiveAccount: true },
        rest: { 'all.activeOrders': () => (isOpen ? of(odd) : of()), cancelOrders },
      });
      const events$ = exec.halt().pipe(map(({ type }) => type));
      expectObservable(events$, '^ 10s !').toBe('(hcro) 994ms r 999ms (f|)', {
        h: 'Halted',
        c: 'Canceling',
        o: 'CancelOutcome',
        r: 'Remaining',
        f: 'Flat',
      });
    });
  });

  it('is left alone by replaceOrder: a new one could not be like it', () => {
    spec(({ client, expectObservable, flush }) => {
      // A cancel would fail the spec.
      const exec = client({ rest: { 'all.activeOrders': () => of(odd) } });
      exec.orders$.subscribe();
      const end$ = exec
        .replaceOrder(oddRef, { price: '1' })
        .pipe(map((one) => (one.type === 'Rejected' ? one.reason : one.type)));
      expectObservable(end$, '3s ^').toBe('3s (r|)', { r: 'not-replaced' });
      flush();
    });
  });

  it('does not keep a lost reply from its search', () => {
    spec(({ client, cold, expectObservable }) => {
      const createOrder = () => cold('-s-f|', { s: sent, f: failed(timedOut) });
      const exec = client({
        parts: { exclusiveAccount: true },
        rest: {
          createOrder,
          'all.activeOrders': () => of(odd, placed),
          ordersInfo: ({ orderIds }) => of([odd, placed].filter(({ orderId }) => orderIds.includes(orderId))),
        },
      });
      expectObservable(exec.submitOrder(request).pipe(labels), '^ 30s !').toBe('-S-I', {
        S: 'Submitted',
        I: 'Accepted, inferred',
      });
    });
  });

  it('is not said to have had no effect where its amount is what can’t be read', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const blurred: Order = { ...placed, amount: null, odd: { amount: 'three' } };
      const exec = client({
        parts: { exclusiveAccount: true },
        rest: {
          createOrder: () => cold('-s-f|', { s: sent, f: failed(timedOut) }),
          'all.activeOrders': () => of(blurred),
          ordersInfo: () => of([blurred]),
          answered$: hot('4s a', { a: fence }),
        },
      });
      expectObservable(exec.submitOrder(request).pipe(labels), '^ 30s !').toBe('-S-I', {
        S: 'Submitted',
        I: 'Accepted, inferred',
      });
    });
  });

  it('is named by a diagnostic, once however often it is read', () => {
    spec(({ client, hot, expectObservable }) => {
      const odd$ = new ReplaySubject<Omit<OddRowDiagnostic, 'kind'>>();
      hot('-o-o-p', { o: told, p: { ...told, row: 'pair=xrp_jpy order_id=6' } }).subscribe(odd$);
      const exec = client({ rest: { odd$ } });
      const rows$ = exec.diagnostics$.pipe(map((one) => (one.kind === 'odd-row' ? one.row : one.kind)));
      expectObservable(rows$, '^ 10s !').toBe('-5---6', {
        5: 'pair=xrp_jpy order_id=5',
        6: 'pair=xrp_jpy order_id=6',
      });
    });
  });

  it('has the end that the venue tells of it later', () => {
    spec(({ client, cold, expectObservable }) => {
      const reads = [odd, canceled];
      const exec = client({
        rest: {
          order: () => cold('(r|)', { r: odd }),
          ordersInfo: () => of([reads.length > 1 ? (reads.shift() as Order) : canceled]),
        },
      });
      const life$ = exec.trackOrder(oddRef).pipe(map(({ type }) => type));
      expectObservable(life$, '^ 60s !').toBe('A 18999ms (C|)', {
        A: 'Accepted',
        C: 'Canceled',
      });
    });
  });
});
