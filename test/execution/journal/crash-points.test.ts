/**
 * Our client and the venue on one virtual clock, and a process that crashes at every step at which a crash makes a
 * difference. Whatever the step is, one call has at most one order, and every order belongs to a call.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallError, ExecutionClient, OrderRequest, OrderTransition } from '../../../src/execution/index';
import { callsOf, isUnknown } from '../../../src/execution/journal/recorded-calls';
import type { Fault } from '../../../src/simulator/index';
import { createWorld, pair, postOrder, price, type Program, type WorldOptions } from './crashing-world';

const resting: OrderRequest = { pair, side: 'buy', type: 'limit', amount: '0.01', price: price - 1000 };
const taking: OrderRequest = { pair, side: 'buy', type: 'market', amount: '0.02' };

/** A life as an observer saw it. */
interface Seen {
  readonly told: OrderTransition[];
  error: unknown;
}

interface Crash {
  /** The step of its process, from 0. */
  readonly at: number;
  /** The time from the crash to the next process, ms. */
  readonly downtime: number;
}

/** Runs one process after another. Each crashes, except the last. */
const play = (crashes: readonly Crash[], options: WorldOptions) => {
  const world = createWorld(options);
  const { clock } = world;
  const lives: Seen[] = [];
  const watch = (life: ReturnType<Parameters<Program>[0]['submitOrder']>): void => {
    const seen: Seen = { told: [], error: null };
    lives.push(seen);
    life.subscribe({
      next: (transition) => seen.told.push(transition),
      // A crashed process has no observer that could receive the error.
      error: (error: CallError) => (seen.error = error._tag === 'ClosedError' ? null : error),
    });
  };

  /** Sends two equal orders together, twice, and a cancel. */
  const trade = (exec: ExecutionClient, nth: number): void => {
    const first = exec.submitOrder(resting, { id: `${nth}a` });
    watch(first);
    watch(exec.submitOrder(resting, { id: `${nth}b` }));
    clock.schedule(() => {
      watch(exec.submitOrder(taking, { id: `${nth}c` }));
      watch(exec.submitOrder(taking, { id: `${nth}d` }));
    }, 50);
    first.subscribe((transition) => {
      if (transition.type !== 'Accepted') return;
      clock.schedule(() => exec.cancelOrder(transition.order).subscribe({ error: () => undefined }), 200);
    });
  };
  /**
   * Returns a program that, after a crash, also looks at the remains, and asks again for everything that the previous
   * process may have asked for.
   */
  const programOf =
    (nth: number): Program =>
    (exec) => {
      if (nth > 0) {
        exec.recover().subscribe((recovered) => {
          if (recovered.type === 'order') watch(recovered.life$);
        });
        trade(exec, nth - 1);
      }
      trade(exec, nth);
    };

  const firstSteps: string[][] = [];
  const startNext = (nth: number): void => {
    const crash = crashes[nth];
    const program = programOf(nth);
    firstSteps.push(
      crash === undefined
        ? world.start(program)
        : world.start(program, crash.at, () => clock.schedule(() => startNext(nth + 1), crash.downtime)),
    );
  };
  clock.advanceBy(2000);
  startNext(0);
  clock.advanceBy(20_000 * (crashes.length + 1));
  const orders = world.orders();
  world.close();
  return { orders, lives, disk: world.disk, steps: firstSteps, ids: 4 * (crashes.length + 1) };
};

const expectOneOrderACall = ({ orders, lives, disk, ids }: ReturnType<typeof play>): void => {
  const claims = new Map<string, Set<number>>();
  for (const record of disk)
    if (record.type === 'accepted')
      claims.set(record.id, (claims.get(record.id) ?? new Set()).add(record.orderId));
  const claimed = [...claims.values()].flatMap((ids) => [...ids]);
  // No call has two orders, no order has two calls, and every order has a call.
  expect([...claims.values()].every(({ size }) => size === 1)).toBe(true);
  expect(claimed.sort()).toEqual([...orders.keys()].sort());
  // However often an id was used, it has at most one order, and each that the last process used has had its turn.
  expect(claims.size).toBeLessThanOrEqual(ids);
  // No outcome is left unknown.
  const calls = [...callsOf(disk).values()];
  expect(calls.filter(isUnknown)).toEqual([]);
  expect(calls.length).toBeGreaterThanOrEqual(claimed.length);
  for (const { error } of lives) expect(error).toBeNull();
  // A call without an end in the journal lives at the venue.
  for (const { accepted } of calls.filter(({ ended }) => ended === null))
    expect(['UNFILLED', 'PARTIALLY_FILLED']).toContain(orders.get(accepted?.orderId ?? 0)?.status);
};

const faults: Readonly<Record<string, readonly Fault[]>> = {
  'no fault': [],
  'late replies': [{ kind: 'rest-reply-late', ms: 700, only: postOrder }],
  'lost replies': [{ kind: 'rest-timeout-after', only: postOrder, when: { rate: 0.5 } }],
  'unknown outcomes': [{ kind: 'rest-10005', only: postOrder, when: { rate: 0.5 } }],
  'late admission': [{ kind: 'rest-late', ms: 600, only: postOrder }],
};

const crashes = fc.array(fc.record({ at: fc.nat(30), downtime: fc.constantFrom(0, 10, 300, 5000) }), {
  minLength: 1,
  maxLength: 4,
});

describe('a process that crashes', { timeout: 180_000 }, () => {
  describe.each(Object.entries(faults))('under %s', (_, these) => {
    it.each([0, 2500])('at any step, %i ms before the next', (downtime) => {
      const steps = play([], { faults: these }).steps[0]?.length ?? 0;
      expect(steps).toBeGreaterThan(20);
      for (let at = 0; at < steps; at += 1) expectOneOrderACall(play([{ at, downtime }], { faults: these }));
    });
  });

  it.each(['time-window', 'nonce'] as const)('again and again, with %s', (authentication) => {
    fc.assert(
      fc.property(crashes, fc.constantFrom(...Object.values(faults)), (several, these) => {
        expectOneOrderACall(play(several, { faults: these, authentication }));
      }),
      { numRuns: 15 },
    );
  });
});
