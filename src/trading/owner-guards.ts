import {
  catchError,
  concatMap,
  defer,
  finalize,
  forkJoin,
  map,
  NEVER,
  type Observable,
  of,
  take,
  tap,
  timeout,
} from 'rxjs';
import { breach } from '../execution/guards/breach';
import type { GuardConfig } from '../execution/guards/config';
import { checkDistance } from '../execution/guards/distance';
import { createMarkets, unknownMarket } from '../execution/guards/market';
import { checkMarket } from '../execution/guards/market-state';
import { checkNotional } from '../execution/guards/notional';
import { notionalAt, valuationPrice } from '../execution/guards/valuation';
import { asPlainDecimal, type CheckedOrder } from '../execution/order/check-request';
import { isEnding } from '../execution/order/diff';
import { refusedHere } from '../execution/order/rejected';
import type { Trading } from '../execution/trading';
import { sumDecimals } from '../model/decimal';
import type { Order, OrderRequest } from '../model/order';
import type { OrderTransition, Violation } from '../model/order-transition';
import { quoteAssetOf } from '../model/pair';
import type { Clock } from '../operators/clock';

/** Limits of one owner, beside those of the account: over the owner's own orders. */
export interface OwnerGuards {
  /** The life of an order that keeps the limits when its turn has come; one that does not is `Rejected`. */
  readonly pass: (
    id: string,
    request: OrderRequest,
    life$: Observable<OrderTransition>,
  ) => Observable<OrderTransition>;
}

export interface OwnerGuardsConfig {
  readonly config: GuardConfig;
  readonly exec: Pick<Trading, 'orders$'>;
  readonly clock: Clock;
  readonly isMine: (orderId: number) => boolean;
}

/** An order of the owner that the list of open orders may not show yet. */
interface OnItsWay {
  readonly order: CheckedOrder;
  readonly orderId: number | null;
}

/** What is not known after this long, ms, counts as a limit broken. */
const longestWait = 5_000;
const second = 1_000;

const plain = (value: OrderRequest['amount']): string | undefined => asPlainDecimal(value) ?? undefined;

const valued = ({ amount, price, triggerPrice, ...rest }: OrderRequest): CheckedOrder => ({
  ...rest,
  ...(amount === undefined ? {} : { amount: plain(amount) }),
  ...(price === undefined ? {} : { price: plain(price) }),
  ...(triggerPrice === undefined ? {} : { triggerPrice: plain(triggerPrice) }),
});

const tooMany = (
  guard: 'maxOpenOrders' | 'maxOrdersPerSecond',
  limit: number | null,
  count: number,
): readonly Violation[] =>
  limit === null || count <= limit ? [] : [breach(guard, `at most ${limit}`, String(count))];

export const createOwnerGuards = ({ config, exec, clock, isMine }: OwnerGuardsConfig): OwnerGuards => {
  const { maxOpenOrders, maxNotional, maxTotalNotional, maxOrdersPerSecond } = config;
  const isAboutOrders = maxOpenOrders !== null || maxTotalNotional !== null;
  const markets =
    config.market === null
      ? null
      : createMarkets(config.market, clock, NEVER, longestWait, (source) => source);
  const onTheWay = new Map<string, OnItsWay>();
  let open: ReadonlyMap<number, Order> | null = null;
  let passedAt: readonly number[] = [];
  if (isAboutOrders)
    exec.orders$.subscribe({
      next: (orders) => {
        open = orders;
      },
      error: () => {
        open = null;
      },
    });

  const worth = (order: CheckedOrder | Order, amount: string | null | undefined): string | null =>
    notionalAt(valuationPrice(order, markets?.latest(order.pair) ?? unknownMarket), amount);

  const check = (order: CheckedOrder): readonly Violation[] => {
    const { pair } = order;
    const quote = quoteAssetOf(pair);
    const now = clock.elapsed();
    const market = markets?.latest(pair) ?? unknownMarket;
    const mine = [...(open ?? [])].filter(([orderId]) => isMine(orderId)).map(([, one]) => one);
    const others = [...onTheWay.values()].filter(
      ({ orderId }) => orderId === null || open?.has(orderId) !== true,
    );
    const inPair = (one: { readonly pair: string }): boolean => one.pair === pair;
    const inQuote = (one: { readonly pair: string }): boolean => quoteAssetOf(one.pair) === quote;
    const total = (): string | null => {
      const worths = [
        worth(order, order.amount),
        ...mine.filter(inQuote).map((one) => worth(one, one.remainingAmount ?? one.amount)),
        ...others.filter((one) => inQuote(one.order)).map((one) => worth(one.order, one.order.amount)),
      ];
      return worths.includes(null) ? null : sumDecimals(worths as readonly string[]);
    };
    passedAt = passedAt.filter((at) => now - at < second);
    const count = 1 + mine.filter(inPair).length + others.filter((one) => inPair(one.order)).length;
    return [
      ...tooMany('maxOpenOrders', maxOpenOrders, count),
      ...tooMany('maxOrdersPerSecond', maxOrdersPerSecond, passedAt.length + 1),
      ...checkNotional('maxTotalNotional', maxTotalNotional, quote, total),
      ...checkMarket(config, market, now),
      ...checkDistance(config, order, market),
      ...checkNotional('maxNotional', maxNotional, quote, () => worth(order, order.amount)),
    ];
  };

  const ordersKnown$ = defer(() =>
    !isAboutOrders || open !== null ? of(true) : exec.orders$.pipe(map(() => true)),
  ).pipe(
    take(1),
    timeout({ first: longestWait, scheduler: clock }),
    catchError(() => of(false)),
  );

  return {
    pass: (id, request, life$) => {
      const order = valued(request);
      const ready$ = forkJoin([ordersKnown$, markets?.known(order.pair) ?? of(true)]);
      return ready$.pipe(
        concatMap(([isKnown]) => {
          const unknown = isKnown ? [] : [breach('maxOpenOrders', 'open orders that are known', 'not known')];
          const violations = [...unknown, ...check(order)];
          if (violations.length > 0) return of(refusedHere('guard', violations));
          passedAt = [...passedAt, clock.elapsed()];
          onTheWay.set(id, { order, orderId: null });
          return life$.pipe(
            tap((transition) => {
              if (transition.type === 'Accepted')
                onTheWay.set(id, { order, orderId: transition.order.orderId });
              if (isEnding(transition)) onTheWay.delete(id);
            }),
            finalize(() => onTheWay.delete(id)),
          );
        }),
      );
    },
  };
};
