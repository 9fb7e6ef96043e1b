import { defer, map, type Observable, toArray } from 'rxjs';
import type { Order } from '../../model/order';
import type { Pair } from '../../model/pair';
import type { PrivateApi } from '../rest/rest';
import { watchedForLoss } from './whole';

/** The venue's list of open orders. */
export interface OpenList {
  readonly orders: readonly Order[];
  /**
   * True if the list is complete. An order whose id can't be read is open too, so that a list with such an order proves no
   * absence.
   */
  readonly isWhole: boolean;
}

export const noIdToRead = 'an order in the list of open orders has no id that can be read';

/** The end of the path of the list. */
export const openListPath = '/spot/active_orders';

/** Reads the open orders, of a pair or of all. Cold. */
export const listOpen = (
  api: Pick<PrivateApi, 'rest' | 'odd$'>,
  query: { readonly pair?: Pair | undefined } = {},
): Observable<OpenList> =>
  watchedForLoss(api, openListPath, defer(() => api.rest.all.activeOrders(query)).pipe(toArray())).pipe(
    map(({ value, isWhole }) => ({ orders: value, isWhole })),
  );
