import { BehaviorSubject } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { xrp } from '../../marbles/support/instruments';
import { limitOrder, orderAt } from '../../marbles/support/orders';
import { availableOf } from '../../src/execution/account/available';
import { createFlights } from '../../src/execution/order/flights';
import { newsOfOrder } from '../../src/execution/order/known';
import type { Entry } from '../../src/execution/order/registry';
import type { Order } from '../../src/model/order';

const buy: Order = { ...limitOrder, orderId: 1, type: 'market', side: 'buy', price: null };
const filled: Order = { ...orderAt(buy, 'FULLY_FILLED', 3), averagePrice: '300' };

const entryOf = (order: Order): Entry => ({
  orderId: order.orderId,
  pair: order.pair,
  known: newsOfOrder(order),
  seen: 1,
  owned: true,
  cancels: 0,
  cancelAnsweredAt: -Infinity,
  isReplaced: false,
  readAt: -Infinity,
  since: 1,
  changedAt: 1,
});

/**
 * A balance that no read has confirmed yet, because messages keep coming, for example of fills of the account's other
 * orders.
 */
const unconfirmed = new Map([
  [
    'jpy',
    {
      asset: 'jpy',
      amountPrecision: 4,
      onhandAmount: '9100',
      lockedAmount: '0',
      freeAmount: '9100',
      withdrawingAmount: '0',
      confirmed: false,
      asOf: 5,
    },
  ],
]);

/** Returns the free yen after a market buy was placed. `order` is the known state of that order. */
const freeAfter = (order: Order | null): string | undefined => {
  const flights = createFlights();
  const request = { pair: 'xrp_jpy', side: 'buy', type: 'market', amount: '3' } as const;
  flights.apply({ type: 'asked', id: 'a', order: request, instrument: xrp, replaces: null, price: null });
  flights.apply({ type: 'admitted', id: 'a', order: request });
  flights.apply({ type: 'over', id: 'a', outcome: { type: 'placed', orderId: 1, at: 1 } });
  let free: string | undefined;
  availableOf({
    assets$: new BehaviorSubject(unconfirmed),
    updatedAt: () => 5,
    flights,
    orders: { entry: () => (order === null ? undefined : entryOf(order)) },
    elapsed: () => 6,
  })
    .subscribe((amounts) => {
      free = amounts.get('jpy');
    })
    .unsubscribe();
  return free;
};

describe('the free yen after a market buy, before a read has confirmed the balance', () => {
  it.each([
    ['nothing while it is open: what it locks is not known', orderAt(buy, 'UNFILLED', 0), '0.0000'],
    ['nothing while nothing is known of it', null, '0.0000'],
    ['less what it has cost, once it is filled', filled, '8200.0000'],
    ['nothing if its price is not known', { ...filled, averagePrice: null }, '0.0000'],
    ['all of it if it was canceled unfilled', orderAt(buy, 'CANCELED_UNFILLED', 0), '9100.0000'],
  ])('is %s', (_, order, free) => {
    expect(Number(freeAfter(order))).toBe(Number(free));
  });
});

describe('the free yen of an observer who orders at the first amount', () => {
  it('are without that order at once', () => {
    const flights = createFlights();
    const order = { pair: 'xrp_jpy', side: 'buy', type: 'limit', price: '300', amount: '3' } as const;
    const free: (string | undefined)[] = [];
    availableOf({
      assets$: new BehaviorSubject(unconfirmed),
      updatedAt: () => 5,
      flights,
      orders: { entry: () => undefined },
      elapsed: () => 6,
    }).subscribe((amounts) => {
      free.push(amounts.get('jpy'));
      flights.apply({ type: 'asked', id: 'a', order, instrument: xrp, replaces: null, price: null });
      flights.apply({ type: 'admitted', id: 'a', order });
    });
    expect(free.map(Number)).toEqual([9100, 8200]);
  });
});
