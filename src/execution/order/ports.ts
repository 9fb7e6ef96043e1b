import type { Observable } from 'rxjs';
import type { AssetBalance } from '../../model/asset';
import type { Fill } from '../../model/fill';
import type { Instrument } from '../../model/instrument';
import type { Order, OrderRef } from '../../model/order';
import type { Pair } from '../../model/pair';
import type { Position } from '../../model/position';
import type { CheckedOrder } from './check-request';

/** What a failed call may have done: nothing, anything, or it is still being done (70019). */
export type Effect = 'none' | 'unknown' | 'in-progress';

/**
 * The steps of one write. `sent`: from here on it may have had its effect. Its Observable errors only before that;
 * afterwards it ends in `replied` or `failed`.
 */
export type WriteStep<T> =
  | {
      readonly type: 'sent';
      /** As signed, by the venue's clock: Unix time, ms. */
      readonly requestTime: number;
    }
  | { readonly type: 'replied'; readonly value: T }
  | {
      readonly type: 'failed';
      readonly effect: Effect;
      /** The venue's error code; `null` where there was none. */
      readonly code: number | null;
      readonly message: string;
    };

/** A reply to a read, with what it proves about the time. */
export interface Read<T> {
  readonly value: T;
  /** When the venue answered, by its `Date` header; `null` where it could not be read. */
  readonly date: number | null;
}

/** The calls that order lives are made of; every one is cold: one call a subscription. */
export interface OrderApi {
  createOrder(order: CheckedOrder): Observable<WriteStep<Order>>;
  cancelOrder(ref: OrderRef): Observable<WriteStep<Order>>;
  /** Up to 30 ids. */
  cancelOrders(pair: Pair, orderIds: readonly number[]): Observable<WriteStep<readonly Order[]>>;
  ordersInfo(pair: Pair, orderIds: readonly number[]): Observable<Read<readonly Order[]>>;
  /** All of them, over as many pages as it takes. */
  activeOrders(pair?: Pair): Observable<Read<readonly Order[]>>;
  /** All since a time, oldest first; of one order, where one is given; without either: the newest page. */
  trades(query: {
    readonly pair?: Pair;
    readonly orderId?: number;
    readonly since?: number;
  }): Observable<Read<readonly Fill[]>>;
  assets(): Observable<Read<readonly AssetBalance[]>>;
  positions(): Observable<Read<readonly Position[]>>;
  instruments(): Observable<readonly Instrument[]>;
}
