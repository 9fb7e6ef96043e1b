import { of, throwError } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { Order } from '../../src/model/order';
import { at, failures, orders, request, trade } from '../support/order-cast';
import type { Call } from '../support/order-client';
import { inMoments, inSeconds, type Story } from '../support/order-spec';

// An order whose reply was lost. It may have been placed or not, and there is no id to read. The client searches for it
// each second, among listed orders, trades and messages. A later answer of the venue proves that it can't arrive any
// more (its fence); reads may lag for 10 s after that.

/** No other program places orders, so that an order that is there can only be ours. */
const alone: Story = { parts: { exclusiveAccount: true } };

describe('an order whose outcome is unknown', () => {
  it('is found among the active orders, and never sent again', () => {
    inSeconds(
      {
        placing: '  s-x',
        lists: '    1',
        submit$: '  S-I---------------------------',
        placing$: ' .',
      },
      alone,
    );
  });

  it('is found by a message, though the venue does not list it', () => {
    inMoments(
      {
        placing: '  -s---x',
        stream: '   --1---------9-f',
        lists: '    0',
        knows: '    1',
        submit$: '  -S---I------9-(F|)',
      },
      alone,
    );
  });

  it('is found by its trades if it was filled immediately', () => {
    inSeconds(
      {
        placing: '  s-x',
        lists: '    0',
        knows: '    f',
        trades: '   9',
        submit$: '  S-(I9F|)',
      },
      alone,
    );
  });

  it('is reported as inferred even if the venue has rejected it', () => {
    inSeconds(
      {
        placing: '  s-x',
        lists: '    d',
        submit$: '  S-(D|)',
      },
      { ...alone, where: { D: [{ reason: 'rejected', attribution: 'inferred' }] } },
    );
  });

  it('may be another program’s, and is not claimed before its own can come no more and reads have settled', () => {
    inSeconds({
      placing: '  s-x',
      lists: '    1',
      answers: '  ----e',
      submit$: '  S-------------I---------------',
    });
  });

  it('is not mistaken for another program’s that came before it', () => {
    inSeconds(
      {
        placing: '  s-x',
        lists: '    2-(12)',
        answers: '  ----e',
        submit$: '  S-------------?---------------',
      },
      { where: { '?': [{ candidates: [orders[1], orders[2]] }] } },
    );
  });

  it('is none that was known before, none that differs, and none of long before', () => {
    inSeconds(
      {
        stream: '   1',
        placing: '  -s-x',
        lists: '    (1αω)',
        submit$: '  -S------------',
      },
      alone,
    );
  });

  it('had no effect once it is past its fence, reads have settled, and two of them show nothing', () => {
    inSeconds({
      placing: '  s-x',
      lists: '    0',
      answers: '  ----e', //     settled at 14 s: the looks at 14 s and 15 s count
      submit$: '  S--------------(E|)',
    });
  });

  it('is reported after 30 s, and not given up, while no answer proves that it can come no more', () => {
    inSeconds({
      placing: '  s-x',
      lists: '    0',
      answers: '  ---e', //      too early
      submit$: '  S 31s ? 28s -',
    });
  });

  it('is reported after 30 s, and not given up, while the venue can not be read', () => {
    inSeconds({
      placing: '  s-x',
      lists: '    n',
      answers: '  ----e',
      submit$: '  S 31s ? 28s -',
    });
  });

  it('is reported by a diagnostic if it turns up after all', () => {
    inSeconds(
      {
        placing: '      s-x',
        answers: '      ----e',
        stream: '       --------------------1',
        submit: '       ^',
        submit$: '      S--------------(E|)',
        events: '       ^',
        diagnostics$: ' --------------------*----',
      },
      { where: { '*': [{ kind: 'late-order', order: orders[1], at: 20_000, count: 1 }] } },
    );
  });
});

describe('an order that could be one of several', () => {
  it('is unresolved', () => {
    inSeconds(
      {
        placing: '  s-x',
        lists: '    (12)',
        submit$: '  S-? 60s -',
      },
      { ...alone, where: { '?': [{ candidates: [orders[1], orders[2]] }] } },
    );
  });

  it('names candidates that turn up later as well, and then says no more', () => {
    inSeconds(
      {
        placing: '  s-x',
        lists: '    (12) 7s (126)',
        submit$: '  S-? 14s ? 60s -',
      },
      {
        ...alone,
        where: {
          '?': [{ candidates: [orders[1], orders[2]] }, { candidates: [orders[1], orders[6], orders[2]] }],
        },
      },
    );
  });

  it('is not reported to have had no effect once its candidates ended long ago', () => {
    inSeconds(
      {
        placing: '  s-x',
        lists: '    (12) 54s 0',
        knows: '    (12) 54s (c②)',
        answers: '  ----e',
        submit$: '  S-------------? 3500s -',
      },
      { where: { '?': [{ candidates: [orders[1], orders[2]] }] } },
    );
  });
});

describe('the trades that the search reads', () => {
  it('are emitted once, also if their orders are long forgotten', () => {
    inSeconds({
      stream: '   (τφ)',
      placing: '  s-x',
      lists: '    (12)',
      trades: '   τ',
      answers: '  ----e',
      submit: '   ^',
      fills$: '   τ 3500s -',
    });
  });

  it('are emitted once, also if their order is forgotten while the reply is on its way', () => {
    // It is forgotten at 601 s, by the sweep. The look is under way from 600.053 to 601.043 s.
    inMoments({
      stream: '   100ms (τφ)',
      trades: ['  990ms τ'],
      submit: '   600050ms ^',
      placing: '  -s-x',
      fills$: '   100ms τ 3500s -',
    });
  });

  it('have their orders read, 30 per call, and not again once they are known to be another program’s', () => {
    const others = Array.from({ length: 40 }, (_, index) => ({
      ...orders[1],
      orderId: 100 + index,
      price: '1',
    }));
    const asked: (readonly number[])[] = [];
    inSeconds(
      { placing: ' s-x', submit: '^ 10s -' },
      {
        rest: (_, scheduler) => ({
          'all.tradeHistory': () => of(...others.map((order) => trade(order.orderId, 1, order as Order))),
          ordersInfo: ({ orderIds }) => {
            asked.push([scheduler.now(), orderIds.length]);
            return of(
              others
                .filter(({ orderId }) => orderIds.includes(orderId))
                .map((order) => at('CANCELED_PARTIALLY_FILLED', 1, order as Order)),
            );
          },
        }),
      },
    );
    expect(asked).toEqual([
      [2_000, 30],
      [2_000, 10],
    ]);
  });

  it('begin where the last read began, however long nothing could be read', () => {
    inSeconds(
      {
        placing: '  s-x',
        answers: '  ----e',
        lists: '    n 1799s 0',
        knows: '    n 1799s f',
        trades: '   n 1799s 9',
        submit$: '  S 31s ? 1767s (I9F|)',
      },
      // The reads of every minute show nothing of it, so the read of the search must reach back.
      { rest: () => ({ tradeHistory: () => throwError(() => failures['n']) }) },
    );
  });
});

describe('an order that no call owns', () => {
  it('is reported if a call could have placed it, as when it was delivered twice', () => {
    inMoments(
      {
        placing: '      -s-1',
        stream: '       --2--1--2',
        submit: '       ^',
        diagnostics$: ' ---*--------------',
      },
      { where: { '*': [{ kind: 'unattributed-order', order: orders[2], at: 3, count: 1 }] } },
    );
  });

  it('is reported also where its type is what can’t be read', () => {
    inMoments(
      {
        placing: '      -s-1',
        stream: '       --5--1--5',
        submit: '       ^',
        diagnostics$: ' ---*--------------',
      },
      { where: { '*': [{ kind: 'unattributed-order', order: orders[5], at: 3, count: 1 }] } },
    );
  });

  it('is not reported while its type can’t be read and another call, of another type, may still get it in its reply', () => {
    const stop = { ...request, type: 'stop_limit', triggerPrice: '360' } as const;
    inMoments(
      {
        placing: ['     -s-1', '     s---5'],
        stream: '       -------5',
        submit: '       ^',
        other: '        ------^',
        other$: '       ------S---A',
        diagnostics$: ' ',
      },
      { calls: { other: (exec) => exec.submitOrder(stop) } },
    );
  });

  it('is reported once the call that might have got it is over without it', () => {
    const stop = { ...request, type: 'stop_limit', triggerPrice: '360' } as const;
    inMoments(
      {
        placing: ['     -s-1', '     s---r'],
        stream: '       -------5',
        submit: '       ^',
        other: '        ------^',
        other$: '       ------S---(R|)',
        diagnostics$: ' ----------*',
      },
      {
        calls: { other: (exec) => exec.submitOrder(stop) },
        where: { '*': [{ kind: 'unattributed-order', order: orders[5], at: 10, count: 1 }] },
      },
    );
  });

  it('is of the last call that could have placed it: earlier ones were past their fences before that left', () => {
    inSeconds(
      {
        placing: ['     s-x', '  s1'],
        answers: '      ----e',
        stream: '       30s ψ',
        submit$: '      S--------------(E|)',
        later: '        20s ^',
        later$: '       20s SA---------',
        diagnostics$: ' 30s *-------------',
      },
      {
        calls: { later: (exec) => exec.submitOrder(request) },
        where: { '*': [{ kind: 'unattributed-order', order: orders['ψ'], at: 30_000, count: 1 }] },
      },
    );
  });

  it('is reported in addition to an equal one that left when it was known already: it can not be that one', () => {
    inSeconds(
      {
        placing: ['     s--1', '  s-------x'],
        stream: '       -2----------',
        submit$: '      S--A----------------',
        equal: '        --^',
        equal$: '       --S-----------------',
        diagnostics$: ' ---*---------------',
      },
      {
        calls: { equal: (exec) => exec.submitOrder(request, { allowEqualInFlight: true }) },
        where: { '*': [{ kind: 'unattributed-order', order: orders[2], at: 3_000, count: 1 }] },
      },
    );
  });

  it('is not reported in addition to an unresolved equal that names it, before that has its own', () => {
    inSeconds(
      {
        placing: ['     s-6', '  s-x'],
        lists: '        (12)',
        submit$: '      S-A----------------------',
        equal$: '       S 31s ? 60s -',
        diagnostics$: ' 60s -',
      },
      { calls: { equal: (exec) => exec.submitOrder(request, { allowEqualInFlight: true }) } },
    );
  });

  it('is reported by no other call', () => {
    inMoments({
      placing: '      -s-1',
      stream: '       --α--1--α',
      submit: '       ^',
      diagnostics$: ' ',
    });
  });
});

describe('equal orders', () => {
  const equal: Call = (exec) => exec.submitOrder({ ...request, amount: 3.0 });
  const inFlight: Call = (exec) => exec.submitOrder(request, { allowEqualInFlight: true });

  it('wait for each other', () => {
    inMoments(
      {
        placing: ['  -s--1', '-s-2'],
        submit$: '   -S--A---------',
        equal$: '    -----S-A------',
        placing$: '  .---.',
      },
      { calls: { equal } },
    );
  });

  it('do not wait for different ones', () => {
    inMoments(
      {
        placing: ['  -s--1', '-s-α'],
        submit$: '   -S--A---------',
        dearer$: '   -S-A----------',
        placing$: '  (..)',
      },
      { calls: { dearer: (exec) => exec.submitOrder({ ...request, price: '359.413' }) } },
    );
  });

  it('that may overlap claim nothing before each has its reply; its reply takes one away', () => {
    inSeconds(
      {
        placing: ['  s-x', '  s---2'],
        lists: '     (12)',
        first$: '    S---I---------',
        second$: '   S---A---------',
      },
      {
        ...alone,
        calls: { first: inFlight, second: inFlight },
        where: { I: [{ order: { orderId: 1 } }], A: [{ order: { orderId: 2 } }] },
      },
    );
  });

  it('are given their ids in the order in which they were placed, once all are past the fence', () => {
    inSeconds(
      {
        placing: '   s-x',
        lists: '     (21)',
        answers: '   -----e',
        first$: '    S--------------I---------',
        second$: '   S--------------I---------',
      },
      {
        calls: { first: inFlight, second: inFlight },
        where: { I: [{ order: { orderId: 1 } }, { order: { orderId: 2 } }] },
      },
    );
  });
});
