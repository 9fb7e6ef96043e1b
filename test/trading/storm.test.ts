import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Trading } from '../../src/execution/index';
import { brokenLives, type StormLife } from './life-laws';
import type { PortPair } from './lossy-ports';
import type { AuditEntry } from '../../src/simulator/wire/audit-log';
import { createWorld, resting, taking } from './world';

/** The fates of messages, in the order of sending. Most arrive immediately. */
const fate = fc.oneof(
  { weight: 12, arbitrary: fc.constant([0]) },
  { weight: 1, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: fc.constant([0, 40]) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 4000 }).map((delay) => [delay]) },
);

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('order'),
      id: fc.integer({ min: 0, max: 3 }),
      taking: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait'), ms: fc.integer({ min: 1, max: 3000 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cut') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancelAll') }) },
) as fc.Arbitrary<{
  readonly do: string;
  readonly id?: number;
  readonly taking?: boolean;
  readonly ms?: number;
}>;

describe('a port that loses, repeats and delays, under a gateway that is killed', () => {
  it('keeps the laws of lives, has at most one effect per id, and leaves no life open', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 14 }), fc.array(fate, { maxLength: 60 }), (steps, fates) => {
        let next = 0;
        const fateOf = (): readonly number[] => fates[next++] ?? [0];
        const { clock, placed, remote, ports, restart } = createWorld({
          toGateway: fateOf,
          toCaller: fateOf,
        });
        clock.advanceBy(100);
        const lives: StormLife[] = [];
        for (const { do: what, id = 0, taking: isTaking = false, ms = 0 } of steps) {
          if (what === 'wait') clock.advanceBy(ms);
          if (what === 'cut') ports.cut();
          if (what === 'restart') restart();
          if (what === 'cancelAll') remote.cancelAll().subscribe();
          if (what !== 'order') continue;
          const life: StormLife = { owner: '', id: `${id}`, told: [], isOver: false };
          lives.push(life);
          remote.submitOrder(isTaking ? taking : resting, { id: `${id}` }).subscribe({
            next: (transition) => life.told.push(transition),
            error: () => expect.fail('a command over a port does not error'),
            complete: () => (life.isOver = true),
          });
        }
        next = fates.length;
        clock.advanceBy(40_000);
        remote.cancelAll().subscribe();
        clock.advanceBy(40_000);
        expect(brokenLives(lives)).toEqual([]);
        const asked = placed();
        const left = lives.filter(({ told }) => told.some(({ type }) => type === 'Submitted'));
        expect(asked).toBeLessThanOrEqual(new Set(left.map(({ id }) => id)).size);
      }),
      { numRuns: 40 },
    );
  });
});

/** A small generator of its own, so that a seed names a storm. */
const randomOf = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};

/** An order is at most 2 s on its way to the gateway, and waits there at most 2 s for its turn. */
const longestWay = 4_000;

/** Returns the price of an order that the venue reports for the first time; `NaN` for any other entry. */
const priceOf = (entry: AuditEntry): number =>
  entry.type === 'order' && entry.order.status === 'UNFILLED' ? Number(entry.order.price) : NaN;

describe('four programs of two owners on one account, whose gateway is killed a hundred times', () => {
  it.each([1, 2, 3])(
    'have at most one effect per id, no life left open, and none receives another’s order (seed %i)',
    (seed) => {
      const random = randomOf(seed);
      const fateOf = (): readonly number[] => {
        const luck = random();
        if (luck < 0.04) return [];
        if (luck < 0.08) return [0, Math.floor(random() * 100)];
        return luck < 0.14 ? [Math.floor(random() * 4_000)] : [0];
      };
      const world = createWorld({ policy: { owner: 'alice' }, toGateway: fateOf, toCaller: fateOf });
      const { clock } = world;
      const programs: {
        readonly name: string;
        readonly owner: string;
        readonly remote: Trading;
        readonly ports: PortPair;
      }[] = [
        { name: 'first', owner: 'alice', remote: world.remote, ports: world.ports },
        ...['alice', 'bob', 'bob'].map((owner, i) => ({
          name: `${owner}-${i}`,
          owner,
          ...world.another({ owner }),
        })),
      ];
      const anyOf = (): (typeof programs)[number] => {
        const program = programs[Math.floor(random() * programs.length)];
        if (program === undefined) throw new Error('no program');
        return program;
      };
      clock.advanceBy(100);
      const lives: StormLife[] = [];
      /** The time of the request for each resting order, by its price. Each order has a price of its own. */
      const askedAt = new Map<number, number>();
      const place = (): void => {
        const { name, owner, remote } = anyOf();
        // A program now and then uses an id again that it made itself.
        const id = `${name}-${Math.floor(random() * 60)}`;
        const life: StormLife = { owner, id, told: [], isOver: false };
        lives.push(life);
        const price = 11_000_000 + lives.length;
        const known = lives.find((other) => other !== life && other.id === id);
        const request = random() < 0.2 && !known ? taking : { ...resting, amount: '0.001', price };
        if (!known) askedAt.set(price, clock.now());
        remote
          .submitOrder(known ? { ...resting, amount: '0.001', price: 11_000_000 } : request, { id })
          .subscribe({
            next: (transition) => life.told.push(transition),
            error: () => expect.fail('a command over a port does not error'),
            complete: () => (life.isOver = true),
          });
      };
      for (let kill = 0; kill < 100; kill += 1) {
        for (let steps = Math.floor(random() * 4); steps > 0; steps -= 1) {
          place();
          clock.advanceBy(Math.floor(random() * 1_000));
        }
        if (random() < 0.3) anyOf().remote.cancelAll().subscribe();
        world.restart();
        for (const { ports } of programs) ports.cut();
        // The time is mostly long enough for programs to come back. They wait longer after each failure.
        clock.advanceBy(Math.floor(random() * 15_000));
      }
      for (let rounds = 0; rounds < 3; rounds += 1) {
        clock.advanceBy(40_000);
        for (const { remote } of programs) remote.cancelAll().subscribe();
      }
      clock.advanceBy(60_000);
      expect(lives.length).toBeGreaterThan(60);
      expect(brokenLives(lives)).toEqual([]);
      const entries = world.sim.journal();
      const ages = entries.flatMap((entry) => {
        const asked = entry.type === 'request' ? undefined : askedAt.get(priceOf(entry));
        return asked === undefined ? [] : [entry.at - asked];
      });
      expect(ages.length).toBeGreaterThan(30);
      expect(Math.max(...ages)).toBeLessThanOrEqual(longestWay);
      expect(entries.filter((entry) => entry.type === 'request' && entry.status === 429)).toEqual([]);
      expect(world.placed()).toBeGreaterThan(30);
      expect(world.placed()).toBeLessThanOrEqual(new Set(lives.map(({ id }) => id)).size);
    },
  );
});
