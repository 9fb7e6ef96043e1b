import { describe, it } from 'vitest';
import { orders, ref, request } from '../support/order-cast';
import type { Call } from '../support/order-client';
import { inMoments, inSeconds } from '../support/order-spec';

// `replaceOrder`: one order for one. The old order `1` is cancelled, and `6` replaces it.

describe('a replacement', () => {
  it('leaves once the old order has ended by its fills, for the amount that they left', () => {
    inMoments(
      {
        canceling: ' -s-k',
        stream: '    -------7',
        placing: '           -s-6',
        replace$: '  --------S-A---------',
      },
      { asked: { placing: [{ ...request, amount: '2', price: '359.5', postOnly: false }] } },
    );
  });

  it('takes the executed amount of the old order off a new total', () => {
    inMoments(
      {
        canceling: ' -s-k',
        stream: '    ----7',
        placing: '   -s-6',
        replace$: '  -----S-A',
      },
      {
        calls: { replace: (exec) => exec.replaceOrder(ref, { amount: 5 }) },
        asked: { placing: [{ amount: '4' }] },
      },
    );
  });

  // Knowledge of the order grew last at 1 s. After that come 10 s of frequent reads, and 10 s that reads may lag
  // (`settle`).
  it.each([
    ['of its part', 'k', '0', '7', '21s *', '40s S-A------', '0'],
    ['of the whole', 'f', '7', '8', '21s *', '40s (N|)-----', '1.0000'],
  ])('waits for fills %s that stay away, and says so', (_, reply, trades, rest, noticed, told, filled) => {
    inSeconds(
      {
        canceling: `    s${reply}`,
        trades: `       ${trades}`,
        stream: `       40s ${rest}`,
        placing: '      s-6',
        replace$: `     ${told}`,
        diagnostics$: ` ${noticed}`,
      },
      { where: { '*': [{ kind: 'fills-missing', order: orders[reply], filled, count: 1 }] } },
    );
  });

  it('is nothing when the old order was filled meanwhile', () => {
    inMoments({
      canceling: ' -s-b',
      stream: '    ----f-9',
      replace$: '  ------(N|)',
      placing$: '',
    });
  });

  it('is nothing when the cancel was refused', () => {
    inMoments(
      {
        canceling: ' -s-u',
        replace$: '  ---(N|)',
        placing$: '',
      },
      {
        calls: { replace: (exec) => exec.replaceOrder(ref, {}) },
        where: { N: [{ reason: 'not-replaced', code: 50009 }] },
      },
    );
  });

  it('is one order for one: a second replacement, at the same time or later, sends nothing', () => {
    inMoments(
      {
        canceling: '  -s-c',
        placing: '    -s-6',
        replace$: '   ----S-A---------',
        second$: '    (N|)',
        third: '      --^',
        third$: '     --(N|)',
        fourth: '     ---------^',
        fourth$: '    ---------(N|)',
        canceling$: ' .',
        placing$: '   ---.',
      },
      {
        calls: Object.fromEntries(
          ['second', 'third', 'fourth'].map((name) => [
            name,
            (exec: Parameters<Call>[0]) => exec.replaceOrder(ref, { price: '359.5' }),
          ]),
        ),
      },
    );
  });

  it.each<[string, string, string, string]>([
    ['the cancel was refused', 'u', '6', '---(N|)'],
    ['the cancel was not sent', 'n', '6', '---#'],
    ['the venue refused the new one', 'c', 'r', '----S-(R|)'],
  ])('may be requested again if no order was placed: %s', (_, canceling, placing, told) => {
    inMoments(
      {
        canceling: [`-s-${canceling}`, '-s-c'],
        placing: told.includes('S') ? [`-s-${placing}`, '-s-6'] : '-s-6',
        replace$: ` ${told}`,
        again: '    ----------^',
        again$: '   --------------S-A----',
      },
      { calls: { again: (exec) => exec.replaceOrder(ref, { price: '359.5' }) } },
    );
  });

  it('is none of an order that another call has cancelled, as a cancel of all does', () => {
    inMoments(
      {
        canceling: ' -sa',
        replace$: '  --(N|)',
        placing$: '',
      },
      {
        where: {
          N: [
            {
              by: 'client',
              reason: 'not-replaced',
              code: 50026,
              message: 'the order to replace was cancelled by somebody else',
            },
          ],
        },
      },
    );
  });

  // The one who cancelled it is known immediately if the cancel was acknowledged, otherwise after a second.
  it.each<[string, string, string, string]>([
    ['the venue acknowledged the cancel, and the order lives on', '1', '1', '60s S-A'],
    ['the venue is at the cancel, and the order lives on', 'h', '1', '61s S-A'],
    ['the venue is at the cancel, and lists it nowhere', 'h', '0', '61s S-A'],
  ])('waits for the end of the old order if that does not come, and says so: %s', (_, reply, found, told) => {
    inSeconds(
      {
        canceling: `    s${reply}`,
        knows: `        ${found}`,
        stream: '       60s c',
        placing: '      s-6',
        replace$: `     ${told}---`,
        diagnostics$: ' 21s *------',
      },
      { where: { '*': [{ kind: 'end-missing', order: ref, count: 1 }] } },
    );
  });

  it('reads the old order also if a message without a pair was the first news of it', () => {
    inSeconds({
      stream: '    i',
      events: '    ^',
      replace: '   500ms ^',
      canceling: ' h',
      knows: '     c',
      placing: '   s-6',
      replace$: '  -S-A----',
    });
  });

  it('goes on reading an order that no read shows, and replaces it by one nevertheless', () => {
    inSeconds(
      {
        canceling: ' h',
        knows: '     1500s c',
        placing: '   s-6',
        replace$: '  1510s S-A---- 10s -',
        again: '     1200s ^',
        again$: '    1200s (N|)',
        placing$: '  1510s .',
      },
      { calls: { again: (exec) => exec.replaceOrder(ref, { price: '359.5' }) } },
    );
  });
});

describe('the end of an order, and its fills', () => {
  it('are not called missing before they were read', () => {
    inSeconds({
      canceling: '    sk',
      trades: [' --7'],
      cancel: '       ^',
      orders: '       60s ^',
      orders$: '      62s 0 50s -',
      diagnostics$: '',
      trades$: '      61s ..',
    });
  });

  it('are not called missing if they came in time, or were not promised', () => {
    inSeconds(
      {
        canceling: ['   sc', 'sr'],
        knows: '        (12)',
        cancel: '       ^',
        other: '        ^',
        orders: '       ^',
        diagnostics$: ' 120s -',
      },
      { calls: { other: (exec) => exec.cancelOrder({ ...ref, orderId: 2 }) } },
    );
  });
});
