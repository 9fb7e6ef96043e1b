import type { Observable, Subject } from 'rxjs';
import type { DataClient, Instrument, Ticker } from 'rx-bitbank';
import type { Fill, Order, OrderRequest, OrderTransition, Trading } from 'rx-bitbank/execution';
import type { OrdersMove } from '../panels/orders/stream';
import type { Typed } from '../panels/ticket/typed';
import type { Latest } from '../ui/latest';
import type { Language, Words } from '../words/words';
import type { AddressBar } from './address';
import type { SettingsStore } from './settings';

/** A level of the book that a person picked: an order that would take it. */
export interface PickedLevel {
  readonly price: number;
  readonly amount: number;
  readonly side: 'buy' | 'sell';
}

/** The context that the page has from its start to its end. */
export interface PageContext {
  readonly settings: SettingsStore;
  readonly address: AddressBar;
  readonly language$: Observable<Language>;
  readonly words$: Observable<Words>;
  /** Emits immediately, and whenever light changes to dark or back, because the style sheet has other colors then. */
  readonly theme$: Observable<unknown>;
}

/** The context of every panel: one run of the gateway. */
export interface MarketContext extends PageContext {
  readonly data: DataClient;
  /** Emits every pair; none while the venue's rules are not known. Current value first. */
  readonly instruments$: Observable<readonly Instrument[]>;
  /** Emits the pair on the screen; current value first. */
  readonly instrument$: Observable<Instrument>;
  /** Emits every ticker, as far as REST has them. */
  readonly tickers$: Observable<Latest<readonly Ticker[]>>;
  readonly picked$: Subject<PickedLevel>;
  /** The account; `null` if there is none. */
  readonly account: AccountContext | null;
}

/** The life of an order that this page placed. */
export interface PlacedOrder {
  readonly request: OrderRequest;
  readonly life$: Observable<OrderTransition>;
}

/** The additional context of the panels of an account. */
export interface AccountContext {
  readonly exec: Trading;
  readonly placed$: Subject<PlacedOrder>;
  /** Emits the newest fills of the account, oldest first; current value first. */
  readonly fills$: Observable<Latest<readonly Fill[]>>;
  /** Emits the open orders; none while they are not known. Current value first. */
  readonly orders$: Observable<readonly Order[]>;
  /** Takes the values for the ticket, and the acts on open orders, from any source: a field, a key. */
  readonly typed$: Subject<Partial<Typed>>;
  readonly ordersMoves$: Subject<OrdersMove>;
}
