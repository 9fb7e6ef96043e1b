import { concat, concatMap, defer, map, NEVER, type Observable, of, timer } from 'rxjs';
import { describe, it } from 'vitest';
import type { Leaving } from '../../src/execution/rest/call';
import type { Stamp } from '../../src/execution/rest/signing';
import type { WriteEvent } from '../../src/execution/rest/write-event';
import { journalError } from '../../src/model/journal-error';
import { type CallError, httpError } from '../../src/model/errors';
import type { Order } from '../../src/model/order';
import { done, sent } from '../support/by-hand';
import type { Call } from '../support/order-client';
import { orders, request } from '../support/order-cast';
import { inSeconds } from '../support/order-spec';
import { failed } from '../support/order-venue';

describe('an order belongs to one call', () => {
  const equal: Call = (exec) => exec.submitOrder(request, { allowEqualInFlight: true });
  /** The order for `α`. */
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
    ['of another call', '1', 'order 1 belongs to another call'],
    ['that was known before', '2', 'order 2 was known before'],
    ['that was not asked for', '3', 'order 3 does not match the request'],
    ['of the other side', 'κ', 'order 11 does not match the request'],
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

/**
 * Runs a call that left, whose request time was refused, and that is about to leave again 3 s later. Returns its error.
 */
const notAgain =
  (fail: (leaving: Leaving, stamp: Stamp) => Observable<CallError>, after = 3_000) =>
  (_: unknown, leaving: Leaving = {}): Observable<WriteEvent<Order>> => {
    const leaves = (requestTime: number): Stamp => ({ type: 'time-window', requestTime, timeWindow: 2000 });
    return concat(
      defer(() => {
        leaving.keep?.(leaves(0));
        leaving.leave?.(leaves(0));
        return of(sent);
      }),
      timer(after).pipe(
        concatMap(() => fail(leaving, leaves(after))),
        map(failed),
      ),
    );
  };

/** The check at its leaving refuses it. */
const keptBack = notAgain((leaving, stamp) => of(leaving.leave?.(stamp) as CallError));

describe('an order that is not sent again after 20035, of which a gateway delivered a copy', () => {
  it('is found and cancelled if its observer has left meanwhile', () => {
    inSeconds(
      {
        lists: '          1',
        canceling: '      s-c',
        submit: '         ^!',
        submit$: '        S',
        canceling$: '     ---.----',
      },
      {
        calls: { submit: (exec) => exec.submitOrder(request, { cancelOnUnsubscribe: true }) },
        parts: { exclusiveAccount: true },
        rest: () => ({ createOrder: keptBack }),
      },
    );
  });

  it.each([
    ['in time', 3_000, ' S 29s ?'],
    ['once it has been looked for during 5 s', 40_000, ' S 44s ?'],
  ])('is waited for from its first departure on: its unknown outcome is emitted %s', (_, after, submit$) => {
    inSeconds(
      { submit$ },
      {
        rest: () => ({
          createOrder: notAgain(
            (leaving, stamp) =>
              of(
                leaving.leave?.(stamp) ??
                  httpError('POST /user/spot/order', 'timeout', 'unknown', 'no reply'),
              ),
            after,
          ),
          'all.activeOrders': () => NEVER,
        }),
      },
    );
  });

  it('is found and cancelled by the halt that kept it back', () => {
    inSeconds(
      {
        lists: '          -1-',
        canceling: '      s-c',
        submit$: '        S--(IC|)',
        halt: '           -^',
        canceling$: '     -.',
      },
      { parts: { exclusiveAccount: true }, rest: () => ({ createOrder: keptBack }) },
    );
  });

  it.each([
    [
      'the journal can’t keep it again',
      journalError('failed', 'a journal', null, 'to be kept', 'a full disk'),
    ],
    ['there is no connection any more', httpError('POST /user/spot/order', 'refused', 'none', 'refused')],
  ])('is found if %s', (_, error) => {
    inSeconds(
      {
        lists: '          -1',
        submit$: '        S--I----',
      },
      {
        parts: { exclusiveAccount: true },
        rest: () => ({
          createOrder: notAgain((leaving, stamp) => {
            leaving.keep?.(stamp);
            if (error._tag === 'HttpError') leaving.leave?.(stamp);
            return of(error as CallError);
          }),
        }),
      },
    );
  });

  it('had no effect if no trace of it is found', () => {
    inSeconds(
      {
        lists: '          0',
        answers: '        -----e',
        submit: '         ^!',
        submit$: '        S',
        submit2: '        --^',
        submit2$: '       --S 13s (E|)',
      },
      {
        calls: { submit: (exec) => exec.submitOrder(request, { cancelOnUnsubscribe: true }) },
        rest: () => ({ createOrder: keptBack }),
      },
    );
  });
});
