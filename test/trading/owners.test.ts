import { NEVER, of, type Subscription } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { CancelAllOutcome } from '../../src/execution/index';
import { clockOf } from '../../src/operators/clock';
import { haltOwn } from '../../src/trading/owner-halt';
import { createTurns } from '../../src/trading/turns';
import { createWorld, pair, resting, tell } from './world';

/** Places an order of another program of the account. No message reports it, and the list has it without an id to read. */
const placeUnread = ({ clock, sim, program, listIds }: ReturnType<typeof createWorld>): void => {
  sim.faults.add({ kind: 'private-lose' });
  program()
    .submitOrder({ ...resting, price: 11_000_000 })
    .subscribe();
  listIds(false);
  clock.advanceBy(65_000);
};

describe('the limits of an owner', () => {
  it('are over the owner’s own orders, and others are not held to them', () => {
    const { clock, remote, another, placed } = createWorld({
      policy: { owner: 'alice', guards: { maxOpenOrders: 1, maxNotional: 200_000 } },
    });
    const bob = another({ owner: 'bob' }).remote;
    clock.advanceBy(2_000);
    const first = tell(remote.submitOrder(resting));
    clock.advanceBy(3_000);
    expect(first).toEqual(['Submitted', 'Accepted']);
    const second = tell(remote.submitOrder({ ...resting, price: 12_000_001 }));
    clock.advanceBy(3_000);
    expect(second).toEqual(['Rejected guard', '|']);
    const large = tell(bob.submitOrder({ ...resting, amount: '0.02' }));
    clock.advanceBy(3_000);
    expect(large).toEqual(['Submitted', 'Accepted']);
    expect(placed()).toBe(2);
  });

  it('count an order that is on its way', () => {
    const { clock, remote } = createWorld({
      policy: { owner: 'alice', guards: { maxTotalNotional: 200_000 } },
    });
    clock.advanceBy(2_000);
    const told = [
      tell(remote.submitOrder(resting)),
      tell(remote.submitOrder({ ...resting, amount: '0.007' })),
    ];
    clock.advanceBy(5_000);
    expect(told).toEqual([
      ['Submitted', 'Accepted'],
      ['Rejected guard', '|'],
    ]);
  });
});

describe('the limits of an owner who sees all orders', () => {
  const worldOf = () => {
    const world = createWorld({ policy: { orders: 'all', guards: { maxOpenOrders: 1 } } });
    const { clock, remote } = world;
    const submit = (): string[] => {
      const told: string[] = [];
      remote.submitOrder(resting).subscribe((one) => told.push('message' in one ? one.message : one.type));
      clock.advanceBy(8_000);
      return told;
    };
    clock.advanceBy(5_000);
    return { ...world, submit };
  };

  it('refuse each order from a list on that could not be read completely, until one could', () => {
    const world = worldOf();
    const { listIds, submit } = world;
    placeUnread(world);
    const told = [submit()];
    listIds(true);
    told.push(submit());
    expect(told).toEqual([
      ['maxOpenOrders: expected open orders that are known, got not known'],
      ['maxOpenOrders: expected at most 1, got 2'],
    ]);
  });

  it('count the orders of now also while the private stream is lost', () => {
    const { clock, program, stream, submit } = worldOf();
    stream(false);
    clock.advanceBy(100);
    program()
      .submitOrder({ ...resting, price: 11_000_000 })
      .subscribe();
    clock.advanceBy(1_000);
    expect(submit()).toEqual(['maxOpenOrders: expected at most 1, got 2']);
  });
});

describe('the end of all orders of an owner, while the account has an order of another program that has no id to read', () => {
  const worldOf = () => {
    const world = createWorld({ policy: { owner: 'alice' } });
    const { clock, remote } = world;
    clock.advanceBy(2_000);
    const life = tell(remote.submitOrder(resting));
    clock.advanceBy(3_000);
    placeUnread(world);
    return { ...world, life };
  };

  it('says of a cancel that orders may be open which nobody can read', () => {
    const { clock, remote, life } = worldOf();
    const outcomes: CancelAllOutcome[] = [];
    remote.cancelAll().subscribe((outcome) => outcomes.push(outcome));
    clock.advanceBy(40_000);
    expect(outcomes).toMatchObject([{ type: 'Canceled' }, { type: 'Unresolved', orderId: null }]);
    expect(life).toContain('Canceled by user');
  });

  it('says so from the first such list on, although messages came without a gap', () => {
    const { clock, sim, remote, program, listIds } = createWorld({ policy: { owner: 'alice' } });
    clock.advanceBy(5_000);
    sim.faults.add({ kind: 'private-lose' });
    program().submitOrder(resting).subscribe();
    listIds(false);
    clock.advanceBy(1_000);
    const outcomes: CancelAllOutcome[] = [];
    remote.cancelAll().subscribe((outcome) => outcomes.push(outcome));
    clock.advanceBy(40_000);
    expect(outcomes).toMatchObject([{ type: 'Unresolved', orderId: null }]);
  });

  it('is no halt before that order can be read', () => {
    const { clock, remote, life, listIds } = worldOf();
    const types = new Set<string>();
    remote.halt().subscribe(({ type }) => types.add(type));
    clock.advanceBy(60_000);
    expect([...types].sort()).toEqual(['CancelOutcome', 'Canceling', 'Halted', 'Remaining', 'Unreadable']);
    expect(life).toContain('Canceled by user');
    listIds(true);
    clock.advanceBy(10_000);
    expect(types).toContain('Flat');
  });
});

describe('the halt of an owner', () => {
  it('ends with the client: nobody looks any more', () => {
    const { clock, exec } = createWorld();
    clock.advanceBy(2_000);
    const told: string[] = [];
    haltOwn(
      { exec: exec(), owner: { isMine: () => true, openLives: () => 1 }, clock: clockOf(clock) },
      {},
    ).subscribe({
      next: ({ type }) => told.push(type),
      complete: () => told.push('|'),
    });
    clock.advanceBy(5_000);
    void exec().close();
    clock.advanceBy(5_000);
    expect(told).toEqual(['Halted', '|']);
  });
});

describe('the turns of owners', () => {
  it('come round, so that one who sends many keeps nobody waiting', () => {
    const turns = createTurns(1);
    const served: string[] = [];
    const open: Subscription[] = [];
    /** Adds a call that keeps its turn until it is left. */
    const long = (owner: string): void => {
      open.push(turns.inTurn(owner, NEVER).subscribe());
    };
    long('first');
    for (const owner of ['a', 'a', 'a', 'b', 'a', 'c'])
      turns.inTurn(owner, of(owner)).subscribe((who) => served.push(who));
    expect(served).toEqual([]);
    open[0]?.unsubscribe();
    expect(served).toEqual(['a', 'b', 'c', 'a', 'a', 'a']);
  });

  it('an owner who floods the gateway does not delay another one', () => {
    const { clock, remote, another } = createWorld({ policy: { owner: 'flood' } });
    const calm = another({ owner: 'calm' }).remote;
    clock.advanceBy(2_000);
    const flood = Array.from({ length: 30 }, (_, i) =>
      tell(remote.submitOrder({ ...resting, price: 11_000_000 + i })),
    );
    const told = tell(calm.submitOrder(resting));
    clock.advanceBy(1_500);
    expect(told[0]).toBe('Submitted');
    expect(flood.filter(([first]) => first === 'Submitted').length).toBeLessThan(30);
  });

  it('that do not come in time are withdrawn', () => {
    const { clock, remote } = createWorld({ policy: { owner: 'flood' } });
    clock.advanceBy(2_000);
    const told = Array.from({ length: 30 }, (_, i) =>
      tell(remote.submitOrder({ ...resting, price: 11_000_000 + i })),
    );
    clock.advanceBy(10_000);
    expect(told.every(([first]) => first === 'Submitted' || first === 'Rejected withdrawn')).toBe(true);
    expect(told.some(([first]) => first === 'Rejected withdrawn')).toBe(true);
  });
});

describe('the open orders of an owner', () => {
  it('are not emitted again from before a lost link of the gateway, neither for one more order nor to one more subscriber', () => {
    const { clock, sim, remote, stream } = createWorld({ policy: { owner: 'alice' } });
    const sizes: number[] = [];
    remote.orders$.subscribe((orders) => sizes.push(orders.size));
    clock.advanceBy(2_000);
    const faults = sim.faults.add({
      kind: 'rest-status',
      status: 500,
      only: { path: '/v1/user/spot/active_orders' },
    });
    stream(false);
    clock.advanceBy(1_000);
    sizes.length = 0;
    const life = tell(remote.submitOrder(resting));
    clock.advanceBy(3_000);
    expect(life).toEqual(['Submitted', 'Accepted']);
    remote.orders$.subscribe((orders) => sizes.push(orders.size));
    clock.advanceBy(1_000);
    expect(sizes).toEqual([]);
    sim.faults.remove(faults);
    clock.advanceBy(60_000);
    expect(sizes.at(-1)).toBe(1);
  });
});

describe('a caller that is gone', () => {
  const worldOf = () => {
    const world = createWorld({ policy: { owner: 'bot' } });
    const { clock, another, remote, exec } = world;
    const mortal = another({ owner: 'bot' }, { cancelWhenGone: 5_000 });
    clock.advanceBy(2_000);
    tell(remote.submitOrder({ ...resting, price: 11_000_000 }));
    const life = tell(mortal.remote.submitOrder(resting));
    let open = 0;
    exec().orders$.subscribe((orders) => {
      open = [...orders.values()].filter((order) => order.pair === pair).length;
    });
    clock.advanceBy(3_000);
    expect(life).toEqual(['Submitted', 'Accepted']);
    return { ...world, mortal, open: () => open };
  };

  it('has its orders cancelled when it was away for as long as it chose, and other callers have theirs', () => {
    const { clock, mortal, open } = worldOf();
    expect(open()).toBe(2);
    mortal.ports.let(false);
    clock.advanceBy(4_500);
    expect(open()).toBe(2);
    clock.advanceBy(2_000);
    expect(open()).toBe(1);
  });

  it('that comes back in time keeps them', () => {
    const { clock, mortal, open } = worldOf();
    mortal.ports.cut();
    clock.advanceBy(20_000);
    expect(open()).toBe(2);
  });

  it('is not taken for gone by a gateway that was cut off itself, until that receives a message again', () => {
    const { clock, mortal, remote, open } = worldOf();
    mortal.ports.fail();
    mortal.ports.let(false);
    clock.advanceBy(2_000);
    expect(open()).toBe(2);
    tell(remote.submitOrder({ ...resting, price: 10_000_000 }));
    clock.advanceBy(6_000);
    expect(open()).toBe(2);
  });
});

describe('a gateway that was restarted', () => {
  it('knows by the journal whose the open orders are, though none of their programs comes back', () => {
    const { clock, remote, another, restart, ports, exec } = createWorld({ policy: { owner: 'alice' } });
    clock.advanceBy(2_000);
    tell(remote.submitOrder(resting, { id: 'of alice' }));
    clock.advanceBy(3_000);
    restart();
    ports.let(false);
    const seen = new Map<string, number>();
    for (const owner of ['alice', 'bob']) {
      const program = another({ owner }).remote;
      program.orders$.subscribe((orders) => seen.set(owner, orders.size));
      clock.advanceBy(5_000);
    }
    expect([...seen]).toEqual([
      ['alice', 1],
      ['bob', 0],
    ]);
    const again = another({ owner: 'alice' }).remote;
    const fills: unknown[] = [];
    again.fills$.subscribe((fill) => fills.push(fill));
    clock.advanceBy(2_000);
    const halted: string[] = [];
    again.halt().subscribe(({ type }) => halted.push(type));
    clock.advanceBy(10_000);
    expect(halted.at(-1)).toBe('Flat');
    expect(fills).toEqual([]);
    let open = 1;
    exec().orders$.subscribe((orders) => {
      open = orders.size;
    });
    clock.advanceBy(2_000);
    expect(open).toBe(0);
  });
});

describe('a replaced order', () => {
  it('is held to the limits of its owner, counted in the place of the old one', () => {
    const { clock, remote, exec } = createWorld({
      policy: { owner: 'alice', guards: { maxOpenOrders: 1, maxNotional: 200_000 } },
    });
    clock.advanceBy(2_000);
    tell(remote.submitOrder(resting, { id: 'a' }));
    let ref = { pair, orderId: 0 };
    exec().orders$.subscribe((orders) => {
      for (const order of orders.values()) ref = order;
    });
    clock.advanceBy(3_000);
    const large = tell(remote.replaceOrder(ref, { amount: '0.5' }));
    clock.advanceBy(3_000);
    expect(large).toEqual(['Rejected guard', '|']);
    const moved = tell(remote.replaceOrder(ref, { price: 12_000_001 }));
    clock.advanceBy(5_000);
    expect(moved).toEqual(['Submitted', 'Accepted']);
  });
});

describe('one owner over several links', () => {
  it('is one, even if only some of them have limits', () => {
    const { clock, remote, another } = createWorld({
      policy: { owner: 'alice', guards: { maxOpenOrders: 5 } },
    });
    const page = another({ owner: 'alice' }).remote;
    clock.advanceBy(2_000);
    tell(remote.submitOrder(resting));
    clock.advanceBy(3_000);
    let seen = 0;
    page.orders$.subscribe((orders) => {
      seen = orders.size;
    });
    clock.advanceBy(2_000);
    expect(seen).toBe(1);
  });
});
