import fc from 'fast-check';
import {
  NEVER,
  VirtualTimeScheduler,
  defer,
  delay,
  mergeMap,
  of,
  throwError,
  timer,
  type Observable,
  type SchedulerLike,
} from 'rxjs';
import { describe, expect, it } from 'vitest';
import {
  createGovernor,
  type Governor,
  type GovernorConfig,
  type Lane,
} from '../../src/execution/rest/governor';

const setUp = (
  rest: Partial<GovernorConfig> = {},
): { readonly scheduler: VirtualTimeScheduler; readonly govern: Governor } => {
  const scheduler = new VirtualTimeScheduler();
  const govern = createGovernor({
    limits: { query: 10, update: 6 },
    serial: false,
    isRateLimit: (error) => error === 'rate-limit',
    scheduler,
    ...rest,
  });
  return { scheduler, govern };
};

const mostInASecond = (times: readonly number[]): number =>
  Math.max(0, ...times.map((from) => times.filter((time) => time >= from && time < from + 1000).length));

describe('createGovernor', () => {
  it('never lets the venue see too many calls in a second, whatever the time on the way', () => {
    const lane = fc.constantFrom<Lane>('query', 'update');
    const call = fc.record({
      lane,
      urgent: fc.boolean(),
      at: fc.integer({ min: 0, max: 3000 }),
      there: fc.integer({ min: 0, max: 900 }),
      back: fc.integer({ min: 0, max: 100 }),
    });
    fc.assert(
      fc.property(fc.array(call, { maxLength: 80 }), (calls) => {
        const { scheduler, govern } = setUp();
        const seen: Record<Lane, number[]> = { query: [], update: [] };
        for (const { lane, urgent, at, there, back } of calls) {
          const make = (): Observable<unknown> => {
            scheduler.schedule(() => seen[lane].push(scheduler.now()), there);
            return of('reply').pipe(delay(there + back, scheduler));
          };
          scheduler.schedule(() => govern(lane, urgent, make).subscribe(), at);
        }
        scheduler.flush();
        expect(seen.query.length + seen.update.length).toBe(calls.length);
        expect(mostInASecond(seen.query.sort((a, b) => a - b))).toBeLessThanOrEqual(10);
        expect(mostInASecond(seen.update.sort((a, b) => a - b))).toBeLessThanOrEqual(6);
      }),
      { numRuns: 50 },
    );
  });

  const leaving = (
    calls: (govern: Governor, leave: (name: string) => () => Observable<string>) => void,
    config = {},
  ): string[] => {
    const { scheduler, govern } = setUp({ limits: { query: 1, update: 1 }, ...config });
    const left: string[] = [];
    calls(
      govern,
      (name) => () =>
        defer(() => {
          left.push(`${scheduler.now()} ${name}`);
          return of(name).pipe(delay(100, scheduler));
        }),
    );
    scheduler.flush();
    return left;
  };

  it('serves first come first, urgent ones before the others, each lane for itself', () => {
    expect(
      leaving((govern, leave) => {
        govern('update', false, leave('order 1')).subscribe();
        govern('update', false, leave('order 2')).subscribe();
        govern('query', false, leave('read')).subscribe();
        govern('update', true, leave('cancel 1')).subscribe();
        govern('update', true, leave('cancel 2')).subscribe();
      }),
    ).toEqual(['0 order 1', '0 read', '1100 cancel 1', '2200 cancel 2', '3300 order 2']);
  });

  it('makes one call at a time where it must', () => {
    expect(
      leaving(
        (govern, leave) => {
          govern('query', false, leave('read 1')).subscribe();
          govern('query', false, leave('read 2')).subscribe();
          govern('update', false, leave('order')).subscribe();
        },
        { limits: { query: 10, update: 10 }, serial: true },
      ),
    ).toEqual(['0 read 1', '100 order', '200 read 2']);
  });

  it('takes out a call that nobody waits for', () => {
    expect(
      leaving((govern, leave) => {
        govern('query', false, leave('first')).subscribe();
        govern('query', false, leave('dropped')).subscribe().unsubscribe();
        govern('query', false, leave('third')).subscribe();
      }),
    ).toEqual(['0 first', '1100 third']);
  });

  it('counts a call without a reply for two seconds, not for ever', () => {
    expect(
      leaving((govern, leave) => {
        govern('query', false, () => NEVER).subscribe();
        govern('query', false, leave('second')).subscribe();
      }),
    ).toEqual(['2000 second']);
  });

  it('waits longer after each refusal for too many calls, then runs freely again', () => {
    const { scheduler, govern } = setUp();
    const left: number[] = [];
    const answers = ['rate-limit', 'rate-limit', 'rate-limit', 'ok', 'rate-limit', 'ok'];
    const next = (): void => {
      const answer = answers.shift();
      if (answer === undefined) return;
      govern('update', false, () => {
        left.push(scheduler.now());
        return answer === 'ok' ? of(answer) : throwError(() => answer);
      }).subscribe({ error: next, complete: next });
    };
    next();
    scheduler.flush();
    expect(left).toEqual([0, 1000, 3000, 7000, 7000, 8000]);
  });

  it('goes on after a pause also where the clock is set back meanwhile', () => {
    const timers = new VirtualTimeScheduler();
    let setBack = 0;
    const scheduler: SchedulerLike = {
      now: () => timers.now() - setBack,
      schedule: timers.schedule.bind(timers),
    };
    const { govern } = setUp({ scheduler });
    govern('query', false, () => throwError(() => 'rate-limit')).subscribe({ error: () => undefined });
    setBack = 1;
    const left: number[] = [];
    govern('query', false, () => defer(() => of(left.push(timers.now())))).subscribe();
    timers.flush();
    expect(left).toEqual([1000]);
  });

  it('pauses a lane once for calls that were refused together, and the other lane not at all', () => {
    const { scheduler, govern } = setUp();
    const left: string[] = [];
    const refused = (): Observable<never> =>
      timer(5, scheduler).pipe(mergeMap(() => throwError(() => 'rate-limit')));
    for (let i = 0; i < 3; i += 1) govern('update', false, refused).subscribe({ error: () => undefined });
    scheduler.schedule(() => {
      govern('update', false, () => of(left.push(`${scheduler.now()} update`))).subscribe();
      govern('query', false, () => of(left.push(`${scheduler.now()} query`))).subscribe();
    }, 10);
    scheduler.flush();
    expect(left).toEqual(['10 query', '1005 update']);
  });
});
