import type { OrderIds } from '../execution/rest/requests';
import type { OrderRef } from '../model/order';
import type { Pair } from '../model/pair';

/** As many ids as one cancel takes. */
const largestBatch = 30;

/** By pair, as many as one call takes. */
export const batchesByPair = (orders: readonly OrderRef[]): readonly OrderIds[] => {
  const ids = new Map<Pair, number[]>();
  for (const { pair, orderId } of orders) ids.set(pair, [...(ids.get(pair) ?? []), orderId]);
  return [...ids].flatMap(([pair, all]) =>
    Array.from({ length: Math.ceil(all.length / largestBatch) }, (_, i) => ({
      pair,
      orderIds: all.slice(i * largestBatch, (i + 1) * largestBatch),
    })),
  );
};
