import { compareDecimals } from '../../../src/model/decimal';
import type { Order } from '../../../src/execution/index';

/** Watches `orders$`: an executed amount stays executed, and an order that has ended never lives again. */
export interface RelapseWatch {
  readonly look: (orders: ReadonlyMap<number, Order>) => void;
  readonly violations: readonly string[];
}

export const watchRelapses = (): RelapseWatch => {
  const last = new Map<number, Order>();
  const ended = new Set<number>();
  const violations: string[] = [];
  return {
    violations,
    look: (orders) => {
      for (const [orderId, order] of orders) {
        const before = last.get(orderId);
        if (ended.has(orderId)) violations.push(`orders$: order ${orderId} had ended and lives again`);
        if (before !== undefined && compareDecimals(order.executedAmount, before.executedAmount) < 0)
          violations.push(`orders$: order ${orderId} has less executed than before`);
        last.set(orderId, order);
      }
      for (const orderId of last.keys()) if (!orders.has(orderId)) ended.add(orderId);
    },
  };
};
