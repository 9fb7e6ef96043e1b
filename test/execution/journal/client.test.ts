import { concat, EMPTY, ignoreElements, of, retry, take, throwError, timer } from 'rxjs';
import { describe, expect, it } from 'vitest';
import {
  createExecutionClient,
  type ExecutionClient,
  type ExecutionDiagnostic,
  type JournalRecord,
  type OrderJournal,
  type OrderRequest,
  type Recovered,
} from '../../../src/execution/index';
import { createVirtualSimulator, type Fault, virtualClock } from '../../../src/simulator/index';

const pair = 'btc_jpy';
const request: OrderRequest = { pair, side: 'buy', type: 'limit', amount: '0.01', price: 12_000_000 };
const withdrawal = { asset: 'btc', uuid: '', amount: '0.1', otpToken: '123456' };
const credentials = { apiKey: 'key', apiSecret: 'hush' };

/** Creates a venue, and clients of it with journals of their own making. */
const createVenue = (faults: readonly Fault[] = []) => {
  const clock = virtualClock(Date.UTC(2026, 0, 5));
  const sim = createVirtualSimulator({
    scheduler: clock,
    participants: false,
    accounts: [{ ...credentials, balances: { jpy: '1000000', btc: '10' } }],
    faults,
  });
  sim.venue.seedLastPrice(pair, 13_000_000);
  const start = (journal: OrderJournal) => {
    const exec = createExecutionClient({
      ...sim.urls,
      ...credentials,
      writeTimeout: 1000,
      journal,
      scheduler: clock,
      random: () => 0.5,
      sendRequest: sim.sendRequest,
      openPubnub: sim.openPubnub,
    });
    const diagnostics: ExecutionDiagnostic[] = [];
    exec.diagnostics$.subscribe((diagnostic) => diagnostics.push(diagnostic));
    return { exec, diagnostics };
  };
  /** Returns how many calls of a path the venue saw. */
  const seen = (path: string): number =>
    sim.journal().filter((entry) => entry.type === 'request' && entry.path === path).length;
  return { clock, start, seen };
};

const journalOn = (disk: JournalRecord[], changes: Partial<OrderJournal> = {}): OrderJournal => ({
  load: () => of([...disk]),
  append: (record) => {
    disk.push(record);
    return EMPTY;
  },
  ...changes,
});

/** Collects the events of an Observable, in words. */
const tell = (source: ReturnType<ExecutionClient['submitOrder']>): string[] => {
  const told: string[] = [];
  source.subscribe({
    next: ({ type }) => told.push(type),
    error: (error: { readonly _tag: string }) => told.push(error._tag),
  });
  return told;
};

const postOrder = '/v1/user/spot/order';
const postWithdrawal = '/v1/user/request_withdrawal';

describe('an intent that can not be kept', () => {
  const failing = (times: number): OrderJournal => {
    let left = times;
    return journalOn([], { append: () => (left-- > 0 ? throwError(() => new Error('disk full')) : EMPTY) });
  };

  it('is an error of the order, which is not sent', () => {
    const { clock, start, seen } = createVenue();
    const { exec } = start(failing(1));
    const told = tell(exec.submitOrder(request));
    clock.advanceBy(5000);
    expect(told).toEqual(['JournalError']);
    expect(seen(postOrder)).toBe(0);
  });

  it('may be tried again', () => {
    const { clock, start, seen } = createVenue();
    const { exec } = start(failing(1));
    const told = tell(exec.submitOrder(request).pipe(retry(1)));
    clock.advanceBy(5000);
    expect(told).toEqual(['Submitted', 'Accepted']);
    expect(seen(postOrder)).toBe(1);
  });

  it('is a failure of a withdrawal, which is not sent', () => {
    const { clock, start, seen } = createVenue();
    const events: unknown[] = [];
    start(failing(1))
      .exec.requestWithdrawal(withdrawal)
      .subscribe((event) => events.push(event));
    clock.advanceBy(5000);
    expect(events).toMatchObject([{ type: 'Failed', error: { _tag: 'JournalError', effect: 'none' } }]);
    expect(seen(postWithdrawal)).toBe(0);
  });
});

describe('an intent that is being written as the client is halted', () => {
  it('is over: no later process takes it for unfinished', () => {
    const { clock, start, seen } = createVenue();
    const disk: JournalRecord[] = [];
    const slow = journalOn(disk, {
      append: (record) => {
        disk.push(record);
        return timer(1000, clock).pipe(ignoreElements());
      },
    });
    const { exec } = start(slow);
    const told = tell(exec.submitOrder(request));
    clock.advanceBy(500);
    expect(disk.map(({ type }) => type)).toEqual(['intent']);
    exec.halt().subscribe();
    clock.advanceBy(5000);
    expect(told).toEqual(['Rejected']);
    expect(seen(postOrder)).toBe(0);
    expect(disk.map(({ type }) => type)).toEqual(['intent', 'ended']);
  });
});

describe('an order that is sent again because its time was refused', () => {
  it('is looked for by the next process as of its first departure, whose bytes may have been delivered', () => {
    const { clock, start } = createVenue([
      { kind: 'rest-resent', only: { path: postOrder }, when: { nth: 1 } },
    ]);
    const disk: JournalRecord[] = [];
    start(journalOn(disk)).exec.submitOrder(request).subscribe();
    clock.advanceBy(5000);
    const intents = disk.filter((record) => record.type === 'intent');
    const times = intents.map(({ stamp }) => (stamp.type === 'time-window' ? stamp.requestTime : null));
    expect(new Set(times).size).toBe(2);
    expect(intents.map(({ requestTime }) => requestTime)).toEqual([times[0], times[0]]);
  });
});

describe('an order that is called off at the moment at which it leaves', () => {
  const leaving = () => {
    const { clock, start, seen } = createVenue();
    const slow = { append: () => timer(10, clock).pipe(ignoreElements()) };
    const world = start(journalOn([], slow));
    const told = (): string[] => tell(world.exec.trackOrder({ id: 'a' }));
    return { ...world, clock, seen, told };
  };

  it('has its true outcome if its observer leaves: it was placed, and is cancelled', () => {
    const { exec, clock, seen, told } = leaving();
    const heard = tell(exec.submitOrder(request, { id: 'a', cancelOnUnsubscribe: true }).pipe(take(1)));
    const life = told();
    clock.advanceBy(5_000);
    expect(heard).toEqual(['Submitted']);
    expect(life).toEqual(['Submitted', 'Accepted', 'Canceled']);
    expect([seen(postOrder), seen('/v1/user/spot/cancel_order')]).toEqual([1, 1]);
  });

  it('has its true outcome if the client is halted: it was placed, and is cancelled', () => {
    const { exec, clock, seen, told } = leaving();
    let isHalted = false;
    exec.submitOrder(request, { id: 'a' }).subscribe(() => {
      if (!isHalted) exec.halt().subscribe();
      isHalted = true;
    });
    const life = told();
    clock.advanceBy(20_000);
    expect(life).toEqual(['Submitted', 'Accepted', 'Canceled']);
    expect(seen(postOrder)).toBe(1);
  });
});

describe('an outcome that can not be kept', () => {
  it('is a diagnostic, and the life goes on', () => {
    const { clock, start } = createVenue();
    const { exec, diagnostics } = start(
      journalOn([], {
        append: ({ type }) => (type === 'intent' ? EMPTY : throwError(() => new Error('disk full'))),
      }),
    );
    const told = tell(exec.submitOrder(request));
    clock.advanceBy(5000);
    expect(told).toEqual(['Submitted', 'Accepted']);
    expect(diagnostics).toMatchObject([{ kind: 'outcome-not-journaled', cause: /disk full/ }]);
  });
});

describe('a journal that can not be loaded', () => {
  it('lets nothing be sent until it can be', () => {
    const { clock, start, seen } = createVenue();
    let isLocked = true;
    const { exec, diagnostics } = start(
      journalOn([], { load: () => (isLocked ? throwError(() => new Error('locked')) : of([])) }),
    );
    const errors: unknown[] = [];
    exec.recover().subscribe({ error: (error: unknown) => errors.push(error) });
    const events: unknown[] = [];
    exec.requestWithdrawal(withdrawal).subscribe((event) => events.push(event));
    expect(tell(exec.submitOrder(request))).toEqual(['JournalError']);
    clock.advanceBy(5000);
    expect(errors).toMatchObject([{ _tag: 'JournalError', reason: 'failed', actual: 'locked' }]);
    expect(events).toMatchObject([{ type: 'Failed', error: { _tag: 'JournalError' } }]);
    expect(diagnostics.map(({ kind }) => kind)).toEqual(Array(3).fill('journal-unreadable'));
    expect(seen(postOrder) + seen(postWithdrawal)).toBe(0);

    isLocked = false;
    const told = tell(exec.submitOrder(request));
    clock.advanceBy(5000);
    expect(told).toEqual(['Submitted', 'Accepted']);
  });

  it('lets nothing be sent while it is being loaded', () => {
    const { clock, start, seen } = createVenue();
    const slow = journalOn([], {
      load: () => concat(timer(3000, clock).pipe(ignoreElements()), of([])),
    });
    tell(start(slow).exec.submitOrder(request));
    clock.advanceBy(2999);
    expect(seen(postOrder)).toBe(0);
    clock.advanceBy(100);
    expect(seen(postOrder)).toBe(1);
  });
});

describe('a withdrawal', () => {
  const lostReply: Fault = { kind: 'rest-timeout-after', only: { path: postWithdrawal } };

  const recoveredBy = (exec: ExecutionClient): Recovered[] => {
    const all: Recovered[] = [];
    exec.recover().subscribe((one) => all.push(one));
    return all;
  };

  it('of unknown outcome is reported by every later process, until somebody has checked it', () => {
    const { clock, start, seen } = createVenue([lostReply]);
    const disk: JournalRecord[] = [];
    const first = start(journalOn(disk));
    first.exec.requestWithdrawal(withdrawal).subscribe();
    clock.advanceBy(2000);
    void first.exec.close();
    const { asset, uuid, amount } = withdrawal;
    const expected = { type: 'withdrawal', request: { asset, uuid, amount }, sentAt: disk[0]?.at };

    const second = start(journalOn(disk));
    expect(recoveredBy(second.exec)).toMatchObject([expected]);
    expect(second.diagnostics).toMatchObject([
      { kind: 'call-recovered', write: 'withdrawal', orderId: null },
    ]);
    const [again] = recoveredBy(start(journalOn(disk)).exec);
    expect(again).toMatchObject(expected);
    again?.acknowledge().subscribe();
    expect(recoveredBy(start(journalOn(disk)).exec)).toEqual([]);
    expect(seen(postWithdrawal)).toBe(1);
  });

  it('that the venue has answered is over', () => {
    const { clock, start } = createVenue();
    const disk: JournalRecord[] = [];
    start(journalOn(disk)).exec.requestWithdrawal(withdrawal).subscribe();
    clock.advanceBy(2000);
    expect(disk.map(({ type }) => type)).toEqual(['intent', 'ended']);
    expect(recoveredBy(start(journalOn(disk)).exec)).toEqual([]);
  });

  it('leaves no password behind', () => {
    const { clock, start } = createVenue();
    const disk: JournalRecord[] = [];
    const { exec } = start(journalOn(disk));
    exec.requestWithdrawal(withdrawal).subscribe();
    exec.submitOrder(request).subscribe();
    clock.advanceBy(2000);
    expect(disk.length).toBeGreaterThan(3);
    for (const secret of [withdrawal.otpToken, credentials.apiSecret, 'signature'])
      expect(JSON.stringify(disk).toLowerCase()).not.toContain(secret);
  });
});

describe('an order whose end was not seen', () => {
  const known = (orderId: number, disk: readonly JournalRecord[]): JournalRecord[] =>
    disk.map((record) => (record.type === 'accepted' ? { ...record, orderId } : record));

  it('is followed to its end by the next process', () => {
    const { clock, start } = createVenue();
    const disk: JournalRecord[] = [];
    const first = start(journalOn(disk));
    tell(first.exec.submitOrder(request));
    clock.advanceBy(2000);
    void first.exec.close();

    const { exec } = start(journalOn(disk));
    const lives: string[][] = [];
    exec.recover().subscribe((one) => {
      if (one.type === 'order') lives.push(tell(one.life$));
    });
    clock.advanceBy(2000);
    expect(lives).toEqual([['Submitted', 'Accepted']]);
    exec.cancelAll().subscribe();
    clock.advanceBy(5000);
    expect(lives).toEqual([['Submitted', 'Accepted', 'Canceled']]);
    expect(disk.map(({ type }) => type)).toEqual(['intent', 'accepted', 'ended']);
  });

  it('is unresolved if the venue does not know it any more', () => {
    const { clock, start } = createVenue();
    const disk: JournalRecord[] = [];
    tell(start(journalOn(disk)).exec.submitOrder(request));
    clock.advanceBy(2000);
    const { exec } = start(journalOn(known(7, disk)));
    const lives: string[][] = [];
    exec.recover().subscribe((one) => {
      if (one.type === 'order') lives.push(tell(one.life$));
    });
    clock.advanceBy(2000);
    expect(lives).toEqual([['Submitted', 'Unresolved']]);
  });
});
