import { catchError, defer, finalize, forkJoin, map, NEVER, type Observable, of, tap, timeout } from 'rxjs';
import { breach } from '../execution/guards/breach';
import type { GuardConfig } from '../execution/guards/config';
import { checkDistance } from '../execution/guards/distance';
import { createMarkets, unknownMarket } from '../execution/guards/market';
import { checkMarket } from '../execution/guards/market-state';
import { checkNotional } from '../execution/guards/notional';
import { notionalAt, valuationPrice } from '../execution/guards/valuation';
import { asPlainDecimal, type CheckedOrder } from '../execution/order/check-request';
import { isEnding } from '../execution/order/diff';
import { onlyReduces } from '../execution/order/reducing';
import { refusedHere } from '../execution/order/rejected';
import type { Trading } from '../execution/trading';
import { subtractDecimals, sumDecimals } from '../model/decimal';
import type { Replacement } from '../execution/order/replacement';
import type { Order, OrderRef, OrderRequest } from '../model/order';
import type { OrderTransition, Violation } from '../model/order-transition';
import { type Pair, quoteAssetOf } from '../model/pair';
import type { Clock } from '../operators/clock';

/** The limits of one owner on its own orders, in addition to those of the account. */
export interface OwnerGuards {
  /** Emits once, when the facts for the limits are known or can't be known. A fact that can't be known is a broken limit. */
  readonly ready: (asked: AskedOrder) => Observable<readonly Violation[]>;
  /** Returns the life of an order that keeps the limits now. Any other order is `Rejected`. */
  readonly pass: (
    id: string,
    asked: AskedOrder,
    life$: Observable<OrderTransition>,
  ) => Observable<OrderTransition>;
}

/** An order of an owner, or the replacement of one. */
export type AskedOrder =
  { readonly request: OrderRequest } | { readonly ref: OrderRef; readonly changes: Replacement };

export interface OwnerGuardsConfig {
  readonly config: GuardConfig;
  readonly exec: Pick<Trading, 'orders$' | 'openOrders'>;
  readonly clock: Clock;
  readonly isMine: (orderId: number) => boolean;
}

/** An order of the owner that the list of open orders may not show yet. */
interface OnItsWay {
  readonly order: CheckedOrder;
  readonly orderId: number | null;
}

/** After this many ms, a missing fact counts as a broken limit. */
const longestWait = 5_000;
const second = 1_000;

const replacedUnknown = breach('maxOpenOrders', 'an open order to replace that is known', 'not known');

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
  const ordersUnknown = breach(
    maxOpenOrders !== null ? 'maxOpenOrders' : 'maxTotalNotional',
    'open orders that are known',
    'not known',
  );
  const onTheWay = new Map<string, OnItsWay>();
  let open: ReadonlyMap<number, Order> = new Map();
  let passedAt: readonly number[] = [];
  const learn = (orders: ReadonlyMap<number, Order>): void => {
    open = orders;
  };
  // The feed keeps the orders in memory, so that they need not be read for each order.
  if (isAboutOrders) exec.orders$.subscribe({ next: learn, error: () => undefined });

  const worth = (order: CheckedOrder | Order, amount: string | null | undefined): string | null =>
    notionalAt(valuationPrice(order, markets?.latest(order.pair) ?? unknownMarket), amount);

  /** Checks an order. The order that it replaces (`replaced`) does not count. */
  const check = (order: CheckedOrder, replaced: number | null): readonly Violation[] => {
    const { pair } = order;
    const quote = quoteAssetOf(pair);
    const now = clock.elapsed();
    const market = markets?.latest(pair) ?? unknownMarket;
    const mine = [...open]
      .filter(([orderId]) => isMine(orderId) && orderId !== replaced)
      .map(([, one]) => one);
    const others = [...onTheWay.values()].filter(
      ({ orderId }) => orderId === null || (orderId !== replaced && !open.has(orderId)),
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

  /** Emits whether every open order is known. The feed of orders does not say that. */
  const ordersKnown$ = defer(() => exec.openOrders()).pipe(
    tap(({ orders }) => learn(orders)),
    map(({ isWhole }) => isWhole),
    timeout({ first: longestWait, scheduler: clock }),
    catchError(() => of(false)),
  );

  /** The order of a request; `null` if the order that it would replace is not known. */
  const orderOf = (asked: AskedOrder): CheckedOrder | null => {
    if ('request' in asked) return valued(asked.request);
    const old = open.get(asked.ref.orderId);
    if (old === undefined || old.side === 'unknown' || old.type === 'losscut' || old.type === 'unknown')
      return null;
    const { pair, side, type, amount, executedAmount, price, triggerPrice, positionSide } = old;
    const { changes } = asked;
    // The amount of a change covers both orders together.
    const whole = plain(changes.amount) ?? amount;
    return valued({
      pair,
      side,
      type,
      amount: whole === null ? undefined : subtractDecimals(whole, executedAmount),
      price: changes.price ?? price ?? undefined,
      triggerPrice: changes.triggerPrice ?? triggerPrice ?? undefined,
      positionSide: positionSide ?? undefined,
    });
  };
  const replacedBy = (asked: AskedOrder): number | null => ('ref' in asked ? asked.ref.orderId : null);
  const pairOf = (asked: AskedOrder): Pair => ('request' in asked ? asked.request.pair : asked.ref.pair);

  return {
    ready: (asked) =>
      'request' in asked && onlyReduces(valued(asked.request))
        ? of([])
        : forkJoin([
            isAboutOrders || 'ref' in asked ? ordersKnown$ : of(true),
            markets?.known(pairOf(asked)) ?? of(true),
          ]).pipe(map(([isKnown]) => (isKnown || !isAboutOrders ? [] : [ordersUnknown]))),
    pass: (id, asked, life$) =>
      defer(() => {
        const order = orderOf(asked);
        if (order === null) return of(refusedHere('guard', [replacedUnknown]));
        // An order that only reduces a position always passes.
        const violations = onlyReduces(order) ? [] : check(order, replacedBy(asked));
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
  };
};
