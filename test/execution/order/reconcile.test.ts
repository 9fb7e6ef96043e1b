import { describe, expect, it } from 'vitest';
import { merge, newsOfFact, newsOfFill, newsOfOrder, nothing } from '../../../src/execution/order/known';
import { needOf } from '../../../src/execution/order/reconcile';
import type { Entry } from '../../../src/execution/order/registry';
import { fillOf, limitOrder, orderAt } from '../../../marbles/support/orders';

const entry = (known: Entry['known'], changes: Partial<Entry> = {}): Entry => ({
  orderId: limitOrder.orderId,
  pair: limitOrder.pair,
  known,
  seen: 1,
  owned: true,
  cancels: 0,
  cancelAnsweredAt: -Infinity,
  isReplaced: false,
  readAt: 0,
  since: 0,
  changedAt: 0,
  ...changes,
});

const live = newsOfOrder(limitOrder);
const market = newsOfOrder({ ...limitOrder, type: 'market', price: null });
const stop = newsOfOrder({ ...limitOrder, type: 'stop', status: 'INACTIVE' });
const triggered = merge(stop, newsOfOrder({ ...limitOrder, type: 'stop', triggeredAt: 1 }));
const canceled = newsOfOrder(orderAt(limitOrder, 'CANCELED_UNFILLED', 0));
const filled = newsOfOrder(orderAt(limitOrder, 'FULLY_FILLED', 10));

describe('needOf', () => {
  it.each<[string, Entry, number, ReturnType<typeof needOf>]>([
    ['a live order, before 15 s', entry(live), 14_999, null],
    ['a live order, at 15 s', entry(live), 15_000, 'order'],
    ['a live order that a list left out', entry(live, { readAt: -Infinity }), 1, 'order'],
    ['a market order, at 2 s', entry(market), 2000, 'order'],
    ['a stop order that waits, at 2 s', entry(stop), 2000, null],
    ['a stop order just triggered, at 2 s', entry(triggered), 2000, 'order'],
    ['a stop order triggered a minute ago', entry(triggered, { readAt: 60_000 }), 62_000, null],
    ['an order known by a trade only', entry(newsOfFill(fillOf(limitOrder, 1, '1'))), 1000, 'order'],
    [
      'a trade that the order does not show',
      entry(merge(live, newsOfFill(fillOf(limitOrder, 1, '1')))),
      1000,
      'order',
    ],
    [
      'an invalidated order that still looks live',
      entry(merge(live, newsOfFact('invalidated'))),
      1000,
      'order',
    ],
    ['a filled order without its trades', entry(filled), 1000, 'fills'],
    ['the same, in vain for long', entry(filled, { readAt: 12_000 }), 13_000, null],
    ['a cancellation nobody has explained', entry(canceled), 1000, 'cause'],
    ['the same, while our cancel has no answer', entry(canceled, { cancels: 1 }), 60_000, null],
    ['an order that has ended', entry(merge(canceled, newsOfFact('cause-known'))), 60_000, null],
    ['an order without a pair', entry(nothing, { pair: null }), 60_000, null],
  ])('%s', (_, one, now, need) => {
    expect(needOf(one, now)).toBe(need);
  });
});
