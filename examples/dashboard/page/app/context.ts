import type { Observable, Subject } from 'rxjs';
import type { DataClient, Instrument, Ticker } from 'rx-bitbank';
import type { Fill, Order, OrderRequest, OrderTransition, Trading } from 'rx-bitbank/execution';
import type { OrdersMove } from '../panels/orders/stream';
import type { Typed } from '../panels/ticket/typed';
import type { Told } from '../ui/told';
import type { Language, Words } from '../words/words';
import type { AddressBar } from './address';
import type { SettingsStore } from './settings';

/** What somebody pointed at in the book: an order that would take it. */
export interface PickedLevel {
  readonly price: number;
  readonly amount: number;
  readonly side: 'buy' | 'sell';
}

/** What the page has from its start to its end. */
export interface PageContext {
  readonly settings: SettingsStore;
  readonly address: AddressBar;
  readonly language$: Observable<Language>;
  readonly words$: Observable<Words>;
  /** Emits at once, and whenever light changes to dark or back: the style sheet has other colors then. */
  readonly theme$: Observable<unknown>;
}

/** What every panel is made of: one run of the gateway. */
export interface MarketContext extends PageContext {
  readonly data: DataClient;
  /** Every pair; none while the venue's rules are not known. Current value first. */
  readonly instruments$: Observable<readonly Instrument[]>;
  /** The pair on the screen; current value first. */
  readonly instrument$: Observable<Instrument>;
  /** Every ticker, as far as REST tells them. */
  readonly tickers$: Observable<Told<readonly Ticker[]>>;
  readonly picked$: Subject<PickedLevel>;
  /** `null` where there is no account. */
  readonly account: AccountContext | null;
}

/** The life of an order that this page placed. */
export interface PlacedOrder {
  readonly request: OrderRequest;
  readonly life$: Observable<OrderTransition>;
}

/** What the panels with the account in them need besides. */
export interface AccountContext {
  readonly exec: Trading;
  readonly placed$: Subject<PlacedOrder>;
  /** The newest fills of the account, oldest first; current value first. */
  readonly fills$: Observable<Told<readonly Fill[]>>;
  /** The open orders; none while they are not known. Current value first. */
  readonly orders$: Observable<readonly Order[]>;
  /** What is typed into the ticket, and done with open orders, by whomever: a field, a key. */
  readonly typed$: Subject<Partial<Typed>>;
  readonly ordersMoves$: Subject<OrdersMove>;
}
