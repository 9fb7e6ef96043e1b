import fc from 'fast-check';
import {
  NEVER,
  VirtualTimeScheduler,
  defer,
  delay,
  mergeMap,
  of,
  takeUntil,
  throwError,
  timer,
  Observable,
  type Subscriber,
} from 'rxjs';
import { describe, expect, it } from 'vitest';
import {
  createGovernor,
  type Exchange,
  type Governed,
  type Governor,
  type GovernorConfig,
} from '../../src/execution/rest/governor';
import {
  createRateBudget,
  type Lane,
  type LanePause,
  type RateBudget,
} from '../../src/execution/rest/rate-budget';
import { clockOf, type Clock } from '../../src/operators/clock';

/** The time in ms after which a call has its reply or gets none. */
const timeout = 10_000;

interface World {
  readonly scheduler: VirtualTimeScheduler;
  readonly budget: RateBudget;
  readonly governorOf: (rest?: Partial<GovernorConfig>) => Governor;
  /** Governs a call that consists only of its exchange. */
  readonly governed: <A>(lane: Lane, urgent: boolean, exchange: () => Observable<A>) => Observable<A>;
}

/** A call that asks for its turn when it is subscribed to. */
const calling = <A>(
  govern: Governor,
  governed: Governed,
  leave: (exchange: Exchange<A>, caller: Subscriber<A>) => unknown,
): Observable<A> =>
  new Observable((caller) => {
    govern<A>(governed, (exchange) => leave(exchange, caller), caller, caller);
  });

const setUp = (
  rest: Partial<GovernorConfig> = {},
  clock?: (scheduler: VirtualTimeScheduler) => Clock,
): World => {
  const scheduler = new VirtualTimeScheduler();
  const budget = createRateBudget((clock ?? clockOf)(scheduler));
  const governorOf: World['governorOf'] = (more = {}) =>
    createGovernor({
      limits: { query: 10, update: 6 },
      serial: false,
      isRateLimit: (error) => error === 'rate-limit',
      budget,
      ...rest,
      ...more,
    });
  const govern = governorOf();
  return {
    scheduler,
    budget,
    governorOf,
    governed: (lane, urgent, make) =>
      calling(govern, { lane, urgent, timeout }, (exchange) =>
        exchange((receiver) => defer(make).subscribe(receiver)),
      ),
  };
};

const mostInASecond = (times: readonly number[]): number =>
  Math.max(0, ...times.map((from) => times.filter((time) => time >= from && time < from + 1000).length));

const sorted = (times: readonly number[]): readonly number[] => [...times].sort((a, b) => a - b);

/** A span in which nothing arrives. All requests of the span come at its end. */
interface Stall {
  readonly from: number;
  readonly lasts: number;
}

const arrivalOf = (leaves: number, there: number, stalls: readonly Stall[]): number =>
  stalls.reduce(
    (at, { from, lasts }) => (at >= from && at < from + lasts ? from + lasts : at),
    leaves + there,
  );

const stall = fc.record({
  from: fc.integer({ min: 0, max: 6000 }),
  lasts: fc.integer({ min: 1, max: 9000 }),
});
const aCall = fc.record({
  lane: fc.constantFrom<Lane>('query', 'update'),
  client: fc.integer({ min: 0, max: 1 }),
  at: fc.integer({ min: 0, max: 6000 }),
  there: fc.integer({ min: 0, max: 100 }),
  back: fc.integer({ min: 0, max: 100 }),
  /** The time after which the caller stops waiting, ms after the request. */
  patience: fc.option(fc.integer({ min: 0, max: 3000 }), { nil: Infinity }),
});

describe('createGovernor', () => {
  it('never lets the venue see too many calls in a second: uplinks that stall, callers that leave, two clients of a key', () => {
    fc.assert(
      fc.property(fc.array(aCall, { maxLength: 80 }), fc.array(stall, { maxLength: 3 }), (calls, spans) => {
        const { scheduler, governorOf } = setUp();
        const clients = [governorOf(), governorOf()];
        const stalls = [...spans].sort((a, b) => a.from - b.from);
        const seen: Record<Lane, number[]> = { query: [], update: [] };
        for (const { lane, client, at, there, back, patience } of calls) {
          const reply = defer(() => {
            const arrives = arrivalOf(scheduler.now(), there, stalls);
            // At its time-out the connection is closed, and everything that has not arrived is lost.
            if (arrives < scheduler.now() + timeout) seen[lane].push(arrives);
            const replies = arrives + back - scheduler.now();
            return replies < timeout
              ? of('reply').pipe(delay(replies, scheduler))
              : timer(timeout, scheduler).pipe(mergeMap(() => throwError(() => 'timeout')));
          });
          scheduler.schedule(() => {
            const subscription = calling<string>(
              clients[client] as Governor,
              { lane, urgent: false, timeout },
              (exchange) => exchange((receiver) => reply.subscribe(receiver)),
            ).subscribe({ error: () => undefined });
            if (patience !== Infinity) scheduler.schedule(() => subscription.unsubscribe(), patience);
          }, at);
        }
        scheduler.flush();
        expect(mostInASecond(sorted(seen.query))).toBeLessThanOrEqual(10);
        expect(mostInASecond(sorted(seen.update))).toBeLessThanOrEqual(6);
      }),
      { numRuns: 200 },
    );
  });

  it('keeps the limit at the venue for urgent calls too, however the ways of calls differ by up to 100 ms, even if none has a reply', () => {
    const call = fc.record({
      urgent: fc.boolean(),
      at: fc.integer({ min: 0, max: 4000 }),
      there: fc.integer({ min: 0, max: 100 }),
      answered: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(call, { maxLength: 60 }), (calls) => {
        const { scheduler, governed } = setUp();
        const seen: number[] = [];
        for (const { urgent, at, there, answered } of calls)
          scheduler.schedule(() => {
            governed('update', urgent, () => {
              seen.push(scheduler.now() + there);
              return answered ? of('reply').pipe(delay(there, scheduler)) : NEVER;
            }).subscribe();
          }, at);
        scheduler.flush();
        expect(seen).toHaveLength(calls.length);
        expect(mostInASecond(sorted(seen))).toBeLessThanOrEqual(6);
      }),
      { numRuns: 100 },
    );
  });

  const leaving = (
    calls: (
      governed: World['governed'],
      leave: (name: string) => () => Observable<string>,
      scheduler: VirtualTimeScheduler,
    ) => void,
    config = {},
  ): string[] => {
    const { scheduler, governed } = setUp({ limits: { query: 1, update: 1 }, ...config });
    const left: string[] = [];
    calls(
      governed,
      (name) => () => {
        left.push(`${scheduler.now()} ${name}`);
        return of(name).pipe(delay(100, scheduler));
      },
      scheduler,
    );
    scheduler.flush();
    return left;
  };

  it('serves first come first, urgent ones before the others, each lane for itself', () => {
    expect(
      leaving((governed, leave) => {
        governed('update', false, leave('order 1')).subscribe();
        governed('update', false, leave('order 2')).subscribe();
        governed('query', false, leave('read')).subscribe();
        governed('update', true, leave('cancel 1')).subscribe();
        governed('update', true, leave('cancel 2')).subscribe();
      }),
    ).toEqual(['0 order 1', '0 read', '1100 cancel 1', '2200 cancel 2', '3300 order 2']);
  });

  it('lets an urgent call count only the calls that left within the last second and the jitter of the way', () => {
    expect(
      leaving((governed, leave, scheduler) => {
        governed('update', false, () => NEVER).subscribe();
        governed('update', false, leave('order')).subscribe();
        scheduler.schedule(() => governed('update', true, leave('cancel')).subscribe(), 300);
      }),
    ).toEqual(['1100 cancel', `${timeout + 1000} order`]);
  });

  it('makes one call at a time if it must', () => {
    expect(
      leaving(
        (governed, leave) => {
          governed('query', false, leave('read 1')).subscribe();
          governed('query', false, leave('read 2')).subscribe();
          governed('update', false, leave('order')).subscribe();
        },
        { limits: { query: 10, update: 10 }, serial: true },
      ),
    ).toEqual(['0 read 1', '100 order', '200 read 2']);
  });

  it('takes out a call without a subscriber', () => {
    expect(
      leaving((governed, leave) => {
        governed('query', false, leave('first')).subscribe();
        governed('query', false, leave('dropped')).subscribe().unsubscribe();
        governed('query', false, leave('third')).subscribe();
      }),
    ).toEqual(['0 first', '1100 third']);
  });

  it('counts a call without a reply until its time is up and a second more, not for ever', () => {
    expect(
      leaving((governed, leave) => {
        governed('query', false, () => NEVER).subscribe();
        governed('query', false, leave('second')).subscribe();
      }),
    ).toEqual([`${timeout + 1000} second`]);
  });

  it('lets a call whose subscriber has left have its reply, which ends its count', () => {
    expect(
      leaving((governed, leave) => {
        governed('query', false, leave('left')).subscribe().unsubscribe();
        governed('query', false, leave('second')).subscribe();
      }),
    ).toEqual(['0 left', '1100 second']);
  });

  it('does not count a call of which no byte was sent', () => {
    const { scheduler, governorOf } = setUp({ limits: { query: 1, update: 1 } });
    const govern = governorOf();
    const left: number[] = [];
    calling(govern, { lane: 'update', urgent: false, timeout }, (_, caller) =>
      caller.error('refused before it left'),
    ).subscribe({ error: () => undefined });
    calling(govern, { lane: 'update', urgent: false, timeout }, () => left.push(scheduler.now())).subscribe();
    scheduler.flush();
    expect(left).toEqual([0]);
  });

  it('counts for all clients of a key together, including the calls of one that is closed', () => {
    const { scheduler, governorOf, budget } = setUp({ limits: { query: 1, update: 1 } });
    const left: string[] = [];
    const leave = (govern: Governor, name: string, closed$: Observable<unknown> = NEVER): void => {
      const reply = defer(() => {
        left.push(`${scheduler.now()} ${name}`);
        return of(name).pipe(delay(100, scheduler), takeUntil(closed$));
      });
      calling<string>(govern, { lane: 'update', urgent: false, timeout }, (exchange) =>
        exchange((receiver) => reply.subscribe(receiver)),
      ).subscribe();
    };
    leave(governorOf(), 'aborted as its client closes', timer(50, scheduler));
    leave(governorOf(), 'of the next client');
    expect(budget.isIdle()).toBe(false);
    scheduler.flush();
    expect(left).toEqual(['0 aborted as its client closes', `${timeout + 1000} of the next client`]);
    scheduler.schedule(() => undefined, 1000);
    scheduler.flush();
    expect(budget.isIdle()).toBe(true);
  });

  it('waits longer after each refusal for too many calls, then runs freely again', () => {
    const { scheduler, governed, budget } = setUp();
    const pauses: LanePause[] = [];
    budget.pauses$.subscribe((pause) => pauses.push(pause));
    const left: number[] = [];
    const answers = ['rate-limit', 'rate-limit', 'rate-limit', 'ok', 'rate-limit', 'ok'];
    const next = (): void => {
      const answer = answers.shift();
      if (answer === undefined) return;
      governed('update', false, () => {
        left.push(scheduler.now());
        return answer === 'ok' ? of(answer) : throwError(() => answer);
      }).subscribe({ error: next, complete: next });
    };
    next();
    scheduler.flush();
    expect(left).toEqual([0, 1000, 3000, 7000, 7000, 8000]);
    expect(pauses).toEqual([1000, 2000, 4000, 1000].map((pause) => ({ lane: 'update', pause, waiting: 0 })));
  });

  it('tries an urgent call again a second after each refusal', () => {
    const { scheduler, governed } = setUp();
    const left: string[] = [];
    const refused = (urgent: boolean, name: string) => (): Observable<never> => {
      left.push(`${scheduler.now()} ${name}`);
      return throwError(() => 'rate-limit');
    };
    for (const urgent of [false, true]) {
      const call = governed('update', urgent, refused(urgent, urgent ? 'cancel' : 'order'));
      const again = (times: number): void => {
        if (times > 0) call.subscribe({ error: () => again(times - 1) });
      };
      again(4);
    }
    scheduler.flush();
    expect(left.filter((line) => line.endsWith('cancel'))).toEqual(
      [1, 2, 3, 4].map((times) => `${times * 1000} cancel`),
    );
  });

  it('goes on after a pause even if the clock is behind its timers', () => {
    let behind = 0;
    const { scheduler, governed } = setUp({}, (timers) => ({
      now: () => timers.now() - behind,
      elapsed: () => timers.now() - behind,
      schedule: timers.schedule.bind(timers),
    }));
    governed('query', false, () => throwError(() => 'rate-limit')).subscribe({ error: () => undefined });
    behind = 1;
    const left: number[] = [];
    governed('query', false, () => of(left.push(scheduler.now()))).subscribe();
    scheduler.flush();
    expect(left).toEqual([1001]);
  });

  it('pauses a lane once for calls that were refused together, and the other lane not at all', () => {
    const { scheduler, governed } = setUp();
    const left: string[] = [];
    const refused = (): Observable<never> =>
      timer(5, scheduler).pipe(mergeMap(() => throwError(() => 'rate-limit')));
    for (let i = 0; i < 3; i += 1) governed('update', false, refused).subscribe({ error: () => undefined });
    scheduler.schedule(() => {
      governed('update', false, () => of(left.push(`${scheduler.now()} update`))).subscribe();
      governed('query', false, () => of(left.push(`${scheduler.now()} query`))).subscribe();
    }, 10);
    scheduler.flush();
    expect(left).toEqual(['10 query', '1005 update']);
  });
});
