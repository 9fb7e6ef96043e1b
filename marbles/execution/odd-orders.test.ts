import { ReplaySubject } from 'rxjs';
import { describe, it } from 'vitest';
import type { OddRowDiagnostic } from '../../src/execution/index';
import { orders, placed } from '../support/order-cast';
import type { Call } from '../support/order-client';
import { inMoments, inSeconds } from '../support/order-spec';

// An order (`5`) of a type and a status that are newer than this version. It hides no other order.

const ref = { pair: placed.pair, orderId: 5 };

const odd: Omit<OddRowDiagnostic, 'kind'> = {
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
    inSeconds({
      lists: '   (51)',
      orders$: ' --(5+1)-----',
    });
  });

  it('is cancelled by cancelAll', () => {
    inMoments(
      {
        lists: '      5',
        canceling: '  (sc)',
        cancelAll$: ' (C|)',
      },
      { where: { C: [{ orderId: 5 }] } },
    );
  });

  it('is cancelled by halt', () => {
    inSeconds(
      {
        lists: '     50',
        canceling: ' (sc)',
        halt$: '     H-(Z|)',
        aims$: '     5-|',
        outcomes$: ' C-|',
        left$: '     50|',
      },
      { parts: { exclusiveAccount: true } },
    );
  });

  it('is left alone by replaceOrder: a new one could not be like it', () => {
    const replace: Call = (exec) => exec.replaceOrder(ref, { price: '1' });
    inSeconds(
      {
        lists: '      5',
        orders: '     ^',
        replace: '    ---^',
        replace$: '   ---(N|)',
        canceling$: ' ',
      },
      { calls: { replace } },
    );
  });

  it('does not keep a lost reply from its search', () => {
    inSeconds(
      {
        placing: '  s-x',
        lists: '    (51)',
        submit$: '  S-I 30s -',
      },
      { parts: { exclusiveAccount: true } },
    );
  });

  it('is not reported to have had no effect if its amount can’t be read', () => {
    inSeconds(
      {
        placing: '  s-x',
        lists: '    ¿',
        answers: '  ----e',
        submit$: '  S-I 30s -',
      },
      { parts: { exclusiveAccount: true } },
    );
  });

  it('is named by a diagnostic, once however often it is read', () => {
    const odd$ = new ReplaySubject<Omit<OddRowDiagnostic, 'kind'>>();
    const [five, six] = [odd, { ...odd, row: 'pair=xrp_jpy order_id=6' }];
    inMoments(
      { diagnostics$: ' -*---* 10s -' },
      {
        rest: ({ hot }) => {
          hot('-5-5-6', { 5: five, 6: six }).subscribe(odd$);
          return { odd$ };
        },
        where: { '*': [five, six].map(({ row }) => ({ kind: 'odd-row', row })) },
      },
    );
  });

  it('has the end that the venue shows later', () => {
    inSeconds(
      {
        knows: '  5------⑤',
        track$: ' A 18s (X|)',
      },
      { calls: { track: (exec) => exec.trackOrder(ref) }, where: { X: [{ order: orders['⑤'] }] } },
    );
  });
});
