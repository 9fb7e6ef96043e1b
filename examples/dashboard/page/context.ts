import type { Observable, Subject } from 'rxjs';
import type { DataClient, Instrument } from 'rx-bitbank';
import type { OrderRequest, OrderTransition, Trading } from 'rx-bitbank/execution';

/** What every part of the page is made of. */
export interface PageContext {
  readonly data: DataClient;
  /** The pair on the screen; current value first. */
  readonly instrument$: Observable<Instrument>;
  /** A price somebody pointed at in the book. */
  readonly pickPrice: (price: number) => void;
}

/** The life of an order that this page placed. */
export interface PlacedOrder {
  readonly request: OrderRequest;
  readonly life$: Observable<OrderTransition>;
}

/** What the parts with the account in them need besides. */
export interface AccountContext extends PageContext {
  readonly exec: Trading;
  readonly placed$: Subject<PlacedOrder>;
}
