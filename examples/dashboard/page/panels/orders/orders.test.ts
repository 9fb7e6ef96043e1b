import type { CancelAllOutcome, CancelOutcome, OrderTransition } from 'rx-bitbank/execution';
import { auditTime, map, NEVER, type Observable } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { marbles, orderOf } from '../../../test/support/marbles';
import type { PlacedOrder } from '../../app/context';
import type { Latest } from '../../ui/latest';
import { orders$, type OrdersMove, type OrdersShown, type OrdersSources } from './stream';

const order = orderOf(1);
const canceled: CancelOutcome = { type: 'Canceled', pair: 'btc_jpy', orderId: 1, order };
const unresolved: CancelAllOutcome = { type: 'Unresolved', pair: null, orderId: null, message: 'late' };
const accepted = { type: 'Accepted', order, attribution: 'reply' } satisfies OrderTransition;

const sources = (given: Partial<OrdersSources>): OrdersSources => ({
  orders$: NEVER,
  moves$: NEVER,
  cancelOrder: () => NEVER,
  cancelAll: () => NEVER,
  replaceOrder: () => NEVER,
  placed: () => undefined,
  ...given,
});

const moves: Readonly<Record<string, OrdersMove>> = {
  c: { type: 'cancel', ref: order },
  q: { type: 'ask-all' },
  y: { type: 'cancel-all' },
  e: { type: 'edit-price', order },
  t: { type: 'type-price', text: '１２０' },
  w: { type: 'change-price', order, text: 'x' },
  p: { type: 'change-price', order, text: '１２０' },
};

/**
 * Returns the state at the end of each moment: cancels on their way, an open question, a typed price, and the newest
 * news.
 */
const seen = (latest$: Observable<Latest<OrdersShown>>): Observable<string | null> =>
  latest$.pipe(
    auditTime(0),
    map(
      ({ value }) =>
        value &&
        [
          value.canceling.join(','),
          value.asksAll ? 'asks' : '',
          value.edited?.text ?? '',
          value.news?.type ?? '',
        ].join(' '),
    ),
  );

describe('the open orders', () => {
  it('tell what a cancel came to, and can be canceled again', () => {
    marbles(({ cold, expectObservable }) => {
      const known$ = cold(' o        ', { o: new Map([[1, order]]) });
      const moves$ = cold(' -c---c   ', moves);
      const failing$ = cold<CancelOutcome>('--#     ', undefined, new Error('no'));
      const ending$ = cold(' --e     ', { e: canceled });
      const expected = '    oc-f-c-d ';
      let times = 0;
      const cancelOrder = (): Observable<CancelOutcome> => (times++ === 0 ? failing$ : ending$);
      expectObservable(seen(orders$(sources({ orders$: known$, moves$, cancelOrder })))).toBe(expected, {
        o: '   ',
        c: '1   cancel-sent',
        f: '   cancel-failed',
        d: '   cancel',
      });
    });
  });

  it('are canceled all at once, after a question, and count what may still be open', () => {
    marbles(({ cold, expectObservable }) => {
      const known$ = cold(' o         ', { o: new Map([[1, order]]) });
      const moves$ = cold(' -q-y      ', moves);
      const cancelAll = (): Observable<CancelAllOutcome> => cold('--(du|)', { d: canceled, u: unresolved });
      const latest$ = orders$(sources({ orders$: known$, moves$, cancelAll })).pipe(
        auditTime(0),
        map(({ value }) => {
          const news = value?.news ?? null;
          return news?.type === 'all' ? `${news.done} ${news.open}` : value?.asksAll ? 'asks' : null;
        }),
      );
      const expected = '    oq-s-e    ';
      expectObservable(latest$).toBe(expected, { o: null, q: 'asks', s: '0 0', e: '1 1' });
    });
  });

  it('get another price by a replacement for what is left, whose life is shown with the others', () => {
    const placed: PlacedOrder[] = [];
    const asked: unknown[] = [];
    marbles(({ cold, expectObservable }) => {
      const known$ = cold(' o         ', { o: new Map([[1, order]]) });
      const moves$ = cold(' -e-t-w-p  ', moves);
      const life$ = cold('         --a', { a: accepted });
      const expected = '    oe-t-t-c-c';
      const replaceOrder: OrdersSources['replaceOrder'] = (ref, changes) => {
        asked.push([ref, changes]);
        return life$;
      };
      const latest$ = orders$(
        sources({ orders$: known$, moves$, replaceOrder, placed: (life) => placed.push(life) }),
      );
      expectObservable(seen(latest$)).toBe(expected, {
        o: '   ',
        e: '  100 ',
        t: '  １２０ ',
        c: '   change',
      });
    });
    expect(asked).toEqual([[{ pair: 'btc_jpy', orderId: 1 }, { price: '120' }]]);
    expect(placed.map(({ request }) => request)).toMatchObject([{ price: '120', amount: '1', side: 'buy' }]);
  });

  it('say what is wrong with them, and are shown again', () => {
    marbles(({ cold, expectObservable }) => {
      const latest$ = orders$(
        sources({ orders$: cold('-o-#', { o: new Map([[1, order]]) }, new Error('gone')) }),
      ).pipe(
        auditTime(0),
        map(({ value, problem }) => [value?.orders.length ?? null, problem]),
      );
      const unsub = '                            ------!';
      const expected = '                         no-e';
      expectObservable(latest$, unsub).toBe(expected, { n: [null, null], o: [1, null], e: [1, 'gone'] });
    });
  });
});
