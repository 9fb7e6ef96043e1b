import { EMPTY, NEVER, type Observable, of, throwError } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { CancelAllOutcome } from '../../src/model/cancel-outcome';
import { venueError } from '../../src/model/errors';
import type { Order } from '../../src/model/order';
import type { WriteEvent } from '../../src/execution/rest/write-event';
import {
  at,
  type Calls,
  connected,
  done,
  failed,
  placed,
  refusal,
  sent,
  spec,
  timedOut,
  told,
} from './stub-venue';

const busy = venueError('GET /user/spot/active_orders', 503, null, undefined);
const second: Order = { ...placed, orderId: 2 };
const canceled = (orderId: number): Order => ({ ...at('CANCELED_UNFILLED', 0), orderId });

interface Course {
  /** A message told of these before. */
  readonly known: readonly Order[];
  readonly rest: (now: () => number) => Partial<Calls>;
  /** What each cancel is answered, by its time and its ids. */
  readonly answer: (now: number, orderIds: readonly number[]) => WriteEvent<readonly Order[]> | null;
}

/** What was sent and what was told, each with its time: all is cancelled one second after the beginning. */
const courseOf = ({ known, rest, answer }: Course): readonly string[] => {
  const course: string[] = [];
  spec(({ client, cold, hot, scheduler, expectObservable, flush }) => {
    const say = (text: string): void => void course.push(`${scheduler.now() - 1_000} ${text}`);
    const exec = client({
      stream$: hot('ct', { c: connected, t: told(...known) }),
      rest: {
        ...rest(() => scheduler.now() - 1_000),
        cancelOrders: ({ orderIds }): Observable<WriteEvent<readonly Order[]>> => {
          say(`cancel ${orderIds.join()}`);
          const reply = answer(scheduler.now() - 1_000, orderIds);
          return reply === null ? cold('-s', { s: sent }) : cold('-s-d', { s: sent, d: reply });
        },
      },
    });
    exec.privateEvents$.subscribe();
    const word = ({ type, orderId }: CancelAllOutcome): string =>
      `${type} ${orderId ?? 'of what is not known'}`;
    scheduler.schedule(() => {
      exec.cancelAll().subscribe({
        next: (outcome) => say(word(outcome)),
        error: () => say('error'),
        complete: () => say('complete'),
      });
    }, 1_000);
    expectObservable(EMPTY).toBe('|');
    flush();
  });
  return course;
};

const allCanceled = (_: number, orderIds: readonly number[]): WriteEvent<readonly Order[]> =>
  done(orderIds.map(canceled));

describe('cancelAll', () => {
  it('cancels at once what it knows, and the rest once the list can be read again', () => {
    const course = courseOf({
      known: [placed],
      rest: (now) => ({
        'all.activeOrders': () => (now() < 2_000 ? throwError(() => busy) : of(second)),
      }),
      answer: allCanceled,
    });
    expect(course).toEqual([
      '0 cancel 1',
      '3 Canceled 1',
      '2000 cancel 2',
      '2003 Canceled 2',
      '2003 complete',
    ]);
  });

  it('sends again what an outage answered, until it is done', () => {
    const course = courseOf({
      known: [placed, second],
      rest: (now) => ({
        'all.activeOrders': () => (now() < 2_000 ? throwError(() => busy) : of(placed, second)),
        ordersInfo: () => (now() < 2_000 ? throwError(() => busy) : of([placed, second])),
      }),
      answer: (now, orderIds) => (now < 2_000 ? failed(busy) : allCanceled(now, orderIds)),
    });
    expect(course).toEqual([
      '0 cancel 1,2',
      '1000 cancel 1,2',
      '2000 cancel 1,2',
      '2003 Canceled 1',
      '2003 Canceled 2',
      '2003 complete',
    ]);
  });

  it('says after 30 s what has no outcome, and that the list was not read', () => {
    const course = courseOf({
      known: [placed],
      rest: () => ({ 'all.activeOrders': () => NEVER, ordersInfo: () => NEVER }),
      answer: () => null,
    });
    expect(course).toEqual([
      '0 cancel 1',
      '30000 Unresolved 1',
      '30000 Unresolved of what is not known',
      '30000 complete',
    ]);
  });

  it('never completes as if nothing had been open', () => {
    const course = courseOf({
      known: [],
      rest: () => ({ 'all.activeOrders': () => throwError(() => busy) }),
      answer: () => null,
    });
    expect(course).toEqual(['30000 Unresolved of what is not known', '30000 complete']);
  });

  it('reads what became of a cancel whose reply was lost', () => {
    const course = courseOf({
      known: [placed],
      rest: () => ({ 'all.activeOrders': () => EMPTY, ordersInfo: () => of([canceled(1)]) }),
      answer: () => failed(timedOut),
    });
    expect(course).toEqual(['0 cancel 1', '1000 Canceled 1', '1000 complete']);
  });

  it('asks for each by itself where one refusal answered for several', () => {
    const course = courseOf({
      known: [placed, second],
      rest: () => ({ 'all.activeOrders': () => of(placed, second), ordersInfo: () => of([placed, second]) }),
      answer: (now, orderIds) => (orderIds.includes(2) ? failed(refusal(50009)) : allCanceled(now, orderIds)),
    });
    expect(course).toEqual([
      '0 cancel 1,2',
      '1000 cancel 1',
      '1000 cancel 2',
      '1003 Canceled 1',
      '1003 Refused 2',
      '1003 complete',
    ]);
  });

  it('errors at once where nothing was sent and nothing would mend it', () => {
    const course = courseOf({
      known: [],
      rest: () => ({ 'all.activeOrders': () => throwError(() => refusal(20001)) }),
      answer: () => null,
    });
    expect(course).toEqual(['0 error']);
  });
});
