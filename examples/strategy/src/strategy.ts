import { catchError, concat, concatMap, EMPTY, map, of, type Observable, type SchedulerLike } from 'rxjs';
import type { CandleType, DataClient } from 'rx-bitbank';
import type { OrderTransition, Trading } from 'rx-bitbank/execution';
import { movingAverageCross, type CrossConfig, type Wish } from './cross';
import { withinRisk, type RiskConfig } from './risk';

export interface StrategyConfig extends CrossConfig, Pick<RiskConfig, 'maxEntries' | 'window'> {
  readonly data: Pick<DataClient, 'candles$' | 'tradable$'>;
  readonly exec: Pick<Trading, 'submitOrder'>;
  readonly pair: string;
  readonly candleType: CandleType;
  /** The amount in base currency, bought on entry and sold on exit. */
  readonly amount: string;
  readonly scheduler?: SchedulerLike;
}

/** An act of the strategy: a wish, then the life of its order. */
export type StrategyEvent =
  | { readonly type: 'wish'; readonly wish: Wish }
  | { readonly type: 'order'; readonly transition: OrderTransition };

/**
 * A moving-average cross on closed bars: candles → wishes → risk → orders, one order after the other. An order that
 * could not be sent ends its own life, not the strategy.
 */
export const strategy$ = (config: StrategyConfig): Observable<StrategyEvent> => {
  const { data, exec, pair, candleType, amount } = config;
  const order$ = (wish: Wish): Observable<StrategyEvent> =>
    exec.submitOrder({ pair, side: wish === 'long' ? 'buy' : 'sell', type: 'market', amount }).pipe(
      map((transition): StrategyEvent => ({ type: 'order', transition })),
      catchError(() => EMPTY),
    );
  return data.candles$(pair, candleType, { history: config.slow }).pipe(
    movingAverageCross(config),
    withinRisk({ ...config, tradable$: data.tradable$(pair) }),
    concatMap((wish) => concat(of<StrategyEvent>({ type: 'wish', wish }), order$(wish))),
  );
};
