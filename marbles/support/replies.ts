import { isConditional, type Order, type OrderRequest } from '../../src/model/order';

/** The reply to an order is about that order, whatever else a spec says about it. */
const asAsked = (
  order: Order,
  { side, type, positionSide, price, triggerPrice, amount }: OrderRequest,
): Order => {
  const asked = { price: price ?? null, triggerPrice: triggerPrice ?? null, amount: amount ?? null };
  const changed = Object.entries(asked).filter(
    ([field, value]) => value !== null && Number(order[field as keyof typeof asked]) !== Number(value),
  );
  const isOfType = order.type === type || order.odd?.type !== undefined;
  return {
    ...order,
    ...Object.fromEntries(changed.map(([field, value]) => [field, String(value)])),
    positionSide: order.positionSide ?? positionSide ?? null,
    ...(order.side === side ? {} : { side }),
    ...(isOfType ? {} : { type }),
    ...(!isOfType && isConditional(type) && order.status === 'UNFILLED' ? { status: 'INACTIVE' } : {}),
  };
};

/**
 * Makes replies believable. A spec need not repeat the request in each reply: the reply is about the request, and every
 * order has an id of its own, even if a spec gives the same reply twice.
 */
export const believable = (): ((order: Order, request: OrderRequest) => Order) => {
  const given = new Set<number>();
  return (order, request) => {
    let { orderId } = order;
    while (given.has(orderId)) orderId += 1_000;
    given.add(orderId);
    return { ...asAsked(order, request), orderId };
  };
};
