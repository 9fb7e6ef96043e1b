import type { Order } from './order';

/** The open orders of the account, and whether these are all. */
export interface OpenOrders {
  /** The live orders by id. An order that ended a moment ago may still be among them. */
  readonly orders: ReadonlyMap<number, Order>;
  /** False if the venue listed an order whose id can't be read. Such an order is open too, and missing here. */
  readonly isWhole: boolean;
}
