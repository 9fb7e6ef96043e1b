import { concatMap, defer, map, type Observable, toArray } from 'rxjs';
import type { Trading } from '../execution/trading';
import type { Order } from '../model/order';
import type { Pair } from '../model/pair';
import type { Owner } from './owner';

export interface ReadsOfOwner {
  readonly exec: Pick<Trading, 'rest' | 'openOrders'>;
  readonly owner: Pick<Owner, 'isMine'>;
}

export interface OwnList {
  readonly orders: readonly Order[];
  /** True if the account has no open order whose id can't be read. Nobody knows the owner of such an order. */
  readonly isWhole: boolean;
}

/**
 * Reads the open orders of one owner, of a pair or of all. Those that only `exec` knows are among them, because the list may
 * have them without an id that can be read. Cold.
 */
export const listOwn = (
  { exec, owner }: ReadsOfOwner,
  { pair }: { readonly pair?: Pair | undefined } = {},
): Observable<OwnList> =>
  defer(() => exec.rest.all.activeOrders({ pair })).pipe(
    toArray(),
    concatMap((listed) =>
      exec.openOrders().pipe(
        map(({ orders: known, isWhole }) => {
          const all = new Map(known);
          for (const order of listed) all.set(order.orderId, order);
          const orders = [...all.values()].filter(
            (order) => owner.isMine(order.orderId) && (pair === undefined || order.pair === pair),
          );
          return { orders, isWhole };
        }),
      ),
    ),
  );
