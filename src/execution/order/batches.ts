import type { OrderRef } from '../../model/order';
import type { Pair } from '../../model/pair';
import type { OrderIds } from '../rest/requests';

/** The number of orders that one call of the venue cancels, or reads by their ids. */
const batchSize = 30;

/** Splits ids into batches that one call takes, each id once. */
export const batchesOf = (groups: readonly OrderIds[]): readonly OrderIds[] =>
  groups.flatMap(({ pair, orderIds }) => {
    const ids = [...new Set(orderIds)];
    return Array.from({ length: Math.ceil(ids.length / batchSize) }, (_, index) => ({
      pair,
      orderIds: ids.slice(index * batchSize, (index + 1) * batchSize),
    }));
  });

/** Groups orders by pair, into batches that one call takes. */
export const inBatches = (refs: readonly OrderRef[]): readonly OrderIds[] => {
  const ids = new Map<Pair, number[]>();
  for (const { pair, orderId } of refs) ids.set(pair, [...(ids.get(pair) ?? []), orderId]);
  return batchesOf(Array.from(ids, ([pair, orderIds]) => ({ pair, orderIds })));
};

export const refsOf = ({ pair, orderIds }: OrderIds): readonly OrderRef[] =>
  orderIds.map((orderId) => ({ pair, orderId }));
