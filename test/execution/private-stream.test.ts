import fc from 'fast-check';
import {
  NEVER,
  Observable,
  Subject,
  VirtualTimeScheduler,
  delay,
  of,
  throwError,
  type SchedulerLike,
} from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { OpenPubnub, PubnubEvent, PubnubSubscription } from '../../src/connectivity/pubnub';
import { configError } from '../../src/model/errors';
import {
  createPrivateStream,
  type PrivateStreamConfig,
  type PrivateStreamEvent,
} from '../../src/execution/stream/private-stream';

const second = 1_000;
const hour = 3_600 * second;

/** The events of a link, at times after its opening. */
type Script = readonly (readonly [at: number, event: PubnubEvent])[];

const timetokenOf = (n: number): string => `${17_000_000_000_000_000n + BigInt(n)}`;
const connected = (n = 0): PubnubEvent => ({ type: 'connected', timetoken: timetokenOf(n) });
const denied: PubnubEvent = { type: 'denied' };
const lost: PubnubEvent = { type: 'lost', cause: 'PNNetworkIssuesCategory' };
const message = (n: number, body: unknown = { method: `news ${n}` }): PubnubEvent => ({
  type: 'message',
  timetoken: timetokenOf(n),
  message: body,
});

interface World {
  readonly scheduler: VirtualTimeScheduler;
  readonly opened: (PubnubSubscription & { readonly at: number; closedAt?: number })[];
  readonly stream$: Observable<PrivateStreamEvent>;
  readonly asked: number[];
}

/**
 * Sets up links that follow the scripts in turn, the last one for ever. Tokens are numbered, and at least a second
 * apart.
 */
const setUp = (scripts: readonly Script[], rest: Partial<PrivateStreamConfig> = {}): World => {
  const scheduler = new VirtualTimeScheduler();
  const opened: World['opened'] = [];
  const asked: number[] = [];
  const open: OpenPubnub = (subscription) =>
    new Observable((subscriber) => {
      const link: World['opened'][number] = { ...subscription, at: scheduler.now() };
      const script = scripts[Math.min(opened.length, scripts.length - 1)] ?? [];
      opened.push(link);
      for (const [at, event] of script) {
        subscriber.add(
          scheduler.schedule(() => {
            subscriber.next(event);
            if (event.type === 'denied' || event.type === 'lost') subscriber.complete();
          }, at),
        );
      }
      return () => (link.closedAt = scheduler.now());
    });
  const stream$ = createPrivateStream({
    info$: () => {
      asked.push(scheduler.now());
      return of({ channel: 'channel', token: `token ${asked.length}` }).pipe(delay(10, scheduler));
    },
    open,
    scheduler,
    random: () => 0.5,
    ...rest,
  });
  return { scheduler, opened, asked, stream$ };
};

/** Runs until a time, and notes the events with their times. */
const run = ({ scheduler, stream$ }: World, until: number): [number, PrivateStreamEvent][] => {
  const seen: [number, PrivateStreamEvent][] = [];
  const subscription = stream$.subscribe((event) => seen.push([scheduler.now(), event]));
  (scheduler as SchedulerLike).schedule(() => subscription.unsubscribe(), until);
  scheduler.maxFrames = until;
  scheduler.flush();
  return seen;
};

const typesOf = (seen: readonly [number, PrivateStreamEvent][]): [number, string][] =>
  seen.map(([at, event]) => [at, event.type]);

const talking = (from: number, every: number, count: number): Script =>
  Array.from({ length: count }, (_, i) => [from + i * every, message(from + i)] as const);

describe('createPrivateStream', () => {
  it('connects, and delivers every message with its timetoken', () => {
    const world = setUp([
      [
        [5, connected()],
        [6, message(1, { method: 'margin_payable_update', params: [{ amount: '12.5' }] })],
        [7, message(2, { method: 'tomorrow', params: 1 })],
        [8, message(3, { method: 'spot_trade', params: [{}] })],
        [9, message(4, { method: 'spot_trade', params: {} })],
      ],
    ]);
    expect(run(world, second)).toEqual([
      [15, { type: 'connected', resumedFrom: null }],
      [
        16,
        {
          type: 'message',
          event: { type: 'margin_payable_update', amounts: ['12.5'], timetoken: timetokenOf(1) },
        },
      ],
      [
        17,
        {
          type: 'message',
          event: { type: 'unknown', method: 'tomorrow', params: 1, timetoken: timetokenOf(2) },
        },
      ],
      [
        18,
        {
          type: 'odd',
          source: 'spot_trade',
          row: expect.objectContaining({ what: 'lost', path: 'params/0/pair' }) as unknown,
        },
      ],
      [18, { type: 'message', event: { type: 'spot_trade', fills: [], timetoken: timetokenOf(3) } }],
      [
        19,
        {
          type: 'undecodable',
          timetoken: timetokenOf(4),
          error: expect.objectContaining({ path: 'params' }) as unknown,
        },
      ],
    ]);
    expect(world.opened).toMatchObject([{ channel: 'channel', token: 'token 1', since: null }]);
  });

  it('replaces the token in time: goes on from the last timetoken, without an event', () => {
    const world = setUp([[[5, connected()], ...talking(100, 30 * second, 200)]], { renewAfter: hour });
    const seen = run(world, 2 * hour + second);
    expect(seen.filter(([, { type }]) => type !== 'message')).toEqual([
      [15, { type: 'connected', resumedFrom: null }],
    ]);
    expect(world.asked).toEqual([0, hour + 10, 2 * hour + 20]);
    expect(world.opened.map(({ token, since }) => [token, since])).toEqual([
      ['token 1', null],
      ['token 2', timetokenOf(219)],
      ['token 3', timetokenOf(219)],
    ]);
  });

  it('keeps the link while it can get no new token', () => {
    let asked = 0;
    const info$ = (): Observable<{ channel: string; token: string }> => {
      asked += 1;
      return asked === 1 || asked === 5
        ? of({ channel: 'channel', token: `token ${asked}` })
        : throwError(() => new Error('GET /user/subscribe: code 10007'));
    };
    const failing = setUp([[[5, connected()], ...talking(100, 30 * second, 200)]], {
      renewAfter: hour,
      info$,
    });
    const seen = run(failing, 1.5 * hour);
    expect(seen.filter(([, { type }]) => type !== 'message')).toHaveLength(1);
    expect(failing.opened.map(({ token }) => token)).toEqual(['token 1', 'token 5']);
  });

  it('gets a new token as soon as the old one is refused, and resumes', () => {
    const world = setUp([
      [
        [5, connected()],
        [9, message(7)],
        [20, denied],
      ],
      [[5, connected(9)]],
    ]);
    expect(run(world, second)).toEqual([
      [15, { type: 'connected', resumedFrom: null }],
      [19, expect.anything()],
      [30, { type: 'lost', cause: 'the token was refused', attempt: 1, retryIn: 0 }],
      [45, { type: 'connected', resumedFrom: timetokenOf(7) }],
    ]);
    expect(world.opened).toMatchObject([
      { token: 'token 1', since: null },
      { token: 'token 2', since: timetokenOf(7) },
    ]);
  });

  it('resumes from its first timetoken when no message came', () => {
    const world = setUp([
      [
        [5, connected(3)],
        [20, lost],
      ],
      [[5, connected(9)]],
    ]);
    run(world, second);
    expect(world.opened[1]?.since).toBe(timetokenOf(3));
  });

  it('goes on from the highest timetoken: messages come out of order', () => {
    const world = setUp([
      [
        [5, connected()],
        [6, message(9)],
        [7, message(8)],
        [20, lost],
      ],
      [[5, connected()]],
    ]);
    run(world, second);
    expect(world.opened[1]?.since).toBe(timetokenOf(9));
  });

  it('waits longer after each failure, even if a link gives a message and fails', () => {
    const world = setUp([
      [[0, lost]],
      [[0, lost]],
      [[0, lost]],
      [[0, lost]],
      [
        [0, connected()],
        [1, message(1)],
        [2, lost],
      ],
      [[0, connected()]],
    ]);
    const losses = run(world, 20 * second).flatMap(([, event]) =>
      event.type === 'lost' ? [[event.attempt, event.retryIn]] : [],
    );
    expect(losses).toEqual([
      [1, 0],
      [2, 500],
      [3, 1000],
      [4, 2000],
      [5, 4000],
    ]);
  });

  it('asks for few tokens if each link gives a message and fails: nine in a minute, with half of the longest waits', () => {
    const world = setUp([
      [
        [0, connected()],
        [1, message(1)],
        [2, lost],
      ],
    ]);
    run(world, 60 * second);
    expect(world.opened.length).toBe(9);
    expect(world.asked.length).toBe(world.opened.length);
  });

  it('counts from the beginning after ten seconds in which a link was open, quiet or not', () => {
    const world = setUp([
      [[0, lost]],
      [
        [0, connected()],
        [40 * second, lost],
      ],
      [[0, connected()]],
    ]);
    const attempts = run(world, 100 * second).flatMap(([, event]) =>
      event.type === 'lost' ? [event.attempt] : [],
    );
    expect(attempts).toEqual([1, 1]);
  });

  it('says why there is no token, and keeps trying', () => {
    let asked = 0;
    const world = setUp([[[0, connected()]]], {
      info$: () => {
        asked += 1;
        return asked > 2
          ? of({ channel: 'channel', token: 'token' })
          : throwError(() => new Error('GET /user/subscribe: code 20001'));
      },
    });
    expect(run(world, 10 * second)).toEqual([
      [0, { type: 'lost', cause: 'GET /user/subscribe: code 20001', attempt: 1, retryIn: 0 }],
      [0, { type: 'lost', cause: 'GET /user/subscribe: code 20001', attempt: 2, retryIn: 500 }],
      [500, { type: 'connected', resumedFrom: null }],
    ]);
  });

  it('opens the link again after a silence, from the last timetoken, and reports only a failure of that', () => {
    const world = setUp(
      [
        [
          [5, connected()],
          [10, message(4)],
        ],
        [[5, connected(9)]],
        [],
      ],
      {
        silence: 60 * second,
        connectTimeout: 15 * second,
      },
    );
    expect(typesOf(run(world, 136 * second))).toEqual([
      [15, 'connected'],
      [20, 'message'],
      [60 * second * 2 + 25 + 15 * second, 'lost'],
    ]);
    expect(
      world.opened.slice(0, 3).map(({ at, token, since, closedAt }) => [at, token, since, closedAt]),
    ).toEqual([
      [10, 'token 1', null, 60 * second + 20],
      [60 * second + 20, 'token 1', timetokenOf(4), 120 * second + 25],
      [120 * second + 25, 'token 1', timetokenOf(4), 135 * second + 25],
    ]);
  });

  it('opens the link again at a leap of the clock, from the last timetoken: it may have died silently', () => {
    const leaps$ = new Subject<void>();
    const world = setUp(
      [
        [
          [5, connected()],
          [10, message(4)],
        ],
        [
          [5, connected(9)],
          [10, message(5)],
        ],
      ],
      { leaps$ },
    );
    world.scheduler.schedule(() => leaps$.next(), 30 * second);
    expect(typesOf(run(world, 40 * second))).toEqual([
      [15, 'connected'],
      [20, 'message'],
      [30 * second + 10, 'message'],
    ]);
    expect(world.opened.map(({ at, since, closedAt }) => [at, since, closedAt])).toEqual([
      [10, null, 30 * second],
      [30 * second, timetokenOf(4), 40 * second],
    ]);
  });

  it('gives up a link that does not open in time', () => {
    const world = setUp([[], [[5, connected()]]], { connectTimeout: 15 * second });
    expect(typesOf(run(world, 20 * second))).toEqual([
      [15 * second + 10, 'lost'],
      [15 * second + 25, 'connected'],
    ]);
  });

  it('drops a message that comes twice', () => {
    const world = setUp([
      [
        [5, connected()],
        [6, message(1)],
        [7, lost],
      ],
      [
        [5, connected()],
        [6, message(1)],
        [7, message(2)],
      ],
    ]);
    const tokens = run(world, second).flatMap(([, event]) =>
      event.type === 'message' ? [event.event.timetoken] : [],
    );
    expect(tokens).toEqual([timetokenOf(1), timetokenOf(2)]);
  });

  it('is one link, however many subscribe, and closes with the last', () => {
    const world = setUp([
      [
        [5, connected()],
        [50, message(1)],
      ],
    ]);
    const seen: PrivateStreamEvent[] = [];
    const first = world.stream$.subscribe((event) => seen.push(event));
    const other = world.stream$.subscribe((event) => seen.push(event));
    world.scheduler.schedule(() => first.unsubscribe(), 20);
    world.scheduler.schedule(() => other.unsubscribe(), 100);
    world.scheduler.flush();
    expect(seen.map(({ type }) => type)).toEqual(['connected', 'connected', 'message']);
    expect(world.opened).toMatchObject([{ at: 10, closedAt: 100 }]);
  });

  it('passes on that the SDK is missing', () => {
    const missing = configError('pubnub', 'the package', 'nothing');
    const world = setUp([], { open: () => throwError(() => missing) });
    let error: unknown;
    world.stream$.subscribe({ error: (e: unknown) => (error = e) });
    world.scheduler.flush();
    expect(error).toBe(missing);
  });

  it('misses nothing and repeats nothing, whatever happens to its links and tokens', () => {
    const times = fc.array(fc.integer({ min: 0, max: 600 * second }), { maxLength: 60 });
    const fates = fc.array(
      fc.record({
        after: fc.integer({ min: 10, max: 90 * second }),
        fate: fc.constantFrom<'denied' | 'lost' | 'mute'>('denied', 'lost', 'mute'),
      }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(times, fates, (published, ends) => {
        const scheduler = new VirtualTimeScheduler();
        const history: number[] = [];
        const listeners = new Set<(n: number) => void>();
        const publish = (): void => {
          history.push(history.length + 1);
          for (const listener of listeners) listener(history.length);
        };
        let links = 0;
        /** Opens a PubNub that remembers everything. Each link has a fate of its own. */
        const open: OpenPubnub = ({ since }) =>
          new Observable((subscriber) => {
            const end = ends[links++];
            const from = since === null ? history.length : Number(BigInt(since) - BigInt(timetokenOf(0)));
            let mute = false;
            const tell = (n: number): void => {
              if (!mute) subscriber.next(message(n));
            };
            subscriber.add(
              scheduler.schedule(() => {
                subscriber.next(connected(from));
                for (let n = from + 1; n <= history.length; n += 1) tell(n);
                listeners.add(tell);
              }, 5),
            );
            if (end !== undefined) {
              const { after, fate } = end;
              subscriber.add(
                scheduler.schedule(() => {
                  if (fate === 'mute') mute = true;
                  else {
                    subscriber.next(fate === 'denied' ? denied : lost);
                    subscriber.complete();
                  }
                }, after),
              );
            }
            return () => listeners.delete(tell);
          });
        const stream$ = createPrivateStream({
          info$: () => of({ channel: 'channel', token: 'token' }),
          open,
          scheduler,
          random: () => 0.99,
          renewAfter: 100 * second,
        });
        const seen: string[] = [];
        const subscription = stream$.subscribe((event) => {
          if (event.type === 'message') seen.push(event.event.timetoken);
        });
        // Messages from before the first link are not required.
        const start = 6;
        for (const at of published) scheduler.schedule(publish, start + at);
        scheduler.schedule(() => subscription.unsubscribe(), start + 3_000 * second);
        scheduler.flush();
        expect(seen).toEqual(history.map(timetokenOf));
      }),
      { numRuns: 100 },
    );
  });
});

describe('an unused port', () => {
  it('is not opened before a subscription', () => {
    const world = setUp([[]], { info$: () => NEVER });
    world.scheduler.flush();
    expect(world.opened).toEqual([]);
  });
});
