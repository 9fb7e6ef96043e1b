import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OrderTransition } from '../../src/execution/index';
import { createWorld, resting, taking } from './world';

/** What befalls a message, in the order in which they are sent: most come at once. */
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

const endings: readonly string[] = ['Filled', 'Canceled', 'Rejected'];

/** Laws of what one observer was told. */
const expectLawful = (told: readonly OrderTransition[]): void => {
  const types = told.map(({ type }) => type).filter((type) => type !== 'Unresolved');
  const end = types.findIndex((type) => endings.includes(type));
  expect(end === -1 || end === types.length - 1).toBe(true);
  const later = types.findIndex(
    (type) => type === 'PartiallyFilled' || type === 'Filled' || type === 'Canceled',
  );
  if (later !== -1) expect(types.indexOf('Accepted')).toBeLessThan(later);
  for (const once of ['Submitted', 'Accepted']) {
    expect(types.filter((type) => type === once).length).toBeLessThanOrEqual(1);
  }
  const trades = told.flatMap((step) => (step.type === 'PartiallyFilled' ? [step.fill.tradeId] : []));
  expect(new Set(trades).size).toBe(trades.length);
};

describe('a port that loses, repeats and delays, under a gateway that is killed', () => {
  it(
    'keeps the laws of lives, has at most one effect per id, and leaves no life open',
    { timeout: 120_000 },
    () => {
      fc.assert(
        fc.property(fc.array(step, { maxLength: 14 }), fc.array(fate, { maxLength: 60 }), (steps, fates) => {
          let next = 0;
          const fateOf = (): readonly number[] => fates[next++] ?? [0];
          const { clock, sim, remote, ports, restart } = createWorld({ toGateway: fateOf, toCaller: fateOf });
          clock.advanceBy(100);
          const lives: { readonly id: string; readonly told: OrderTransition[]; isOver: boolean }[] = [];
          for (const { do: what, id = 0, taking: isTaking = false, ms = 0 } of steps) {
            if (what === 'wait') clock.advanceBy(ms);
            if (what === 'cut') ports.cut();
            if (what === 'restart') restart();
            if (what === 'cancelAll') remote.cancelAll().subscribe();
            if (what !== 'order') continue;
            const life = { id: `${id}`, told: [] as OrderTransition[], isOver: false };
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
          for (const { told, isOver } of lives) {
            expectLawful(told);
            expect(isOver).toBe(true);
          }
          const orders = new Map<string, Set<number>>();
          for (const { id, told } of lives) {
            for (const transition of told) {
              if (transition.type !== 'Accepted') continue;
              orders.set(id, (orders.get(id) ?? new Set()).add(transition.order.orderId));
            }
          }
          for (const ids of orders.values()) expect(ids.size).toBe(1);
          const asked = sim
            .journal()
            .filter(
              (entry) =>
                entry.type === 'request' &&
                entry.path === '/v1/user/spot/order' &&
                entry.method === 'POST' &&
                entry.apiKey === 'key',
            ).length;
          const left = lives.filter(({ told }) => told.some(({ type }) => type === 'Submitted'));
          expect(asked).toBeLessThanOrEqual(new Set(left.map(({ id }) => id)).size);
        }),
        { numRuns: 40 },
      );
    },
  );
});
