import type { Observable, SchedulerLike } from 'rxjs';
import type { DataClient } from '../data/client';
import type { Trading } from '../execution/index';
import type { Disposing } from '../model/disposed-by';
import type { MarketNotice } from '../simulator/index';

/** All that a strategy needs: prices, orders and a clock, whatever stands behind them. */
export interface World extends Disposing {
  readonly data: DataClient;
  readonly exec: Trading;
  readonly scheduler: SchedulerLike;
  /** Feed: what befell orders by what the market behind them does not know, from now on. */
  readonly notices$: Observable<MarketNotice>;
  readonly close: () => Promise<void>;
}

/** What trades: it is given a world, does what it does while it is subscribed to, and may tell of it. */
export type Strategy = (world: World) => Observable<unknown>;
