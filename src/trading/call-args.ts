import type { HaltOptions } from '../execution/guards/halt-event';
import type { Replacement } from '../execution/order/replacement';
import type { ActiveOrdersQuery, OrderIds, TradeHistoryQuery } from '../execution/rest/requests';
import type { OrderRef, OrderRequest } from '../model/order';
import type { Pair } from '../model/pair';
import { maybe } from '../options/codecs';
import { list, ownRecord } from '../parsing/combinators';
import { Id, Integer, oneOf, Text, Timestamp } from '../parsing/primitives';

/** Codecs of the arguments of calls over a port. */

export interface WithId {
  readonly id: string;
}

export interface SubmitArgs extends WithId {
  readonly request: OrderRequest;
  readonly allowEqualInFlight?: boolean | undefined;
}

export interface ReplaceArgs extends WithId {
  readonly ref: OrderRef;
  readonly changes: Replacement;
}

export interface CancelArgs extends WithId {
  readonly ref: OrderRef;
}

export interface CancelsArgs extends WithId {
  readonly orders: OrderIds;
}

export interface CancelAllArgs extends WithId {
  readonly pair?: Pair | undefined;
}

export interface HaltArgs extends WithId {
  readonly options: HaltOptions;
}

export const IdsValue = ownRecord<OrderIds>('orders of a pair', { pair: Text, orderIds: list('ids', Id) });

export const ActiveQuery = ownRecord<ActiveOrdersQuery>('a query', {
  pair: maybe(Text),
  count: maybe(Integer),
  fromId: maybe(Id),
  endId: maybe(Id),
  since: maybe(Timestamp),
  end: maybe(Timestamp),
});

export const HistoryQuery = ownRecord<TradeHistoryQuery>('a query', {
  pair: maybe(Text),
  count: maybe(Integer),
  orderId: maybe(Id),
  since: maybe(Timestamp),
  end: maybe(Timestamp),
  order: maybe(oneOf('asc or desc', ['asc', 'desc'])),
});
