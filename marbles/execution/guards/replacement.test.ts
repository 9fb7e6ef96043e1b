import { describe, it } from 'vitest';
import type { GuardOptions } from '../../../src/execution/index';
import { ref, request } from '../../support/order-cast';
import type { Call } from '../../support/order-client';
import { inMoments } from '../../support/order-spec';

// Guards let an order replace another: the room of the old order `1` is kept for the new one, `6`.

const replaceAt =
  (price: string): Call =>
  (exec) =>
    exec.replaceOrder(ref, { price });

const small: Call = (exec) => exec.submitOrder({ ...request, amount: 1 });

describe('a replacement', () => {
  it.each<[string, GuardOptions]>([
    ['open order', { maxOpenOrders: 1 }],
    ['notional', { maxTotalNotional: 1_100 }],
  ])(
    'does not count the %s of the order that it replaces, but no other order gets that either',
    (_, guards) => {
      inMoments(
        {
          lists: '      1',
          orders: '     ^',
          canceling: '  -s-c',
          placing: '    -s-6',
          replace: '    3s ^',
          replace$: '   3s ----S-A--------',
          small: '      3s ^',
          small$: '     3s (G|)',
          second: '     3s --^',
          second$: '    3s --(G|)',
          third: '      3s ----^',
          third$: '     3s ----(G|)',
          fourth: '     3s ------^',
          fourth$: '    3s ------(G|)',
          fifth: '      3s ----------^',
          fifth$: '     3s ----------(G|)',
        },
        {
          guards,
          calls: {
            replace: replaceAt('359'),
            small,
            second: small,
            third: small,
            fourth: small,
            fifth: small,
          },
        },
      );
    },
  );

  it('counts as much as the old order, while that may still be open', () => {
    inMoments(
      {
        lists: '      1',
        orders: '     ^',
        canceling: '  -s-c',
        placing: ['   -s-6', '-s-2'],
        replace: '    3s ^',
        replace$: '   3s ----S-A--------',
        small: '      3s --^',
        small$: '     3s --(G|)',
        later: '      3s ----^',
        later$: '     3s -----S-A-----',
      },
      { guards: { maxTotalNotional: 1_100 }, calls: { replace: replaceAt('200'), small, later: small } },
    );
  });

  it('is counted once, also if the old order left less than was admitted and a message shows it first', () => {
    inMoments(
      {
        lists: '      1',
        trades: '     7',
        orders: '     ^',
        stream: '     3s -7-----ρ',
        canceling: '  -s-k',
        placing: ['   -s-----ρ', '-s'],
        replace: '    3s ^',
        replace$: '   3s ----S-----A-----',
        small: '      3s --------^',
        small$: '     3s ---------S------',
      },
      { guards: { maxOpenOrders: 2 }, calls: { replace: replaceAt('359.412'), small } },
    );
  });

  it.each<[string, GuardOptions, string, string]>([
    ['beyond a limit', { maxNotional: 1_100 }, '400', 'G'],
    ['wrong', {}, '0.0001', 'B'],
  ])('that is %s leaves the old order alone', (_, guards, price, sign) => {
    inMoments(
      {
        lists: '      1',
        orders: '     ^',
        replace: '    3s ^',
        replace$: `   3s (${sign}|)`,
        canceling$: ' ',
        placing$: '   ',
      },
      { guards, calls: { replace: replaceAt(price) } },
    );
  });

  it('is judged again for the amount that the old order left', () => {
    inMoments(
      {
        lists: '      1',
        orders: '     ^',
        books: '      g 2999ms ----v',
        canceling: '  -s----c',
        placing: '    s',
        replace: '    3s ^',
        replace$: '   3s ------(G|)',
      },
      { calls: { replace: replaceAt('359') } },
    );
  });
});
