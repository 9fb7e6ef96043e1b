import { delay, EMPTY, of, throwError } from 'rxjs';
import { describe, it } from 'vitest';
import { orders, ref, request, sentBefore } from '../support/order-cast';
import { inMoments, inSeconds, type Story } from '../support/order-spec';

// A halt: no order leaves any more, open orders are cancelled, and it is done when nothing is open. `halt$` draws its
// own events, `aims$` the orders it cancels, `outcomes$` the outcomes, `left$` the open orders; `course$` is all four.

/** The story need not wait for other programs' orders. */
const alone: Story = { parts: { exclusiveAccount: true } };

describe('a halt', () => {
  it('says so before it cancels anything, and then which orders are left', () => {
    inMoments({ lists: ' 1', canceling: ' s-----c', course$: ' (H11)-C-------' }, alone);
  });

  it('cancels the listed orders, and is done when two reads list none', () => {
    inSeconds(
      {
        lists: '     10',
        canceling: ' s-c',
        halt$: '     H--(Z|)',
        aims$: '     1--|',
        outcomes$: ' --C|',
        left$: '     1-0|',
        lists$: '    ....',
      },
      { ...alone, where: { Z: [{ at: 3_000, left: [] }] } },
    );
  });

  it('refuses every order from then on, and those that wait', () => {
    inMoments(
      {
        placing: '  -', //     the limit of the rate holds it back
        submit$: '  -----(H|)',
        equal: '    --^', //   waits for the outcome of the first
        equal$: '   -----(H|)',
        halt: '     -----^',
        halt$: '    -----H---------',
        later: '    -------^',
        later$: '   -------(H|)',
        replace: '  -------^',
        replace$: ' -------(H|)',
      },
      {
        ...alone,
        calls: {
          equal: (exec) => exec.submitOrder(request),
          later: (exec) => exec.submitOrder({ ...request, amount: 1 }),
          replace: (exec) => exec.replaceOrder({ ...ref, orderId: 9 }, {}),
        },
      },
    );
  });

  it('refuses the second half of a replacement', () => {
    inMoments(
      {
        lists: '     1 3s --0',
        orders: '    ^',
        canceling: ' s----c',
        replace: '   3s ^',
        replace$: '  3s -----(H|)',
        placing: '   s-6',
        halt: '      3s --^',
        halt$: '     3s --H-------',
        aims$: '     3s --1',
        left$: '     3s --1',
      },
      alone,
    );
  });

  it('runs once, even if its subscribers leave', () => {
    inSeconds(
      {
        lists: '     1-0',
        canceling: ' s-c',
        first: '     ^!',
        first$: '    H',
        halt: '      -----^',
        halt$: '     -----(HZ|)',
        aims$: '     -----(1|)',
        outcomes$: ' -----(C|)',
        left$: '     -----(10|)',
        canceling$: '.',
      },
      {
        ...alone,
        calls: { first: (exec) => exec.halt(), halt: (exec) => exec.halt({ patience: 1 }) },
        where: { Z: [{ at: 3_000, left: [] }] },
      },
    );
  });

  it('sends again for the orders that still live, with one call for each', () => {
    inSeconds(
      {
        lists: '      1------0',
        canceling: [' -x', '-h', ' -n', ' -c'],
        halt$: '      H-------(Z|)',
        aims$: '      1-1-1-1-|',
        outcomes$: '  -?-~-R-C|',
        left$: '      1------0|',
        canceling$: ' .-.-.-.',
      },
      { ...alone, where: { Z: [{ left: [] }] } },
    );
  });

  it('sends one call for several orders, and then one for each if that had no effect', () => {
    inSeconds(
      {
        lists: '      (12)---------0',
        canceling: [' ------x', '---c'],
        halt$: '      H-------------(Z|)',
        aims$: '      (1+2)--(12)---|',
        outcomes$: '  ------(??)(CC)|',
        canceling$: ' .------(..)',
      },
      {
        ...alone,
        asked: { canceling: [[1, 2], [1], [2]].map((orderIds) => ({ orderIds })) },
      },
    );
  });

  it('keeps trying while nothing can be read', () => {
    inSeconds(
      {
        lists: '     1n0n0',
        canceling: ' c',
        halt$: '     HU-U-(Z|)',
        left$: '     1-0--|',
      },
      { ...alone, where: { Z: [{ left: [] }] } },
    );
  });

  it('leaves orders that the user may not cancel, and those of other pairs if pairs are given', () => {
    inSeconds(
      {
        lists: '     (134)-(34)',
        canceling: ' ------c',
        halt$: '     H------(Z|)',
        aims$: '     1------|',
        outcomes$: ' ------C|',
        left$: '     (1+4)-4|',
      },
      {
        ...alone,
        calls: { halt: (exec) => exec.halt({ pairs: ['xrp_jpy'] }) },
        where: { Z: [{ left: [orders[4]] }] },
        asked: { canceling: [{ pair: 'xrp_jpy', orderIds: [1] }] },
      },
    );
  });

  it('takes flat in some pairs for flat only in those', () => {
    inSeconds(
      {
        lists: '     1--0',
        canceling: ' -c',
        eth$: '      H(Z|)',
        halt: '      --^',
        halt$: '     --H-(Z|)',
        aims$: '     --1-|',
        outcomes$: ' ---C|',
        left$: '     --10|',
      },
      {
        ...alone,
        calls: { eth: (exec) => exec.halt({ pairs: ['eth_jpy'] }) },
        where: { Z: [{ left: [] }, { left: [] }] },
      },
    );
  });

  it('cancels the orders that it knows before the first read', () => {
    inMoments(
      {
        placing: '   s-1',
        submit: '    ^',
        lists: ['    50ms 0'],
        canceling: ' s--c',
        halt: '      ---^',
        halt$: '     ---H---------',
        aims$: '     ---1',
        outcomes$: ' ------C',
      },
      alone,
    );
  });
});

describe('a halt whose reads fail', () => {
  it('cancels an order whose reply comes later', () => {
    inSeconds(
      {
        placing: '   s--1',
        submit: '    ^',
        lists: '     --n',
        canceling: ' s-c',
        halt: '      -^',
        halt$: '     -HUUUUU',
        aims$: '     ---1',
        outcomes$: ' -----C',
      },
      alone,
    );
  });

  it('cancels it although no read is answered at all', () => {
    inSeconds(
      {
        placing: '   s--1',
        submit: '    ^',
        lists: ['    '],
        canceling: ' s-c',
        halt: '      -^',
        halt$: '     -H------',
        aims$: '     ---1',
        outcomes$: ' -----C',
      },
      alone,
    );
  });

  it('sends again for an order that was not cancelled', () => {
    inSeconds(
      {
        placing: '    s-1',
        submit: '     ^',
        lists: ['     '],
        canceling: ['-r', '-x', '-h', '-c'],
        halt: '       ---^',
        halt$: '      ---H-----------',
        aims$: '      ---1-1-1',
        outcomes$: '  ----R-?-~',
      },
      alone,
    );
  });
});

describe('the patience of a halt', () => {
  it('is for orders whose outcome no read can show yet', () => {
    inSeconds(
      {
        placing: ' s-x',
        submit: '  ^',
        answers: ' -----e', // its fence; reads tell of it 10 s later
        halt: '    -^',
        halt$: '   -H--------------(Z|)',
      },
      { ...alone, where: { Z: [{ left: [] }] } },
    );
  });

  it('is for orders that another program may have placed', () => {
    inSeconds({ halt$: ' H----------(Z|)' }, { where: { Z: [{ at: 11_000, left: [] }] } });
  });

  it('is for the orders of an earlier process, until their outcome is known', () => {
    inSeconds(
      {
        answers: ' -----e',
        halt$: '   H---------------(Z|)',
      },
      {
        parts: {
          ...alone.parts,
          journal: { load: () => of([sentBefore]).pipe(delay(100)), append: () => EMPTY },
        },
        where: { Z: [{ left: [] }] },
      },
    );
  });

  it('takes a process whose journal can’t be read for another program', () => {
    inSeconds(
      { halt$: ' H----------(Z|)' },
      {
        parts: {
          ...alone.parts,
          journal: { load: () => throwError(() => new Error('locked')), append: () => EMPTY },
        },
        where: { Z: [{ at: 11_000, left: [] }] },
      },
    );
  });

  it('is as long as the option says', () => {
    inSeconds(
      { halt$: ' H-----(Z|)' },
      {
        ...alone,
        calls: { halt: (exec) => exec.halt({ patience: 4_500 }) },
        where: { Z: [{ at: 6_000, left: [] }] },
      },
    );
  });
});
