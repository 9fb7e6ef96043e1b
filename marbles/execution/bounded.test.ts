import { NEVER, of, throwError } from 'rxjs';
import { describe, it } from 'vitest';
import { venueError } from '../../src/model/errors';
import type { Call } from '../support/order-client';
import { placed, request } from '../support/order-cast';
import { inSeconds } from '../support/order-spec';

const busy = venueError('POST', 503, null, undefined);

describe('every wait has an end that is reported', () => {
  it.each([
    ['nothing can be read', () => NEVER],
    ['every read fails', () => throwError(() => busy)],
    ['the order lives on, and no reply has a date', () => of([placed])],
  ])('a cancel that was answered 503 is unresolved after 30 s if %s', (_, ordersInfo) => {
    inSeconds(
      { canceling: 's-ø', cancel$: '  30s (?|)' },
      {
        rest: () => ({ ordersInfo }),
        parts: { settle: 60_000 },
        where: { '?': [{ type: 'Unresolved', orderId: 1 }] },
      },
    );
  });

  it('a market order that waits for an equal one is not sent late', () => {
    const market: Call = (exec) =>
      exec.submitOrder({ pair: 'xrp_jpy', side: 'buy', type: 'market', amount: '3' });
    inSeconds(
      {
        placing: '     s-x',
        first$: '      S 31s ?',
        second: '      -^',
        second$: '     - 5s (Y|)',
        diagnostics$: '-- *',
        placing$: '    .',
      },
      {
        calls: { first: market, second: market },
        rest: () => ({ 'all.activeOrders': () => NEVER }),
        where: { '*': [{ kind: 'waits-for-equal' }] },
      },
    );
  });

  it('a limit order that waits for an equal one goes once that is reported', () => {
    inSeconds(
      {
        placing: ['s-x', 's'],
        submit$: ' S 31s ?',
        equal: '   -^',
        equal$: '  - 31s S',
        placing$: '. 31s .',
      },
      {
        calls: { equal: (exec) => exec.submitOrder({ ...request, amount: 3.0 }) },
        rest: () => ({ 'all.activeOrders': () => NEVER }),
      },
    );
  });
});

describe('the rules of a pair that no read shows', () => {
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
