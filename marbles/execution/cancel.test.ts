import { of } from 'rxjs';
import { describe, it } from 'vitest';
import type { Order } from '../../src/model/order';
import { failures, orders, ref, refusal } from '../support/order-cast';
import type { Call } from '../support/order-client';
import { inMoments, inSeconds } from '../support/order-spec';

// Cancels of one order, of several, and of all. Replacements have a page of their own.

describe('a cancel', () => {
  it.each<[string, string, string, object]>([
    ['the reply says so', 'c', 'C', { order: orders['c'] }],
    ['it was cancelled before (50026)', 'a', 'K', { order: null }],
    ['it was executed before (50027)', 'b', 'L', { order: null }],
    ['the reply shows it executed', 'f', 'L', { order: orders['f'] }],
    ['the venue is at it (70019)', 'h', '~', { order: null }],
    ['the reply shows it live', '1', '~', { order: orders[1] }],
    ['the order is unknown (50009)', 'u', 'R', { code: 50009, message: refusal(50009).message }],
    [
      'it is refused by a code that is newer than the table (50088)',
      'r',
      'R',
      { code: 50088, message: refusal(50088).message },
    ],
  ])('ends in one outcome: %s', (_, reply, sign, outcome) => {
    inMoments(
      {
        canceling: ` -s-${reply}`,
        cancel$: `   ---(${sign}|)`,
      },
      { code: 50088, where: { [sign]: [{ ...ref, ...outcome }] } },
    );
  });

  it('is an error while nothing was sent', () => {
    inMoments(
      {
        canceling: ' -n',
        cancel$: '   -#',
      },
      { where: { '#': [failures['n']] } },
    );
  });

  it('is sent once, and a late subscriber gets the same', () => {
    inMoments({
      canceling: '  -s-c',
      cancel: '     ^-!',
      cancel$: '    -',
      cancel2: '    ------^',
      cancel2$: '   ------(C|)',
      canceling$: ' .-----------',
    });
  });

  it('that is answered after its outcome was emitted: the end of the order is ours nevertheless', () => {
    inSeconds({
      placing: '   s1',
      stream: '    o 32s c',
      lists: '     1',
      canceling: ' s 31s c',
      submit$: '   SA 31s (C|)',
      cancel: '    -^',
      cancel$: '   - 30s (?|)',
    });
  });

  it('without a reply looks for the order: it was cancelled', () => {
    inSeconds(
      {
        canceling: ' s-x',
        knows: '     1---c',
        cancel$: '   ----(C|)',
        knows$: '    --...',
      },
      { where: { C: [{ ...ref, order: orders['c'] }] } },
    );
  });

  it('without a reply is unresolved when the order still lives though the cancel can come no more', () => {
    inSeconds(
      {
        canceling: ' s-x',
        knows: '     1',
        answers: '   ----e', //       and then reads may lag for 10 s
        cancel$: '   --------------(?|)',
      },
      { where: { '?': [{ ...ref, message: `${failures['x']?.message}; the order still lives` }] } },
    );
  });

  it('does not believe a reply that names another order, and looks for its own', () => {
    inSeconds(
      {
        canceling: '    s-②',
        knows: '        1---c',
        cancel$: '      ----(C|)',
        diagnostics$: ' --*-----',
      },
      {
        where: {
          C: [{ ...ref, order: orders['c'] }],
          '*': [{ kind: 'reply-not-believed', order: orders['②'], cause: 'it is not about order 1' }],
        },
      },
    );
  });

  it('does not take the end of another order for its own', () => {
    inSeconds(
      {
        canceling: ' s-x',
        cancel$: '   ------',
      },
      { rest: () => ({ ordersInfo: () => of([orders['②'] as Order]) }) },
    );
  });
});

describe('a cancel with a wrong pair', () => {
  const wrong: Call = (exec) => exec.cancelOrder({ pair: 'eth_jpy', orderId: 1 });

  it('reads nothing of an order that does not exist', () => {
    inSeconds(
      {
        canceling: ' s-u',
        orders: '    ^',
        wrong$: '    --(R|)',
        knows$: '    -. 2m -', //        while its cancel was out
      },
      { calls: { wrong } },
    );
  });

  it('does not keep the order from being read by its right one', () => {
    inSeconds(
      {
        canceling: ['s-u', 's-x'],
        knows: '    -----1-----c',
        wrong$: '   --(R|)',
        cancel: '   -----^',
        cancel$: '  -----------(C|)',
        diagnostics$: '            ',
      },
      {
        calls: { wrong },
        asked: { knows: Array.from({ length: 5 }, () => ({ pair: 'xrp_jpy' })) },
      },
    );
  });

  it('is corrected by the venue’s state of the order', () => {
    inSeconds(
      {
        canceling: ' s-h', //                  the venue is at it, whatever the pair
        knows: '     1 20s c',
        wrong$: '    --(~|)',
        track: '     ----^',
        track$: '    ----A',
        orders: '    ^',
        orders$: '   --1   15s -',
        lists: '     0---1',
      },
      {
        calls: { wrong },
        asked: { knows: ['eth_jpy', 'xrp_jpy', 'xrp_jpy', 'xrp_jpy', 'xrp_jpy'].map((pair) => ({ pair })) },
      },
    );
  });

  it('is emitted immediately if the pair of the order is known', () => {
    inMoments(
      {
        placing: ' s-1',
        submit: '  ^',
        track: '   ---^',
        track$: '  ---#',
        knows$: '         ',
      },
      {
        calls: { track: (exec) => exec.trackOrder({ pair: 'eth_jpy', orderId: 1 }) },
        where: { '#': [{ _tag: 'RequestError', field: 'pair', expected: 'xrp_jpy', actual: 'eth_jpy' }] },
      },
    );
  });
});

describe('a cancel of several orders', () => {
  const some = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);
  const pair = ref.pair;

  it('is sent for 30 at a time, with one outcome each', () => {
    inMoments(
      {
        canceling: '  40ms c',
        several$: `   40ms (${'C'.repeat(30)}) 8ms (${'C'.repeat(30)}) 8ms (C|)`,
        canceling$: ' . 39ms . 39ms .',
      },
      {
        calls: { several: (exec) => exec.cancelOrders({ pair, orderIds: some(61) }) },
        where: { C: some(61).map((orderId) => ({ pair, orderId })) },
        asked: {
          canceling: [some(30), some(60).slice(30), [61]].map((orderIds) => ({ pair, orderIds })),
        },
      },
    );
  });

  it('reads those that the reply leaves out', () => {
    inMoments(
      {
        canceling: '  -②',
        knows: ['     --(f⑤6)'],
        several$: '   -C-(LKR|)',
        knows$: '     -.',
      },
      {
        calls: { several: (exec) => exec.cancelOrders({ pair, orderIds: [2, 1, 5, 6] }) },
        where: {
          C: [{ pair, orderId: 2, order: orders['②'] }],
          L: [{ pair, orderId: 1, order: orders['f'] }],
          K: [{ pair, orderId: 5, order: orders['⑤'] }],
          R: [{ pair, orderId: 6, code: null, message: 'left out of the reply' }],
        },
      },
    );
  });

  it('reads each when one refusal answers for all', () => {
    inMoments(
      {
        canceling: '  -a',
        knows: ['     -(2⑤)'],
        several$: '   --(KR|)',
      },
      {
        calls: { several: (exec) => exec.cancelOrders({ pair, orderIds: [5, 2] }) },
        where: {
          K: [{ pair, orderId: 5, order: orders['⑤'] }],
          R: [{ pair, orderId: 2, code: 50026, message: refusal(50026).message }],
        },
      },
    );
  });

  it('turns a later call that could not be sent into outcomes', () => {
    inMoments(
      {
        canceling: [' 40ms 0', '40ms n'],
        several$: `   40ms (${'R'.repeat(30)}) 8ms (R|)`,
        canceling$: ' . 39ms .',
      },
      {
        calls: { several: (exec) => exec.cancelOrders({ pair, orderIds: some(31) }) },
        where: {
          R: [
            ...some(30).map((orderId) => ({ pair, orderId })),
            { pair, orderId: 31, code: null, message: failures['n']?.message },
          ],
        },
      },
    );
  });
});

describe('a cancel of all', () => {
  it('is one of the listed orders, pair by pair, but not of those that the venue placed itself', () => {
    inMoments(
      {
        lists: '      (134)',
        canceling: '  -c',
        cancelAll$: ' -(CC|)',
        canceling$: '(..)',
      },
      {
        where: { C: [{ orderId: 1 }, { orderId: 3 }] },
        asked: {
          canceling: [
            { pair: 'xrp_jpy', orderIds: [1] },
            { pair: 'eth_jpy', orderIds: [3] },
          ],
        },
      },
    );
  });
});
