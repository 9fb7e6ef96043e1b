import type { Observable, SchedulerLike } from 'rxjs';
import type { DataClient } from '../data/client';
import type { Trading } from '../execution/index';
import type { Disposing } from '../model/disposed-by';
import type { MarketNotice } from '../simulator/index';

/** Everything that a strategy needs: prices, orders and a clock. A simulator, paper trading, a backtest or the live venue provides them. */
export interface World extends Disposing {
  readonly data: DataClient;
  readonly exec: Trading;
  readonly scheduler: SchedulerLike;
  /** Feed: notices about orders that the market behind them can't decide, from now on. */
  readonly notices$: Observable<MarketNotice>;
  readonly close: () => Promise<void>;
}

/** A strategy. It gets a world, trades while it is subscribed to, and may emit values for the log. */
export type Strategy = (world: World) => Observable<unknown>;
