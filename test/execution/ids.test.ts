import { EMPTY, type Observable, of, throwError } from 'rxjs';
import { describe, expect, it } from 'vitest';
import {
  createExecutionClient,
  type ExecutionClient,
  type JournalRecord,
  type OrderJournal,
  type OrderRequest,
  type OrderTransition,
  remaining,
} from '../../src/execution/index';
import type { Clock, Work } from '../../src/operators/clock';
import { createVirtualSimulator, type Fault, virtualClock } from '../../src/simulator/index';

const pair = 'btc_jpy';
const last = 13_000_000;
const resting: OrderRequest = { pair, side: 'buy', type: 'limit', amount: '0.01', price: 12_000_000 };
const taking: OrderRequest = { pair, side: 'buy', type: 'market', amount: '0.02' };
const withdrawal = { asset: 'btc', uuid: 'no-such-account', amount: '0.1', otpToken: '123456' };
const account = { apiKey: 'key', apiSecret: 'hush', balances: { jpy: '10000000', btc: '10' } };
const postOrder = '/v1/user/spot/order';
const postWithdrawal = '/v1/user/request_withdrawal';
const day = 86_400_000;

/** Creates a venue, a disk, and processes with both, one after the other. */
const createWorld = (faults: readonly Fault[] = []) => {
  const clock = virtualClock(Date.UTC(2026, 0, 5));
  const sim = createVirtualSimulator({
    scheduler: clock,
    participants: false,
    accounts: [account, { ...account, apiKey: 'maker' }],
    faults: faults.map((fault) => ({ ...fault, only: { apiKey: 'key', ...fault.only } })),
  });
  sim.venue.seedLastPrice(pair, last);
  const disk: JournalRecord[] = [];
  /** The lead of wall time and of elapsed time over the venue's clock, ms. */
  const ahead = { wall: 0, elapsed: 0 };
  const walls: Clock = {
    now: () => clock.now() + ahead.wall,
    elapsed: () => clock.now() + ahead.elapsed,
    schedule: <T>(work: Work<T>, delay?: number, state?: T) => clock.schedule(work, delay, state),
  };
  const start = (changes: Partial<OrderJournal> = {}, scheduler: Clock = walls): ExecutionClient =>
    createExecutionClient({
      ...sim.urls,
      apiKey: account.apiKey,
      apiSecret: account.apiSecret,
      writeTimeout: 1000,
      journal: {
        load: () => of(remaining(disk)),
        append: (record) => {
          disk.push(record);
          return EMPTY;
        },
        ...changes,
      },
      scheduler,
      random: () => 0.5,
      sendRequest: sim.sendRequest,
      openPubnub: sim.openPubnub,
    });
  const maker = createExecutionClient({
    ...sim.urls,
    apiKey: 'maker',
    apiSecret: account.apiSecret,
    scheduler: clock,
    sendRequest: sim.sendRequest,
    openPubnub: sim.openPubnub,
  });
  maker.submitOrder({ pair, side: 'sell', type: 'limit', amount: '1', price: last + 1000 }).subscribe();
  clock.advanceBy(1000);
  void maker.close();
  /** Returns how many calls of our account the venue saw. */
  const seen = (path: string): number =>
    sim
      .journal()
      .filter(
        (entry) =>
          entry.type === 'request' &&
          entry.method === 'POST' &&
          entry.path === path &&
          entry.apiKey === 'key',
      ).length;
  return { clock, disk, start, seen, ahead };
};

/** Collects the events of a life, in words. */
const tell = (life: Observable<OrderTransition>): string[] => {
  const told: string[] = [];
  life.subscribe({
    next: (transition) => told.push(wordOf(transition)),
    error: (error: { readonly _tag: string }) => told.push(error._tag),
    complete: () => told.push('|'),
  });
  return told;
};

const wordOf = (transition: OrderTransition): string => {
  switch (transition.type) {
    case 'Canceled':
      return `Canceled by ${transition.by}`;
    case 'Rejected':
      return `Rejected ${transition.reason} ${transition.code ?? ''}`.trimEnd();
    default:
      return transition.type;
  }
};

describe('the same id', () => {
  it('gives the same life in one process, however the request is spelled, and sends one order', () => {
    const { clock, start, seen } = createWorld();
    const exec = start();
    const one = tell(exec.submitOrder(resting, { id: 'a' }));
    const two = tell(exec.submitOrder({ ...resting, amount: 0.01, price: '12000000.00' }, { id: 'a' }));
    clock.advanceBy(3000);
    const three = tell(exec.submitOrder({ ...resting, postOnly: false }, { id: 'a' }));
    expect([one, two, three]).toEqual(Array(3).fill(['Submitted', 'Accepted']));
    expect(seen(postOrder)).toBe(1);
  });

  it('gives a generated one to a command without an id: the Submitted of its life shows it', () => {
    const { clock, start, seen } = createWorld();
    const exec = start();
    const ids = new Set<string>();
    const hear = (transition: OrderTransition): void => {
      if (transition.type === 'Submitted') ids.add(transition.id);
    };
    exec.submitOrder(resting).subscribe(hear);
    exec.submitOrder(taking).subscribe(hear);
    clock.advanceBy(1000);
    const [first = '', second = ''] = ids;
    expect(ids.size).toBe(2);
    expect(tell(exec.trackOrder({ id: second })).at(-1)).toBe('|');
    void exec.close();
    const again = tell(start().submitOrder(resting, { id: first }));
    clock.advanceBy(1000);
    expect(again).toEqual(['Submitted', 'Accepted']);
    expect(seen(postOrder)).toBe(2);
  });

  it('is not given to another request: that is refused, and nothing of it is sent', () => {
    const { clock, start, seen } = createWorld();
    const exec = start();
    tell(exec.submitOrder(resting, { id: 'a' }));
    clock.advanceBy(1000);
    const others = [
      exec.submitOrder({ ...resting, amount: '0.02' }, { id: 'a' }),
      exec.submitOrder({ ...resting, postOnly: true }, { id: 'a' }),
      exec.replaceOrder({ pair, orderId: 1 }, { price: 1 }, { id: 'a' }),
    ].map(tell);
    clock.advanceBy(1000);
    expect(others).toEqual(Array(3).fill(['Rejected id-taken', '|']));
    const events: unknown[] = [];
    exec.requestWithdrawal(withdrawal, { id: 'a' }).subscribe((event) => events.push(event));
    expect(events).toMatchObject([{ type: 'Failed', error: { _tag: 'RequestError', field: 'id' } }]);
    expect([seen(postOrder), seen(postWithdrawal)]).toEqual([1, 0]);
  });

  it.each(['', 'x'.repeat(101)])('is a text of 1 to 100 characters: %j', (id) => {
    const { start, seen } = createWorld();
    expect(tell(start().submitOrder(resting, { id }))).toEqual(['Rejected invalid', '|']);
    expect(seen(postOrder)).toBe(0);
  });

  it('may be used again after an error which proves that nothing was sent', () => {
    const { clock, start, seen, disk } = createWorld();
    let isFull = true;
    const exec = start({
      append: (record) => {
        if (isFull) return throwError(() => new Error('disk full'));
        disk.push(record);
        return EMPTY;
      },
    });
    const failed = tell(exec.submitOrder(resting, { id: 'a' }));
    const events: unknown[] = [];
    exec.requestWithdrawal(withdrawal, { id: 'b' }).subscribe((event) => events.push(event));
    clock.advanceBy(1000);
    expect(failed).toEqual(['JournalError']);
    expect(events).toMatchObject([{ type: 'Failed', error: { _tag: 'JournalError' } }]);
    isFull = false;
    const told = tell(exec.submitOrder({ ...resting, amount: '0.02' }, { id: 'a' }));
    exec.requestWithdrawal(withdrawal, { id: 'b' }).subscribe((event) => events.push(event));
    clock.advanceBy(1000);
    expect(told).toEqual(['Submitted', 'Accepted']);
    expect(events.slice(1)).toMatchObject([{ type: 'Sent' }, { error: { _tag: 'VenueError' } }]);
    expect([seen(postOrder), seen(postWithdrawal)]).toEqual([1, 1]);
  });

  it('gives the same life to commands that come before the first has left', () => {
    const { clock, start, seen } = createWorld();
    const exec = start();
    const lives = Array.from({ length: 5 }, () => tell(exec.submitOrder(taking, { id: 'a' })));
    clock.advanceBy(3000);
    expect(lives).toEqual(Array(5).fill(['Submitted', 'Accepted', 'PartiallyFilled', 'Filled', '|']));
    expect(seen(postOrder)).toBe(1);
  });
});

describe('after a restart on the same journal', () => {
  /** Collects the events of a life to its end, and those that the next process emits for the same id. */
  const twice = (
    run: (exec: ExecutionClient) => Observable<OrderTransition>,
    faults: readonly Fault[] = [],
    meanwhile: (exec: ExecutionClient) => void = () => undefined,
  ) => {
    const { clock, start, seen } = createWorld(faults);
    const first = start();
    const before = tell(run(first));
    clock.advanceBy(2000);
    meanwhile(first);
    clock.advanceBy(40_000);
    const sent = seen(postOrder);
    const told = [...before];
    void first.close();
    clock.advanceBy(1_000_000);
    const second = start();
    const after = tell(run(second));
    const tracked = tell(second.trackOrder({ id: 'a' }));
    clock.advanceBy(40_000);
    expect(seen(postOrder)).toBe(sent);
    expect(tracked).toEqual(after);
    return { before: told, after };
  };

  it.each<[string, OrderRequest, readonly Fault[], readonly string[]]>([
    ['filled', taking, [], ['Submitted', 'Accepted', 'PartiallyFilled', 'Filled', '|']],
    ['refused', { ...resting, amount: '1' }, [], ['Submitted', 'Rejected refused 60001', '|']],
    [
      'found after its reply was lost',
      taking,
      [{ kind: 'rest-timeout-after', only: { path: postOrder } }],
      ['Submitted', 'Accepted', 'PartiallyFilled', 'Filled', '|'],
    ],
    [
      'without effect',
      resting,
      [{ kind: 'rest-timeout-before', only: { path: postOrder } }],
      ['Submitted', 'Rejected no-effect', '|'],
    ],
  ])('an order that was %s is emitted again, and not sent', (_, request, faults, expected) => {
    const { before, after } = twice((exec) => exec.submitOrder(request, { id: 'a' }), faults);
    expect(before).toEqual(expected);
    expect(after).toEqual(expected);
  });

  it('an order that was cancelled is emitted again as cancelled by the same cause', () => {
    const { before, after } = twice(
      (exec) => exec.submitOrder(resting, { id: 'a' }),
      [],
      (exec) => exec.cancelAll().subscribe(),
    );
    expect(before).toEqual(['Submitted', 'Accepted', 'Canceled by user', '|']);
    expect(after).toEqual(before);
  });

  it('an order that lives goes on', () => {
    const { before, after } = twice((exec) => exec.submitOrder(resting, { id: 'a' }));
    expect(before).toEqual(['Submitted', 'Accepted']);
    expect(after).toEqual(before);
  });

  it('a replacement is emitted again, and cancels and sends nothing', () => {
    const { clock, start, seen } = createWorld();
    const first = start();
    let orderId = 0;
    first.submitOrder(resting).subscribe((transition) => {
      if (transition.type === 'Accepted') ({ orderId } = transition.order);
    });
    clock.advanceBy(1000);
    const replaced = (exec: ExecutionClient, price = 12_100_000) =>
      tell(exec.replaceOrder({ pair, orderId }, { price }, { id: 'b' }));
    const before = [replaced(first), replaced(first)];
    clock.advanceBy(5000);
    expect(before).toEqual(Array(2).fill(['Submitted', 'Accepted']));
    void first.close();
    const second = start();
    const after = [replaced(second), replaced(second, 12_200_000)];
    clock.advanceBy(5000);
    expect(after).toEqual([
      ['Submitted', 'Accepted'],
      ['Rejected id-taken', '|'],
    ]);
    expect([seen(postOrder), seen('/v1/user/spot/cancel_order')]).toEqual([2, 1]);
  });

  it.each<[string, readonly Fault[], object, boolean?]>([
    ['done', [], { type: 'Done', value: { asset: 'btc', amount: '0.10000000' } }],
    ['refused', [], { type: 'Failed', error: { _tag: 'VenueError', effect: 'none' } }, true],
    [
      'of unknown outcome',
      [{ kind: 'rest-timeout-after', only: { path: postWithdrawal } }],
      { type: 'Failed', error: { effect: 'unknown' } },
    ],
  ])('a withdrawal that was %s is emitted again, and not sent', (_, faults, outcome, isWrong = false) => {
    const { clock, start, seen } = createWorld(faults);
    let uuid = 'no-such-account';
    if (!isWrong)
      start()
        .rest.withdrawalAccounts({ asset: 'btc' })
        .subscribe(([one]) => (uuid = one?.uuid ?? uuid));
    clock.advanceBy(1000);
    const ask = (exec: ExecutionClient, amount = '0.1'): unknown[] => {
      const events: unknown[] = [];
      // Another one-time password does not make another withdrawal of it.
      exec
        .requestWithdrawal(
          { ...withdrawal, uuid, amount, otpToken: String(seen(postWithdrawal)) },
          { id: 'w' },
        )
        .subscribe((event) => events.push(event));
      return events;
    };
    const first = start();
    const before = [ask(first), ask(first)];
    clock.advanceBy(3000);
    void first.close();
    const second = start();
    const after = ask(second);
    const other = ask(second, '0.2');
    clock.advanceBy(3000);
    for (const events of [...before, after]) expect(events).toMatchObject([{ type: 'Sent' }, outcome]);
    expect(other).toMatchObject([{ type: 'Failed', error: { _tag: 'RequestError', field: 'id' } }]);
    expect(seen(postWithdrawal)).toBe(1);
  });
});

describe('trackOrder of an id', () => {
  it('errors if no command has it, or only one that places no order, and sends nothing', () => {
    const { clock, start, seen } = createWorld();
    const exec = start();
    exec.requestWithdrawal(withdrawal, { id: 'w' }).subscribe();
    clock.advanceBy(1000);
    expect(tell(exec.trackOrder({ id: 'a' }))).toEqual(['RequestError']);
    expect(tell(exec.trackOrder({ id: 'w' }))).toEqual(['RequestError']);
    clock.advanceBy(1000);
    expect(seen(postOrder)).toBe(0);
  });
});

describe('an id of a call that has ended', () => {
  const end = ['Submitted', 'Rejected refused 60001', '|'];
  const poor: OrderRequest = { ...resting, amount: '1' };

  /** Ends a call, lets both clocks go on, and asks again in the same process or in another one. */
  const after = (elapsed: number, wall: number, isRestarted: boolean) => {
    const { clock, start, seen, ahead, disk } = createWorld();
    let exec = start();
    tell(exec.submitOrder(poor, { id: 'a' }));
    clock.advanceBy(1000);
    Object.assign(ahead, { elapsed, wall });
    // The next write shows how long processes have run.
    tell(exec.submitOrder(poor, { id: 'b' }));
    clock.advanceBy(30_000);
    const sent = seen(postOrder);
    if (isRestarted) {
      void exec.close();
      exec = start();
    }
    const told = tell(exec.submitOrder({ ...poor, amount: '2' }, { id: 'a' }));
    clock.advanceBy(30_000);
    return { told, sent: seen(postOrder) - sent, kept: remaining(disk).some(({ id }) => id === 'a') };
  };

  describe.each([false, true])('in a process after a restart: %s', (isRestarted) => {
    it.each([
      ['a minute', 60_000, 60_000],
      ['a day by the wall, and no time by any process', 60_000, 2 * day],
      ['a day of running, by a wall that was set back', 2 * day, 60_000],
      ['a day by the wall, which then went back', 2 * day, -day],
    ])('is kept after %s', (_, elapsed, wall) => {
      const { told, sent, kept } = after(elapsed, wall, isRestarted);
      expect([told, sent, kept]).toEqual([['Rejected id-taken', '|'], 0, true]);
    });

    it('may be used again after a day by both clocks', () => {
      const { told, sent } = after(day, day, isRestarted);
      // A new process is a day ahead of the venue, and sends again after the refusal of that time.
      expect([told, sent > 0]).toEqual([end, true]);
    });
  });
});

describe('lives of many ended calls', () => {
  it('are emitted again from the records that are kept', () => {
    const { clock, start, seen } = createWorld();
    const exec = start();
    const count = 1_100;
    for (let nth = 0; nth < count; nth += 1) {
      exec
        .submitOrder({ pair: 'no_such', side: 'buy', type: 'market', amount: '1' }, { id: `${nth}` })
        .subscribe();
    }
    clock.advanceBy(1000);
    const first = tell(exec.submitOrder(taking, { id: 'taken' }));
    clock.advanceBy(2000);
    for (let nth = 0; nth < count; nth += 1)
      exec
        .submitOrder({ pair: 'no_such', side: 'buy', type: 'market', amount: '1' }, { id: `x${nth}` })
        .subscribe();
    clock.advanceBy(1000);
    const again = tell(exec.submitOrder(taking, { id: 'taken' }));
    clock.advanceBy(2000);
    expect(again).toEqual(first);
    expect(first.at(-1)).toBe('|');
    expect(
      tell(exec.submitOrder({ pair: 'no_such', side: 'buy', type: 'market', amount: '1' }, { id: '0' })),
    ).toEqual(['Rejected invalid', '|']);
    expect(seen(postOrder)).toBe(1);
  });
});
