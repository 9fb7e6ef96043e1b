import { delay, EMPTY, map, NEVER, of, throwError } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { HaltEvent, OrderJournal } from '../../src/execution/index';
import type { Order } from '../../src/model/order';
import {
  at,
  done,
  failed,
  fence,
  labels,
  notSent,
  placed,
  refusal,
  request,
  sent,
  stamp,
  sentBefore,
  spec,
  timedOut,
} from './stub-venue';

const canceled = at('CANCELED_UNFILLED', 0);
const other: Order = { ...placed, orderId: 2, pair: 'eth_jpy' };
const losscut: Order = { ...placed, orderId: 3, type: 'losscut', userCancelable: false };

/** Nobody else's orders need to be waited for. */
const parts = { exclusiveAccount: true };

const word = (event: HaltEvent): string => {
  switch (event.type) {
    case 'Canceling':
      return `Canceling ${event.orders.map(({ orderId }) => orderId).join()}`;
    case 'CancelOutcome':
      return `${event.outcome.type} ${event.outcome.orderId}`;
    case 'Remaining':
      return `Remaining ${event.orders.map(({ orderId }) => orderId).join()}`;
    case 'Flat':
      return `Flat at ${event.at}, left ${event.left.map(({ orderId }) => orderId).join()}`;
    default:
      return event.type;
  }
};

const words = map(word);

const names = {
  H: 'Halted',
  c: 'Canceling 1',
  C: 'Canceled 1',
  P: 'Pending 1',
  N: 'Unresolved 1',
  F: 'Refused 1',
  r: 'Remaining 1',
  R: 'Remaining ',
  U: 'Unreadable',
};

/** What `rest.all.activeOrders` lists, read by read; the last one stays. */
const listing = (...reads: readonly (readonly Order[] | 'fails')[]) => {
  let next = 0;
  return () => {
    const read = reads[Math.min(next++, reads.length - 1)] ?? [];
    return read === 'fails' ? throwError(() => notSent) : of(...read);
  };
};

describe('halt', () => {
  it('cancels what is listed, and is done when two reads list nothing', () => {
    spec(({ client, cold, expectObservable }) => {
      const exec = client({
        parts,
        rest: {
          'all.activeOrders': listing([placed], []),
          cancelOrders: () => cold('s-----d', { s: sent, d: done([canceled]) }),
        },
      });
      expectObservable(exec.halt().pipe(words)).toBe('(Hcr)-C 993ms R 999ms (F|)', {
        ...names,
        F: 'Flat at 2000, left ',
      });
    });
  });

  it('refuses every order from then on, and those that wait', () => {
    spec(({ client, expectObservable }) => {
      const exec = client({
        parts,
        rest: {
          // Held back by the governor, until it is recalled.
          createOrder: (_, { recalled$ = NEVER } = {}) => recalled$.pipe(map(failed)),
        },
      });
      const halted = { X: 'Rejected by client: halted' };
      expectObservable(exec.submitOrder(request).pipe(labels)).toBe('-----(X|)', halted);
      // It waits for the outcome of an equal one.
      expectObservable(exec.submitOrder(request).pipe(labels), '--^').toBe('-----(X|)', halted);
      expectObservable(exec.halt().pipe(words), '-----^!').toBe('-----H', names);
      expectObservable(exec.submitOrder({ ...request, amount: 1 }).pipe(labels), '-------^').toBe(
        '-------(X|)',
        halted,
      );
      expectObservable(exec.replaceOrder({ pair: 'xrp_jpy', orderId: 9 }, {}).pipe(labels), '-------^').toBe(
        '-------(X|)',
        halted,
      );
    });
  });

  it('refuses the second half of a replacement', () => {
    spec(({ client, cold, expectObservable }) => {
      const exec = client({
        parts,
        rest: {
          'all.activeOrders': listing([placed], []),
          cancelOrder: () => cold('s----d', { s: sent, d: done(canceled) }),
          cancelOrders: () => cold('s----d', { s: sent, d: done([canceled]) }),
          createOrder: (_, { leave } = {}) => of(failed(leave?.(stamp) ?? timedOut)),
        },
      });
      exec.orders$.subscribe();
      expectObservable(
        exec.replaceOrder({ pair: 'xrp_jpy', orderId: 1 }, { price: 300 }).pipe(labels),
        '3s ^',
      ).toBe('3005ms (X|)', { X: 'Rejected by client: halted' });
      expectObservable(exec.halt().pipe(words), '3002ms ^!').toBe('3002ms (Hcr)', names);
    });
  });

  it('runs once, whoever leaves', () => {
    spec(({ client, cold, expectObservable, expectSubscriptions }) => {
      const call = cold('s-----d', { s: sent, d: done([canceled]) });
      const exec = client({
        parts,
        rest: { 'all.activeOrders': listing([placed], []), cancelOrders: () => call },
      });
      expectObservable(exec.halt().pipe(words), '^-!').toBe('(Hcr)', names);
      expectObservable(exec.halt({ patience: 1 }).pipe(words), '5s ^').toBe('5s (HcrCRF|)', {
        ...names,
        F: 'Flat at 2000, left ',
      });
      expectSubscriptions(call.subscriptions).toBe('^-----!');
    });
  });

  it('sends again for what still lives, each by a call of its own', () => {
    spec(({ client, cold, expectObservable }) => {
      const replies = [failed(timedOut), failed(refusal(70019)), failed(notSent), done([canceled])];
      const exec = client({
        parts,
        rest: {
          'all.activeOrders': listing([placed], [placed], [placed], [placed], []),
          cancelOrders: () => cold('s-----d', { s: sent, d: replies.shift() ?? done([]) }),
        },
      });
      expectObservable(exec.halt().pipe(words)).toBe(
        '(Hcr)-N 993ms c-----P 993ms c-----F 993ms c-----C 993ms R 999ms (X|)',
        { ...names, X: 'Flat at 5000, left ' },
      );
    });
  });

  it('keeps trying while nothing can be read', () => {
    spec(({ client, expectObservable }) => {
      const exec = client({ parts, rest: { 'all.activeOrders': listing('fails', [], 'fails', []) } });
      expectObservable(exec.halt().pipe(words)).toBe('(HU) 996ms - 999ms U 1999ms (X|)', {
        ...names,
        X: 'Flat at 4000, left ',
      });
    });
  });

  it('leaves what the user may not cancel, and other pairs, if it is told which', () => {
    spec(({ client, cold, expectObservable, flush }) => {
      const asked: unknown[] = [];
      const exec = client({
        parts,
        rest: {
          'all.activeOrders': listing([placed, other, losscut], [other, losscut]),
          cancelOrders: (batch) => {
            asked.push(batch);
            return cold('s-----d', { s: sent, d: done([canceled]) });
          },
        },
      });
      expectObservable(exec.halt({ pairs: ['xrp_jpy'] }).pipe(words)).toBe('(Hcr)-C 993ms R 999ms (X|)', {
        ...names,
        r: 'Remaining 1,3',
        R: 'Remaining 3',
        X: 'Flat at 2000, left 3',
      });
      flush();
      expect(asked).toEqual([{ pair: 'xrp_jpy', orderIds: [1] }]);
    });
  });

  it('proves nothing by reads begun before the outcome of an order can be seen in them', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const exec = client({
        parts,
        rest: {
          createOrder: () => cold('s-f', { s: sent, f: failed(timedOut) }),
          answered$: hot('4500ms a', { a: fence }),
        },
      });
      exec.submitOrder(request).subscribe();
      // Past its fence at 4.5 s, told by reads 10 s later.
      expectObservable(exec.halt().pipe(words), '-^').toBe('-H 15999ms (X|)', {
        ...names,
        X: 'Flat at 16001, left ',
      });
    });
  });

  it('waits for what another program may have placed', () => {
    spec(({ client, expectObservable }) => {
      expectObservable(client({}).halt().pipe(words)).toBe('H 10999ms (X|)', {
        ...names,
        X: 'Flat at 11000, left ',
      });
    });
  });

  it('takes what is flat for some pairs for flat in those only', () => {
    spec(({ client, cold, expectObservable }) => {
      const exec = client({
        parts,
        rest: {
          'all.activeOrders': listing([placed], [placed], [placed], []),
          cancelOrders: () => cold('s-----d', { s: sent, d: done([canceled]) }),
        },
      });
      expectObservable(exec.halt({ pairs: ['eth_jpy'] }).pipe(words)).toBe('H 999ms (F|)', {
        ...names,
        F: 'Flat at 1000, left ',
      });
      expectObservable(exec.halt().pipe(words), '2s ^').toBe('2s (Hcr)-C 993ms R 999ms (F|)', {
        ...names,
        F: 'Flat at 4000, left ',
      });
    });
  });

  it('waits for the outcome of what an earlier process sent', () => {
    spec(({ client, hot, expectObservable }) => {
      const exec = client({
        parts: { ...parts, journal: { load: () => of([sentBefore]).pipe(delay(100)), append: () => EMPTY } },
        rest: { answered$: hot('4500ms a', { a: fence }) },
      });
      // Past its fence at 4.5 s, told by reads 10 s later.
      expectObservable(exec.halt().pipe(words)).toBe('H 15999ms (F|)', {
        ...names,
        F: 'Flat at 16000, left ',
      });
    });
  });

  it('takes a process whose journal can’t be read for another program', () => {
    spec(({ client, expectObservable }) => {
      const journal: OrderJournal = {
        load: () => throwError(() => new Error('locked')),
        append: () => EMPTY,
      };
      expectObservable(
        client({ parts: { ...parts, journal } })
          .halt()
          .pipe(words),
      ).toBe('H 10999ms (F|)', {
        ...names,
        F: 'Flat at 11000, left ',
      });
    });
  });

  it('is as patient as it is told to be', () => {
    spec(({ client, expectObservable }) => {
      const exec = client({ parts });
      expectObservable(exec.halt({ patience: 4_500 }).pipe(words)).toBe('H 5999ms (X|)', {
        ...names,
        X: 'Flat at 6000, left ',
      });
    });
  });

  it('cancels what it knows of before the first read', () => {
    spec(({ client, cold, expectObservable }) => {
      const exec = client({
        parts,
        rest: {
          'all.activeOrders': () => cold('50ms |'),
          createOrder: () => cold('s-d', { s: sent, d: done(placed) }),
          cancelOrders: () => cold('s-----d', { s: sent, d: done([canceled]) }),
        },
      });
      exec.submitOrder(request).subscribe();
      expectObservable(exec.halt().pipe(words), '---^ 10ms !').toBe('---(Hc)--C', names);
    });
  });
});
