import { EMPTY, of } from 'rxjs';
import { describe, it } from 'vitest';
import { request, sentBefore } from '../../support/order-cast';
import type { Call } from '../../support/order-client';
import { inMoments, inSeconds } from '../../support/order-spec';

// Guards that add up: an order is refused (`G`) if it would be one too many, together with the open orders and those on
// their way. `submit` orders 3 xrp, 1078.236 yen; the others as many xrp as their names say.

const amount =
  (xrp: number | string): Call =>
  (exec) =>
    exec.submitOrder({ ...request, amount: xrp });

const calls = { one: amount(1), two: amount(2), four: amount(4), five: amount(5) };
const one = { guards: { maxOpenOrders: 1 }, calls };
const unknown = 'maxOpenOrders: expected open orders that are known, got not known';

describe('maxOpenOrders', () => {
  it('counts an order that was sent at the same moment', () => {
    inMoments(
      {
        placing: ' -s-1',
        submit$: ' -S-A--',
        one$: '    (G|)',
      },
      one,
    );
  });

  it('counts the orders that were open before', () => {
    inMoments(
      {
        lists: '   1',
        one$: '    (G|)',
      },
      one,
    );
  });

  it('refuses if the open orders can’t be read', () => {
    inMoments(
      {
        lists: '   n',
        one$: '    (G|)',
      },
      { ...one, where: { G: [{ message: unknown }] } },
    );
  });

  it('reads the open orders before every order, while the stream that would show them is lost', () => {
    const tooMany =
      'maxOpenOrders: expected at most 1, got 2; maxTotalNotional: expected at most 1500 jpy, got 2156.4720000';
    inSeconds(
      {
        // Another program places an order, right after the read of every minute.
        stream: '  o--------- l 79s o',
        lists: '   0 60s 1 18s n 9s 1',
        events: '  ^',
        submit: '  62s ^',
        submit$: ' 62s (G|)',
        two: '     85s ^',
        two$: '    85s (G|)',
        one: '     95s ^',
        one$: '    95s (G|)',
        // The session reads each minute, and on each connection and loss. The two orders cause reads meanwhile, the
        // last one none.
        lists$: '  .---------. 51s .-------. 14s .----. 9s -',
      },
      {
        guards: { maxOpenOrders: 1, maxTotalNotional: 1_500 },
        calls,
        where: { G: [{ message: tooMany }, { message: unknown }, { reason: 'guard' }] },
      },
    );
  });

  it('reads the open orders again after an unreadable message, which may have been about an order', () => {
    inSeconds(
      {
        stream: '  o-j',
        lists: '   0-1',
        events: '  ^',
        one: '     ---^',
        one$: '    ---(G|)',
      },
      one,
    );
  });

  it('counts an order once, also while a message shows it before its reply', () => {
    inMoments(
      {
        placing: ['s----1', 's----2'],
        stream: '  --1',
        submit$: ' S----A---',
        four: '    ---^',
        four$: '   ---S----A-',
        five: '    ----^',
        five$: '   ----(G|)',
      },
      { calls, guards: { maxOpenOrders: 2 } },
    );
  });

  it('lets the next one go at the moment at which an order has ended or was refused', () => {
    inMoments(
      {
        placing: ['s-r', 's-1', 's-2'],
        stream: '  -------c',
        one$: '    S-(R|)',
        two: '     ---^',
        two$: '    ---S-A',
        four: '    ------^',
        four$: '   ------(G|)',
        five: '    --------^',
        five$: '   --------S-A',
      },
      { ...one, calls: { ...calls }, where: { R: [{ code: 60001 }] } },
    );
  });

  it('counts an order of unknown outcome until that is known', () => {
    inSeconds(
      {
        placing: ['s-x', 's-1'],
        answers: ' ----e',
        submit: '  ^',
        one: '     ----------^',
        one$: '    ----------(G|)',
        two: '     --------------------^',
        two$: '    --------------------S-A',
      },
      one,
    );
  });

  it('counts an order of an earlier process, until the journal’s search has its outcome', () => {
    inSeconds(
      {
        placing: ' s-1',
        answers: ' ----------e',
        one: '     ----------^',
        one$: '    ----------(G|)',
        two: '     ------------------------^',
        two$: '    ------------------------S-A',
      },
      { ...one, parts: { journal: { load: () => of([sentBefore]), append: () => EMPTY } } },
    );
  });
});

describe('maxTotalNotional', () => {
  it('adds up the rest of the open orders, and the orders on their way', () => {
    inMoments(
      {
        placing: ['s-1', 's-2'],
        stream: '  -----p',
        submit$: ' S-A---',
        less: '    ---^',
        less$: '   ---(G|)',
        more: '    ------^',
        more$: '   ------S-A',
      },
      { guards: { maxTotalNotional: 1_500 }, calls: { less: amount('1.2'), more: amount('1.3') } },
    );
  });

  it('keeps the price at which a market order was admitted', () => {
    inMoments(
      {
        books: '    g-◔',
        placing: '  s-◆',
        market$: '  S-A---',
        submit: '   ---^',
        submit$: '  ---(G|)',
      },
      {
        guards: { maxTotalNotional: 5_000 },
        calls: {
          market: (exec) => exec.submitOrder({ pair: 'xrp_jpy', side: 'buy', type: 'market', amount: 11 }),
        },
        where: { G: [{ message: 'maxTotalNotional: expected at most 5000 jpy, got 5258.236' }] },
      },
    );
  });
});

describe('maxOrdersPerSecond', () => {
  it('refuses, and does not delay, beyond the limit in any second', () => {
    inMoments(
      {
        placing: '(sr)',
        one$: '   (SR|)',
        two: '    500ms ^',
        two$: '   500ms (SR|)',
        three: '  999ms ^',
        three$: ' 999ms (G|)',
        four: '   1000ms ^',
        four$: '  1000ms (SR|)',
        five: '   1499ms ^',
        five$: '  1499ms (G|)',
        six: '    1500ms ^',
        six$: '   1500ms (SR|)',
      },
      {
        guards: { maxOrdersPerSecond: 2 },
        calls: { ...calls, three: amount(3), six: amount(6) },
        where: { R: [1, 2, 3, 4].map(() => ({ code: 60001 })) },
      },
    );
  });
});
