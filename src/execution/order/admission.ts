import type { MonoTypeOperatorFunction, Observable } from 'rxjs';
import type { Order } from '../../model/order';
import type { OrderTransition } from '../../model/order-transition';
import type { BeforeLeave } from '../rest/call';
import type { Latch } from './latch';
import type { WriteEvent } from '../rest/write-event';
import type { CheckedOrder } from './check-request';
import type { Replaces } from './replacement';

// An order asks for two things on its way out: whether it may leave, which the guards say, and that it is written down,
// which the journal does. Both know orders. An order knows of them only what stands here.

export type Create = (
  order: CheckedOrder,
  beforeLeave: BeforeLeave | undefined,
) => Observable<WriteEvent<Order>>;

/** Waits for the turn of an admitted order and sends it, or tells why it may not leave any more. */
export type Leave = (
  turn$: Observable<number>,
  send: (call: number, create: Create) => Observable<OrderTransition>,
) => Observable<OrderTransition>;

export interface Admission {
  /**
   * The life that `place` makes of an order with the leave to send it, or its refusal. It holds its part of every limit
   * from here until its outcome is known; `replaces`: the order that ends before it leaves; `withdrawal` keeps it from
   * leaving.
   */
  readonly admit: (
    order: CheckedOrder,
    replaces: number | null,
    place: (leave: Leave) => Observable<OrderTransition>,
    withdrawal?: Latch,
  ) => Observable<OrderTransition>;
  /** What every order is told after a halt; `null` before. */
  readonly halted: () => OrderTransition | null;
}

export interface OrderRecorder {
  /** A new call: its intent is kept before it leaves, and what `follow` passes on is written down. */
  readonly begin: (write: {
    readonly write: 'order';
    readonly id: string;
    readonly request: CheckedOrder;
    readonly replaces: Replaces | undefined;
  }) => {
    readonly beforeLeave?: BeforeLeave;
    readonly follow: MonoTypeOperatorFunction<OrderTransition>;
  };
}
