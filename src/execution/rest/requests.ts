import type { Pair } from '../../model/pair';

/** The requests of REST endpoints that are not domain types. Times are Unix times in ms. */

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
  /** The number of trades, at most 1000. */
  readonly count?: number | undefined;
  readonly orderId?: number | undefined;
  readonly since?: number | undefined;
  readonly end?: number | undefined;
  /** The order by time. Default: `desc`. */
  readonly order?: 'asc' | 'desc' | undefined;
}

/** A page of deposits or withdrawals, of every crypto asset unless `asset` is given; of JPY only with `jpy`. */
export interface TransferQuery {
  readonly asset?: string | undefined;
  /** The number of transfers, at most 100. */
  readonly count?: number | undefined;
  readonly since?: number | undefined;
  readonly end?: number | undefined;
}
