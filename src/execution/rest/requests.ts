import type { Pair } from '../../model/pair';

/** Requests of the REST endpoints that are no domain types of their own. Times are Unix times in ms. */

export interface OrderIds {
  readonly pair: Pair;
  readonly orderIds: readonly number[];
}

/** A page of open orders. `fromId` and `endId` need a pair. */
export interface ActiveOrdersQuery {
  readonly pair?: Pair | undefined;
  readonly count?: number | undefined;
  readonly fromId?: number | undefined;
  readonly endId?: number | undefined;
  readonly since?: number | undefined;
  readonly end?: number | undefined;
}

/** A page of trades. `orderId` needs a pair. */
export interface TradeHistoryQuery {
  readonly pair?: Pair | undefined;
  /** At most 1000. */
  readonly count?: number | undefined;
  readonly orderId?: number | undefined;
  readonly since?: number | undefined;
  readonly end?: number | undefined;
  /** By time; `desc` unless said otherwise. */
  readonly order?: 'asc' | 'desc' | undefined;
}

/** A page of deposits or withdrawals, of every crypto asset unless `asset` is given; of JPY only with `jpy`. */
export interface TransferQuery {
  readonly asset?: string | undefined;
  /** At most 100. */
  readonly count?: number | undefined;
  readonly since?: number | undefined;
  readonly end?: number | undefined;
}
