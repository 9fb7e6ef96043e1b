import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRegistry, type Registry } from '../../../src/execution/order/registry';

const orderId = fc.integer({ min: 1, max: 6 });

/** Whatever tells the registry of an order, or makes it forget one. */
const deed = fc.tuple(
  fc.constantFrom<((registry: Registry, id: number) => void)[]>(
    (registry, id) => registry.tellFact(id, 'stream', 'invalidated'),
    (registry, id) => registry.own({ orderId: id, pair: 'btc_jpy' }),
    (registry, id) => registry.readAt(id, 1),
    (registry, id) => registry.cancelBegins({ orderId: id, pair: 'btc_jpy' }),
    (registry, id) => registry.cancelEnds(id),
    (registry, id) => registry.forget(id),
  ),
  orderId,
);

describe('createRegistry', () => {
  it('lists as unowned exactly the entries that no call placed, whatever happens', () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 40 }), (deeds) => {
        const registry = createRegistry(() => 0);
        for (const [run, id] of deeds) run(registry, id);
        const expected = [...registry.entries()].filter(({ owned }) => !owned);
        const byId = (a: { orderId: number }, b: { orderId: number }): number => a.orderId - b.orderId;
        expect([...registry.unowned()].sort(byId)).toEqual(expected.sort(byId));
      }),
    );
  });
});
