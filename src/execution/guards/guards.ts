import {
  catchError,
  endWith,
  forkJoin,
  map,
  merge,
  type MonoTypeOperatorFunction,
  type Observable,
  of,
  take,
  timer,
} from 'rxjs';
import type { Violation } from '../../model/order-transition';
import { quoteAssetOf } from '../../model/pair';
import type { Clock } from '../../operators/clock';
import type { OrderLimits } from '../order/admission';
import type { CheckedOrder } from '../order/check-request';
import type { OrderContext } from '../order/context';
import { find } from '../order/flight';
import { breach } from './breach';
import { onlyReduces } from '../order/reducing';
import type { GuardConfig } from './config';
import { checkDistance } from './distance';
import { countIn, notionalIn, openOrdersOf, recentIn, type Valuation } from './exposure';
import { createMarkets, type MarketView, unknownMarket } from './market';
import { checkMarket } from './market-state';
import { checkNotional } from './notional';
import { notionalAt, valuationPrice } from './valuation';

export interface GuardsConfig {
  readonly config: GuardConfig;
  readonly context: OrderContext;
  /** Completes once all open orders of the account are known; fails if they can't be known. */
  readonly ordersKnown$: Observable<never>;
  /** True if all open orders are known already. */
  readonly areOrdersKnown: () => boolean;
  readonly untilClosed: MonoTypeOperatorFunction<Partial<MarketView>>;
}

/** After this many ms, a missing fact counts as a broken limit. */
const longestWait = 5_000;

/** Makes the checks of `GuardOptions`. An order that only reduces a margin position always passes. */
export const createGuards = ({
  config,
  context,
  ordersKnown$,
  areOrdersKnown,
  untilClosed,
}: GuardsConfig): OrderLimits => {
  const { registry, clock, leaps$ } = context;
  const { maxOpenOrders, maxNotional, maxTotalNotional, maxOrdersPerSecond } = config;
  const isAboutOpenOrders = maxOpenOrders !== null || maxTotalNotional !== null;
  const isAboutMarket = config.market !== null;
  if (!isAboutOpenOrders && !isAboutMarket && maxNotional === null && maxOrdersPerSecond === null)
    return noLimits;

  const markets =
    config.market === null ? null : createMarkets(config.market, clock, leaps$, longestWait, untilClosed);
  const marketOf = (pair: string): MarketView => markets?.latest(pair) ?? unknownMarket;
  const valuation: Valuation = { marketOf, priceOf: isAboutOpenOrders ? admissionPrices(context) : unknown };

  const priceOf = (order: CheckedOrder): string | null => valuationPrice(order, marketOf(order.pair));

  const pass = (order: CheckedOrder, price = priceOf(order)): readonly Violation[] => {
    if (onlyReduces(order)) return [];
    const market = marketOf(order.pair);
    const notional = (): string | null => notionalAt(price, order.amount);
    return [
      ...checkMarket(config, market, clock.elapsed()),
      ...checkDistance(config, order, market),
      ...checkNotional('maxNotional', maxNotional, quoteAssetOf(order.pair), notional),
    ];
  };

  const isNeeded = (): boolean => isAboutOpenOrders && !areOrdersKnown();
  const within$ = completesWithin(ordersKnown$, longestWait, clock);

  return {
    ready: (order) =>
      onlyReduces(order) || (markets === null && !isNeeded())
        ? null
        : forkJoin([isNeeded() ? within$ : of(true), markets?.known(order.pair) ?? of(true)]).pipe(
            map(([isKnown]) => {
              const guard = maxOpenOrders !== null ? 'maxOpenOrders' : 'maxTotalNotional';
              return isKnown ? [] : [breach(guard, 'open orders that are known', 'not known')];
            }),
          ),
    priceOf,
    admit: ({ order, price }, flights) => {
      if (onlyReduces(order)) return [];
      const open = isAboutOpenOrders ? openOrdersOf(registry.open()) : [];
      const quote = quoteAssetOf(order.pair);
      return [
        ...checkCount('maxOpenOrders', maxOpenOrders, () => countIn(order.pair, flights, open)),
        ...checkCount('maxOrdersPerSecond', maxOrdersPerSecond, () => recentIn(flights, clock.elapsed())),
        ...checkNotional('maxTotalNotional', maxTotalNotional, quote, () =>
          notionalIn(quote, flights, open, valuation),
        ),
        ...pass(order, price),
      ];
    },
    // Without a market, nothing can have changed since the order was admitted.
    pass: markets === null ? nothing : pass,
  };
};

const nothing = (): readonly Violation[] => [];

/** The checks without any limit. They add no step to the placing of an order. */
const noLimits: OrderLimits = { ready: () => null, priceOf: () => null, admit: nothing, pass: nothing };

const unknown = (): undefined => undefined;

/** Keeps the prices at which own orders were valued when they were admitted, by order id, while they are open. */
const admissionPrices = ({ flights, registry }: OrderContext): Valuation['priceOf'] => {
  const prices = new Map<number, string>();
  flights.changes$.subscribe(({ event, before }) => {
    if (event.type !== 'over' || event.outcome.type !== 'placed') return;
    const { orderId } = event.outcome;
    const price = find(before, event.id)?.price ?? null;
    if (price === null) return;
    const live = new Set(openOrdersOf(registry.open()).map(({ entry }) => entry.orderId));
    for (const known of prices.keys()) if (!live.has(known)) prices.delete(known);
    prices.set(orderId, price);
  });
  return (orderId) => prices.get(orderId);
};

/** Emits whether the source completes within the time. */
const completesWithin = (source: Observable<never>, time: number, clock: Clock): Observable<boolean> =>
  merge(
    source.pipe(
      endWith(true),
      catchError(() => of(false)),
    ),
    timer(time, clock).pipe(map(() => false)),
  ).pipe(take(1));

const checkCount = (
  guard: 'maxOpenOrders' | 'maxOrdersPerSecond',
  limit: number | null,
  count: () => number,
): readonly Violation[] => {
  const actual = limit === null ? 0 : count();
  return limit === null || actual <= limit ? [] : [breach(guard, `at most ${limit}`, String(actual))];
};
