import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRegistry, type Entry, hasEnded, type Registry } from '../../../src/execution/order/registry';
import { fillOf, limitOrder, orderAt } from '../../../marbles/support/orders';

const ids = [1, 2, 3, 4, 5, 6];

/** Any event that informs the registry about an order. */
const deed = fc.tuple(
  fc.constantFrom<((registry: Registry, orderId: number) => void)[]>(
    (registry, orderId) => registry.applyOrder({ ...limitOrder, orderId }, 'read'),
    (registry, orderId) =>
      registry.applyOrder({ ...orderAt(limitOrder, 'FULLY_FILLED', 10), orderId }, 'stream'),
    (registry, orderId) => registry.applyFill(fillOf({ ...limitOrder, orderId }, 7, '10.0000'), 'stream'),
    (registry, orderId) => registry.applyFact(orderId, 'stream', 'invalidated'),
    (registry, orderId) => registry.own({ orderId, pair: 'xrp_jpy' }),
    (registry, orderId) => registry.readAt(orderId, 1),
    (registry, orderId) => registry.cancelBegins({ orderId, pair: 'xrp_jpy' }),
    (registry, orderId) => registry.cancelEnds(orderId),
    (registry, orderId) => registry.replacementBegins({ orderId, pair: 'xrp_jpy' }),
    (registry, orderId) => registry.replacementFails(orderId),
  ),
  fc.constantFrom(...ids),
);

/** A registry after some deeds, one each millisecond. */
const told = fc.array(deed, { maxLength: 60 }).map((deeds) => {
  let now = 0;
  const registry = createRegistry(() => now);
  for (const [run, orderId] of deeds) {
    now += 1;
    run(registry, orderId);
  }
  return registry;
});

const entriesOf = (registry: Registry): readonly Entry[] =>
  ids.flatMap((orderId) => registry.entry(orderId) ?? []);

const byId = (entries: readonly Entry[]): readonly Entry[] =>
  [...entries].sort((a, b) => a.orderId - b.orderId);

describe('createRegistry', () => {
  it('lists exactly the entries that no call placed, and those that have not ended, whatever happens', () => {
    fc.assert(
      fc.property(told, (registry) => {
        const entries = entriesOf(registry);
        expect(byId(registry.unowned())).toEqual(entries.filter(({ owned }) => !owned));
        expect(byId(registry.open())).toEqual(entries.filter((entry) => !hasEnded(entry)));
      }),
    );
  });

  it('gives a life the news that its observer causes while it is notified', () => {
    const registry = createRegistry(() => 0);
    registry.applyOrder(limitOrder, 'reply');
    const types: string[] = [];
    registry.life(limitOrder.orderId).subscribe(({ type }) => {
      types.push(type);
      if (type === 'Accepted')
        registry.applyOrder(orderAt(limitOrder, 'CANCELED_UNFILLED', 0), 'stream', 'invalidated');
    });
    expect(types).toEqual(['Accepted', 'Canceled']);
  });

  it('learns the pair of an order after the order', () => {
    const registry = createRegistry(() => 0);
    registry.applyFact(1, 'stream', 'invalidated');
    expect(registry.entry(1)?.pair).toBeNull();
    registry.own({ orderId: 1, pair: 'xrp_jpy' });
    expect(registry.entry(1)?.pair).toBe('xrp_jpy');
  });

  it('forgets orders that have ended, or that were never seen and are awaited by no life, once they are old and unused', () => {
    fc.assert(
      fc.property(
        told,
        fc.integer({ min: 0, max: 60 }),
        fc.constantFrom(...ids),
        (registry, since, needed) => {
          registry.keepIf(({ orderId }) => orderId === needed);
          const kept = entriesOf(registry).filter(
            (entry) =>
              entry.orderId === needed ||
              entry.changedAt > since ||
              !(hasEnded(entry) || (entry.known.snapshot === null && !entry.owned && !entry.isReplaced)),
          );
          registry.forgetUnchanged(since);
          expect(entriesOf(registry)).toEqual(kept);
          expect(byId(registry.unowned())).toEqual(kept.filter(({ owned }) => !owned));
          expect(byId(registry.open())).toEqual(kept.filter((entry) => !hasEnded(entry)));
        },
      ),
    );
  });
});
