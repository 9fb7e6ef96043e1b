import { describe, expect, it } from 'vitest';
import type { Order } from '../../src/execution/index';
import { createWorld, pair, resting, taking, tell } from './world';

describe('an order over a port', () => {
  it('lives as it does without one, and later subscribers get the replay', () => {
    const { clock, remote, placed } = createWorld();
    clock.advanceBy(100);
    const life$ = remote.submitOrder(taking);
    const told = tell(life$);
    clock.advanceBy(3000);
    expect(told).toEqual(['Submitted', 'Accepted', 'PartiallyFilled', 'PartiallyFilled', 'Filled', '|']);
    expect(tell(life$)).toEqual(told);
    expect(placed()).toBe(1);
  });

  it('is rejected as not sent if there is no link, and may be placed later under its id', () => {
    const { clock, remote, ports, placed } = createWorld();
    clock.advanceBy(100);
    ports.let(false);
    expect(tell(remote.submitOrder(resting, { id: 'a' }))).toEqual(['Rejected not-sent', '|']);
    ports.let(true);
    clock.advanceBy(15_000);
    const again = tell(remote.submitOrder(resting, { id: 'a' }));
    clock.advanceBy(1000);
    expect(again).toEqual(['Submitted', 'Accepted']);
    expect(placed()).toBe(1);
  });

  it('is unresolved if the link is lost before an answer, and goes on with the next link', () => {
    const { clock, remote, ports, placed } = createWorld({
      toCaller: () => [5],
    });
    clock.advanceBy(100);
    const told = tell(remote.submitOrder(resting));
    ports.cut();
    expect(told).toEqual(['Unresolved']);
    clock.advanceBy(5000);
    expect(told).toEqual(['Unresolved', 'Submitted', 'Accepted']);
    expect(placed()).toBe(1);
  });

  it('that never came to the gateway is rejected as not sent, once it could no longer come', () => {
    const { clock, remote, ports, placed } = createWorld({
      toGateway: (text) => (text.includes('submitOrder') ? [] : [0]),
    });
    clock.advanceBy(100);
    const told = tell(remote.submitOrder(resting));
    clock.advanceBy(10_000);
    expect(told).toEqual(['Unresolved', 'Rejected not-sent', '|']);
    expect(placed()).toBe(0);
    expect(ports.sent.filter((text) => text.includes('submitOrder'))).toHaveLength(1);
  });

  it('that outlives its link on a bus is not taken for lost while it may still come', () => {
    const { clock, remote, ports, placed } = createWorld({
      toGateway: (text) => (text.includes('submitOrder') ? [1000] : [0]),
    });
    clock.advanceBy(100);
    const told = tell(remote.submitOrder(resting));
    ports.cut();
    clock.advanceBy(10_000);
    expect(told).toEqual(['Unresolved', 'Submitted', 'Accepted']);
    expect(placed()).toBe(1);
  });

  it('that comes late is refused, and nothing of it is sent', () => {
    const { clock, remote, refusals, placed } = createWorld({
      toGateway: (text) => (text.includes('submitOrder') ? [2500] : [0]),
    });
    clock.advanceBy(100);
    const told = tell(remote.submitOrder(resting));
    clock.advanceBy(10_000);
    expect(told).toEqual(['Rejected not-sent', '|']);
    expect(refusals).toEqual(['expired']);
    expect(placed()).toBe(0);
  });

  it('that waits too long at the gateway is withdrawn before it leaves', () => {
    const { clock, remote, placed } = createWorld({ policy: { timeToLive: 500 } });
    clock.advanceBy(100);
    // There are more than the account may send together, so that the last ones wait for their turn.
    const lives = Array.from({ length: 12 }, (_, i) =>
      tell(remote.submitOrder({ ...resting, price: 12_000_000 - i })),
    );
    clock.advanceBy(10_000);
    const left = lives.filter((told) => told.includes('Accepted'));
    const withdrawn = lives.filter((told) => told.join() === 'Rejected withdrawn,|');
    expect(left.length + withdrawn.length).toBe(12);
    expect(withdrawn.length).toBeGreaterThan(0);
    expect(placed()).toBe(left.length);
  });

  it('is placed once, however often its message comes, and under one id with one content', () => {
    const { clock, remote, placed } = createWorld({ toGateway: () => [0, 1, 30] });
    clock.advanceBy(100);
    const one = tell(remote.submitOrder(resting, { id: 'a' }));
    const two = tell(remote.submitOrder(resting, { id: 'a' }));
    const other = tell(remote.submitOrder({ ...resting, amount: '0.02' }, { id: 'a' }));
    clock.advanceBy(2000);
    expect([one, two]).toEqual(Array(2).fill(['Submitted', 'Accepted']));
    expect(other).toEqual(['Rejected id-taken', '|']);
    expect(placed()).toBe(1);
  });

  it('goes on after a restart of the gateway, by its journal', () => {
    const { clock, remote, restart, placed } = createWorld();
    clock.advanceBy(100);
    const life$ = remote.submitOrder(resting);
    const told = tell(life$);
    let order: Order | undefined;
    life$.subscribe((transition) => {
      if (transition.type === 'Accepted') ({ order } = transition);
    });
    clock.advanceBy(1000);
    restart();
    clock.advanceBy(5000);
    expect(told).toEqual(['Submitted', 'Accepted']);
    const outcomes: string[] = [];
    remote.cancelOrder({ pair, orderId: order?.orderId ?? 0 }).subscribe(({ type }) => outcomes.push(type));
    clock.advanceBy(3000);
    expect(outcomes).toEqual(['Canceled']);
    expect(told).toEqual(['Submitted', 'Accepted', 'Canceled by user', '|']);
    expect(placed()).toBe(1);
  });

  it('sent to a gateway that was restarted without a journal stays unresolved, and a diagnostic says so', () => {
    const { clock, remote, ports, restart } = createWorld({
      policy: { keepsIds: false },
      toGateway: (text) => (text.includes('submitOrder') ? [] : [0]),
    });
    clock.advanceBy(100);
    const told = tell(remote.submitOrder(resting));
    restart();
    ports.cut();
    clock.advanceBy(5000);
    expect(told).toEqual(['Unresolved', 'Unresolved', '|']);
  });

  it('is cancelled when its last observer leaves, if it was placed so', () => {
    const { clock, remote, exec } = createWorld();
    clock.advanceBy(100);
    const subscription = remote.submitOrder(resting, { cancelOnUnsubscribe: true }).subscribe();
    clock.advanceBy(1000);
    subscription.unsubscribe();
    clock.advanceBy(1000);
    const open: number[] = [];
    exec()
      .rest.all.activeOrders()
      .subscribe(({ orderId }) => open.push(orderId));
    clock.advanceBy(1000);
    expect(open).toEqual([]);
  });
});

describe('cancels and halt over a port', () => {
  it('are kept while there is no link, and sent with the next one', () => {
    const { clock, remote, ports } = createWorld();
    clock.advanceBy(100);
    const life = tell(remote.submitOrder(resting));
    clock.advanceBy(1000);
    ports.let(false);
    const outcomes: string[] = [];
    remote.cancelAll().subscribe(({ type }) => outcomes.push(type));
    clock.advanceBy(5000);
    expect(outcomes).toEqual([]);
    ports.let(true);
    clock.advanceBy(15_000);
    expect(outcomes).toEqual(['Canceled']);
    expect(life.at(-2)).toBe('Canceled by user');
  });

  it('report after their time that there was no answer', () => {
    const { clock, remote, ports } = createWorld();
    ports.let(false);
    const outcomes: string[] = [];
    remote.cancelOrder({ pair, orderId: 1 }).subscribe(({ type }) => outcomes.push(type));
    clock.advanceBy(29_000);
    expect(outcomes).toEqual([]);
    clock.advanceBy(2000);
    expect(outcomes).toEqual(['Unresolved']);
  });

  it('apply to the owner alone: its orders are cancelled, it places no more, and others go on', () => {
    const { clock, remote, another } = createWorld({ policy: { owner: 'one' } });
    const two = another({ owner: 'two' });
    clock.advanceBy(100);
    const mine = tell(remote.submitOrder(resting));
    const others = tell(two.remote.submitOrder({ ...resting, price: 11_000_000 }));
    clock.advanceBy(1000);
    const course: string[] = [];
    remote.halt().subscribe({ next: ({ type }) => course.push(type), complete: () => course.push('|') });
    clock.advanceBy(10_000);
    expect(course[0]).toBe('Halted');
    expect(course.slice(-2)).toEqual(['Flat', '|']);
    expect(mine.at(-2)).toBe('Canceled by user');
    expect(others).toEqual(['Submitted', 'Accepted']);
    expect(tell(remote.submitOrder(resting))).toEqual(['Rejected halted', '|']);
  });
});

describe('owners', () => {
  it('see and cancel their own orders alone', () => {
    const { clock, remote, another } = createWorld({ policy: { owner: 'one' } });
    const two = another({ owner: 'two' });
    const all = another({ orders: 'all' });
    clock.advanceBy(100);
    remote.submitOrder(resting).subscribe();
    let ref = { pair, orderId: 0 };
    two.remote.submitOrder({ ...resting, price: 11_000_000 }).subscribe((transition) => {
      if (transition.type === 'Accepted') ref = transition.order;
    });
    const seen = [remote, two.remote, all.remote].map(({ orders$ }) => {
      const sizes: number[] = [];
      orders$.subscribe((orders) => sizes.push(orders.size));
      return sizes;
    });
    clock.advanceBy(2000);
    expect(seen.map((sizes) => sizes.at(-1))).toEqual([1, 1, 2]);
    const outcomes: string[] = [];
    remote.cancelOrder(ref).subscribe(({ type }) => outcomes.push(type));
    const errors: string[] = [];
    remote.rest.order(ref).subscribe({ error: ({ reason }: { reason: string }) => errors.push(reason) });
    remote.privateEvents$.subscribe({ error: ({ reason }: { reason: string }) => errors.push(reason) });
    clock.advanceBy(1000);
    expect(outcomes).toEqual(['Refused']);
    expect(errors).toEqual(['not-allowed', 'not-allowed']);
  });

  it('have ids of their own', () => {
    const { clock, remote, another, placed } = createWorld({ policy: { owner: 'one' } });
    const two = another({ owner: 'two' });
    clock.advanceBy(100);
    const lives = [
      tell(remote.submitOrder(resting, { id: 'a' })),
      tell(two.remote.submitOrder({ ...resting, price: 11_000_000 }, { id: 'a' })),
    ];
    clock.advanceBy(2000);
    expect(lives).toEqual(Array(2).fill(['Submitted', 'Accepted']));
    expect(placed()).toBe(2);
  });

  it('may use the calls of their policy alone', () => {
    const { clock, remote, refusals } = createWorld({ policy: { calls: ['orders$'] } });
    clock.advanceBy(100);
    expect(tell(remote.submitOrder(resting))).toEqual(['Rejected not-sent', '|']);
    expect(refusals).toEqual(['not-allowed']);
  });
});

describe('feeds over a port', () => {
  it('of a state give it after one round trip, and nothing of a lost link', () => {
    const { clock, remote, ports } = createWorld();
    clock.advanceBy(100);
    const kept = remote.assets$.subscribe();
    clock.advanceBy(2000);
    let size = 0;
    remote.assets$.subscribe((assets) => (size = assets.size));
    expect(size).toBeGreaterThan(0);
    ports.let(false);
    let late = 0;
    remote.assets$.subscribe(() => (late += 1));
    expect(late).toBe(0);
    ports.let(true);
    clock.advanceBy(15_000);
    expect(late).toBeGreaterThan(0);
    kept.unsubscribe();
  });

  it('of fills go on after the last fill of the last link, each fill once', () => {
    const { clock, remote, ports, maker } = createWorld();
    clock.advanceBy(100);
    const fills: number[] = [];
    remote.fills$.subscribe(({ tradeId }) => fills.push(tradeId));
    remote.submitOrder(resting).subscribe();
    clock.advanceBy(1000);
    ports.let(false);
    maker.submitOrder({ pair, side: 'sell', type: 'limit', amount: '0.004', price: 12_000_000 }).subscribe();
    clock.advanceBy(2000);
    maker.submitOrder({ pair, side: 'sell', type: 'limit', amount: '0.002', price: 12_000_000 }).subscribe();
    clock.advanceBy(2000);
    expect(fills).toEqual([]);
    ports.let(true);
    clock.advanceBy(15_000);
    expect(fills).toHaveLength(2);
    ports.cut();
    clock.advanceBy(15_000);
    expect(new Set(fills).size).toBe(2);
    expect(fills).toHaveLength(2);
  });

  it('of profit and loss count the fills of the owner alone, unless it sees all', () => {
    const { clock, remote, another } = createWorld({ policy: { owner: 'alice' } });
    const bob = another({ owner: 'bob' }).remote;
    const chief = another({ owner: 'chief', orders: 'all' }).remote;
    clock.advanceBy(100);
    const fillsOf = (trading: typeof remote): readonly number[] => {
      const counts: number[] = [];
      trading.pnl$.subscribe(({ pairs }) => counts.push(pairs.get(pair)?.fills ?? 0));
      return counts;
    };
    const [alices, bobs, all] = [remote, bob, chief].map(fillsOf);
    clock.advanceBy(1000);
    remote.submitOrder(taking).subscribe();
    clock.advanceBy(5000);
    expect([alices?.at(-1), bobs?.at(-1), all?.at(-1)]).toEqual([2, 0, 2]);
  });

  it('report that the link is lost, and link again', () => {
    const { clock, remote, ports } = createWorld();
    const states: string[] = [];
    remote.connection$.subscribe(({ state }) => states.push(state));
    remote.orders$.subscribe();
    clock.advanceBy(2000);
    expect(states.at(-1)).toBe('open');
    ports.cut();
    expect(states.at(-1)).toBe('waiting');
    clock.advanceBy(2000);
    expect(states.at(-1)).toBe('open');
  });

  it('find out that a message was lost, and ask again', () => {
    let isLossy = false;
    const { clock, remote } = createWorld({
      toCaller: (text) => (isLossy && text.includes('"value"') ? [] : [0]),
    });
    clock.advanceBy(100);
    isLossy = true;
    let size = 0;
    remote.assets$.subscribe((assets) => (size = assets.size));
    clock.advanceBy(2000);
    expect(size).toBe(0);
    isLossy = false;
    clock.advanceBy(10_000);
    expect(size).toBeGreaterThan(0);
  });
});

describe('a gateway', () => {
  it('refuses messages that it cannot take by a typed answer, and goes on', () => {
    const { clock, remote, ports, refusals } = createWorld();
    clock.advanceBy(100);
    const hostile = [
      'no JSON',
      '{"v":2,"type":"call","call":"x"}',
      'x'.repeat(70_000),
      `${'['.repeat(30_000)}${']'.repeat(30_000)}`,
      '{"v":1,"type":"call","call":"y","name":"requestWithdrawal","args":{},"epoch":"","at":0}',
      '{"v":1,"type":"call","call":"z","name":"constructor","args":{},"epoch":"","at":0}',
      '{"v":1,"type":"call","call":"u","name":"submitOrder","args":{"id":"a","request":{"pair":1}},"epoch":"","at":0}',
    ];
    for (const text of hostile) ports.caller.send(text);
    expect(refusals).toEqual([
      'unreadable',
      'version',
      'too-large',
      'unreadable',
      'unknown-call',
      'unknown-call',
      'unreadable',
    ]);
    const told = tell(remote.submitOrder(resting));
    clock.advanceBy(1000);
    expect(told).toEqual(['Submitted', 'Accepted']);
  });

  it('refuses a flood, and still takes cancels', () => {
    const { clock, remote, refusals } = createWorld({ policy: { maxCallsPerSecond: 1 } });
    clock.advanceBy(100);
    const lives = Array.from({ length: 30 }, () => tell(remote.submitOrder(resting)));
    const outcomes: string[] = [];
    remote.cancelAll().subscribe({ complete: () => outcomes.push('|') });
    clock.advanceBy(5000);
    expect(lives.filter((told) => told.join() === 'Rejected not-sent,|')).toHaveLength(20);
    expect(refusals).toEqual(Array(20).fill('busy'));
    expect(outcomes).toEqual(['|']);
  });
});
