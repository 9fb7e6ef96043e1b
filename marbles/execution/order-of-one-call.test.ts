import { of } from 'rxjs';
import { describe, it } from 'vitest';
import type { WriteEvent } from '../../src/execution/rest/write-event';
import type { Order } from '../../src/model/order';
import { done, sent } from '../support/by-hand';
import type { Call } from '../support/order-client';
import { orders, request } from '../support/order-cast';
import { inSeconds } from '../support/order-spec';

describe('an order belongs to one call', () => {
  const equal: Call = (exec) => exec.submitOrder(request, { allowEqualInFlight: true });
  /** For `α`. */
  const dearer: Call = (exec) => exec.submitOrder({ ...request, price: '359.413' });

  it('is not claimed while the reply to an equal call may still name it', () => {
    inSeconds(
      {
        placing: ['s 19s 1', ' s-x'],
        lists: '   1',
        answers: ' 5s e',
        submit$: ' S 19s A 20s -',
        equal: '   -^',
        equal$: '  -S 19s (E|)',
      },
      { calls: { equal } },
    );
  });

  it.each([
    ['of another call', '1', 'order 1 is that of another call'],
    ['that was known before', '2', 'order 2 was known before'],
    ['that was not asked for', '3', 'order 3 is not what was asked for'],
    ['of the other side', 'κ', 'order 11 is not what was asked for'],
  ])('does not believe a reply that names an order %s, and looks for its own', (_, named, cause) => {
    inSeconds(
      {
        placing: ['      s-1', `s-${named}`],
        stream: '        (o2)',
        lists: '         2-(12)(12α)',
        submit$: '       S-A-----------',
        dearer: '        -^',
        dearer$: '       -S----I-------',
        diagnostics$: '  ---*----------',
      },
      {
        calls: { dearer },
        parts: { exclusiveAccount: true },
        repliesAsDrawn: true,
        where: { '*': [{ kind: 'reply-not-believed', order: orders[named], cause }] },
      },
    );
  });
});

describe('an order that was sent again after 20035', () => {
  it('has the order of the first copy looked for, and reported', () => {
    inSeconds(
      {
        lists: '        0 7s (12)',
        submit$: '      (SA) 26s -',
        diagnostics$: ' 10s * 20s -',
      },
      {
        rest: () => ({
          createOrder: (_, leaving) => {
            leaving?.leave?.({ type: 'time-window', requestTime: 0, timeWindow: 2000 });
            leaving?.leave?.({ type: 'time-window', requestTime: 1, timeWindow: 2000 });
            return of<WriteEvent<Order>[]>(sent, done(orders[2] as Order));
          },
        }),
        where: { '*': [{ kind: 'unattributed-order', order: orders[1] }] },
      },
    );
  });
});
