import { map, NEVER, of, throwError } from 'rxjs';
import { describe, it } from 'vitest';
import type { WriteEvent } from '../../src/execution/rest/write-event';
import { venueError } from '../../src/model/errors';
import type { Order } from '../../src/model/order';
import { labels, sent, spec, timedOut } from '../support/by-hand';
import { placed, request } from '../support/order-cast';
import { inSeconds } from '../support/order-spec';
import { failed } from '../support/order-venue';

const busy = venueError('POST', 503, null, undefined);
const ref = { pair: placed.pair, orderId: 1 };
const names = {
  S: 'Submitted',
  U: 'Unresolved: ',
  E: 'Rejected by client: equal-in-flight',
  W: 'Rejected by client: withdrawn',
};

describe('every wait has an end that is told', () => {
  it.each([
    ['nothing can be read', () => NEVER],
    ['every read fails', () => throwError(() => busy)],
    ['the order lives on, and no reply has a date', () => of([placed])],
  ])('a cancel that was answered 503, where %s', (_, ordersInfo) => {
    spec(({ client, cold, expectObservable }) => {
      const exec = client({
        parts: { settle: 60_000 },
        rest: { cancelOrder: () => cold('s-f', { s: sent, f: failed(busy) }), ordersInfo },
      });
      const outcomes$ = exec.cancelOrder(ref).pipe(map(({ type, orderId }) => `${type} ${orderId}`));
      expectObservable(outcomes$).toBe('30s (u|)', { u: 'Unresolved 1' });
    });
  });

  it('a market order that waits for an equal one is not sent late', () => {
    spec(({ client, cold, expectObservable }) => {
      const market = { pair: 'xrp_jpy', side: 'buy', type: 'market', amount: '3' } as const;
      const calls = [cold<WriteEvent<Order>>('s-f', { s: sent, f: failed(timedOut) })];
      const exec = client({
        rest: {
          createOrder: () => calls.shift() ?? throwError(() => new Error('sent late')),
          'all.activeOrders': () => NEVER,
        },
      });
      expectObservable(exec.submitOrder(market).pipe(labels), '^ 60s !').toBe('S 30001ms U', names);
      expectObservable(exec.submitOrder(market).pipe(labels), '-^ 60s !').toBe('- 5s (E|)', names);
      expectObservable(exec.diagnostics$.pipe(map(({ kind }) => kind)), '^ 60s !').toBe('1001ms w', {
        w: 'waits-for-equal',
      });
    });
  });

  it('a limit order that waits for an equal one goes once that is reported', () => {
    spec(({ client, cold, expectObservable }) => {
      const calls = [
        cold<WriteEvent<Order>>('s-f', { s: sent, f: failed(timedOut) }),
        cold<WriteEvent<Order>>('s', { s: sent }),
      ];
      const exec = client({
        rest: { createOrder: () => calls.shift() ?? NEVER, 'all.activeOrders': () => NEVER },
      });
      expectObservable(exec.submitOrder(request).pipe(labels), '^ 60s !').toBe('S 30001ms U', names);
      expectObservable(exec.submitOrder(request).pipe(labels), '-^ 60s !').toBe('- 30001ms S', names);
    });
  });
});

describe('the rules of a pair that no read tells', () => {
  const silent = (): object => ({ instruments: () => NEVER });

  it('are waited for by an order for 30 s: then it errors, and nothing was sent', () => {
    inSeconds(
      { submit$: ' 30s #', placing$: ' 31s -' },
      { rest: silent, where: { '#': [{ _tag: 'HttpError', endpoint: 'GET /spot/pairs', effect: 'none' }] } },
    );
  });

  it('are waited for by a replacement for 30 s: then its order is not replaced', () => {
    inSeconds({ canceling: ' s-c', replace$: ' 32s (N|)' }, { rest: silent });
  });

  it('are waited for by a halt that closes positions until its time is up', () => {
    inSeconds(
      { margin: ' >', prices: ' g', halt$: ' H 31s (QZ|)' },
      {
        rest: silent,
        parts: { exclusiveAccount: true },
        calls: { halt: (exec) => exec.halt({ positions: 'close', maxSlippage: '0.01' }) },
      },
    );
  });
});
